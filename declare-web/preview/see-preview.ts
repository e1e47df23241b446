import type { Declaration } from '../../shared/declaration/declaration.ts'
import type { Draft } from '../draft/draft.ts'

/** The part of a draft that remembers what was shown. */
export type Seen = Pick<Draft, 'previewed' | 'revised'>

/**
 * Called when a preview is shown. Answers that rules read and that differ from those of an earlier preview are `revised`:
 * the officer sees it. A phone number put right, another hour or another checkpoint is not.
 */
export function seePreview(seen: Seen, { claims }: Declaration): Seen {
  const shown = JSON.stringify({ ...claims, revised: false })
  if (seen.previewed === shown) return seen
  return { previewed: shown, revised: seen.revised || seen.previewed !== null }
}
