import { ok } from '../result.ts'
import type { LocalDate } from '../units.ts'
import { andThen, type Checked, fault, map, optional, together } from './checked.ts'
import type { Declaration } from './declaration.ts'
import { type JudgeContext, today } from './declaration-context.ts'
import { checkDate } from './parse-date.ts'
import { checkDocument, holderOf } from './parse-identity.ts'
import { checkCountry } from './parse-place.ts'
import { checkName } from './plain-text.ts'
import { fieldsOf } from './structured.ts'
import type { Sex } from './vocabulary.ts'

/** The oldest people of the country are about 120. */
export const MAX_AGE_YEARS = 120

export interface Traveller {
  readonly name: string
  readonly birth: Birth
  readonly sex: Sex | null
  readonly nationality: string
  readonly document: Declaration['document']
}

/** The day is null where only the year is known. */
export interface Birth {
  readonly year: number
  readonly date: LocalDate | null
}

export function checkTraveller(input: unknown, context: JudgeContext): Checked<Traveller> {
  const fields = fieldsOf(input)
  const birth = andThen(context.structured('text', fields.get('birth')), (text) => checkBirth(text.trim(), today(context)))
  const sex = optional(context.structured('sex', fields.get('sex')), ok)
  const holder = holderOf(
    map(birth, ({ year }) => year),
    sex,
  )
  return together<Traveller>({
    name: andThen(context.structured('text', fields.get('name')), (text) => checkName(text, 'traveller.name')),
    birth,
    sex,
    nationality: andThen(context.structured('text', fields.get('nationality')), (text) => checkCountry(text, 'traveller.nationality')),
    document: optional(context.structured('document', fields.get('document')), (document) => checkDocument(document, holder, context.areas)),
  })
}

function checkBirth(text: string, now: LocalDate): Checked<Birth> {
  const path = 'traveller.birth'
  if (text === '') return fault(path, 'required')
  if (/^\d{4}$/.test(text)) return checkBirthYear({ year: Number(text), date: null }, now)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return fault(path, 'birth-format')
  return andThen(checkDate(text, path), (date) =>
    date > now ? fault(path, 'birth-future') : checkBirthYear({ year: Number(date.slice(0, 4)), date }, now),
  )
}

function checkBirthYear(birth: Birth, now: LocalDate): Checked<Birth> {
  const path = 'traveller.birth'
  const thisYear = Number(now.slice(0, 4))
  if (birth.year > thisYear) return fault(path, 'birth-future')
  const earliest = thisYear - MAX_AGE_YEARS
  return birth.year < earliest ? fault(path, 'birth-too-old', { year: earliest }) : ok(birth)
}
