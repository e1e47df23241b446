import { isNonEmpty, type NonEmpty } from '../result.ts'
import { QUARANTINE_KINDS, RECEIVERS } from './duty-kinds.ts'
import type { Duty, QuarantineKind, Receiver } from './verdict.ts'

type DutyOf<K extends Duty['kind']> = Extract<Duty, { readonly kind: K }>

/** What must happen first stands first: the person aside, then who takes over, then what follows. */
const DUTY_ORDER: readonly Duty['kind'][] = [
  'isolate-now',
  'hand-over',
  'quarantine',
  'sample',
  'follow-up',
  'record-violation',
  'disinfect',
  'not-cleared-for-work',
  'advise',
]

/**
 * Several duties of one kind become one: what all of them allow, and the most that any demands. Where a payer or a
 * controller differs, the first counts (of quarantines, the first that allows no more than the merged one); callers give
 * the duties of the deciding rule first.
 */
export function mergeDuties(duties: readonly Duty[]): readonly Duty[] {
  if (duties.length === 0) return duties
  return DUTY_ORDER.flatMap((kind) => {
    const same = duties.filter((duty) => duty.kind === kind)
    return isNonEmpty(same) ? mergeKind(same) : []
  })
}

function mergeKind(same: NonEmpty<Duty>): readonly Duty[] {
  const [first] = same
  switch (first.kind) {
    case 'quarantine':
      return [mergeQuarantine(first, ofKind(same, 'quarantine'))]
    case 'sample':
      return [mergeSample(first, ofKind(same, 'sample'))]
    case 'hand-over':
      return [{ kind: 'hand-over', to: receivers(ofKind(same, 'hand-over')) }]
    case 'follow-up':
      return [{ kind: 'follow-up', to: receivers(ofKind(same, 'follow-up')) }]
    case 'record-violation':
      return mergeViolations(ofKind(same, 'record-violation'))
    case 'advise':
      return mergeAdvice(ofKind(same, 'advise'))
    case 'isolate-now':
    case 'disinfect':
    case 'not-cleared-for-work':
      return [first]
  }
}

function ofKind<K extends Duty['kind']>(duties: readonly Duty[], kind: K): readonly DutyOf<K>[] {
  return duties.filter((duty): duty is DutyOf<K> => duty.kind === kind)
}

function mergeQuarantine(first: DutyOf<'quarantine'>, all: readonly DutyOf<'quarantine'>[]): Duty {
  const latest = all.reduce((held, next) => (next.through > held.through ? next : held), first)
  const allowed = QUARANTINE_KINDS.filter((kind) => all.every((duty) => duty.kinds.includes(kind)))
  const kinds: NonEmpty<QuarantineKind> = isNonEmpty(allowed) ? allowed : ['facility']
  const narrowest = all.find((duty) => duty.kinds.length === kinds.length) ?? first
  return { ...narrowest, kinds, days: latest.days, anchor: latest.anchor, through: latest.through }
}

function mergeSample(first: DutyOf<'sample'>, all: readonly DutyOf<'sample'>[]): Duty {
  const priority = all.some((duty) => duty.priority === 'high') ? 'high' : 'normal'
  return { ...first, priority, onDays: [...new Set(all.flatMap((duty) => duty.onDays))].sort((a, b) => a - b) }
}

function receivers(all: readonly { readonly to: readonly Receiver[] }[]): readonly Receiver[] {
  return RECEIVERS.filter((receiver) => all.some((duty) => duty.to.includes(receiver)))
}

/** One per kind of violation; a draft only while nobody is sure. */
function mergeViolations(all: readonly DutyOf<'record-violation'>[]): readonly Duty[] {
  const kinds = [...new Set(all.map((duty) => duty.violation))].sort()
  return kinds.map((violation) => ({
    kind: 'record-violation',
    violation,
    draft: all.every((duty) => duty.violation !== violation || duty.draft),
  }))
}

function mergeAdvice(all: readonly DutyOf<'advise'>[]): readonly Duty[] {
  return [...new Map(all.map((duty) => [duty.text.vi, duty])).values()]
}
