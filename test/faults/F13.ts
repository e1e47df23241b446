import { playBundleAttacks } from '../simulation/bundle-attacks.ts'
import { runFaults } from '../support/fault-run.ts'

await runFaults([{ name: 'F13', about: 'bundles forged, older, mixed, altered, for another checkpoint', cases: 500, play: playBundleAttacks }])
