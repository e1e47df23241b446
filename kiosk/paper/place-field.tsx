import { signal } from '@preact/signals'
import { useMemo, useState } from 'preact/hooks'
import { COUNTRIES } from '../../shared/areas/countries.ts'
import { type PlaceCode, parsePlaceCode, placeCodeOf } from '../../shared/areas/place.ts'
import { searchPlaces } from '../../shared/areas/search-places.ts'
import type { ReadyBundle } from '../bundle/ready-bundle.ts'
import { language } from '../kiosk-state.ts'
import { paperText } from '../texts/paper-texts.ts'
import { countryName, shortPlaceName } from '../ui/place-names.ts'

/** What people at this checkpoint keep answering: one tap the next time. For as long as the page is open. */
const recentPlaces = signal<readonly PlaceCode[]>([])
const RECENT_SHOWN = 4

interface PlaceFieldProps {
  readonly bundle: ReadyBundle
  readonly label: string
  readonly testId: string
  readonly onChoose: (place: PlaceCode) => void
  /** `here`: where somebody stands now, which is in no other country. */
  readonly reach?: 'world' | 'here'
}

/** Search over the bundle's own table, so that it works with no network; the last answers stand above it. */
export function PlaceField({ bundle, label, testId, onChoose, reach = 'world' }: PlaceFieldProps) {
  const [query, setQuery] = useState('')
  const near = bundle.held.parts.checkpoint.place
  const division = parsePlaceCode(near)
  const search = useMemo(() => searchPlaces(bundle.areas, division?.kind === 'area' ? division.division : '2021'), [bundle.areas])
  const hits = search.find(query, { near, limit: 6 })
  const choose = (place: PlaceCode): void => {
    recentPlaces.value = [place, ...recentPlaces.value.filter((other) => other !== place)].slice(0, RECENT_SHOWN)
    setQuery('')
    onChoose(place)
  }
  return (
    <div class="place-field">
      <label class="field">
        <span>{label}</span>
        <input
          type="text"
          value={query}
          autocomplete="off"
          spellcheck={false}
          data-testid={testId}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
      </label>
      <ul class="place-hits">
        {hits.map(({ place, name, within }) => (
          <li key={place}>
            <button type="button" class="choice" data-testid={`${testId}-hit`} data-place={place} onClick={() => choose(place)}>
              {name} <small>{within}</small>
            </button>
          </li>
        ))}
        {query === '' &&
          recentPlaces.value.map((place) => (
            <li key={place}>
              <button type="button" class="choice" data-testid={`${testId}-recent`} onClick={() => choose(place)}>
                {shortPlaceName(place, bundle)}
              </button>
            </li>
          ))}
      </ul>
      {query.length > 2 && hits.length === 0 && <p class="soft">{paperText('formPlaceNone')}</p>}
      {reach === 'world' && (
        <CountrySelect
          label={paperText('formAbroad')}
          value=""
          testId={`${testId}-country`}
          onChoose={(country) => choose(placeCodeOf({ kind: 'country', country }))}
        />
      )}
    </div>
  )
}

interface CountrySelectProps {
  readonly label: string
  readonly value: string
  readonly testId: string
  readonly onChoose: (country: string) => void
}

export function CountrySelect({ label, value, testId, onChoose }: CountrySelectProps) {
  const inOrder = useMemo(
    () => COUNTRIES.map((code) => ({ code, name: countryName(code) })).sort((a, b) => a.name.localeCompare(b.name)),
    [language.value],
  )
  return (
    <label class="field inline">
      <span>{label}</span>
      <select value={value} data-testid={testId} onChange={(event) => event.currentTarget.value !== '' && onChoose(event.currentTarget.value)}>
        {value === '' && <option value="">…</option>}
        {inOrder.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
