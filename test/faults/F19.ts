import { playClonedKiosk } from '../simulation/server-faults.ts'
import { runFaults } from '../support/fault-run.ts'

await runFaults([{ name: 'F19', about: 'storage and key of a tablet copied, both sync', cases: 100, play: playClonedKiosk }])
