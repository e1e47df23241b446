/**
 * Places of the world as rules, forms and records name them. Never joined on names: only on codes, and a code means
 * nothing without its division, because eight province codes changed their meaning on 1 July 2025.
 */
export const DIVISIONS = ['2021', '2025'] as const
/** `2021`: 63 provinces, 705 districts, 10,599 communes. `2025`: 34 provinces, 3,321 communes, no districts. */
export type Division = (typeof DIVISIONS)[number]

export const AREA_LEVELS = ['province', 'district', 'commune'] as const
export type AreaLevel = (typeof AREA_LEVELS)[number]

/** An administrative unit. `code` is the official code as text with its zeros: `01`, `295`, `10930`. */
export interface Area {
  readonly kind: 'area'
  readonly division: Division
  readonly level: AreaLevel
  readonly code: string
}

export type Place =
  | Area
  /** An industrial park or enterprise, from the installation's own list. */
  | { readonly kind: 'site'; readonly siteId: string }
  /** ISO 3166-1 alpha-2. */
  | { readonly kind: 'country'; readonly country: string }
  /** A province's own sub-commune unit (hamlet, street group): no national code exists. */
  | { readonly kind: 'unit'; readonly unitId: string }

declare const placeCode: unique symbol
/**
 * A place as one text, used as key everywhere (declarations, bundles, rules, flow): `2021:310930` is level 3 x 100000 +
 * 10930 in the division of 2021; `site:cai-lan`, `country:LA`, `unit:22-ha-lam-3`.
 */
export type PlaceCode = string & { readonly [placeCode]: true }

const CODE_DIGITS: Record<AreaLevel, number> = { province: 2, district: 3, commune: 5 }
const LEVEL_FACTOR = 100_000

/** On the wire and in the credential: level (1 province, 2 district, 3 commune) x 100000 + code. */
export function areaNumber(area: Area): number {
  return (AREA_LEVELS.indexOf(area.level) + 1) * LEVEL_FACTOR + Number(area.code)
}

/** The area of a wire number, or null where no area of that division can have it. */
export function areaOfNumber(division: Division, number: number): Area | null {
  const level = AREA_LEVELS[Math.floor(number / LEVEL_FACTOR) - 1]
  if (!Number.isInteger(number) || level === undefined || (division === '2025' && level === 'district')) return null
  const code = String(number % LEVEL_FACTOR)
  if (code === '0' || code.length > CODE_DIGITS[level]) return null
  return { kind: 'area', division, level, code: code.padStart(CODE_DIGITS[level], '0') }
}

export function placeCodeOf(place: Place): PlaceCode {
  switch (place.kind) {
    case 'area':
      return `${place.division}:${areaNumber(place)}` as PlaceCode
    case 'site':
      return `site:${place.siteId}` as PlaceCode
    case 'country':
      return `country:${place.country}` as PlaceCode
    case 'unit':
      return `unit:${place.unitId}` as PlaceCode
  }
}

/** The place that a code names by its shape; whether the area exists is the area table's to say. Null when malformed. */
export function parsePlaceCode(text: unknown): Place | null {
  if (typeof text !== 'string' || text.length > 60) return null
  const [head = '', tail = '', ...rest] = text.split(':')
  if (rest.length > 0) return null
  if (head === 'country') return /^[A-Z]{2}$/.test(tail) ? { kind: 'country', country: tail } : null
  if (head === 'site') return LOCAL_NAME.test(tail) ? { kind: 'site', siteId: tail } : null
  if (head === 'unit') return LOCAL_NAME.test(tail) ? { kind: 'unit', unitId: tail } : null
  const division = DIVISIONS.find((known) => known === head)
  return division && /^[1-3]\d{5}$/.test(tail) ? areaOfNumber(division, Number(tail)) : null
}

export function isPlaceCode(text: unknown): text is PlaceCode {
  return parsePlaceCode(text) !== null
}

const LOCAL_NAME = /^[a-z0-9][a-z0-9-]{0,39}$/
