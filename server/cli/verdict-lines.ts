import type { Explanation } from '../../shared/rules/explain.ts'
import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import type { Duty, Reason, Verdict } from '../../shared/rules/verdict.ts'
import { formatDate } from '../../shared/time.ts'

/** A verdict for a terminal: the outcome, each reason with its law and facts, then what must happen next. */
export function verdictLines(verdict: Verdict): readonly string[] {
  const words = OUTCOME_WORDS[verdict.outcome]
  return [
    `${verdict.outcome}: ${words.vi} / ${words.en}`,
    ...verdict.reasons.flatMap(reasonLines),
    ...(verdict.duties.length > 0 ? ['', 'Duties:'] : []),
    ...verdict.duties.map((duty) => `  - ${dutyLine(duty)}`),
  ]
}

/** What would be milder, each with who may be told; nothing for an admit under one layer. */
export function explanationLines({ layers, changes }: Omit<Explanation, 'verdict'>): readonly string[] {
  return [
    ...(layers.texts ? ['', `Layers: ${layers.texts.vi}`, `        ${layers.texts.en}`] : []),
    ...(changes.length > 0 ? ['', 'Milder if:'] : []),
    ...changes.flatMap(({ kind, outcome, texts, audience }) => [`  - ${outcome} (${kind}, ${audience}): ${texts.vi}`, `    ${texts.en}`]),
  ]
}

function reasonLines(reason: Reason): readonly string[] {
  const { law, facts, unknown, fault } = reason
  return [
    '',
    `${reason.ruleId} v${reason.ruleVersion} (${reason.strength}) -> ${reason.outcome}`,
    `  ${reason.officerText.vi}`,
    `  ${reason.officerText.en}`,
    ...(law ? [`  ${law.document.vi}, ${law.clause}: «${law.phrase}»`] : []),
    ...facts.map(({ path, value }) => `  fact ${path} = ${String(value)}`),
    ...(unknown.length > 0 ? [`  unknown: ${unknown.join(', ')}`] : []),
    ...(fault ? [`  fault at ${fault.path}: ${fault.problem}`] : []),
  ]
}

function dutyLine(duty: Duty): string {
  switch (duty.kind) {
    case 'quarantine':
      return `quarantine (${duty.kinds.join(' or ')}), ${duty.days} days from ${formatDate(duty.anchor)}, through ${formatDate(duty.through)}, paid by ${duty.payer}, controlled by ${duty.controller}`
    case 'sample':
      return `sample ${sampledWhen(duty.onDays)}, ${duty.priority} priority, paid by ${duty.payer}`
    case 'hand-over':
    case 'follow-up':
      return `${duty.kind} to ${duty.to.join(', ')}`
    case 'record-violation':
      return `record violation ${duty.violation}${duty.draft ? ' (draft)' : ''}`
    case 'advise':
      return `advise: ${duty.text.en}`
    default:
      return duty.kind
  }
}

/** Day 0 is that of the crossing. */
function sampledWhen(onDays: readonly number[]): string {
  const later = onDays.filter((day) => day > 0)
  const parts = [later.length < onDays.length ? ['at the checkpoint'] : [], later.length > 0 ? [`on days ${later.join(', ')}`] : []]
  return parts.flat().join(' and ')
}
