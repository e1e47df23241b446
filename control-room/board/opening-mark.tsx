import type { VNode } from 'preact'
import { t } from '../control-state.ts'
import type { CheckpointRow } from './checkpoint-rows.ts'

/** A full, half or empty square beside the word. */
export function OpeningMark({ opening }: Pick<CheckpointRow, 'opening'>): VNode {
  return (
    <p class={`opening ${opening}`}>
      <span class="opening-mark" aria-hidden="true" />
      {t(opening)}
    </p>
  )
}
