import { PREFIX } from '../../../shared/credential/prefix.ts'
import { EU_PREFIX } from '../../../shared/documents/foreign-document.ts'
import type { GreyImage } from '../decoding/grey-image.ts'
import { createFrameCombiner } from './frame-combiner.ts'

export interface CombinedReader {
  readonly read: (image: GreyImage, nowMs: number) => Promise<string | null>
  /** Whether it is this frame's turn; `seen`: whether anything in it looked like a code. */
  readonly isDue: (seen: 'a code' | 'nothing', nowMs: number) => boolean
  /** Somebody else has read the code. */
  readonly forget: () => void
}

/** A code that is followed costs a third of one that must be found: that is tried again only now and then. */
const FIND_EVERY = 3

/** Reads what several frames show together; `read` gets it drawn as if printed anew. */
export function createCombinedReader(read: (image: GreyImage) => string | null | Promise<string | null>): CombinedReader {
  const combiner = createFrameCombiner()
  let waited = FIND_EVERY
  return {
    read: async (image, nowMs) => {
      waited = 0
      const combined = combiner.add(image, nowMs)
      if (!combined) return null
      const text = await read(combined.picture)
      if (text === null || (combined.frames > 1 && !provesItself(text))) return null
      combiner.forget()
      return text
    },
    isDue: (seen, nowMs) => {
      if (combiner.isFollowing(nowMs)) return true
      if (seen === 'nothing') return false
      waited++
      return waited >= FIND_EVERY
    },
    forget: () => {
      combiner.forget()
      waited = FIND_EVERY
    },
  }
}

/** Signed. A text put together from several frames must not be believed on the strength of its error correction alone. */
function provesItself(text: string): boolean {
  return text.startsWith(PREFIX) || text.startsWith(EU_PREFIX)
}
