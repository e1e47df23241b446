import { playStaleTablet } from '../simulation/stale-tablet.ts'
import { runFaults } from '../support/fault-run.ts'

await runFaults([{ name: 'F17', about: 'a tablet out of contact lets somebody in who is in quarantine', cases: 5000, play: playStaleTablet }])
