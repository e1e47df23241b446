import { LIMITS } from '../../shared/declaration/declaration.ts'
import type { LocalDate } from '../../shared/units.ts'
import { type Draft, EMPTY_DOSE, EMPTY_STOP, EMPTY_TEST, type StopDraft } from './draft.ts'
import { declaredDays, fillGaps, gapsOf, placeStop, withinDays } from './timeline.ts'

/** Goes on as `next` does, past the page of tests and doses: there are none. It changes nothing, so `applyAct` does not know it. */
export const NO_PAPERS = 'no-papers'

/** Where most people go: home, or where they will stay. */
export function likelyPlace(draft: Draft): string {
  return draft.stayAt === 'elsewhere' ? draft.stayPlace : draft.permanentPlace
}

/**
 * What a button inside a page does to the draft, by its name: `add-test`, `remove-test:0`, `fill:2021:306673`. The same
 * with JavaScript and, sent as the value of the button, without. Null for what no button is called.
 */
export function applyAct(draft: Draft, act: string, today: LocalDate): Partial<Draft> | null {
  const at = act.indexOf(':')
  const name = at < 0 ? act : act.slice(0, at)
  const rest = at < 0 ? '' : act.slice(at + 1)
  return Object.hasOwn(ACTS, name) ? (ACTS[name]?.({ draft, rest, today }) ?? null) : null
}

interface ActOn {
  readonly draft: Draft
  readonly rest: string
  readonly today: LocalDate
}

const ACTS: { readonly [name: string]: (on: ActOn) => Partial<Draft> } = {
  'add-test': ({ draft }) => ({ tests: withOneMore(draft.tests, EMPTY_TEST, LIMITS.tests) }),
  'remove-test': ({ draft, rest }) => ({ tests: without(draft.tests, rest) }),
  'add-dose': ({ draft }) => ({ doses: withOneMore(draft.doses, EMPTY_DOSE, LIMITS.doses) }),
  'remove-dose': ({ draft, rest }) => ({ doses: without(draft.doses, rest) }),
  'add-via': ({ draft }) => ({ cargoVia: withOneMore(draft.cargoVia, '', LIMITS.cargoVia) }),
  'remove-via': ({ draft, rest }) => ({ cargoVia: without(draft.cargoVia, rest) }),
  'go-home': ({ draft }) => ({ destination: likelyPlace(draft) }),
  fill: ({ draft, rest, today }) => ({ stops: fillGaps(draft.stops, rest, declaredDays(today)) }),
  away: ({ draft, rest, today }) => ({ stops: fillGaps(draft.stops, rest, declaredDays(today)), adding: EMPTY_STOP }),
  'day-trip': ({ draft, rest, today }) => ({
    stops: fillGaps(draft.stops, rest, declaredDays(today)),
    adding: { ...EMPTY_STOP, from: today, to: today },
  }),
  'pick-day': ({ draft, rest, today }) => (declaredDays(today).includes(rest) ? { adding: withDay(draft.adding ?? EMPTY_STOP, rest) } : {}),
  'add-stay': ({ draft, today }) => ({ adding: firstFree(draft, today) }),
  'open-gap': ({ draft, rest, today }) => ({ adding: { ...EMPTY_STOP, ...gapsOf(draft.stops, declaredDays(today))[Number(rest)] } }),
  'save-stay': ({ draft }) => (draft.adding ? { stops: placeStop(draft.stops, draft.adding), adding: null } : {}),
  'cancel-stay': () => ({ adding: null }),
  together: ({ draft: { together, stops }, today }) => (stops.length > 0 ? {} : { stops: withinDays(together, declaredDays(today)) }),
  'remove-stay': ({ draft, rest }) => ({ stops: without(draft.stops, rest) }),
}

/** The first tap is the day of coming, the second that of leaving, whichever way round; a third begins anew. */
function withDay(stay: StopDraft, day: LocalDate): StopDraft {
  const isSecond = stay.from !== '' && stay.from === stay.to && stay.from !== day
  if (!isSecond) return { ...stay, from: day, to: day }
  return day < stay.from ? { ...stay, from: day } : { ...stay, to: day }
}

/** The first gap is what is missing; where nothing is declared yet, the days of a trip are left to choose. */
function firstFree({ stops }: Draft, today: LocalDate): Draft['adding'] {
  const gap = gapsOf(stops, declaredDays(today))[0]
  return stops.length > 0 && gap ? { ...EMPTY_STOP, ...gap } : EMPTY_STOP
}

/** No button offers more; a form sent by hand, or twice, gets none either. */
function withOneMore<T>(list: readonly T[], item: T, max: number): readonly T[] {
  return list.length < max ? [...list, item] : list
}

function without<T>(list: readonly T[], index: string): readonly T[] {
  return list.filter((_, at) => String(at) !== index)
}
