import { corpus, type FrameSpec, sequenceOf } from '../../support/corpus.ts'
import { type ColourFrame, inColour, kioskReader, LOOK_BUDGET_MS, SINGLE_READERS } from '../../support/corpus-readers.ts'
import { renderFrame } from '../../support/corpus-render.ts'
import { READERS, type ReaderName } from './corpus-rates.ts'
import { FRAME_MS } from './stub-camera.ts'

export interface SequenceRates {
  readonly sequences: number
  readonly read: ReadonlyMap<ReaderName, number>
  /** Camera frames until the text was there, of those read. */
  readonly frames: ReadonlyMap<ReaderName, readonly number[]>
  readonly wrong: number
  /** Of the kiosk's, what no reader read from the picture itself: its modules sampled, and added up over frames. */
  readonly together: number
}

const FRAMES = 30

/** One second of a trembling hand each. A reader takes the newest frame when it has done with the last; its own time runs meanwhile. */
export async function sequenceRates(seed: number, perCell: number): Promise<SequenceRates> {
  const read = new Map<ReaderName, number>(READERS.map((name) => [name, 0]))
  const frames = new Map<ReaderName, number[]>(READERS.map((name) => [name, []]))
  let [wrong, together] = [0, 0]
  const specs = corpus(seed ^ 0x5e9, perCell).filter(({ difficulty }) => difficulty !== 'easy')
  for (const spec of specs) {
    const film = sequenceOf(spec, FRAMES).map((each) => inColour(renderFrame(each)))
    for (const name of READERS) {
      const found = await watch(name, film, spec)
      if (found === 'wrong') wrong++
      else if (found !== null) {
        read.set(name, (read.get(name) ?? 0) + 1)
        frames.get(name)?.push(found.atMs / FRAME_MS)
        if (found.by === TOGETHER) together++
      }
    }
  }
  return { sequences: specs.length, read, frames, wrong, together }
}

/** As the kiosk names that attempt. */
const TOGETHER = 'frames together'

interface Found {
  readonly atMs: number
  readonly by: string | null
}

async function watch(name: ReaderName, film: readonly ColourFrame[], spec: FrameSpec): Promise<Found | 'wrong' | null> {
  const kiosk = name === 'kiosk' ? await kioskReader() : null
  let at = 0
  while (at < film.length * FRAME_MS) {
    const frame = film[Math.floor(at / FRAME_MS)]
    if (!frame) return null
    const from = performance.now()
    const { text, by } = kiosk
      ? await kiosk.look(frame, LOOK_BUDGET_MS)
      : { text: await SINGLE_READERS[name as Exclude<ReaderName, 'kiosk'>](frame), by: null }
    const done = at + performance.now() - from
    if (text !== null) return text === spec.payload?.text ? { atMs: done, by } : 'wrong'
    at = Math.max(done, (Math.floor(at / FRAME_MS) + 1) * FRAME_MS)
  }
  return null
}
