import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { Duty } from '../../shared/rules/verdict.ts'
import { addDays, daysBetween, formatDate } from '../../shared/time.ts'
import type { LocalDate } from '../../shared/units.ts'
import { fill } from '../texts/fill.ts'
import { passWordsIn } from './pass-words.ts'

type Quarantine = Extract<Duty, { readonly kind: 'quarantine' }>

interface QuarantineTimelineProps {
  readonly duties: readonly Duty[]
  readonly today: LocalDate
  readonly language: Language
}

/** A quarantine as a picture: one box a day, with the samples and today; then the same dates in words. */
export function QuarantineTimeline({ duties, today, language }: QuarantineTimelineProps) {
  const duty = duties.find((one): one is Quarantine => one.kind === 'quarantine')
  if (!duty) return null
  const words = passWordsIn(language)
  const samples = sampleDates(duties, duty)
  const day = daysBetween(duty.anchor, today)
  return (
    <section class="quarantine" data-testid="quarantine">
      <h3>{words.quarantine}</h3>
      <DayBoxes duty={duty} samples={samples} today={today} language={language} />
      <ol class="dates">
        <li>{fill(words.quarantineFirst, { date: formatDate(duty.anchor) })}</li>
        {samples.map((date, at) => (
          <li key={date}>{fill(words.quarantineSample, { nth: at + 1, date: formatDate(date) })}</li>
        ))}
        {day > 0 && day <= duty.days && (
          <li>
            <strong>{fill(words.quarantineToday, { date: formatDate(today), day, days: duty.days })}</strong>
          </li>
        )}
        <li>
          <strong>{fill(words.quarantineLast, { date: formatDate(duty.through) })}</strong>
        </li>
      </ol>
      <p>{fill(words.quarantineFree, { date: formatDate(addDays(duty.through, 1)) })}</p>
    </section>
  )
}

function sampleDates(duties: readonly Duty[], { anchor, through }: Quarantine): readonly LocalDate[] {
  const days = duties.flatMap((duty) => (duty.kind === 'sample' ? duty.onDays : []))
  return Array.from(new Set(days))
    .sort((a, b) => a - b)
    .map((day) => addDays(anchor, day))
    .filter((date) => date <= through)
}

/** User units: a week a row, as on a calendar. */
const BOX = 40
const PER_ROW = 7

interface DayBoxesProps {
  readonly duty: Quarantine
  readonly samples: readonly LocalDate[]
  readonly today: LocalDate
  readonly language: Language
}

function DayBoxes({ duty, samples, today, language }: DayBoxesProps) {
  const words = passWordsIn(language)
  const dates = Array.from({ length: duty.days + 1 }, (_, day) => addDays(duty.anchor, day))
  const isSample = (date: LocalDate) => samples.indexOf(date) >= 0
  const rows = Math.ceil(dates.length / PER_ROW)
  const label = fill(words.quarantinePicture, { from: formatDate(duty.anchor), through: formatDate(duty.through) })
  return (
    <svg class="days" viewBox={`0 0 ${BOX * PER_ROW} ${BOX * rows}`} role="img" aria-label={label}>
      {dates.map((date, at) => {
        const look = date < today ? 'past' : date === today ? 'today' : 'ahead'
        return (
          <g key={date} class={`day ${look}`} transform={`translate(${(at % PER_ROW) * BOX} ${Math.floor(at / PER_ROW) * BOX})`}>
            <rect x="2" y="2" width={BOX - 4} height={BOX - 4} rx="4" />
            <text x={BOX / 2} y="17">
              {date.slice(8)}/{date.slice(5, 7)}
            </text>
            {isSample(date) && <path class="drop" d={`M${date === duty.through ? BOX / 4 : BOX / 2} 21l4 7a4.6 4.6 0 1 1-8 0z`} />}
            {date === duty.through && <path class="end" d={`M${isSample(date) ? BOX / 2 : BOX / 2 - 6} 28l4 5 8-9`} />}
          </g>
        )
      })}
    </svg>
  )
}
