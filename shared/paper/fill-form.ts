import type { AreaTable } from '../areas/area-table.ts'
import type { Claims, TestClaim, Travel } from '../declaration/claims.ts'
import { LIMITS } from '../declaration/declaration.ts'
import { isPlate, normalisePlate } from '../declaration/normalise-plate.ts'
import { checkDocument, lastThreeOf, normaliseDocumentNumber } from '../declaration/parse-identity.ts'
import { checkName, plainText } from '../declaration/plain-text.ts'
import { MEANS_WITH_PLATE, OWN_VEHICLES } from '../declaration/vocabulary.ts'
import type { PersonalClaims } from '../passage/records.ts'
import { err, ok, type Result } from '../result.ts'
import { instantOf, localDateAt } from '../time.ts'
import { type EpochMs, MINUTE_MS } from '../units.ts'
import type { FormInput, FormTest } from './form-input.ts'
import { type Birth, parseBirth } from './parse-birth.ts'

/** A filled form as records and rules take it. */
export type FilledForm = Pick<PersonalClaims, 'claims' | 'contact'>

/** A field that must be mended before there can be a verdict; whatever else is open stays unknown, and rules refer. */
export type FormField = 'name' | 'birth' | 'document' | 'proxy' | 'plate' | 'stays' | 'test'

export interface FormMoment {
  /** When the answers were given. */
  readonly now: EpochMs
  readonly areas: AreaTable
}

/** The only maker of a form's claims. All of it is `declared`, but a test whose paper the officer has seen. */
export function fillForm(input: FormInput, moment: FormMoment): Result<FilledForm, readonly FormField[]> {
  const today = localDateAt(moment.now)
  const birth = parseBirth(input.birth, today)
  const wrong = FIELDS.filter((field) => isWrong[field](input, { ...moment, birth, today }))
  return birth === null || wrong.length > 0 ? err(wrong) : ok({ claims: claimsOf(input, birth, moment.now), contact: contactOf(input, birth) })
}

interface Judging extends FormMoment {
  readonly birth: Birth | null
  readonly today: string
}

const FIELDS: readonly FormField[] = ['name', 'birth', 'document', 'proxy', 'stays', 'plate', 'test']

const isWrong: { readonly [field in FormField]: (input: FormInput, judging: Judging) => boolean } = {
  name: ({ name }) => plainText(name) === '' || !checkName(name, 'name').ok,
  birth: (_input, { birth }) => birth === null,
  document: (input, judging) => !isDocument(input, judging),
  // A proxy's document without the proxy's name would be nobody's.
  proxy: ({ proxyName, documentKind }) =>
    (documentKind === 'guardian' && plainText(proxyName) === '') || (proxyName !== '' && !checkName(proxyName, 'proxy').ok),
  plate: ({ means, plate }) => plate !== '' && means !== null && MEANS_WITH_PLATE.includes(means) && !isPlate(normalisePlate(plate)),
  stays: ({ stays }, { today }) => stays.length > LIMITS.stops || stays.some(({ from, to }) => from > to || to > today),
  test: ({ test }, { now }) => test !== null && sampledAt(test) > now,
}

/** A 12-digit number must fit year and sex: the one slip of the finger that a number betrays. */
function isDocument(input: FormInput, { birth, areas }: Judging): boolean {
  const { documentKind: kind, documentNumber: number } = input
  // Nothing at all is an answer too: rules refer whoever has no document.
  if (isWithoutDocument(input)) return true
  const holder = kind === 'guardian' ? { birthYear: null, sex: null } : { birthYear: birth?.year ?? null, sex: input.sex }
  const country = kind === 'citizen-id' || kind === 'old-id' ? 'VN' : input.nationality
  return checkDocument({ kind, country, number }, holder, areas).ok
}

function isWithoutDocument({ documentKind, documentNumber }: FormInput): boolean {
  return documentKind !== 'guardian' && documentNumber.trim() === ''
}

function claimsOf(input: FormInput, birth: Birth, now: EpochMs): Claims {
  const { sex, nationality, documentKind, stays, destination, purpose, symptoms, exposures } = input
  return {
    name: plainText(input.name),
    birthYear: birth.year,
    sex,
    nationality,
    residence: input.residence,
    document: isWithoutDocument(input) ? null : { kind: documentKind, lastThree: lastThreeOf(normaliseDocumentNumber(input.documentNumber)) },
    stops: stays.map(({ place, from, to }) => ({ place, from, to })),
    destination,
    purpose,
    sector: input.sector,
    employer: null,
    travel: travelOf(input),
    cargo: null,
    symptoms,
    exposures,
    tests: input.test === null ? [] : [testOf(input.test, input.testPaper, now)],
    doses: [],
    homePossible: null,
    revised: false,
  }
}

function travelOf({ means, plate, persons }: FormInput): Travel | null {
  if (means === null) return null
  const known = MEANS_WITH_PLATE.includes(means) ? normalisePlate(plate) : ''
  return { means, personsAboard: OWN_VEHICLES.includes(means) ? persons : 1, ...(known !== '' && { plate: known }) }
}

function testOf(test: FormTest, paper: FormInput['testPaper'], now: EpochMs): TestClaim {
  const at = Math.min(sampledAt(test), now)
  return { kind: test.kind, result: 'negative', sampledAt: at, evidence: paper === 'seen' ? 'seen' : 'declared' }
}

/** A paper that names no hour is taken at its earliest: an older test never opens more. */
function sampledAt({ sampledOn, hour }: FormTest): EpochMs {
  return Math.floor(instantOf(sampledOn, (hour ?? 0) * 60) / MINUTE_MS) * MINUTE_MS
}

function contactOf(input: FormInput, birth: Birth): FilledForm['contact'] {
  const number = normaliseDocumentNumber(input.documentNumber)
  const isProxys = input.documentKind === 'guardian'
  const proxyName = plainText(input.proxyName)
  return {
    documentNumber: isProxys || number === '' ? null : number,
    birthDate: birth.date,
    phone: plainText(input.phone) || null,
    address: null,
    proxy: proxyName === '' ? null : { name: proxyName, documentNumber: isProxys ? number : null },
  }
}
