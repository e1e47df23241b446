import { playPoison } from '../simulation/server-faults.ts'
import { runFaults } from '../support/fault-run.ts'

await runFaults([{ name: 'F20', about: 'a record that nobody can read, among others', cases: 100, play: playPoison }])
