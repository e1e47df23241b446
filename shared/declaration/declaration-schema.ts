import * as z from 'zod/mini'
import { DIRECTIONS } from '../checkpoints/checkpoint.ts'
import { LIMITS } from './declaration.ts'
import { EXPOSURES, SYMPTOMS, TEST_KINDS, TEST_RESULTS } from './health-vocabulary.ts'
import { CARGO_CLASSES, DOCUMENT_KINDS, MEANS_OF_TRAVEL, PURPOSES, SECTORS, SEXES } from './vocabulary.ts'

// Zod would compile its schemas with `new Function`, which the pages' content security policy forbids and reports.
z.config({ jitless: true })

const unanswered = <T extends z.ZodMiniType>(schema: T) => z.optional(z.nullable(schema))
const text = z.string()
const homeSchema = z.strictObject({ place: text, address: unanswered(text) })

/** The parts of the structure; `inputParts` are the same as guards. */
export const schemaParts = {
  text,
  optionalText: unanswered(text),
  optionalBoolean: unanswered(z.boolean()),
  sex: unanswered(z.enum(SEXES)),
  document: unanswered(z.strictObject({ kind: z.enum(DOCUMENT_KINDS), country: text, number: text })),
  home: unanswered(homeSchema),
  stop: z.strictObject({ place: text, from: text, to: text, fromHour: unanswered(z.number()), toHour: unanswered(z.number()) }),
  direction: z.enum(DIRECTIONS),
  purpose: unanswered(z.enum(PURPOSES)),
  sector: unanswered(z.enum(SECTORS)),
  travel: unanswered(
    z.strictObject({
      means: z.enum(MEANS_OF_TRAVEL),
      personsAboard: unanswered(z.number()),
      plate: unanswered(text),
      trailerPlate: unanswered(text),
    }),
  ),
  cargo: unanswered(
    z.strictObject({ class: z.enum(CARGO_CLASSES), origin: text, via: unanswered(z.array(text).check(z.maxLength(LIMITS.cargoVia))) }),
  ),
  symptoms: unanswered(z.array(z.enum(SYMPTOMS)).check(z.maxLength(SYMPTOMS.length))),
  exposures: unanswered(z.array(z.enum(EXPOSURES)).check(z.maxLength(EXPOSURES.length))),
  test: z.strictObject({ kind: z.enum(TEST_KINDS), result: z.enum(TEST_RESULTS), sampledAt: text, resultAt: unanswered(text) }),
  dose: z.strictObject({ product: unanswered(text), givenOn: text }),
  proxy: unanswered(z.strictObject({ name: text, phone: text })),
  consent: z.literal(true),
}

/** The structure alone: keys, types, closed lists, numbers of items. What the values mean is `parseDeclaration`'s to judge. */
export const declarationInputSchema = z.strictObject({
  traveller: z.strictObject({ name: text, birth: text, sex: schemaParts.sex, nationality: text, document: schemaParts.document }),
  phone: text,
  permanent: schemaParts.home,
  stay: schemaParts.home,
  stops: z.array(schemaParts.stop).check(z.maxLength(LIMITS.stops)),
  destination: schemaParts.optionalText,
  checkpoint: text,
  direction: schemaParts.direction,
  arrivalAt: text,
  purpose: schemaParts.purpose,
  sector: schemaParts.sector,
  employer: schemaParts.optionalText,
  travel: schemaParts.travel,
  cargo: schemaParts.cargo,
  symptoms: schemaParts.symptoms,
  exposures: schemaParts.exposures,
  tests: unanswered(z.array(schemaParts.test).check(z.maxLength(LIMITS.tests))),
  doses: unanswered(z.array(schemaParts.dose).check(z.maxLength(LIMITS.doses))),
  homePossible: schemaParts.optionalBoolean,
  proxy: schemaParts.proxy,
  consent: schemaParts.consent,
  revised: schemaParts.optionalBoolean,
})
