/**
 * The keys of the claims map. Append only; a key never changes its meaning or type, because paper does not update.
 * Left out = the value in brackets. Positions are positions in the lists of `declaration/vocabulary.ts`, from 0.
 *
 * | key | claim | type and unit |
 * |---|---|---|
 * | 0 | division | 0 = 2021, 1 = 2025: of every place below that is a number [0] |
 * | 1 | form version | 1-255 |
 * | 2 | issuer | 0 = `VN`; 1-99 = `VN-` and two digits; else text |
 * | 3 | credential id | 8 bytes |
 * | 4 | issued | seconds since 1970-01-01T00:00Z. Its date at UTC+7 is day 0 of every date below |
 * | 5 | life | minutes from issue to expiry, at least 1 |
 * | 6 | name | text |
 * | 7 | year of birth | 1850-2200 |
 * | 8 | sex | position [not answered] |
 * | 9 | nationality | two capital letters [`VN`] |
 * | 10 | residence | place [not answered] |
 * | 11 | document | kind x 1000 + its last three digits; or [kind, text] where these are not three digits [none] |
 * | 12 | stops | two elements a stop: place, 4 x days + step (see `carried-stops.ts`) [empty] |
 * | 13 | destination | place [not answered] |
 * | 14 | purpose | position [not answered] |
 * | 15 | sector | position [not answered] |
 * | 16 | employer | text [not answered] |
 * | 17 | travel | [means, persons aboard = 1, plate = null, trailer's plate = null] [not answered] |
 * | 18 | cargo | [class, origin, place, place, ...]: the places after the origin are the via [none] |
 * | 19 | symptoms | list of positions, or null = asked and not answered [empty: none] |
 * | 20 | exposures | like symptoms |
 * | 21 | tests | list of [kind, result, sampled = minutes before issue, result = minutes after sampling or null, evidence = 0] [empty] |
 * | 22 | doses | list of [day, product = null, evidence = 0] [empty] |
 * | 23 | home possible | boolean [not answered] |
 * | 24 | type | position in `CREDENTIAL_TYPES` [0 = person] |
 * | 25 | revised | true [false] |
 * | 26 | specimen | true [false] |
 * | 27 | hours of the stops | two elements a stop: from hour or null, to hour or null; 0-23 [none] |
 *
 * Day = days before day 0; negative after it. Elements with `=` may be left out at the end of a list. Place = a number
 * (wire number of the area minus 300,000, so that a commune is its plain code), two capital letters (country), or the text
 * of a place code. Text = see `carried-text.ts`.
 */
export const KEY = {
  division: 0,
  formVersion: 1,
  issuer: 2,
  id: 3,
  issuedAt: 4,
  life: 5,
  name: 6,
  birthYear: 7,
  sex: 8,
  nationality: 9,
  residence: 10,
  document: 11,
  stops: 12,
  destination: 13,
  purpose: 14,
  sector: 15,
  employer: 16,
  travel: 17,
  cargo: 18,
  symptoms: 19,
  exposures: 20,
  tests: 21,
  doses: 22,
  homePossible: 23,
  type: 24,
  revised: 25,
  specimen: 26,
  stopHours: 27,
} as const

const KNOWN_KEYS: ReadonlySet<number> = new Set(Object.values(KEY))

/**
 * A kiosk that meets a key it does not know must not guess: below this number the code is refused (and the person
 * referred), from here to 255 the key is ignored. New claims that could make a verdict stricter get a low number.
 */
export const FIRST_ADVISORY_KEY = 64
const LAST_KEY = 255

export function isKeyTolerable(key: number): boolean {
  return KNOWN_KEYS.has(key) || (key >= FIRST_ADVISORY_KEY && key <= LAST_KEY)
}
