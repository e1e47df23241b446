import type { CombinedReader } from '../combining/combined-reader.ts'
import { type FinderHints, findHints } from './finder-scan.ts'
import { crop, evenOut, type GreyImage, resize, smooth } from './grey-image.ts'

/** The text of the first code in the picture, or null. */
export type ReadGrey = (image: GreyImage) => string | null | Promise<string | null>

/** `best` sees every frame; the others see what it missed. */
export interface Readers {
  readonly native: ReadGrey | null
  readonly zxing: ReadGrey | null
  readonly zxingGlobal: ReadGrey | null
  readonly nuintun: ReadGrey
  readonly qr: ReadGrey
}

export interface Look {
  readonly text: string | null
  /** Which attempt read it. */
  readonly by: string | null
  /** Whether anything looked like a code. */
  readonly seen: 'a code' | 'nothing'
}

export interface FrameReader {
  /** Spends about `budgetMs`; what there was no time for has its turn on the next frame. */
  readonly look: (image: GreyImage, budgetMs: number) => Promise<Look>
}

interface Attempt {
  readonly name: string
  /** Fetched when first wanted: not for a wall that nobody has held anything before. */
  readonly isLate?: true
  /** `part` is where the corners are, or the whole picture too. */
  readonly read: (whole: GreyImage, part: GreyImage) => ReturnType<ReadGrey>
}

/** With nothing that looks like a code, one frame in so many still gets one further attempt: the hints may be wrong. */
const BLIND_EVERY = 6
/** More pixels than this are not enlarged: there a module has enough of them. */
const MAX_ENLARGED = 250_000

export function createFrameReader(readers: Readers, clockMs: () => number): FrameReader {
  const first = firstAttempts(readers)
  const further = furtherAttempts(readers)
  const blind = further.filter(({ isLate }) => !isLate)
  const together = combinedAttempt(readers, clockMs)
  const costs = new Map<string, number>()
  let frames = 0
  let turn = 0
  const run = async ({ name, read }: Attempt, whole: GreyImage, part: GreyImage): Promise<string | null> => {
    const from = clockMs()
    const text = await read(whole, part)
    const took = clockMs() - from
    costs.set(name, ((costs.get(name) ?? took) * 3 + took) / 4)
    return text
  }
  const lookFurther = async (image: GreyImage, hints: FinderHints | null, deadline: number): Promise<Look> => {
    const seen = hints ? 'a code' : 'nothing'
    if (!hints && frames % BLIND_EVERY !== 0) return { text: null, by: null, seen }
    const part = hints ? crop(image, hints.box) : image
    for (let tried = 0; tried < (hints ? further.length : 1); tried++) {
      const among = hints ? further : blind
      const attempt = among[turn % among.length]
      // The first always has its turn, or a dear one would block all behind it for ever.
      if (!attempt || (tried > 0 && clockMs() + (costs.get(attempt.name) ?? 0) > deadline)) break
      turn++
      const text = await run(attempt, image, part)
      if (text !== null) return { text, by: attempt.name, seen }
    }
    return { text: null, by: null, seen }
  }
  const found = (text: string, { name }: Attempt): Look => {
    together.forget()
    return { text, by: name, seen: 'a code' }
  }
  return {
    look: async (image, budgetMs) => {
      const deadline = clockMs() + budgetMs
      frames++
      for (const attempt of first) {
        const text = await run(attempt, image, image)
        if (text !== null) return found(text, attempt)
      }
      const hints = findHints(image)
      const isDue = together.isDue(hints ? 'a code' : 'nothing')
      // Only what is followed takes time from the others: at the first looks they have all of theirs.
      const kept = together.isDue('nothing') ? (costs.get(together.name) ?? 0) : 0
      const look = await lookFurther(image, hints, deadline - kept)
      if (look.text !== null) together.forget()
      if (look.text !== null || !isDue) return look
      const text = await run(together, image, image)
      return text === null ? { ...look, seen: together.isDue('nothing') ? 'a code' : look.seen } : found(text, together)
    },
  }
}

interface CombinedAttempt extends Attempt {
  readonly isDue: (seen: Look['seen']) => boolean
  readonly forget: () => void
}

/** Several frames of one code together, read by the best reader. Fetched when first wanted. */
function combinedAttempt({ zxing, nuintun }: Readers, clockMs: () => number): CombinedAttempt {
  let reader: CombinedReader | null = null
  return {
    name: 'frames together',
    isLate: true,
    read: async (whole) => {
      reader ??= (await import('../combining/combined-reader.ts')).createCombinedReader(zxing ?? nuintun)
      return reader.read(whole, clockMs())
    },
    isDue: (seen) => reader?.isDue(seen, clockMs()) ?? seen === 'a code',
    forget: () => reader?.forget(),
  }
}

function firstAttempts({ native, zxing, nuintun }: Readers): readonly Attempt[] {
  if (native) return [{ name: 'native', read: native }]
  return zxing ? [{ name: 'zxing', read: zxing }] : [{ name: 'nuintun', read: nuintun }]
}

/** In the order of what each adds to the ones before it for its time, on the corpus of the tests. */
function furtherAttempts({ native, zxing, zxingGlobal, nuintun, qr }: Readers): readonly Attempt[] {
  const any = zxing ?? nuintun
  return [
    ...(native && zxing ? [{ name: 'zxing', read: zxing }] : []),
    { name: 'nuintun, smoothed', isLate: true, read: (image) => nuintun(smooth(image, 1)) },
    { name: 'evened out', read: (image) => any(evenOut(image)) },
    { name: 'enlarged', read: (_whole, part) => any(enlarge(part, 1.5)) },
    { name: 'qr', isLate: true, read: qr },
    { name: 'nuintun, enlarged', isLate: true, read: (_whole, part) => nuintun(enlarge(part, 2)) },
    ...(zxingGlobal ? [{ name: 'one threshold', read: zxingGlobal }] : []),
    { name: 'reduced', read: (image) => any(resize(image, 0.75)) },
    { name: 'nuintun, reduced', isLate: true, read: (image) => nuintun(resize(image, 0.75)) },
    { name: 'inverted', read: (image) => any({ ...image, luma: image.luma.map((value) => 255 - value) }) },
  ]
}

/** What is large already has pixels enough for each module. */
function enlarge(image: GreyImage, factor: number): GreyImage {
  return image.luma.length > MAX_ENLARGED ? image : resize(image, factor)
}
