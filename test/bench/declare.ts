import { accessibilityFigures } from './declare/accessibility.ts'
import { floodFigures } from './declare/flood.ts'
import { qrFigures } from './declare/qr-sizes.ts'
import { searchFigures } from './declare/search.ts'
import { openStand, type Stand } from './declare/stand.ts'
import { tapFigures } from './declare/taps.ts'
import { weightFigures } from './declare/weight.ts'
import type { Figure } from './kiosk/figure.ts'

/** What a declaration costs the traveller's phone and the kiosks beside it. `--only PART` runs one part. */
const isFull = process.argv.includes('--full')
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined

const parts: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  codes: () => qrFigures(isFull ? 10_000 : 1000),
  weight: () => atStand(weightFigures),
  taps: () => atStand(tapFigures),
  search: () => atStand(searchFigures),
  axe: () => atStand(accessibilityFigures),
  flood: () => floodFigures({ rounds: isFull ? 9 : 5, roundMs: isFull ? 5000 : 3000 }),
}
if (only !== undefined && !Object.hasOwn(parts, only)) {
  console.error(`There is no part "${only}". There are: ${Object.keys(parts).join(', ')}.`)
  process.exit(2)
}

const figures: Figure[] = []
for (const [name, measure] of Object.entries(parts)) {
  if (only !== undefined && only !== name) continue
  for (const each of await measure()) {
    figures.push(each)
    print(each)
  }
}
if (process.argv.includes('--json')) console.log(JSON.stringify({ bench: 'declare', figures }))

/** Each part at an installation of its own. */
async function atStand(measure: (stand: Stand) => Promise<readonly Figure[]>): Promise<readonly Figure[]> {
  const stand = await openStand()
  try {
    return await measure(stand)
  } finally {
    await stand.close()
  }
}

function print({ name, value, unit, target, met }: Figure): void {
  console.log(`${name.padEnd(90)} ${value} ${unit}${target === null ? '' : `  (target ${target}: ${met ? 'met' : 'NOT met'})`}`)
}
