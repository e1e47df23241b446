import { INJECTIONS, type Injection } from './injections.ts'

/** A Latin square: in each row every column has another text, and over all rows each text stands once in each column. */
export function injectionAt(row: number, column = 0): Injection {
  const found = INJECTIONS[(row + column * STEP) % INJECTIONS.length]
  if (!found) throw new Error('there are no texts')
  return found
}

/** Neighbouring columns get texts of other kinds: the longest kind has some seventy. */
const STEP = 31

/** The texts of one row, one after the other. */
export function textsOfRow(row: number): () => string {
  let column = 0
  return () => injectionAt(row, column++).text
}

const WORDS = new Set(
  'vi en clause phrase name employer plate trailerPlate number lastThree phone address permanentAddress product road note officer by'.split(' '),
)

/** A copy in which every text that people read is the next hostile one; ids, kinds and places stay, so that what reads it still finds it. */
export function planted<T>(value: T, next: () => string): T {
  return JSON.parse(JSON.stringify(value), (key, held: unknown) => (typeof held === 'string' && WORDS.has(key) ? next() : held))
}
