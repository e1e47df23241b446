import type { LineTimer } from './serial/read-lines.ts'

/** A scanner that reads a passport sends its lines one by one, each like a code of its own; so long one waits for the next. */
export const NEXT_LINE_MS = 1500

/** ICAO 9303: three lines of 30 (card), two of 36 (card), two of 44 (passport). */
const LINES: { readonly [length: number]: number } = { 30: 3, 36: 2, 44: 2 }
/** Names have no digits; the first line of a small card ends in its number. */
const FIRST = /^(?:[PVIAC][A-Z<]+|[IAC][A-Z<]{4}[A-Z0-9<]{25})$/
const FURTHER = /^[A-Z0-9<]+$/

/** Hands on every text as it comes, but the lines of one passport or card together. */
export function joinMrzLines(onText: (text: string) => void, timer: LineTimer): (text: string) => void {
  let held: readonly string[] = []
  let waiting: number | null = null
  const handOn = (): void => {
    if (waiting !== null) timer.clear(waiting)
    waiting = null
    const text = held.join('\n')
    held = []
    if (text !== '') onText(text)
  }
  return (text) => {
    const line = text.trim().toUpperCase()
    const wanted = LINES[line.length]
    const continues = held.length > 0 && held[0]?.length === line.length && FURTHER.test(line)
    if (!continues) handOn()
    if (wanted === undefined || !(continues || (FIRST.test(line) && line.includes('<')))) return onText(text)
    held = [...held, line]
    if (held.length === wanted) return handOn()
    if (waiting !== null) timer.clear(waiting)
    waiting = timer.set(handOn, NEXT_LINE_MS)
  }
}
