import { corpus, DIFFICULTIES, type Difficulty, emptyFrames, type FrameSpec } from '../../support/corpus.ts'
import { type ColourFrame, inColour, kioskReader, LOOK_BUDGET_MS, SINGLE_READERS } from '../../support/corpus-readers.ts'
import { renderFrame } from '../../support/corpus-render.ts'
import { median } from '../../support/stopwatch.ts'

export type ReaderName = keyof typeof SINGLE_READERS | 'kiosk'
export const READERS: readonly ReaderName[] = ['kiosk', 'jsqr', 'zxing-wasm', 'zxing-js']

export interface Rates {
  readonly read: ReadonlyMap<ReaderName, ReadonlyMap<Difficulty | 'all', number>>
  readonly frames: ReadonlyMap<Difficulty | 'all', number>
  readonly wrong: number
  /** Milliseconds for one look, each the median of five: at frames read, and at frames without a code. */
  readonly hitMs: ReadonlyMap<ReaderName, readonly number[]>
  readonly emptyMs: ReadonlyMap<ReaderName, readonly number[]>
  /** Read at the first look. */
  readonly atFirstLook: number
}

/** A third of a second at thirty frames: what a still hand gives. The others would read the same frame no better again. */
const LOOKS = 12
const REPEATS = 5

/** The readers one after the other on each frame, so that none has the quiet minutes. */
export async function corpusRates(seed: number, perCell: number): Promise<Rates> {
  const read = new Map(READERS.map((name) => [name, new Map<Difficulty | 'all', number>()]))
  const frames = new Map<Difficulty | 'all', number>()
  const hitMs = new Map<ReaderName, number[]>(READERS.map((name) => [name, []]))
  const add = (to: Map<Difficulty | 'all', number>, spec: FrameSpec): void => {
    for (const key of ['all', spec.difficulty ?? 'all'] as const)
      if (spec.payload) to.set(key, (to.get(key) ?? 0) + (key === 'all' && spec.difficulty === null ? 0 : 1))
  }
  const look = await looker()
  let [wrong, atFirstLook] = [0, 0]
  for (const [i, spec] of corpus(seed, perCell).entries()) {
    const frame = inColour(renderFrame(spec))
    add(frames, spec)
    for (const name of READERS) {
      let text: string | null = null
      for (let n = 0; n < (name === 'kiosk' ? LOOKS : 1) && text === null; n++) {
        text = await look(name, frame)
        if (name === 'kiosk' && n === 0 && text !== null) atFirstLook++
      }
      if (text === null) continue
      if (text !== spec.payload?.text) wrong++
      else add(read.get(name) ?? new Map(), spec)
      if (i % 6 === 0) hitMs.get(name)?.push(await timeOf(look, name, frame))
    }
  }
  const empty = await emptyTimes(seed, look)
  return { read, frames, wrong: wrong + empty.wrong, hitMs, emptyMs: empty.ms, atFirstLook }
}

type Look = (name: ReaderName, frame: ColourFrame) => Promise<string | null>

async function looker(): Promise<Look> {
  const kiosk = await kioskReader()
  return async (name, frame) => (name === 'kiosk' ? (await kiosk.look(frame, LOOK_BUDGET_MS)).text : SINGLE_READERS[name](frame))
}

async function timeOf(look: Look, name: ReaderName, frame: ColourFrame): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < REPEATS; i++) {
    const from = performance.now()
    await look(name, frame)
    times.push(performance.now() - from)
  }
  return median(times)
}

async function emptyTimes(seed: number, look: Look): Promise<{ readonly ms: ReadonlyMap<ReaderName, readonly number[]>; readonly wrong: number }> {
  const ms = new Map<ReaderName, number[]>(READERS.map((name) => [name, []]))
  let wrong = 0
  for (const spec of emptyFrames(seed, 21)) {
    const frame = inColour(renderFrame(spec))
    for (const name of READERS) {
      if ((await look(name, frame)) !== null) wrong++
      ms.get(name)?.push(await timeOf(look, name, frame))
    }
  }
  return { ms, wrong }
}

export function share(rates: Rates, name: ReaderName, of: Difficulty | 'all'): number {
  return (rates.read.get(name)?.get(of) ?? 0) / (rates.frames.get(of) ?? 1)
}

export { DIFFICULTIES }
