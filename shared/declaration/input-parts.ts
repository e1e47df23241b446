import { DIRECTIONS } from '../checkpoints/checkpoint.ts'
import { LIMITS } from './declaration.ts'
import { EXPOSURES, SYMPTOMS, TEST_KINDS, TEST_RESULTS } from './health-vocabulary.ts'
import { agreed, fieldsOfShape, listOf, number, oneOf, open, type Shape, text, truth } from './shapes.ts'
import { CARGO_CLASSES, DOCUMENT_KINDS, MEANS_OF_TRAVEL, PURPOSES, SECTORS, SEXES } from './vocabulary.ts'

/** The parts of the structure, so that one broken part does not hide what is wrong with the others. */
export const inputParts = {
  text,
  optionalText: open(text),
  optionalBoolean: open(truth),
  sex: open(oneOf(SEXES)),
  document: open(fieldsOfShape({ kind: oneOf(DOCUMENT_KINDS), country: text, number: text })),
  home: open(fieldsOfShape({ place: text, address: open(text) })),
  stop: fieldsOfShape({ place: text, from: text, to: text, fromHour: open(number), toHour: open(number) }),
  direction: oneOf(DIRECTIONS),
  purpose: open(oneOf(PURPOSES)),
  sector: open(oneOf(SECTORS)),
  travel: open(fieldsOfShape({ means: oneOf(MEANS_OF_TRAVEL), personsAboard: open(number), plate: open(text), trailerPlate: open(text) })),
  cargo: open(fieldsOfShape({ class: oneOf(CARGO_CLASSES), origin: text, via: open(listOf(text, LIMITS.cargoVia)) })),
  symptoms: open(listOf(oneOf(SYMPTOMS), SYMPTOMS.length)),
  exposures: open(listOf(oneOf(EXPOSURES), EXPOSURES.length)),
  test: fieldsOfShape({ kind: oneOf(TEST_KINDS), result: oneOf(TEST_RESULTS), sampledAt: text, resultAt: open(text) }),
  dose: fieldsOfShape({ product: open(text), givenOn: text }),
  proxy: open(fieldsOfShape({ name: text, phone: text })),
  consent: agreed,
}

/** What each part is, once its structure is known. */
export type InputParts = { readonly [P in keyof typeof inputParts]: (typeof inputParts)[P] extends Shape<infer T> ? T : never }
