import { endKilledTablet, moments, playKilledTablet } from '../simulation/killed-tablet.ts'
import { removeBuild } from '../simulation/real-tablet.ts'
import { runFaults } from '../support/fault-run.ts'

await runFaults([
  {
    name: 'F9',
    about: 'the browser is killed between code, store and paint',
    cases: 100,
    play: playKilledTablet,
    close: async () => {
      await endKilledTablet()
      removeBuild()
      for (const [moment, times] of moments) console.log(`  ${moment}: ${times}`)
    },
  },
])
