import { expect, it } from 'vitest'
import { playBundleAttacks } from '../simulation/bundle-attacks.ts'
import { playClocks } from '../simulation/clock-history.ts'
import { playDoubleUses } from '../simulation/double-uses.ts'
import { walkEveryInterleaving } from '../simulation/every-interleaving.ts'
import { memoryServer } from '../simulation/memory-server.ts'
import { playNetworkHistory } from '../simulation/network-history.ts'
import { playClonedKiosk, playPoison, playRestoredServer } from '../simulation/server-faults.ts'
import { sqliteServer } from '../simulation/sqlite-server.ts'
import { playStaleTablet } from '../simulation/stale-tablet.ts'

type Play = (seed: number) => Promise<readonly string[]>

/** Samples of what `npm run faults` plays in full. */
const SAMPLES: readonly (readonly [name: string, about: string, cases: number, play: Play])[] = [
  ['F5', 'whatever a tablet’s clock does, nothing is refused and no sure time is wrong', 150, playClocks],
  [
    'F6',
    'whatever the network does, the server holds each log once and counts it once',
    50,
    (seed) => playNetworkHistory(seed, { server: memoryServer(), restores: 'some' }),
  ],
  ['F13', 'no bundle but a rightful newer one replaces the one held', 20, playBundleAttacks],
  ['F16', 'one code at many offline tablets is flagged once for each double use, in any order of arrival', 80, playDoubleUses],
  ['F17', 'who was let in on old data is flagged, and the record stays as it was', 300, playStaleTablet],
  ['F18', 'tablets fill a server again that was put back to an older copy', 3, playRestoredServer],
  ['F19', 'two tablets writing one log are both found and nothing is lost', 5, playClonedKiosk],
  ['F20', 'a record nobody can read is listed and the rest flows', 4, playPoison],
]

it.each(SAMPLES)('%s: %s', async (name, _about, cases, play) => {
  const base = Date.now() % 1_000_000
  console.log(`${name} seeds ${base} to ${base + cases - 1}`)
  for (let seed = base; seed < base + cases; seed++) expect([seed, await play(seed)]).toEqual([seed, []])
})

it('the ingest over maps and the one over SQLite answer alike and count alike', async () => {
  const base = Date.now() % 1_000_000
  console.log(`seeds ${base} to ${base + 5}`)
  for (let seed = base; seed < base + 6; seed++) {
    const sqlite = await sqliteServer()
    const memory = memoryServer()
    const both = {
      ...memory,
      enrol: async (identity: Parameters<typeof memory.enrol>[0]) => {
        await memory.enrol(identity)
        await sqlite.enrol(identity)
      },
      take: async (body: string, now: number) => {
        const [one, two] = [await memory.take(body, now), await sqlite.take(body, now)]
        expect([seed, two]).toEqual([seed, one])
        return one
      },
      backup: async () => {
        await memory.backup()
        await sqlite.backup()
      },
      restore: async () => {
        await memory.restore()
        await sqlite.restore()
      },
    }
    expect([seed, await playNetworkHistory(seed, { server: both, restores: 'some', steps: 80 })]).toEqual([seed, []])
    expect(await sqlite.counters()).toEqual(await memory.counters())
    expect(await sqlite.mismatches()).toBe(0)
    await sqlite.close()
  }
})

it('every interleaving of two kiosks, three records, one crash and one lost reply ends whole', async () => {
  const { states, histories, faults } = await walkEveryInterleaving()
  console.log(`${states} states, ${histories} ends`)
  expect(faults).toEqual([])
  expect(states).toBeGreaterThan(500)
})
