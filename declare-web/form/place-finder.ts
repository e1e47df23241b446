import type { AreaTable } from '../../shared/areas/area-table.ts'
import type { Division, PlaceCode } from '../../shared/areas/place.ts'
import { foldForSearch, searchPlaces } from '../../shared/areas/search-places.ts'
import type { FormInfo } from '../../shared/http/api.ts'
import { type CountryWords, countryOptions } from './countries.ts'

/** One place to choose: its code, its name, and what it lies in. */
export interface FoundPlace {
  readonly value: string
  readonly label: string
  readonly within: string
  /** The name that was asked for, where it is one of the other division. */
  readonly via?: string
}

/** `near` ranks places of the same province first. */
export type FindPlaces = (query: string, reach: 'province' | 'world', near?: PlaceCode) => readonly FoundPlace[]

export interface PlaceFinder {
  readonly find: FindPlaces
  /** Indexes a slice of names; false once all are. */
  readonly prepare: () => boolean
}

/** Fits above the keyboard of a small phone. */
export const LIMIT = 8
/** Few come from abroad: places at home come before the countries that begin alike, and a country written whole before all. */
const FEW = 5
/** Names indexed in one idle moment: some milliseconds on an old phone. */
export const SLICE = 300

export interface FinderFacts extends CountryWords {
  readonly areas: AreaTable
  readonly site: Pick<FormInfo, 'sites'>
}

/** The division in which the form asks: that of 2021, in which declarations are made, unless an installation has only today's. */
export function askedDivision(divisions: readonly Division[]): Division {
  return divisions.indexOf('2021') >= 0 || divisions.length === 0 ? '2021' : '2025'
}

/** Areas, the installation's own sites and, where the question allows it, countries: best first. */
export function placeFinder({ areas, site, language, texts }: FinderFacts): PlaceFinder {
  const division = askedDivision(areas.divisions)
  const search = searchPlaces(areas, division)
  const sites = site.sites.map(({ place, name, parent }) => ({
    value: place,
    label: name,
    within: parent === null ? '' : (areas.get(parent)?.name ?? ''),
    folded: folded(name),
  }))
  const countries = countryOptions({ language, texts }).flatMap(({ value, label }) =>
    value === 'VN' ? [] : [{ value: `country:${value}`, label, within: '', folded: folded(label) }],
  )
  const find: FindPlaces = (query, reach, near) => {
    const asked = foldForSearch(query)
    if (asked.length < 2) return []
    const named = (list: readonly Named[]) => list.filter((one) => one.folded.indexOf(` ${asked}`) >= 0).slice(0, 3)
    const wish = near === undefined ? { limit: LIMIT } : { limit: LIMIT, near }
    const hits = search.find(query, wish).map(({ place, name, within }) => ({ value: place, label: name, within }))
    const abroad = reach === 'world' ? named(countries) : []
    const meant = abroad.filter((one) => one.folded === ` ${asked}`)
    const others = abroad.filter((one) => one.folded !== ` ${asked}`)
    const own = [...meant, ...named(sites), ...hits.slice(0, FEW), ...others, ...hits.slice(FEW)]
    return own.slice(0, LIMIT)
  }
  return { find, prepare: () => search.prepare(SLICE) }
}

type Named = FoundPlace & { readonly folded: string }

function folded(name: string): string {
  return ` ${foldForSearch(name)}`
}
