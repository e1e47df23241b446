import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import { OUTCOME_ICONS } from '../../shared/rules/outcome-icons.ts'
import type { Duty, Reason, Verdict } from '../../shared/rules/verdict.ts'
import { fill } from '../texts/fill.ts'
import type { Catalogue } from '../texts/vi.ts'
import { dutyText } from './duty-text.ts'
import { VerdictFrame } from './verdict-frame.tsx'

interface VerdictCardProps {
  readonly verdict: Verdict
  readonly texts: Catalogue
  readonly language: Language
  /** Where and when, as a sentence. */
  readonly occasion: string
  /** Of a decision: what was done, in the place of what will be. */
  readonly say?: string
}

/** The one big word with its shape, then why, by which clause, and what must be done until when. */
export function VerdictCard({ verdict, texts, language, occasion, say }: VerdictCardProps) {
  return (
    <VerdictFrame outcome={verdict.outcome} icon={OUTCOME_ICONS[verdict.outcome]} texts={texts} occasion={occasion} say={say}>
      {reasonsShown(verdict).map((reasons) => (
        <ReasonLine key={reasons[0]?.ruleId} reasons={reasons} texts={texts} language={language} />
      ))}
      {verdict.duties.length > 0 && (
        <>
          <h3>{texts.duty.title}</h3>
          <ul class="duties">
            {dutiesShown(verdict)
              .map((duty) => dutyText(duty, texts, language))
              .map((text) => (
                <li key={text}>{text}</li>
              ))}
          </ul>
        </>
      )}
    </VerdictFrame>
  )
}

/** One rule may fire for several facts, and several rules ask for the same: words are said once, with every clause behind them. */
function reasonsShown(verdict: Verdict): readonly (readonly Reason[])[] {
  const all: readonly Reason[] = verdict.reasons
  const once = all.filter(({ ruleId }, at) => all.findIndex((other) => other.ruleId === ruleId) === at)
  const said = Array.from(new Set(once.map(({ travellerText }) => travellerText.vi)))
  return said.map((words) => once.filter(({ travellerText }) => travellerText.vi === words))
}

/** What costs the traveller most comes first. */
const DUTY_ORDER: readonly Duty['kind'][] = [
  'isolate-now',
  'quarantine',
  'sample',
  'not-cleared-for-work',
  'hand-over',
  'follow-up',
  'record-violation',
  'disinfect',
  'advise',
]

function dutiesShown({ duties }: Verdict): readonly Duty[] {
  return [...duties].sort((a, b) => DUTY_ORDER.indexOf(a.kind) - DUTY_ORDER.indexOf(b.kind))
}

interface ReasonLineProps {
  /** Of the same words. */
  readonly reasons: readonly Reason[]
  readonly texts: Catalogue
  readonly language: Language
}

function ReasonLine({ reasons, texts, language }: ReasonLineProps) {
  const [first] = reasons
  return (
    <div class="reason">
      <p class="reason-text">
        {first?.strength === 'should' && <strong>{texts.check.advice}: </strong>}
        {first?.travellerText[language]}
      </p>
      {reasons.map(
        ({ ruleId, law }) =>
          law && (
            <p key={ruleId} class="law">
              {fill(texts.check.law, { document: law.document[language], clause: law.clause })}
              {law.phrase && <q lang="vi">{law.phrase}</q>}
            </p>
          ),
      )}
    </div>
  )
}
