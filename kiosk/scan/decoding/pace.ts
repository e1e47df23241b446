import type { Look } from './frame-reader.ts'

/** What the system says of its processor, where it says anything. */
export type Heat = 'cool' | 'hot' | 'critical'

export interface Pace {
  /** How long to let frames pass before the next look. */
  readonly pauseMs: (look: Look, tookMs: number, nowMs: number) => number
  readonly setHeat: (heat: Heat) => void
}

/** The same code still in view: fifteen looks a second see the next one soon enough. */
const SAME_CODE_PAUSE_MS = 50
/** Nobody has shown anything for a minute: every second frame. */
const IDLE_AFTER_MS = 60_000
const IDLE_PAUSE_MS = 50
/** As long again as a look took, and twice as long: browsers call a processor critical that other work keeps busy, and a short look costs little. */
const HOT_REST = 1
const CRITICAL_REST = 2
/** A tablet that throttles itself says nothing: it only needs this many times as long for a frame with nothing in it. */
const SLOWED_BY = 3

export function createPace(): Pace {
  let heat: Heat = 'cool'
  let lastText: string | null = null
  let seenAt: number | null = null
  let usual: number | null = null
  let best = Number.POSITIVE_INFINITY
  const isSlowed = (look: Look, tookMs: number): boolean => {
    if (look.seen === 'nothing') {
      usual = usual === null ? tookMs : usual * 0.95 + tookMs * 0.05
      best = Math.min(best, Math.max(1, usual))
    }
    return usual !== null && usual > SLOWED_BY * best && usual > 8
  }
  return {
    setHeat: (now) => {
      heat = now
    },
    pauseMs: (look, tookMs, nowMs) => {
      seenAt = look.seen === 'nothing' && seenAt !== null ? seenAt : nowMs
      const isSame = look.text !== null && look.text === lastText
      if (look.text !== null) lastText = look.text
      if (heat === 'critical') return CRITICAL_REST * tookMs
      if (heat === 'hot' || isSlowed(look, tookMs)) return HOT_REST * tookMs
      if (isSame) return SAME_CODE_PAUSE_MS
      return nowMs - seenAt > IDLE_AFTER_MS ? IDLE_PAUSE_MS : 0
    },
  }
}
