import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { Duty } from '../../shared/rules/verdict.ts'
import { formatDate } from '../../shared/time.ts'
import { fill } from '../texts/fill.ts'
import type { Catalogue } from '../texts/vi.ts'

/** A duty in the traveller's words, with its dates. */
export function dutyText(duty: Duty, texts: Catalogue, language: Language): string {
  const { duty: words, vocabulary } = texts
  switch (duty.kind) {
    case 'quarantine':
      return fill(words.quarantine, {
        where: joined(
          duty.kinds.map((kind) => vocabulary.quarantine[kind]),
          words.or,
        ),
        through: formatDate(duty.through),
        anchor: formatDate(duty.anchor),
        days: duty.days,
        payer: vocabulary.payer[duty.payer],
      })
    case 'sample': {
      const payer = vocabulary.samplePayer[duty.payer]
      const later = duty.onDays.filter((day) => day > 0)
      const isNow = later.length === 0 || duty.onDays.includes(0)
      const days = joined(later.map(String), words.and)
      return [isNow && fill(words.sample, { payer }), days !== '' && fill(words.sampleDays, { payer, days })].filter(Boolean).join(' ')
    }
    case 'isolate-now':
      return words.isolateNow
    case 'hand-over':
      return fill(words.handOver, { who: duty.to.map((receiver) => vocabulary.receiver[receiver]).join(', ') })
    case 'follow-up':
      return fill(words.followUp, { who: capitalised(duty.to.map((receiver) => vocabulary.receiver[receiver]).join(', ')) })
    case 'record-violation':
      return duty.draft ? words.violationDraft : words.violation
    case 'disinfect':
      return words.disinfect
    case 'advise':
      return duty.text[language]
    case 'not-cleared-for-work':
      return words.notCleared
  }
}

function joined(parts: readonly string[], word: string): string {
  const last = parts[parts.length - 1] ?? ''
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} ${word} ${last}`
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
