import { useState } from 'preact/hooks'
import { ANNUL_WITHIN_MS } from '../../shared/passage/records.ts'
import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import { formatLocal } from '../../shared/time.ts'
import type { Kiosk } from '../kiosk.ts'
import { lastDecided, now, openScans } from '../kiosk-state.ts'
import type { LocalPassage } from '../log/kiosk-store.ts'
import { inLanguage, t } from '../texts/kiosk-texts.ts'
import { OutcomeIcon } from '../ui/icons.tsx'
import { Panel } from '../ui/panel.tsx'
import { DecideBar } from '../verdict/decide-bar.tsx'
import { ReasonField } from '../verdict/reason-field.tsx'
import type { DecideRefusal } from './station/decide-passage.ts'

/** What still waits for a decision, and the last one made, which can be taken back for a while. */
export function OpenScansPanel({ kiosk, onClose }: { readonly kiosk: Kiosk; readonly onClose: () => void }) {
  const last = lastDecided.value
  return (
    <Panel title={t('openScansTitle')} onClose={onClose}>
      {openScans.value.length === 0 && <p class="soft">{t('noOpenScans')}</p>}
      <ul class="open-list">
        {openScans.value.map((passage) => (
          <li key={passage.passage} data-testid="open-scan">
            <PassageLine passage={passage} />
            <DecideBar kiosk={kiosk} passage={passage.passage} verdictOutcome={passage.verdict.outcome} />
          </li>
        ))}
      </ul>
      {last?.decided && now.value - last.decided.decidedAt <= ANNUL_WITHIN_MS && <AnnulLast kiosk={kiosk} passage={last} />}
      <div class="panel-actions">
        <button type="button" class="button" onClick={onClose}>
          {t('back')}
        </button>
      </div>
    </Panel>
  )
}

function PassageLine({ passage }: { readonly passage: LocalPassage }) {
  const outcome = passage.decided?.outcome ?? passage.verdict.outcome
  return (
    <p class="passage-line" data-outcome={outcome}>
      <span class="swatch">
        <OutcomeIcon outcome={outcome} />
      </span>
      <b>{formatLocal(passage.scannedAt).time}</b> {inLanguage(OUTCOME_WORDS[outcome])}
      <small>
        {t(passage.direction)} · {passage.verdict.reasons.map(({ ruleId }) => ruleId).join(', ')}
      </small>
    </p>
  )
}

function AnnulLast({ kiosk, passage }: { readonly kiosk: Kiosk; readonly passage: LocalPassage }) {
  const [reason, setReason] = useState('')
  const [refusal, setRefusal] = useState<DecideRefusal | null>(null)
  return (
    <details class="annul">
      <summary>{t('lastDecision')}</summary>
      <PassageLine passage={passage} />
      <p class="soft">{t('annulHelp')}</p>
      <ReasonField value={reason} onChange={setReason} testId="annul-reason" />
      <p class="problem" role="alert">
        {refusal && t(`refusal-${refusal}`)}
      </p>
      <button type="button" class="button" data-testid="annul" onClick={() => void kiosk.scans.annul(passage.passage, reason).then(setRefusal)}>
        {t('annulLast')}
      </button>
    </details>
  )
}
