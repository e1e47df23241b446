import { playDamagedDisk, playDamagedStorage } from '../simulation/damaged-disk.ts'
import { removeBuild } from '../simulation/real-tablet.ts'
import { runFaults } from '../support/fault-run.ts'

await runFaults([
  { name: 'F10', about: 'a disk that refuses, alters or forgets', cases: 200, play: playDamagedDisk },
  {
    name: 'F10 in Chromium',
    about: 'quota used up, the store broken, everything evicted',
    cases: 20,
    play: playDamagedStorage,
    close: async () => removeBuild(),
  },
])
