import { liesWithin } from '../../shared/areas/lies-within.ts'
import { isPlaceCode } from '../../shared/areas/place.ts'
import { localDateAt } from '../../shared/time.ts'
import type { StopDraft } from '../draft/draft.ts'
import type { Form } from '../form/form.ts'

/** The hours of a stay that may decide; all of them where the site does not say when its zones began and ended. */
export function hoursAsked(stay: StopDraft, { site, areas }: Pick<Form, 'site' | 'areas'>): readonly ('fromHour' | 'toHour')[] {
  const { place, from, to } = stay
  if (!isPlaceCode(place)) return []
  const edges = site.zoneEdges?.filter((edge) => liesWithin(place, edge.place, areas) !== 'no').map(({ at }) => localDateAt(at, site.zone))
  const matters = (day: string) => day !== '' && (edges === undefined || edges.indexOf(day) >= 0)
  return [...(matters(from) ? (['fromHour'] as const) : []), ...(matters(to) ? (['toHour'] as const) : [])]
}
