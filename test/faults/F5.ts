import { playClocks } from '../simulation/clock-history.ts'
import { lacksForFakeClocks, playFakeClocks } from '../simulation/fake-clock-process.ts'
import { runFaults } from '../support/fault-run.ts'

await runFaults([
  { name: 'F5', about: 'clocks ahead, behind, backwards, frozen, in summer time and at the end of 32 bits', cases: 2000, play: playClocks },
  {
    name: 'F5 with libfaketime',
    about: 'the same in a process whose machine’s clock is put wrong while it runs',
    cases: 40,
    lacks: lacksForFakeClocks,
    play: playFakeClocks,
  },
])
