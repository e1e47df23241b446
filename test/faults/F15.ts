import { runFaults } from '../support/fault-run.ts'
import { type InjectionDrill, injectionAt, openInjectionDrill } from '../support/injection-drill.ts'
import { INJECTIONS } from '../support/injections.ts'

/** Hostile texts in every field of every public door. `npm run faults -- F15 --seed N --scale X`; scale 1 is each text once. */
let opened: Promise<InjectionDrill> | null = null
const drill = (): Promise<InjectionDrill> => (opened ??= openInjectionDrill())
const textAt = (seed: number): string => injectionAt(seed)?.text ?? ''

await runFaults([
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
    close: async () => (await drill()).close(),
  },
])
