import type { StepName } from '../steps/step-names.ts'

/** Where on the form a field of the JSON is asked: the page, and the input's name. */
export interface FieldPlace {
  readonly step: StepName
  readonly field: string
}

export interface StepError extends FieldPlace {
  readonly message: string
}

/** The one table between paths of `DeclarationInput` and inputs of the form. `*` is a position, carried over into the name. */
const PLACES: readonly (readonly [path: string, step: StepName, field: string])[] = [
  ['checkpoint', 'trip', 'checkpoint'],
  ['direction', 'trip', 'direction'],
  ['arrivalAt', 'trip', 'arrivalHour'],
  ['proxy.phone', 'traveller', 'proxyPhone'],
  ['proxy', 'traveller', 'proxyName'],
  ['traveller.name', 'traveller', 'name'],
  ['traveller.birth', 'traveller', 'birth'],
  ['traveller.sex', 'traveller', 'sex'],
  ['traveller.nationality', 'traveller', 'nationality'],
  ['traveller.document.kind', 'traveller', 'documentKind'],
  ['traveller.document.country', 'traveller', 'documentCountry'],
  ['traveller.document', 'traveller', 'documentNumber'],
  ['traveller', 'traveller', 'name'],
  ['phone', 'contact', 'phone'],
  ['permanent.address', 'contact', 'permanentAddress'],
  ['permanent', 'contact', 'permanentPlace'],
  ['stay.address', 'destination', 'stayAddress'],
  ['stay', 'destination', 'stayPlace'],
  ['stops.*', 'stays', 'stops.*'],
  ['stops', 'stays', 'stops'],
  ['destination', 'destination', 'destination'],
  ['travel.personsAboard', 'means', 'personsAboard'],
  ['travel.plate', 'means', 'plate'],
  ['travel.trailerPlate', 'means', 'trailerPlate'],
  ['travel', 'means', 'means'],
  ['purpose', 'purpose', 'purpose'],
  ['sector', 'work', 'sector'],
  ['employer', 'work', 'employer'],
  ['cargo.origin', 'purpose', 'cargoOrigin'],
  ['cargo.via.*', 'purpose', 'cargoVia.*'],
  ['cargo', 'purpose', 'cargo'],
  ['symptoms', 'symptoms', 'symptoms'],
  ['exposures', 'symptoms', 'exposures'],
  ['tests.*.kind', 'tests', 'tests.*.kind'],
  ['tests.*.result', 'tests', 'tests.*.result'],
  ['tests.*.resultAt', 'tests', 'tests.*.resulted'],
  ['tests.*', 'tests', 'tests.*.sampled'],
  ['tests', 'tests', 'addTest'],
  ['doses.*.product', 'tests', 'doses.*.product'],
  ['doses.*', 'tests', 'doses.*.given'],
  ['doses', 'tests', 'addDose'],
  ['homePossible', 'destination', 'homePossible'],
  ['consent', 'check', 'consent'],
]

/** The longest path of the table that `path` begins with; what nobody asks here is shown at the end, above the button. */
export function fieldPlaceOf(path: string): FieldPlace {
  const parts = path.split('.')
  let best: FieldPlace = { step: 'check', field: 'consent' }
  let bestLength = 0
  for (const [known, step, field] of PLACES) {
    const pattern = known.split('.')
    if (pattern.length <= bestLength || !beginsWith(parts, pattern)) continue
    best = { step, field: withPosition(field, parts, pattern) }
    bestLength = pattern.length
  }
  return best
}

function beginsWith(parts: readonly string[], pattern: readonly string[]): boolean {
  return pattern.every((want, index) => (want === '*' ? /^\d+$/.test(parts[index] ?? '') : want === parts[index]))
}

function withPosition(field: string, parts: readonly string[], pattern: readonly string[]): string {
  return field.replace('*', parts[pattern.indexOf('*')] ?? '')
}
