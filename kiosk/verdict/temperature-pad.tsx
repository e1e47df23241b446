import { useState } from 'preact/hooks'
import { language } from '../kiosk-state.ts'
import { t } from '../texts/kiosk-texts.ts'

const WHOLES = [35, 36, 37, 38, 39, 40] as const
const TENTHS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const

/** Two taps, degrees and tenth: what was measured, as fast as a button with a number that nobody measured. */
export function TemperaturePad({ onSave }: { readonly onSave: (tenths: number) => void }) {
  const [whole, setWhole] = useState<number>(36)
  const mark = language.value === 'vi' ? ',' : '.'
  return (
    <div class="pad">
      <fieldset>
        <legend>{t('temperatureWhole')}</legend>
        <div class="pad-row">
          {WHOLES.map((degrees) => (
            <button
              key={degrees}
              type="button"
              class="pad-key"
              aria-pressed={whole === degrees}
              data-testid={`degrees-${degrees}`}
              onClick={() => setWhole(degrees)}
            >
              {degrees}
            </button>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{t('temperatureTenth')}</legend>
        <div class="pad-row">
          {TENTHS.map((tenth) => (
            <button
              key={tenth}
              type="button"
              class="pad-key"
              data-testid={`tenth-${tenth}`}
              aria-label={`${whole}${mark}${tenth}°`}
              onClick={() => onSave(whole * 10 + tenth)}
            >
              {mark}
              {tenth}
            </button>
          ))}
        </div>
      </fieldset>
    </div>
  )
}
