import type { AreaTable } from '../../shared/areas/area-table.ts'
import { type PlaceCode, parsePlaceCode } from '../../shared/areas/place.ts'
import type { Claims } from '../../shared/declaration/claims.ts'
import { bundle, language } from '../kiosk-state.ts'
import type { Reading } from '../scan/passage-view.ts'
import { t } from '../texts/kiosk-texts.ts'

/** Whose code it is, beside the word. */
export function TravellerName({ reading }: { readonly reading: Reading }) {
  if (reading.kind === 'none') return <p class="who">{t('withoutCode')}</p>
  const claims = claimsIn(reading)
  if (claims === null) return <p class="who">{t('unreadable')}</p>
  return (
    <>
      <p class="who" data-testid="traveller-name">
        {claims.name}
      </p>
      <p class="compare" data-testid="traveller-compare">
        <span>
          {t('bornIn')} <b>{claims.birthYear}</b>
        </span>
        <span>
          {claims.document ? (
            <>
              {t('documentEnds')} <b>{claims.document.lastThree}</b>
            </>
          ) : (
            t('noDocument')
          )}
        </span>
      </p>
      {claims.revised && <p class="flag">{t('revised')}</p>}
    </>
  )
}

/** Enough to compare with the person and the paper; no more, because the queue can see the screen. */
export function TravellerFacts({ reading }: { readonly reading: Reading }) {
  const claims = claimsIn(reading)
  if (claims === null) return null
  return (
    <ul class="facts" data-testid="traveller-facts">
      {factsOf(claims).map(([label, value]) => (
        <li key={label}>
          <small>{label}</small> <b>{value}</b>
        </li>
      ))}
    </ul>
  )
}

function claimsIn(reading: Reading): Claims | null {
  if (reading.kind === 'form') return reading.claims
  if (reading.kind === 'document') return reading.document.claims
  return reading.kind === 'credential' ? reading.credential.claims : null
}

function factsOf(claims: Claims): readonly (readonly [label: string, value: string])[] {
  const { residence, travel, destination, stops } = claims
  const facts: [string, string][] = []
  if (residence) facts.push([t('residence'), placeName(residence)])
  const before = stops.filter(({ place }) => place !== destination).at(-1)
  if (before) facts.push([t('from'), placeName(before.place)])
  if (destination) facts.push([t('to'), placeName(destination)])
  if (travel?.plate) facts.push([t('plate'), travel.plate])
  return facts
}

function placeName(code: PlaceCode): string {
  const place = parsePlaceCode(code)
  if (place?.kind === 'country') return new Intl.DisplayNames([language.value], { type: 'region' }).of(place.country) ?? place.country
  const areas = bundle.value?.areas
  return areas ? (namesOf(areas, code) ?? code) : code
}

function namesOf(areas: AreaTable, code: PlaceCode): string | null {
  const names = areas.lineage(code).flatMap((each) => areas.get(each)?.name ?? [])
  return names.length > 0 ? names.join(', ') : null
}
