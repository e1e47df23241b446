import type { AreaTable } from '../../shared/areas/area-table.ts'
import { foldForSearch, searchPlaces } from '../../shared/areas/search-places.ts'
import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { FormInfo } from '../../shared/http/api.ts'
import { countryOptions } from './countries.ts'

/** One place to choose: its code, its name, and what it lies in. */
export interface FoundPlace {
  readonly value: string
  readonly label: string
  readonly within: string
}

export type FindPlaces = (query: string, reach: 'province' | 'world') => readonly FoundPlace[]

const LIMIT = 8

interface FinderFacts {
  readonly areas: AreaTable
  readonly site: Pick<FormInfo, 'sites'>
  readonly language: Language
}

/** Areas of 2021, the installation's own sites and, where the question allows it, countries: best first. */
export function placeFinder({ areas, site, language }: FinderFacts): FindPlaces {
  const search = searchPlaces(areas, '2021')
  return (query, reach) => {
    const folded = foldForSearch(query)
    if (folded.length < 2) return []
    const hits = search.find(query, { limit: LIMIT }).map(({ place, name, within }) => ({ value: place, label: name, within }))
    const named = (name: string): boolean => ` ${foldForSearch(name)}`.indexOf(` ${folded}`) >= 0
    const sites = site.sites
      .filter(({ name }) => named(name))
      .map(({ place, name, parent }) => ({ value: place, label: name, within: nameOf(parent, areas) }))
    const countries =
      reach === 'world'
        ? countryOptions(language)
            .filter(({ value, label }) => value !== 'VN' && named(label))
            .map(({ value, label }) => ({ value: `country:${value}`, label, within: '' }))
        : []
    return [...countries.slice(0, 3), ...sites.slice(0, 3), ...hits].slice(0, LIMIT)
  }
}

function nameOf(place: Parameters<AreaTable['get']>[0] | null, areas: AreaTable): string {
  return place === null ? '' : (areas.get(place)?.name ?? '')
}
