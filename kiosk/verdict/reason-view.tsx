import type { Reason } from '../../shared/rules/verdict.ts'
import { inLanguage, t } from '../texts/kiosk-texts.ts'

/** Legal document, clause and its own words. The product's own findings have none: they show their number. */
export function LawLine({ reason }: { readonly reason: Reason }) {
  if (!reason.law) return <p class="law soft">{reason.ruleId}</p>
  const { document, clause, phrase } = reason.law
  return (
    <div class="law">
      <p>
        <span class="law-label">{t('law')}</span> <b data-testid="verdict-clause">{clause}</b>, {inLanguage(document)}{' '}
        <span class="soft">({reason.ruleId})</span>
      </p>
      <blockquote lang="vi">“{phrase}”</blockquote>
    </div>
  )
}

export function UnknownFacts({ reason }: { readonly reason: Reason }) {
  if (reason.unknown.length === 0) return null
  return (
    <p class="soft">
      {t('missingFacts')}: {reason.unknown.join(', ')}
    </p>
  )
}

export function OtherReasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  if (reasons.length === 0) return null
  return (
    <details class="others">
      <summary>
        {t('otherReasons')} ({reasons.length})
      </summary>
      <ul>
        {reasons.map((reason) => (
          <li key={reason.ruleId}>
            <p>{inLanguage(reason.officerText)}</p>
            <LawLine reason={reason} />
            <UnknownFacts reason={reason} />
          </li>
        ))}
      </ul>
    </details>
  )
}
