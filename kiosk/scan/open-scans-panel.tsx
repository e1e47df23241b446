import { useState } from 'preact/hooks'
import { ANNUL_WITHIN_MS } from '../../shared/passage/records.ts'
import type { Kiosk } from '../kiosk.ts'
import { decidedLately, now, openScans } from '../kiosk-state.ts'
import type { LocalPassage } from '../log/kiosk-store.ts'
import { t } from '../texts/kiosk-texts.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { Panel } from '../ui/panel.tsx'
import { DecideBar } from '../verdict/decide-bar.tsx'
import { ReasonField } from '../verdict/reason-field.tsx'
import type { PanelProps } from './panel-props.ts'
import { PassageLine } from './passage-line.tsx'
import type { DecideRefusal } from './station/decide-passage.ts'

/** A screen or two: each has its own buttons, and hundreds of them would take seconds to draw. */
const DRAWN = 20

/** What still waits for a decision, and the last ones made, each of which can be taken back for a while. */
export function OpenScansPanel({ kiosk, onClose }: PanelProps) {
  const lately = decidedLately.value.filter(({ decided }) => decided && now.value - decided.decidedAt <= ANNUL_WITHIN_MS)
  const [drawn, setDrawn] = useState(DRAWN)
  const rest = openScans.value.length - drawn
  return (
    <Panel title={t('openScansTitle')} onClose={onClose}>
      {openScans.value.length === 0 && <p class="soft">{t('noOpenScans')}</p>}
      <ul class="open-list">
        {openScans.value.slice(0, drawn).map((passage) => (
          <li key={passage.passage} data-testid="open-scan">
            <PassageLine passage={passage} />
            <DecideBar kiosk={kiosk} passage={passage.passage} verdictOutcome={passage.verdict.outcome} />
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <button type="button" class="button wide" data-testid="open-scans-more" onClick={() => setDrawn(drawn + DRAWN)}>
          {t('moreOpenScans').replace('{n}', String(rest))}
        </button>
      )}
      {lately.length > 0 && (
        <section class="lately">
          <h3>{t('lastDecisions')}</h3>
          <p class="soft">{t('annulHelp')}</p>
          <ul class="open-list tight">
            {lately.map((passage) => (
              <li key={passage.passage} data-testid="decided-lately">
                <AnnulOne kiosk={kiosk} passage={passage} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <div class="panel-actions">
        <button type="button" class="button" onClick={onClose}>
          {t('back')}
        </button>
      </div>
    </Panel>
  )
}

function AnnulOne({ kiosk, passage }: { readonly kiosk: Kiosk; readonly passage: LocalPassage }) {
  const [reason, setReason] = useState('')
  const [refusal, setRefusal] = useState<DecideRefusal | null>(null)
  return (
    <details class="annul" data-testid="annul-open">
      <summary>
        <PassageLine passage={passage} />
      </summary>
      <ReasonField value={reason} onChange={setReason} testId="annul-reason" purpose="annul" />
      <p class="problem" role="alert">
        {refusal && refusalText(refusal)}
      </p>
      <button type="button" class="button" data-testid="annul" onClick={() => void kiosk.scans.annul(passage.passage, reason).then(setRefusal)}>
        {t('annulThis')}
      </button>
    </details>
  )
}
