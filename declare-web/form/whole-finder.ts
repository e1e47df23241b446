import { type AcrossHit, searchAcross } from '../../shared/areas/search-across.ts'
import { foldForSearch } from '../../shared/areas/search-places.ts'
import { askedDivision, type FinderFacts, type FoundPlace, LIMIT, type PlaceFinder, placeFinder, SLICE } from './place-finder.ts'

/** A finder that knows the names of the other division too, where the table has both. */
export function wholeFinder(facts: FinderFacts): PlaceFinder {
  const own = placeFinder(facts)
  const across = searchAcross(facts.areas, askedDivision(facts.areas.divisions))
  return {
    find: (query, reach, near) => {
      const asked = foldForSearch(query)
      const found = own.find(query, reach, near)
      return asked.length < 2 || found.length >= LIMIT ? found : withOthers(found, across.find(query), asked)
    },
    prepare: () => own.prepare() || across.prepare(SLICE),
  }
}

/** What the other division calls so comes last, and only where it is another place; first where it was written whole, and none of its own was. */
function withOthers(own: readonly FoundPlace[], others: readonly AcrossHit[], asked: string): readonly FoundPlace[] {
  const known = own.map(({ value }) => value)
  const further = others.filter(({ place }, at) => known.indexOf(place) < 0 && others.findIndex((other) => other.place === place) === at)
  const found = further.map(({ place, name, within, via }) => ({ value: place, label: name, within, via }))
  const isMeant = others.some(({ via }) => isWritten(via, asked)) && !own.some(({ label }) => isWritten(label, asked))
  return (isMeant ? [...found, ...own] : [...own, ...found]).slice(0, LIMIT)
}

const KIND = /^(?:tinh|thanh pho|quan|huien|thi xa|phuong|xa|thi tran|dac khu) /

/** Whether the question begins with the whole name, with its kind or without. */
function isWritten(name: string, asked: string): boolean {
  return `${asked.replace(KIND, '')} `.indexOf(`${foldForSearch(name).replace(KIND, '')} `) === 0
}
