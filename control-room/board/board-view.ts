import { asCheckpointId, type CheckpointId } from '../../shared/ids.ts'
import { SHOWN, type Shown, SORTS, type SortKey } from './checkpoint-rows.ts'

/** Where on the board the operator stands. It lives in the address, so a reload or a new login comes back to it. */
export interface BoardView {
  readonly checkpoint: CheckpointId | null
  readonly layout: 'cards' | 'table'
  readonly sort: SortKey
  readonly shown: Shown
  readonly text: string
  /** What stands in the board's place. */
  readonly panel: 'flags' | null
}

export const FIRST_VIEW: BoardView = { checkpoint: null, layout: 'cards', sort: 'name', shown: 'all', text: '', panel: null }

/** Reads `#/board?...`; what it does not understand falls back to the first view. */
export function parseBoardView(hash: string): BoardView {
  const params = new URLSearchParams(hash.replace(/^#\/board\??/, ''))
  const checkpoint = params.get('checkpoint')
  return {
    checkpoint: asCheckpointId.matches(checkpoint) ? checkpoint : null,
    layout: params.get('layout') === 'table' ? 'table' : 'cards',
    sort: SORTS.find((key) => key === params.get('sort')) ?? FIRST_VIEW.sort,
    shown: SHOWN.find((key) => key === params.get('shown')) ?? FIRST_VIEW.shown,
    text: (params.get('text') ?? '').slice(0, 80),
    panel: params.get('panel') === 'flags' ? 'flags' : null,
  }
}

export function printBoardView(view: BoardView): string {
  const params = new URLSearchParams()
  for (const key of ['checkpoint', 'layout', 'sort', 'shown', 'text', 'panel'] as const) {
    const value = view[key]
    if (value !== null && value !== FIRST_VIEW[key]) params.set(key, value)
  }
  const query = params.toString()
  return query === '' ? '#/board' : `#/board?${query}`
}
