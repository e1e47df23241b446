import type { VNode } from 'preact'
import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import { OUTCOMES } from '../../shared/rules/verdict.ts'
import { formatLocal, localDateAt } from '../../shared/time.ts'
import { changeView, language, n, t, view } from '../control-state.ts'
import type { BoardModel } from './board-model.ts'
import { ChangingNumber } from './changing-number.tsx'
import type { CheckpointRow } from './checkpoint-rows.ts'
import { completeness } from './completeness.ts'
import { OutcomeIcon } from './outcome-icon.tsx'
import { addTotals, byOutcome, personsIn, type Totals } from './totals.ts'

interface StripProps {
  readonly model: BoardModel
  readonly rows: readonly CheckpointRow[]
  readonly now: number
}

export function TotalsStrip({ model, rows, now }: StripProps): VNode {
  const totals = addTotals(rows.map((row) => row.totals))
  const entry = personsIn(totals.entry)
  const exit = personsIn(totals.exit)
  return (
    <section class="totals" aria-label={t('today')}>
      <p class="total">
        <span class="total-word">{t('in-today')}</span>
        <b class="total-figure" data-testid="total-in" data-value={entry}>
          <ChangingNumber value={entry} />
        </b>
        <span class="total-unit">{t('passages')}</span>
      </p>
      <p class="total">
        <span class="total-word">{t('out-today')}</span>
        <b class="total-figure" data-testid="total-out" data-value={exit}>
          <ChangingNumber value={exit} />
        </b>
        <span class="total-unit">{t('passages')}</span>
      </p>
      <OutcomeTiles totals={totals} />
      <CompleteUntil model={model} now={now} />
      <p class="totals-note">
        {entry + exit === 0 ? (
          t('none-yet')
        ) : (
          <>
            {totals.vehicles > 0 && <b data-testid="total-vehicles">{t('vehicles-today', { n: totals.vehicles })}</b>} {t('totals-note')}
          </>
        )}
      </p>
    </section>
  )
}

/** Each figure opens the list behind it: the checkpoints, most of that outcome first. */
function OutcomeTiles({ totals }: { readonly totals: Totals }): VNode {
  const counts = byOutcome(totals)
  const { sort, layout } = view.value
  return (
    <ul class="tiles">
      {OUTCOMES.map((outcome) => {
        const word = OUTCOME_WORDS[outcome][language.value]
        return (
          <li key={outcome}>
            <button
              type="button"
              class={`tile ${outcome}`}
              aria-pressed={layout === 'table' && sort === outcome}
              onClick={() => changeView({ layout: 'table', sort: outcome, checkpoint: null, shown: 'all', text: '' })}
            >
              <OutcomeIcon outcome={outcome} />
              <b>
                <ChangingNumber value={counts[outcome]} />
              </b>
              <span>{word}</span>
              <span class="for-readers">{t('see-by-checkpoint')}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

/** Opens the checkpoints with a kiosk out of contact. */
function CompleteUntil({ model, now }: { readonly model: BoardModel; readonly now: number }): VNode {
  const { completeUntil, behind, asked } = completeness(model.kiosks, now)
  const open = (): void => changeView({ shown: behind.length > 0 ? 'trouble' : 'all', checkpoint: null, text: '' })
  return (
    <button type="button" class={behind.length > 0 ? 'complete is-behind' : 'complete'} data-testid="complete-until" onClick={open}>
      <b>
        {asked === 0
          ? t('complete-no-kiosk')
          : completeUntil === null
            ? t('complete-unknown')
            : t('complete-until', { time: momentOf(completeUntil, model, now) })}
      </b>
      {asked > 0 && <span>{behind.length === 0 ? t('all-sent') : behind.length === 1 ? t('behind-one') : t('behind', { n: n(behind.length) })}</span>}
    </button>
  )
}

function momentOf(at: number, { zone }: BoardModel, now: number): string {
  const { date, time } = formatLocal(at, zone)
  return localDateAt(at, zone) === localDateAt(now, zone) ? time : `${time} ${date.slice(0, 5)}`
}
