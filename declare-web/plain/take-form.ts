import type { Entries } from '../../shared/http/plain-pages.ts'
import type { Draft } from '../draft/draft.ts'
import type { StepName } from '../steps/step-names.ts'

/** Nothing on the form is longer; the parser says what is too long for its own field. */
const MAX_VALUE = 500

/** The answers that each page asks: a page changes no other. A list of codes is sent once for each box that is ticked. */
const ASKED: { readonly [step in StepName]: { readonly texts: readonly string[]; readonly lists?: readonly string[] } } = {
  start: { texts: [] },
  trip: { texts: ['checkpoint', 'direction', 'arrivalDate', 'arrivalHour'] },
  traveller: {
    texts: ['forWhom', 'proxyName', 'proxyPhone', 'name', 'birth', 'sex', 'nationality', 'documentKind', 'documentCountry', 'documentNumber'],
  },
  contact: { texts: ['phone', 'permanentPlace', 'permanentAddress'] },
  destination: { texts: ['destination', 'stayAt', 'stayPlace', 'stayAddress', 'homePossible'] },
  stays: { texts: ['adding'] },
  means: { texts: ['means', 'plate', 'trailerPlate', 'personsAboard'] },
  purpose: { texts: ['purpose', 'cargo', 'cargoOrigin', 'cargoVia'] },
  work: { texts: ['sector', 'employer'] },
  symptoms: { texts: [], lists: ['symptoms', 'exposures'] },
  tests: { texts: ['tests', 'doses'] },
  check: { texts: [] },
}

const FOR_WHOM = ['self', 'other']
const STAY_AT = ['', 'home', 'elsewhere', 'none']

/** The draft with what this page sent. Only what the page asks and the draft has is taken; all else is left as it was. */
export function takeForm(draft: Draft, step: StepName, entries: Entries): Draft {
  const { texts, lists = [] } = ASKED[step]
  let taken: unknown = draft
  for (const [name, value] of entries) {
    const path = name.replace(/^stay\./, 'adding.').split('.')
    if (texts.includes(path[0] ?? '') && isAllowed(name, value)) taken = withText(taken, path, value.slice(0, MAX_VALUE))
  }
  const codes = Object.fromEntries(lists.map((list) => [list, codesOf(entries, list)]))
  const consent = step === 'check' ? { consent: entries.some(([name]) => name === 'consent') } : {}
  // `withText` replaces texts by texts where they are, so the shape is the draft's still.
  return { ...(taken as Draft), ...codes, ...consent }
}

function isAllowed(name: string, value: string): boolean {
  if (name === 'forWhom') return FOR_WHOM.includes(value)
  return name !== 'stayAt' || STAY_AT.includes(value)
}

/** "None of these" beside another tick is a slip: what was ticked stands. */
function codesOf(entries: Entries, list: string): readonly string[] {
  const codes = [...new Set(entries.filter(([name]) => name === list).map(([, value]) => value.slice(0, 40)))].slice(0, 20)
  return codes.length > 1 ? codes.filter((code) => code !== 'none') : codes
}

/** A copy with the text at that path replaced; the same thing where no text is there. */
function withText(value: unknown, path: readonly string[], text: string): unknown {
  const [key, ...rest] = path
  if (key === undefined) return typeof value === 'string' ? text : value
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return value
  if (Array.isArray(value)) return value.map((item, at) => (String(at) === key ? withText(item, rest, text) : item))
  return { ...value, [key]: withText(Object.entries(value).find(([name]) => name === key)?.[1], rest, text) }
}
