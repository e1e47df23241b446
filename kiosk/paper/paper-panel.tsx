import { useState } from 'preact/hooks'
import { asStaffId } from '../../shared/ids.ts'
import { type FormField, type FormMoment, fillForm } from '../../shared/paper/fill-form.ts'
import type { FormInput } from '../../shared/paper/form-input.ts'
import { normaliseSerial, PAPER_KEYED_WITHIN_MS } from '../../shared/paper/paper-form.ts'
import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import { OUTCOMES, type Outcome } from '../../shared/rules/verdict.ts'
import { addDays, formatDate, instantOf, localDateAt, parseLocalDate } from '../../shared/time.ts'
import { DAY_MS, type LocalDate, MINUTE_MS } from '../../shared/units.ts'
import { bundle, now } from '../kiosk-state.ts'
import type { PanelProps } from '../scan/panel-props.ts'
import { inLanguage, t } from '../texts/kiosk-texts.ts'
import { paperText } from '../texts/paper-texts.ts'
import { Panel } from '../ui/panel.tsx'
import { Choices } from './choices.tsx'
import { type FormFault, FormFaults } from './form-faults.tsx'
import { FormSections, useForm } from './form-panel.tsx'
import { TextField } from './person-section.tsx'
import type { KeyedPaper } from './read-form.ts'

interface Head {
  readonly serial: string
  readonly day: string
  readonly time: string
  readonly writtenBy: string
  readonly outcome: Outcome | null
}

const EMPTY_HEAD: Head = { serial: '', day: '', time: '', writtenBy: '', outcome: null }

/** A stack of papers from a night without power, one after the other. */
export function PaperPanel({ kiosk, onClose }: PanelProps) {
  const ready = bundle.value
  const [head, setHead] = useState(EMPTY_HEAD)
  const [answer, setAnswer] = useState<FormFault | { readonly keyed: string } | null>(null)
  const [input, change, , clear] = useForm()
  if (!ready) return null
  const keyed = keyedPaper(head)
  const save = async (): Promise<void> => {
    if (!keyed) return setAnswer({ kind: 'incomplete', fields: faultsOf(input, { now: now.value, areas: ready.areas }) })
    const refusal = await kiosk.papers.submit(input, keyed)
    setAnswer(refusal ?? { keyed: normaliseSerial(keyed.serial) })
    if (refusal) return
    clear()
    // Of one night and one hand: day and writer stay for the next paper of the stack.
    setHead({ ...head, serial: '', time: '', outcome: null })
  }
  const fault = answer !== null && 'kind' in answer ? answer : null
  return (
    <Panel title={paperText('paperTitle')} onClose={onClose}>
      <form
        class="paper-form"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <p class="soft">{paperText('paperHelp')}</p>
        <FormFaults fault={fault} input={input} />
        <HeadFields head={head} onChange={(part) => setHead({ ...head, ...part })} />
        <FormSections input={input} fault={fault} ready={ready} answeredAt={keyed?.writtenAt ?? now.value} onChange={change} />
        <p role="status" data-testid="paper-answer">
          {answer !== null && 'keyed' in answer && paperText('paperKeyed').replace('{serial}', answer.keyed)}
        </p>
        <div class="panel-actions">
          <button type="button" class="button" onClick={onClose}>
            {t('back')}
          </button>
          <button type="submit" class="button primary big" data-testid="paper-save">
            {paperText('formRecord')}
          </button>
        </div>
      </form>
    </Panel>
  )
}

function HeadFields({ head, onChange }: { readonly head: Head; readonly onChange: (part: Partial<Head>) => void }) {
  const officers = bundle.value?.held.parts.officers.officers ?? []
  return (
    <section class="form-section paper-head">
      <TextField
        label={paperText('paperSerial')}
        value={head.serial}
        testId="paper-serial"
        fault={null}
        onChange={(serial) => onChange({ serial })}
      />
      <TextField
        label={paperText('paperWrittenTime')}
        hint="19:30"
        value={head.time}
        testId="paper-time"
        numeric="yes"
        fault={null}
        onChange={(time) => onChange({ time })}
      />
      <Choices
        legend={paperText('paperWrittenOn')}
        choices={daysBack().map((value) => ({ value, label: formatDate(value).slice(0, 5) }))}
        chosen={[head.day]}
        testId="paper-day"
        onPress={(day) => onChange({ day })}
      />
      <label class="field">
        <span>{paperText('paperWrittenBy')}</span>
        <select value={head.writtenBy} data-testid="paper-writer" onChange={(event) => onChange({ writtenBy: event.currentTarget.value })}>
          <option value="">…</option>
          {officers.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Choices
        legend={paperText('paperOutcome')}
        choices={OUTCOMES.map((value) => ({ value, label: inLanguage(OUTCOME_WORDS[value]) }))}
        chosen={head.outcome === null ? [] : [head.outcome]}
        testId="paper-outcome"
        onPress={(outcome) => onChange({ outcome })}
      />
    </section>
  )
}

function faultsOf(input: FormInput, moment: FormMoment): readonly FormField[] {
  const filled = fillForm(input, moment)
  return filled.ok ? [] : filled.error
}

/** Null while something is missing. The hour on the paper is that of the checkpoint's own clock. */
function keyedPaper({ serial, day, time, writtenBy, outcome }: Head): KeyedPaper | null {
  const date = parseLocalDate(day)
  const [, hour = '', minute = ''] = CLOCK.exec(time.trim()) ?? []
  if (date === null || hour === '' || serial.trim() === '' || outcome === null || !asStaffId.matches(writtenBy)) return null
  const writtenAt = instantOf(date, Number(hour) * HOUR_MINUTES + Number(minute))
  return { serial, writtenAt: Math.floor(writtenAt / MINUTE_MS) * MINUTE_MS, writtenBy, outcome }
}

const HOUR_MINUTES = 60
/** `19:30`, `1930`, `7h05`: as people write it by hand. */
const CLOCK = /^([01]?\d|2[0-3])[:h. ]?([0-5]\d)$/

/** As many days as papers are taken, today first. */
function daysBack(): readonly LocalDate[] {
  const today = localDateAt(now.value)
  return Array.from({ length: PAPER_KEYED_WITHIN_MS / DAY_MS }, (_, back) => addDays(today, -back))
}
