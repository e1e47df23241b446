import { useEffect, useRef, useState } from 'preact/hooks'
import type { ObservedValue } from '../../shared/passage/observation.ts'
import { language } from '../kiosk-state.ts'
import { t } from '../texts/kiosk-texts.ts'
import { parseTemperature, type TemperatureProblem } from './parse-temperature.ts'
import { TemperaturePad } from './temperature-pad.tsx'

export interface TemperatureEntryProps {
  /** The latest one recorded of this passage. */
  readonly tenths: number | null
  /** Called when the officer begins: the screen has to stay. */
  readonly onOpen: () => void
  readonly onSave: (observed: ObservedValue) => void
}

/** What was measured is typed: a button with a number on it would record what nobody measured. */
export function TemperatureEntry({ tenths, onOpen, onSave }: TemperatureEntryProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        class="chip tall"
        data-testid="observe-temperature"
        aria-pressed={tenths !== null}
        aria-expanded={isOpen}
        onClick={() => {
          if (!isOpen) onOpen()
          setOpen(!isOpen)
        }}
      >
        {tenths === null ? t('temperatureMeasured') : `${t('temperature')} ${degreesText(tenths)}`}
      </button>
      {isOpen && (
        <TemperatureForm
          onSave={(measured) => {
            setOpen(false)
            onSave({ kind: 'temperature', tenths: measured })
          }}
        />
      )}
    </>
  )
}

function TemperatureForm({ onSave }: { readonly onSave: (tenths: number) => void }) {
  const form = useRef<HTMLFormElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const said = useRef<HTMLParagraphElement>(null)
  const [problem, setProblem] = useState<TemperatureProblem | null>(null)
  // On a phone the end of the form, which says what is wrong, would lie under the decision's buttons.
  useEffect(() => (problem ? said : form).current?.scrollIntoView({ block: 'nearest' }), [problem])
  const submit = (): void => {
    const measured = parseTemperature(field.current?.value ?? '')
    if (measured.ok) onSave(measured.value)
    else {
      setProblem(measured.error)
      field.current?.select()
    }
  }
  return (
    <form
      ref={form}
      class="temperature"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <TemperaturePad onSave={onSave} />
      <label class="field">
        <span>{t('temperatureLabel')}</span>
        <input
          ref={field}
          type="text"
          inputmode="decimal"
          autocomplete="off"
          maxLength={6}
          placeholder={degreesText(EXAMPLE_TENTHS)}
          aria-invalid={problem !== null}
          data-testid="temperature-value"
        />
      </label>
      <button type="submit" class="button primary" data-testid="temperature-save">
        {t('temperatureSave')}
      </button>
      <p ref={said} class="problem" role="alert" data-testid="temperature-problem">
        {problem && t(`temperature-${problem}`)}
      </p>
    </form>
  )
}

/** Shows the shape only; it is never recorded. */
const EXAMPLE_TENTHS = 368

function degreesText(tenths: number): string {
  const mark = language.value === 'vi' ? ',' : '.'
  return `${Math.floor(tenths / 10)}${mark}${tenths % 10}°`
}
