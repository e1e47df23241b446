import { walkEveryInterleaving } from '../simulation/every-interleaving.ts'
import { memoryServer } from '../simulation/memory-server.ts'
import { playNetworkHistory } from '../simulation/network-history.ts'
import { sqliteServer } from '../simulation/sqlite-server.ts'
import { runFaults } from '../support/fault-run.ts'

await runFaults([
  {
    name: 'F6',
    about: 'requests doubled, reordered, lost, delayed, cut in half, answers lost',
    cases: 20_000,
    shares: 'nothing',
    play: (seed) => playNetworkHistory(seed, { server: memoryServer(), steps: 200 }),
  },
  {
    name: 'F6 on SQLite',
    about: 'the same histories on a real database, counters equal a recount',
    cases: 200,
    play: async (seed) => {
      const server = await sqliteServer()
      const problems = await playNetworkHistory(seed, { server })
      const mismatches = await server.mismatches()
      await server.close()
      return mismatches === 0 ? problems : [...problems, `${mismatches} counters differ from a recount`]
    },
  },
  {
    name: 'F6 every interleaving',
    about: 'two kiosks, three records, one crash, one lost reply',
    cases: 1,
    play: async () => {
      const { states, histories, faults } = await walkEveryInterleaving()
      console.log(`  ${states} states, ${histories} ends`)
      return faults
    },
  },
])
