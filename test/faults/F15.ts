import { LIMITS } from '../../server/http/rate-limits.ts'
import { wholeApp } from '../http/whole-app.ts'
import { runFaults } from '../support/fault-run.ts'
import { guessLinks } from '../support/guess-links.ts'
import { type InjectionDrill, injectionAt, openInjectionDrill } from '../support/injection-drill.ts'
import { INJECTIONS } from '../support/injections.ts'
import { type KioskDrill, openKioskDrill } from '../support/kiosk-drill.ts'

/** Hostile texts in every field of every public door. `npm run faults -- F15 --seed N --scale X`; scale 1 is each text once. */
let opened: Promise<InjectionDrill> | null = null
const drill = (): Promise<InjectionDrill> => (opened ??= openInjectionDrill())
let atKiosk: Promise<KioskDrill> | null = null
const kioskDrill = (): Promise<KioskDrill> => (atKiosk ??= drill().then(({ judge }) => openKioskDrill(judge)))
const textAt = (seed: number): string => injectionAt(seed)?.text ?? ''

/** A private link has 128 random bits: whoever guesses learns nothing, and soon waits. */
async function playGuesses(): Promise<readonly string[]> {
  const app = await wholeApp()
  const { answers } = await guessLinks(app.url, 10_000).finally(() => app.close())
  const unknown = answers.filter(({ status }) => status === 404)
  const others = answers.filter(({ status }) => status !== 404 && status !== 429)
  return [
    ...others.map(({ shape }) => `a guess was answered ${shape.slice(0, 80)}`),
    ...(unknown.length === 1 && unknown[0]?.count === LIMITS.lookUp.points ? [] : ['unknown links are not answered alike, or not throttled']),
  ]
}

await runFaults([
  { name: 'F15 guessed links', about: '10,000 private links are guessed', cases: 1, play: playGuesses },
  {
    name: 'F15',
    about: 'a hostile text stays a text at every door and in every output',
    cases: INJECTIONS.length,
    play: async (seed) => (await drill()).play(textAt(seed)),
  },
  {
    name: 'F15 live',
    about: 'the same typed into the live page',
    cases: INJECTIONS.length,
    play: async (seed) => (await drill()).playLive(textAt(seed)),
  },
  {
    name: 'F15 kiosk',
    about: 'the same on a card before the tablet: its verdict, the turned face and the wall',
    cases: INJECTIONS.length,
    play: async (seed) => (await kioskDrill()).play(textAt(seed)),
    close: async () => {
      await (await kioskDrill()).close()
      await (await drill()).close()
    },
  },
])
