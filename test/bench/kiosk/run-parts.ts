import type { Figure } from './figure.ts'

export type BenchParts = Readonly<Record<string, () => Promise<readonly Figure[]>>>

/** Measures each part, or those that `--only PART,PART` names, and prints each figure as it comes; `--json` prints them once more for machines. */
export async function runParts(bench: string, parts: BenchParts): Promise<void> {
  const wanted = partsAskedFor(Object.keys(parts))
  const figures: Figure[] = []
  for (const [name, measure] of Object.entries(parts)) {
    if (!wanted.includes(name)) continue
    for (const each of await measure()) {
      figures.push(each)
      print(each)
    }
  }
  if (process.argv.includes('--json')) console.log(JSON.stringify({ bench, figures }))
}

function partsAskedFor(all: readonly string[]): readonly string[] {
  if (!process.argv.includes('--only')) return all
  const asked = (process.argv[process.argv.indexOf('--only') + 1] ?? '').split(',')
  const unknown = asked.find((name) => !all.includes(name))
  if (unknown === undefined) return asked
  console.error(`There is no part "${unknown}". There are: ${all.join(', ')}.`)
  process.exit(2)
}

function print({ name, value, unit, target, met }: Figure): void {
  console.log(`${name.padEnd(90)} ${value} ${unit}${target === null ? '' : `  (target ${target}: ${met ? 'met' : 'NOT met'})`}`)
}
