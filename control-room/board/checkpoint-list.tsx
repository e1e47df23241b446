import type { VNode } from 'preact'
import { useId } from 'preact/hooks'
import { changeView, language, t, view } from '../control-state.ts'
import type { BoardModel } from './board-model.ts'
import { BoardTable } from './board-table.tsx'
import { CheckpointCard } from './checkpoint-card.tsx'
import { type CheckpointRow, filterRows, SHOWN, sortRows } from './checkpoint-rows.ts'

interface ListProps {
  readonly rows: readonly CheckpointRow[]
  readonly model: BoardModel
}

export function CheckpointList({ rows, model }: ListProps): VNode {
  const { layout, sort } = view.value
  const found = sortRows(filterRows(rows, view.value), sort, language.value)
  return (
    <section class="list" aria-labelledby="list-title">
      <div class="list-head">
        <h2 id="list-title">{t('checkpoints')}</h2>
        <ListFilter rows={rows} />
      </div>
      {found.length === 0 && <NoneFound />}
      {found.length > 0 && layout === 'table' && <BoardTable rows={found} />}
      {found.length > 0 && layout === 'cards' && (
        <div class="cards">
          {found.map((row) => (
            <CheckpointCard key={row.checkpoint.id} row={row} zone={model.zone} />
          ))}
        </div>
      )}
    </section>
  )
}

function ListFilter({ rows }: { readonly rows: readonly CheckpointRow[] }): VNode {
  const id = useId()
  const { text, shown, layout } = view.value
  const count = (key: (typeof SHOWN)[number]): number => filterRows(rows, { text: '', shown: key }).length
  return (
    <search class="list-filter">
      <label class="for-readers" for={`${id}text`}>
        {t('find')}
      </label>
      <input
        id={`${id}text`}
        type="search"
        value={text}
        maxLength={80}
        placeholder={t('find')}
        onInput={(event) => changeView({ text: event.currentTarget.value })}
      />
      <label class="for-readers" for={`${id}shown`}>
        {t('show')}
      </label>
      <select
        id={`${id}shown`}
        value={shown}
        onChange={(event) => changeView({ shown: SHOWN.find((key) => key === event.currentTarget.value) ?? 'all' })}
      >
        {SHOWN.map((key) => (
          <option key={key} value={key}>
            {t(`show-${key}`, { n: count(key) })}
          </option>
        ))}
      </select>
      <fieldset class="layouts">
        <legend class="for-readers">{t('layout')}</legend>
        {(['cards', 'table'] as const).map((one) => (
          <button
            type="button"
            key={one}
            class="button"
            aria-pressed={layout === one}
            data-testid={`layout-${one}`}
            onClick={() => changeView({ layout: one })}
          >
            {t(one)}
          </button>
        ))}
      </fieldset>
    </search>
  )
}

function NoneFound(): VNode {
  return (
    <div class="board-message" role="status">
      <p>{t('none-found')}</p>
      <button type="button" class="button" onClick={() => changeView({ text: '', shown: 'all' })}>
        {t('clear-filter')}
      </button>
    </div>
  )
}
