import type { ObservedValue, Withdrawal } from '../../shared/passage/observation.ts'
import { observationSlot } from '../../shared/rules/observed.ts'
import type { Kiosk } from '../kiosk.ts'
import type { PassageView } from '../scan/passage-view.ts'
import { inLanguage, t } from '../texts/kiosk-texts.ts'
import { FURTHER_CHOICES, type ObservationChoice } from '../texts/observation-choices.ts'
import { choicesFor } from './choices-for.ts'
import { TemperatureEntry } from './temperature-entry.tsx'

interface ObservingProps {
  readonly kiosk: Kiosk
  readonly view: PassageView
}

/** One tap each, a temperature in two; tapped again it is taken back. Each is recorded, and the verdict worked out again. */
export function ObservationButtons({ kiosk, view }: ObservingProps) {
  const main = choicesFor(view.reading.kind === 'credential' ? view.reading.credential.claims.tests : [])
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
        {main.map((choice) => (
          <Choice key={choice.id} kiosk={kiosk} view={view} choice={choice} />
        ))}
      </div>
      <details class="others" onToggle={() => kiosk.scans.hold()}>
        <summary data-testid="observe-more">{t('observeMore')}</summary>
        {FURTHER_CHOICES.map(({ title, choices }) => (
          <fieldset key={title.en} class="further">
            <legend>{inLanguage(title)}</legend>
            <div class="chips">
              {choices.map((choice) => (
                <Choice key={choice.id} kiosk={kiosk} view={view} choice={choice} />
              ))}
            </div>
          </fieldset>
        ))}
      </details>
    </section>
  )
}

function Choice({ kiosk, view, choice }: ObservingProps & { readonly choice: ObservationChoice }) {
  const { id, text, observed } = choice
  const isMade = view.observations.some((made) => isSame(made, observed))
  return (
    <button
      type="button"
      class="chip tall"
      data-testid={`observe-${id}`}
      aria-pressed={isMade}
      onClick={() => {
        kiosk.scans.hold()
        void kiosk.scans.observe(isMade ? withdrawalOf(observed) : observed)
      }}
    >
      {inLanguage(text)}
    </button>
  )
}

function latestTemperature(observations: readonly ObservedValue[]): number | null {
  return observations.flatMap((made) => (made.kind === 'temperature' ? [made.tenths] : [])).at(-1) ?? null
}

function withdrawalOf(observed: ObservedValue): Withdrawal {
  if (observed.kind === 'withdrawn') return observed
  if (observed.kind !== 'papers-seen') return { kind: 'withdrawn', of: observed.kind, paper: null }
  const { paper, test } = observed
  return { kind: 'withdrawn', of: 'papers-seen', paper, ...(test && { test }) }
}

function isSame(a: ObservedValue, b: ObservedValue): boolean {
  if (a.kind === 'withdrawn' || observationSlot(a) !== observationSlot(b)) return false
  switch (b.kind) {
    case 'symptom':
      return a.kind === 'symptom' && a.present === b.present
    case 'mask':
      return a.kind === 'mask' && a.worn === b.worn
    case 'papers-seen':
      return a.kind === 'papers-seen' && a.agrees === b.agrees
    case 'violation':
      return a.kind === 'violation' && a.what === b.what
    case 'queue':
      return a.kind === 'queue' && a.length === b.length
    case 'persons-counted':
      return a.kind === 'persons-counted' && a.persons === b.persons
    case 'illegal-entry':
      return a.kind === 'illegal-entry' && a.suspected === b.suspected
    default:
      return false
  }
}
