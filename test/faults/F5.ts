import { playClocks } from '../simulation/clock-history.ts'
import { runFaults } from '../support/fault-run.ts'

await runFaults([
  { name: 'F5', about: 'clocks ahead, behind, backwards, frozen, in summer time and at the end of 32 bits', cases: 2000, play: playClocks },
])
