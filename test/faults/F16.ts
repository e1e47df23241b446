import { playDoubleUses } from '../simulation/double-uses.ts'
import { runFaults } from '../support/fault-run.ts'

await runFaults([{ name: 'F16', about: 'one code at 2 to 20 offline tablets, brought in in any order', cases: 5000, play: playDoubleUses }])
