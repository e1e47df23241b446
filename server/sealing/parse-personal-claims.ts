import * as z from 'zod/mini'
import { isPlaceCode } from '../../shared/areas/place.ts'
import { EVIDENCE, EXPOSURES, SYMPTOMS, TEST_KINDS, TEST_RESULTS } from '../../shared/declaration/health-vocabulary.ts'
import { CARGO_CLASSES, DOCUMENT_KINDS, MEANS_OF_TRAVEL, PURPOSES, SECTORS, SEXES } from '../../shared/declaration/vocabulary.ts'
import { asPassageId } from '../../shared/ids.ts'
import { DOCUMENT_SOURCES } from '../../shared/passage/observation.ts'
import type { PersonalClaims } from '../../shared/passage/records.ts'

/** Longer than any name, plate or address that a form takes. */
const MAX_TEXT = 500
const MAX_LIST = 100

const text = z.string().check(z.maxLength(MAX_TEXT))
const nullable = z.nullable(text)
const place = z.custom(isPlaceCode)
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))
const hour = z.optional(z.int().check(z.gte(0), z.lte(23)))
const list = <T extends z.core.$ZodType>(of: T) => z.array(of).check(z.maxLength(MAX_LIST))
const evidence = z.enum(EVIDENCE)

const claims = z.strictObject({
  name: text,
  birthYear: z.int(),
  sex: z.nullable(z.enum(SEXES)),
  nationality: z.string().check(z.regex(/^[A-Z]{2}$/)),
  residence: z.nullable(place),
  document: z.nullable(z.strictObject({ kind: z.enum(DOCUMENT_KINDS), lastThree: z.string().check(z.maxLength(3)) })),
  stops: list(z.strictObject({ place, from: day, to: day, fromHour: hour, toHour: hour })),
  destination: z.nullable(place),
  purpose: z.nullable(z.enum(PURPOSES)),
  sector: z.nullable(z.enum(SECTORS)),
  employer: nullable,
  travel: z.nullable(
    z.strictObject({ means: z.enum(MEANS_OF_TRAVEL), personsAboard: z.int(), plate: z.optional(text), trailerPlate: z.optional(text) }),
  ),
  cargo: z.nullable(z.strictObject({ class: z.enum(CARGO_CLASSES), origin: place, via: list(place) })),
  symptoms: z.nullable(list(z.enum(SYMPTOMS))),
  exposures: z.nullable(list(z.enum(EXPOSURES))),
  tests: list(
    z.strictObject({ kind: z.enum(TEST_KINDS), result: z.enum(TEST_RESULTS), sampledAt: z.int(), resultAt: z.optional(z.int()), evidence }),
  ),
  doses: list(z.strictObject({ product: z.optional(text), givenOn: day, evidence })),
  homePossible: z.nullable(z.boolean()),
  revised: z.boolean(),
})

const personalClaims = z.strictObject({
  kind: z.literal('claims'),
  passage: z.custom(asPassageId.matches),
  source: z.enum([...DOCUMENT_SOURCES, 'form']),
  claims,
  contact: z.strictObject({
    documentNumber: nullable,
    birthDate: z.nullable(day),
    phone: nullable,
    address: nullable,
    proxy: z.nullable(z.strictObject({ name: text, documentNumber: nullable })),
  }),
})

/** What came out of a box, or null where no kiosk of ours wrote it. */
export function parsePersonalClaims(input: unknown): PersonalClaims | null {
  const parsed = personalClaims.safeParse(input)
  // Zod's types say `string` where ours are branded; the checks are the same.
  return parsed.success ? (parsed.data as unknown as PersonalClaims) : null
}
