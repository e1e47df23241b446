import { useEffect, useRef, useState } from 'preact/hooks'
import type { ShiftSummary } from '../../shared/passage/records.ts'
import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import { OUTCOMES } from '../../shared/rules/verdict.ts'
import { contact, crossings, openScans } from '../kiosk-state.ts'
import type { PanelProps } from '../scan/panel-props.ts'
import { PassageLine } from '../scan/passage-line.tsx'
import { inLanguage, t } from '../texts/kiosk-texts.ts'
import { OutcomeIcon } from '../ui/icons.tsx'
import { Panel } from '../ui/panel.tsx'
import { MAX_NOTE } from './shift-desk.ts'

/** The word to the next shift and the way out stay in sight. */
const LISTED = 5

/** What is handed over, before it is handed over. */
export function EndShiftPanel({ kiosk, onClose, onOpen }: PanelProps) {
  const note = useRef<HTMLTextAreaElement>(null)
  const [summary, setSummary] = useState<ShiftSummary | null>(null)
  useEffect(() => {
    void kiosk.shifts.summary().then(setSummary)
  }, [kiosk])
  return (
    <Panel title={t('endTitle')} onClose={onClose}>
      <dl class="figures">
        <div>
          <dt>{t('endDecisions')}</dt>
          <dd data-testid="summary-decisions">{summary?.decisions ?? '…'}</dd>
        </div>
        <div>
          <dt>{t('endOpen')}</dt>
          <dd data-testid="summary-open">{summary?.openScans ?? '…'}</dd>
        </div>
        <div>
          <dt>{t('endQueued')}</dt>
          <dd>{contact.value.queued}</dd>
        </div>
      </dl>
      <ByOutcome summary={summary} />
      <StillOpen openScans={summary?.openScans ?? 0} onOpen={onOpen} />
      <label class="field">
        <span>{t('handOverNote')}</span>
        <textarea ref={note} rows={2} maxLength={MAX_NOTE} data-testid="hand-over-note" />
      </label>
      <div class="panel-actions">
        <button type="button" class="button" onClick={onClose}>
          {t('back')}
        </button>
        <button type="button" class="button primary" data-testid="shift-end-confirm" onClick={() => void kiosk.shifts.end(note.current?.value)}>
          {t('endShift')}
        </button>
      </div>
    </Panel>
  )
}

interface StillOpenProps extends Pick<PanelProps, 'onOpen'> {
  readonly openScans: number
}

/** What the next shift would take over: better decided first. */
function StillOpen({ openScans: count, onOpen }: StillOpenProps) {
  return (
    <>
      {crossings.value.length > 0 && (
        <section class="end-open">
          <p class="problem">
            {t('endVehicles')}: {crossings.value.length}
          </p>
          <button type="button" class="button" onClick={() => onOpen('vehicle')}>
            {t('vehicle')}
          </button>
        </section>
      )}
      {count > 0 && (
        <section class="end-open">
          <p class="problem">{t('endOpenHelp')}</p>
          <ul class="open-list tight" data-testid="summary-open-list">
            {openScans.value.slice(0, LISTED).map((passage) => (
              <li key={passage.passage}>
                <PassageLine passage={passage} />
              </li>
            ))}
          </ul>
          {count > LISTED && (
            <p class="soft" data-testid="summary-open-more">
              {t('endOpenMore').replace('{n}', String(count - LISTED))}
            </p>
          )}
          <button type="button" class="button" onClick={() => onOpen('open-scans')}>
            {t('endOpenDecide')}
          </button>
        </section>
      )}
    </>
  )
}

function ByOutcome({ summary }: { readonly summary: ShiftSummary | null }) {
  const counts = summary?.byOutcome ?? {}
  const made = OUTCOMES.filter((outcome) => (counts[outcome] ?? 0) > 0)
  if (made.length === 0) return null
  return (
    <ul class="by-outcome" data-testid="summary-outcomes">
      {made.map((outcome) => (
        <li key={outcome} class="passage-line" data-outcome={outcome}>
          <span class="swatch">
            <OutcomeIcon outcome={outcome} />
          </span>
          <b>{counts[outcome]}</b> {inLanguage(OUTCOME_WORDS[outcome])}
        </li>
      ))}
    </ul>
  )
}
