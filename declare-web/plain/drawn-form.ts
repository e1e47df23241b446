import type { AreaTable } from '../../shared/areas/area-table.ts'
import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import { lookedAt } from '../../shared/declaration/looked-at.ts'
import type { FormInfo } from '../../shared/http/api.ts'
import { localDateAt } from '../../shared/time.ts'
import type { Draft } from '../draft/draft.ts'
import { lookAtParts } from '../draft/judge-draft.ts'
import type { Form } from '../form/form.ts'
import type { FinderFacts, PlaceFinder } from '../form/place-finder.ts'
import { Reason } from '../form/reason.tsx'
import { wholeFinder } from '../form/whole-finder.ts'
import { haveReason } from '../form/why-asked.tsx'
import { haveParts } from '../steps/late.tsx'
import { LATE_PARTS } from '../steps/late-parts.ts'
import { textsOf } from './drawn.tsx'
import type { Searches } from './searches.ts'

// What a phone loads late the server has at hand; and what a plain page hands in may be anything.
haveParts(LATE_PARTS)
haveReason(Reason)
lookAtParts(lookedAt)

interface Ground {
  readonly site: FormInfo
  readonly areas: AreaTable
  readonly language: Language
}

/** What a drawn page knows of a draft. It changes nothing, and tells no fault and no verdict: whoever has them adds them. */
export function drawnForm({ site, areas, language }: Ground, draft: Draft, searches: Searches = {}): Form {
  const texts = textsOf(language)
  return {
    draft,
    change: () => undefined,
    errorOf: () => null,
    texts,
    language,
    site,
    areas,
    now: site.now,
    today: localDateAt(site.now, site.zone),
    previewOf: () => ({ state: 'failed' }),
    mode: 'plain',
    plain: { searches, find: heldFinder({ areas, site, language, texts }).find },
  }
}

interface HeldFinder {
  readonly sites: FormInfo['sites']
  readonly finder: PlaceFinder
}

const finders = new WeakMap<AreaTable, Map<Language, HeldFinder>>()

/** Indexing ten thousand names takes as long as some dozen declarations: once for each table and language, at the first question. */
function heldFinder(facts: FinderFacts): PlaceFinder {
  const { areas, language } = facts
  const { sites } = facts.site
  const ofTable = finders.get(areas) ?? new Map<Language, HeldFinder>()
  finders.set(areas, ofTable)
  const held = ofTable.get(language)
  if (held?.sites === sites) return held.finder
  const finder = wholeFinder(facts)
  ofTable.set(language, { sites, finder })
  return finder
}
