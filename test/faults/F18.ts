import { playRestoredServer } from '../simulation/server-faults.ts'
import { runFaults } from '../support/fault-run.ts'

await runFaults([{ name: 'F18', about: 'a real database put back by 1 to 1,000 records', cases: 100, play: playRestoredServer }])
