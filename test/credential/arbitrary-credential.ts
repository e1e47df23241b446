import fc from 'fast-check'
import { type PlaceCode, placeCodeOf } from '../../shared/areas/place.ts'
import { asCarried } from '../../shared/credential/carried-instants.ts'
import { CREDENTIAL_TYPES, type Credential } from '../../shared/credential/credential.ts'
import type { Claims, DoseClaim, Stop, TestClaim, Travel } from '../../shared/declaration/claims.ts'
import * as health from '../../shared/declaration/health-vocabulary.ts'
import * as vocabulary from '../../shared/declaration/vocabulary.ts'
import { asAuthorityId, asCredentialId } from '../../shared/ids.ts'
import { addDays } from '../../shared/time.ts'
import { DAY_MS, HOUR_MS } from '../../shared/units.ts'

const words = { ...vocabulary, ...health }

const text = (maxLength: number) =>
  fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: Math.floor(maxLength / 4) }).filter((made) => made.length <= maxLength),
    fc.string({ unit: fc.constantFrom(...'aăâbcdđeêghiklmnoôơpqrstuưvxyỳỹẢẪẰẲẴẬỆỖỘỜỲỶỸỴĐƯ 0123456789.-'), minLength: 1, maxLength }),
  )

const digits = (length: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })
const twoLetters = fc.string({ unit: fc.constantFrom(...'ABLNVZ'), minLength: 2, maxLength: 2 })

const place: fc.Arbitrary<PlaceCode> = fc
  .oneof(
    fc.record({
      kind: fc.constant('area' as const),
      division: fc.constantFrom('2021' as const, '2025' as const),
      level: fc.constantFrom('province' as const, 'commune' as const),
      number: fc.integer({ min: 1, max: 99 }),
    }),
    fc.record({ kind: fc.constant('district' as const), number: fc.integer({ min: 1, max: 999 }) }),
    fc.record({ kind: fc.constant('country' as const), country: twoLetters }),
    fc.constantFrom({ kind: 'site' as const, siteId: 'cai-lan' }, { kind: 'unit' as const, unitId: '22-ha-lam-3' }),
  )
  .map((made) => {
    if (made.kind === 'district')
      return placeCodeOf({ kind: 'area', division: '2021', level: 'district', code: String(made.number).padStart(3, '0') })
    if (made.kind !== 'area') return placeCodeOf(made)
    const code = made.level === 'province' ? String(made.number).padStart(2, '0') : String(made.number * 307).padStart(5, '0')
    return placeCodeOf({ ...made, code })
  })

const date = fc.integer({ min: -400, max: 30 }).map((days) => addDays('2021-02-17', days))
const instant = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) })
const hour = fc.integer({ min: 0, max: 23 })
const evidence = fc.constantFrom(...words.EVIDENCE)

const stop: fc.Arbitrary<Stop> = fc
  .tuple(place, date, fc.integer({ min: 0, max: 40 }), fc.record({ fromHour: hour, toHour: hour }, { requiredKeys: [] }))
  .map(([at, from, days, hours]) => ({ place: at, from, to: addDays(from, days), ...hours }))

/** As a declaration has them: each from the last day of the one before or the day after. */
const chainOfStops: fc.Arbitrary<readonly Stop[]> = fc.array(fc.tuple(stop, fc.integer({ min: 0, max: 5 })), { maxLength: 14 }).map((made) => {
  let last = '2021-02-03'
  return made.map(([one, step]) => {
    const from = addDays(last, step)
    last = addDays(from, step)
    return { ...one, from, to: last }
  })
})

const test: fc.Arbitrary<TestClaim> = fc
  .tuple(
    fc.record({ kind: fc.constantFrom(...words.TEST_KINDS), result: fc.constantFrom(...words.TEST_RESULTS), sampledAt: instant, evidence }),
    fc.option(fc.integer({ min: 0, max: 5 * DAY_MS })),
  )
  .map(([one, delay]) => (delay === null ? one : { ...one, resultAt: one.sampledAt + delay }))

const dose: fc.Arbitrary<DoseClaim> = fc.record({ product: text(20), givenOn: date, evidence }, { requiredKeys: ['givenOn', 'evidence'] })

const travel: fc.Arbitrary<Travel> = fc.record(
  { means: fc.constantFrom(...words.MEANS_OF_TRAVEL), personsAboard: fc.integer({ min: 1, max: 99 }), plate: text(12), trailerPlate: text(12) },
  { requiredKeys: ['means', 'personsAboard'] },
)

const claims: fc.Arbitrary<Claims> = fc.record({
  name: text(60),
  birthYear: fc.integer({ min: 1900, max: 2030 }),
  sex: fc.option(fc.constantFrom(...words.SEXES)),
  nationality: fc.oneof(fc.constant('VN'), twoLetters),
  residence: fc.option(place),
  document: fc.option(
    fc.record({ kind: fc.constantFrom(...words.DOCUMENT_KINDS), lastThree: fc.oneof(digits(3), digits(2), fc.constantFrom('', 'A', 'C1B')) }),
  ),
  stops: fc.oneof(chainOfStops, fc.array(stop, { maxLength: 14 })),
  destination: fc.option(place),
  purpose: fc.option(fc.constantFrom(...words.PURPOSES)),
  sector: fc.option(fc.constantFrom(...words.SECTORS)),
  employer: fc.option(text(40)),
  travel: fc.option(travel),
  cargo: fc.option(fc.record({ class: fc.constantFrom(...words.CARGO_CLASSES), origin: place, via: fc.array(place, { maxLength: 4 }) })),
  symptoms: fc.option(fc.uniqueArray(fc.constantFrom(...words.SYMPTOMS))),
  exposures: fc.option(fc.uniqueArray(fc.constantFrom(...words.EXPOSURES))),
  tests: fc.array(test, { maxLength: 3 }),
  doses: fc.array(dose, { maxLength: 4 }),
  homePossible: fc.option(fc.boolean()),
  revised: fc.boolean(),
})

/** Every content that a code can carry, likely or not, with its instants already rounded. */
export const arbitraryCredential: fc.Arbitrary<Credential> = fc
  .record({
    type: fc.constantFrom(...CREDENTIAL_TYPES),
    formVersion: fc.integer({ min: 1, max: 255 }),
    issuer: fc.constantFrom(asAuthorityId('VN'), asAuthorityId('VN-22'), asAuthorityId('VN-01'), asAuthorityId('VN-QN'), asAuthorityId('LA-7')),
    id: fc.uint8Array({ minLength: 8, maxLength: 8 }).map((bytes) => asCredentialId(Buffer.from(bytes).toString('hex'))),
    issuedAt: instant,
    lifeMs: fc.integer({ min: 60_000, max: 400 * 24 * HOUR_MS }),
    specimen: fc.boolean(),
    claims,
  })
  .map(({ lifeMs, ...content }) => asCarried({ ...content, expiresAt: content.issuedAt + lifeMs }))
