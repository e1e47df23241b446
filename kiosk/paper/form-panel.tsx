import { useEffect, useState } from 'preact/hooks'
import { EMPTY_FORM, type FormInput } from '../../shared/paper/form-input.ts'
import { localDateAt } from '../../shared/time.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { ReadyBundle } from '../bundle/ready-bundle.ts'
import { bundle, now, view } from '../kiosk-state.ts'
import type { PanelProps } from '../scan/panel-props.ts'
import type { PassageView } from '../scan/passage-view.ts'
import { readingsOf } from '../scan/presented.ts'
import { t } from '../texts/kiosk-texts.ts'
import { paperText } from '../texts/paper-texts.ts'
import { Panel } from '../ui/panel.tsx'
import { cardToForm, documentToForm } from './card-to-form.ts'
import { type FormFault, FormFaults, wrongFields } from './form-faults.tsx'
import { formTaker } from './form-taker.ts'
import { HealthSection } from './health-section.tsx'
import { PersonSection } from './person-section.tsx'
import type { FormRefusal } from './read-form.ts'
import { StaysSection } from './stays-section.tsx'
import { TripSection } from './trip-section.tsx'

/** For whoever has no phone: what the form asks, in the order it is asked aloud. */
export function FormPanel({ kiosk, onClose }: PanelProps) {
  const ready = bundle.value
  const [refusal, setRefusal] = useState<FormRefusal | null>(null)
  const [input, change, card] = useForm(cardOf(view.value))
  if (!ready) return null
  return (
    <Panel title={paperText('formTitle')} onClose={onClose}>
      <form
        class="paper-form"
        onSubmit={(event) => {
          event.preventDefault()
          void kiosk.papers.submit(input, null).then((refused) => (refused ? setRefusal(refused) : onClose()))
        }}
      >
        <p class="soft" role="status" data-testid="form-card">
          {paperText(card === 'read' ? 'formCardRead' : 'formCardHelp')}
        </p>
        <FormFaults fault={refusal} input={input} />
        <FormSections input={input} fault={refusal} ready={ready} answeredAt={now.value} onChange={change} />
        <div class="panel-actions">
          <button type="button" class="button" onClick={onClose}>
            {t('cancel')}
          </button>
          <button type="submit" class="button primary big" data-testid="form-submit">
            {paperText('formSubmit')}
          </button>
        </div>
      </form>
    </Panel>
  )
}

/** The card that the person whose answer waits has held up already. */
function cardOf(waiting: PassageView | null): Partial<FormInput> | null {
  for (const reading of waiting ? readingsOf(waiting) : []) {
    const known = reading.kind === 'document' ? documentToForm(reading.document) : null
    if (known) return known
  }
  return null
}

type CardState = 'none' | 'read'

/** The fields, and what fills them besides fingers. */
export function useForm(known: Partial<FormInput> | null = null): readonly [FormInput, (change: Partial<FormInput>) => void, CardState, () => void] {
  const [input, setInput] = useState<FormInput>({ ...EMPTY_FORM, ...known })
  const [card, setCard] = useState<CardState>(known ? 'read' : 'none')
  const change = (part: Partial<FormInput>): void => setInput((before) => ({ ...before, ...part }))
  useEffect(() => {
    formTaker.value = (text) => {
      const filled = cardToForm(text, now.value)
      if (filled) {
        change(filled)
        setCard('read')
      }
      // Another code held up meanwhile is nobody's passage: the officer is busy with this person.
      return true
    }
    return () => {
      formTaker.value = null
    }
  }, [])
  const clear = (): void => {
    setInput(EMPTY_FORM)
    setCard('none')
  }
  return [input, change, card, clear]
}

interface SectionsProps {
  readonly input: FormInput
  readonly fault: FormFault | null
  readonly ready: ReadyBundle
  /** Of a paper, when it was written. */
  readonly answeredAt: EpochMs
  readonly onChange: (change: Partial<FormInput>) => void
}

export function FormSections({ input, fault, ready, answeredAt, onChange }: SectionsProps) {
  const shared = { input, wrong: wrongFields(fault), bundle: ready, today: localDateAt(answeredAt), onChange }
  return (
    <div class="form-sections">
      <PersonSection {...shared} />
      <StaysSection {...shared} />
      <TripSection {...shared} />
      <HealthSection {...shared} />
    </div>
  )
}
