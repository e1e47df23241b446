import { ok } from '../result.ts'
import { andThen, type Checked, fault, map, optional, soundValue, together } from './checked.ts'
import type { Claims } from './claims.ts'
import { type Declaration, FORM_VERSION, LIMITS } from './declaration.ts'
import type { JudgeContext } from './declaration-context.ts'
import type { ProxyInput } from './declaration-input.ts'
import { normalisePhone } from './normalise-phone.ts'
import { checkAnswers, checkDoses, checkTests } from './parse-health.ts'
import { lastThreeOf } from './parse-identity.ts'
import { checkMeeting } from './parse-journey.ts'
import { checkHome, checkPlace } from './parse-place.ts'
import { checkStops } from './parse-stops.ts'
import { checkCargo, checkTravel } from './parse-travel.ts'
import { checkTraveller, type Traveller } from './parse-traveller.ts'
import { checkName, checkText } from './plain-text.ts'
import { fieldsOf } from './structured.ts'

/**
 * What the values mean, for whoever made the input and so knows its structure: the form in the browser. A part of broken
 * structure is refused without a fault of its own; `parseDeclaration` names those too.
 */
export function judgeDeclaration(input: unknown, context: JudgeContext): Checked<Declaration> {
  return judge(fieldsOf(input), context)
}

type Fields = ReadonlyMap<string, unknown>

function judge(fields: Fields, context: JudgeContext): Checked<Declaration> {
  const traveller = checkTraveller(fields.get('traveller'), context)
  const proxy = optional(context.structured('proxy', fields.get('proxy')), checkProxy)
  const parts = together({
    traveller,
    contact: checkContact(fields, context),
    meeting: checkMeeting(fields, context),
    direction: context.structured('direction', fields.get('direction')),
    trip: checkTrip(fields, context),
    health: checkHealth(fields, context),
    proxy: andThen(proxy, (value) => (value === null && needsProxy(traveller) ? fault('proxy', 'proxy-required') : ok(value))),
    consent: fields.get('consent') === true ? ok(true as const) : fault('consent', 'consent-required'),
    revised: context.structured('optionalBoolean', fields.get('revised')),
  })
  return map(parts, ({ traveller, contact, meeting, trip, health, revised, ...rest }) => ({
    formVersion: FORM_VERSION,
    claims: { ...personalClaims(traveller), residence: contact.permanent?.place ?? null, ...trip, ...health, revised: revised ?? false },
    birthDate: traveller.birth.date,
    document: traveller.document,
    phone: contact.phone,
    permanentAddress: contact.permanent?.address ?? null,
    stay: contact.stay,
    ...meeting,
    ...rest,
  }))
}

function personalClaims({
  name,
  birth,
  sex,
  nationality,
  document,
}: Traveller): Pick<Claims, 'name' | 'birthYear' | 'sex' | 'nationality' | 'document'> {
  return {
    name,
    birthYear: birth.year,
    sex,
    nationality,
    document: document && { kind: document.kind, lastThree: lastThreeOf(document.number) },
  }
}

interface Contact {
  readonly phone: string
  readonly permanent: Declaration['stay']
  readonly stay: Declaration['stay']
}

function checkContact(fields: Fields, context: JudgeContext): Checked<Contact> {
  const { areas } = context
  return together<Contact>({
    phone: andThen(context.structured('text', fields.get('phone')), (text) => checkPhone(text, 'phone')),
    permanent: optional(context.structured('home', fields.get('permanent')), (home) => checkHome(home, 'permanent', areas)),
    stay: optional(context.structured('home', fields.get('stay')), (home) => checkHome(home, 'stay', areas)),
  })
}

function checkPhone(text: string, path: string): Checked<string> {
  if (text.trim() === '') return fault(path, 'required')
  const phone = normalisePhone(text.slice(0, 60))
  return phone.ok ? phone : fault(path, phone.error)
}

function checkProxy({ name, phone }: ProxyInput): Checked<ProxyInput> {
  return together<ProxyInput>({ name: checkName(name, 'proxy.name'), phone: checkPhone(phone, 'proxy.phone') })
}

/** A child that travels on its guardian's document is told apart by name, birth and that person. */
function needsProxy(traveller: Checked<Traveller>): boolean {
  return soundValue(traveller)?.document?.kind === 'guardian'
}

type Trip = Pick<Claims, 'stops' | 'destination' | 'purpose' | 'sector' | 'employer' | 'travel' | 'cargo'>

function checkTrip(fields: Fields, context: JudgeContext): Checked<Trip> {
  const purpose = optional(context.structured('purpose', fields.get('purpose')), ok)
  const cargo = optional(context.structured('cargo', fields.get('cargo')), (value) => checkCargo(value, context.areas))
  return together<Trip>({
    stops: checkStops(fields.get('stops'), context),
    destination: optional(context.structured('optionalText', fields.get('destination')), (text) => checkPlace(text, 'destination', context.areas)),
    purpose,
    sector: optional(context.structured('sector', fields.get('sector')), ok),
    employer: optional(context.structured('optionalText', fields.get('employer')), (text) =>
      checkText(text, { path: 'employer', max: LIMITS.employerLength }),
    ),
    travel: optional(context.structured('travel', fields.get('travel')), checkTravel),
    cargo: andThen(cargo, (value) => (value === null && soundValue(purpose) === 'goods' ? fault('cargo', 'cargo-required') : ok(value))),
  })
}

type Health = Pick<Claims, 'symptoms' | 'exposures' | 'tests' | 'doses' | 'homePossible'>

function checkHealth(fields: Fields, context: JudgeContext): Checked<Health> {
  return together<Health>({
    symptoms: checkAnswers(context.structured('symptoms', fields.get('symptoms')), 'symptoms'),
    exposures: checkAnswers(context.structured('exposures', fields.get('exposures')), 'exposures'),
    tests: checkTests(fields.get('tests'), context),
    doses: checkDoses(fields.get('doses'), context),
    homePossible: optional(context.structured('optionalBoolean', fields.get('homePossible')), ok),
  })
}
