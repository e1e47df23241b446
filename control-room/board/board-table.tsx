import type { VNode } from 'preact'
import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import { OUTCOMES } from '../../shared/rules/verdict.ts'
import { changeView, language, t, view } from '../control-state.ts'
import { ChangingNumber } from './changing-number.tsx'
import { aboutCheckpoint } from './checkpoint-card.tsx'
import type { CheckpointRow, SortKey } from './checkpoint-rows.ts'
import { OpeningMark } from './opening-mark.tsx'
import { OutcomeIcon } from './outcome-icon.tsx'

export function BoardTable({ rows }: { readonly rows: readonly CheckpointRow[] }): VNode {
  return (
    // A wide table scrolls inside its own box; the buttons in its head take the focus there.
    <div class="table-box">
      <table class="board-table" aria-labelledby="list-title">
        <thead>
          <tr>
            <SortHead column="name" word={t('checkpoint')} />
            <th scope="col">{t('state')}</th>
            <SortHead column="entry" word={t('in')} />
            <SortHead column="exit" word={t('out')} />
            <SortHead column="last-hour" word={t('last-hour')} />
            {OUTCOMES.map((outcome) => (
              <SortHead key={outcome} column={outcome} word={OUTCOME_WORDS[outcome][language.value]} icon={<OutcomeIcon outcome={outcome} />} />
            ))}
            <SortHead column="queued" word={t('queued-column')} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow key={row.checkpoint.id} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function SortHead({ column, word, icon }: { readonly column: SortKey; readonly word: string; readonly icon?: VNode }): VNode {
  const isSorted = view.value.sort === column
  return (
    <th scope="col" class={column === 'name' ? 'name' : 'number'} aria-sort={isSorted ? (column === 'name' ? 'ascending' : 'descending') : 'none'}>
      <button type="button" onClick={() => changeView({ sort: column })}>
        {icon}
        {word}
        <span class="sort-mark" aria-hidden="true">
          {isSorted ? (column === 'name' ? '▲' : '▼') : ''}
        </span>
      </button>
    </th>
  )
}

function TableRow({ row }: { readonly row: CheckpointRow }): VNode {
  const { checkpoint } = row
  return (
    <tr data-testid={`checkpoint-${checkpoint.id}`} data-in={row.entry} data-out={row.exit}>
      <th scope="row">
        <button type="button" class="row-open" data-opens={checkpoint.id} onClick={() => changeView({ checkpoint: checkpoint.id })}>
          {checkpoint.name[language.value]}
        </button>
        <span class="row-about">{aboutCheckpoint(row)}</span>
      </th>
      <td>
        <OpeningMark opening={row.opening} />
      </td>
      <Figure value={row.entry} />
      <Figure value={row.exit} />
      <Figure value={row.lastHourPersons} />
      {OUTCOMES.map((outcome) => (
        <Figure key={outcome} value={row.byOutcome[outcome]} />
      ))}
      <Figure value={row.queued} />
    </tr>
  )
}

export function Figure({ value }: { readonly value: number }): VNode {
  return (
    <td class={value === 0 ? 'number zero' : 'number'}>
      <ChangingNumber value={value} />
    </td>
  )
}
