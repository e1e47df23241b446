import { LIMITS } from '../../server/http/rate-limits.ts'
import { wholeApp } from '../http/whole-app.ts'
import { BUNDLES, playDirectives } from '../support/directives-drill.ts'
import { runFaults } from '../support/fault-run.ts'
import { guessLinks } from '../support/guess-links.ts'
import { openInjectionDrill } from '../support/injection-drill.ts'
import { GROUP_LISTS, openGroupDrill } from '../support/injection-groups.ts'
import { injectionAt } from '../support/injection-square.ts'
import { openStoredDrill } from '../support/injection-stored.ts'
import { type InjectionTarget, openInjectionTarget } from '../support/injection-target.ts'
import { INJECTIONS } from '../support/injections.ts'
import { openKioskDrill } from '../support/kiosk-drill.ts'
import { openTerminalDrill } from '../support/terminal-drill.ts'

/**
 * Hostile texts in every field of every door and in all that is stored, against every output. One server and one browser for
 * all; a case is a row of a Latin square, so that at scale 1 each text stands once in each field.
 * `npm run faults -- F15 --seed N --scale X`
 */
const target = once(openInjectionTarget)
const doors = once(async () => openInjectionDrill(await target()))
const lists = once(async () => openGroupDrill(await target()))
const stored = once(async () => openStoredDrill(await target()))
const terminal = once(async () => openTerminalDrill((await target()).judge))
const tablet = once(async () => openKioskDrill((await target()).judge))

function once<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | null = null
  return () => (opened ??= open())
}

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

/** The servers go when the process ends its last fault. */
async function closeAll(): Promise<void> {
  await (await tablet()).close()
  const held: InjectionTarget = await target()
  await held.close()
}

const cases = INJECTIONS.length
await runFaults([
  { name: 'F15 guessed links', about: '10,000 private links are guessed', cases: 1, play: playGuesses },
  {
    name: 'F15',
    about: 'a hostile text stays a text at every public door and in what answers it',
    cases,
    play: async (seed) => (await doors()).play(injectionAt(seed).text),
  },
  { name: 'F15 live', about: 'texts typed into the live page, another in each box', cases, play: async (seed) => (await doors()).playLive(seed) },
  {
    name: 'F15 lists',
    about: `lists of 60 persons with a hostile cell each: pasted, CSV and workbook, with and without JavaScript`,
    cases: GROUP_LISTS,
    play: async (seed) => (await lists()).play(seed),
  },
  {
    name: 'F15 stored',
    about: 'texts in what is stored already: pass, sheets, own data, downloads, checkpoint pages, the form filled again',
    cases,
    play: async (seed) => (await stored()).play(seed),
  },
  {
    name: 'F15 terminal',
    about: 'texts in files and tables: what commands print, and the sheets that they write',
    cases,
    play: async (seed) => (await terminal()).play(seed),
    close: async () => (await terminal()).close(),
  },
  {
    name: 'F15 kiosk',
    about: 'texts in a signed code, on a card and in the form before the tablet: verdict, turned face, wall and socket',
    cases,
    play: async (seed) => (await tablet()).play(seed),
  },
  {
    name: 'F15 bundle',
    about: 'texts as names of checkpoints and officers, in rules and on flags: the tablet, its slip, and every view of the control room',
    cases: BUNDLES,
    play: async (seed) => playDirectives((await tablet()).stand, seed),
    close: closeAll,
  },
])
