import type { ObservedValue } from '../../shared/passage/observation.ts'
import { observationSlot } from '../../shared/rules/observed.ts'
import type { Kiosk } from '../kiosk.ts'
import type { PassageView } from '../scan/passage-view.ts'
import { inLanguage, t } from '../texts/kiosk-texts.ts'
import { choicesFor } from './choices-for.ts'
import { TemperatureEntry } from './temperature-entry.tsx'

/** One tap each, a temperature typed: recorded, and the verdict is worked out again. */
export function ObservationButtons({ kiosk, view }: { readonly kiosk: Kiosk; readonly view: PassageView }) {
  return (
    <section class="observations">
      <h2>{t('observations')}</h2>
      <div class="chips">
        <TemperatureEntry
          key={view.passage}
          tenths={latestTemperature(view.observations)}
          onOpen={() => kiosk.scans.hold()}
          onSave={(observed) => void kiosk.scans.observe(observed)}
        />
        {choicesFor(view.reading.kind === 'credential' ? view.reading.credential.claims.tests : []).map(({ id, text, observed }) => (
          <button
            key={id}
            type="button"
            class="chip tall"
            data-testid={`observe-${id}`}
            aria-pressed={view.observations.some((made) => isSame(made, observed))}
            onClick={() => {
              kiosk.scans.hold()
              void kiosk.scans.observe(observed)
            }}
          >
            {inLanguage(text)}
          </button>
        ))}
      </div>
    </section>
  )
}

function latestTemperature(observations: readonly ObservedValue[]): number | null {
  return observations.flatMap((made) => (made.kind === 'temperature' ? [made.tenths] : [])).at(-1) ?? null
}

function isSame(a: ObservedValue, b: ObservedValue): boolean {
  switch (b.kind) {
    case 'symptom':
      return a.kind === 'symptom' && a.present === b.present
    case 'mask':
      return a.kind === 'mask' && a.worn === b.worn
    case 'papers-seen':
      return a.kind === 'papers-seen' && observationSlot(a) === observationSlot(b) && a.agrees === b.agrees
    default:
      return false
  }
}
