import { accessibilityFigures } from './declare/accessibility.ts'
import { floodFigures } from './declare/flood.ts'
import { qrFigures } from './declare/qr-sizes.ts'
import { searchFigures } from './declare/search.ts'
import { openStand, type Stand } from './declare/stand.ts'
import { tapFigures } from './declare/taps.ts'
import { weightFigures } from './declare/weight.ts'
import type { Figure } from './kiosk/figure.ts'
import { runParts } from './kiosk/run-parts.ts'

/** What a declaration costs the traveller's phone and the kiosks beside it. `--only PART,PART` runs parts of it. */
const isFull = process.argv.includes('--full')

await runParts('declare', {
  codes: () => qrFigures(isFull ? 10_000 : 1000),
  weight: () => atStand(weightFigures),
  taps: () => atStand(tapFigures),
  search: () => atStand(searchFigures),
  axe: () => atStand(accessibilityFigures),
  flood: () => floodFigures({ rounds: isFull ? 9 : 5, roundMs: isFull ? 5000 : 3000 }),
})

/** Each part at an installation of its own. */
async function atStand(measure: (stand: Stand) => Promise<readonly Figure[]>): Promise<readonly Figure[]> {
  const stand = await openStand()
  try {
    return await measure(stand)
  } finally {
    await stand.close()
  }
}
