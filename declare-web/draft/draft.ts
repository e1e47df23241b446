import { DIRECTIONS } from '../../shared/checkpoints/checkpoint.ts'

/** What the form holds: exactly what was typed and chosen, as text, so that nothing is lost when it is wrong. */
export interface Draft {
  readonly checkpoint: string
  readonly direction: string
  /** `YYYY-MM-DD` of the checkpoint's calendar. */
  readonly arrivalDate: string
  /** `0` to `23`, or `now`. */
  readonly arrivalHour: string

  readonly forWhom: 'self' | 'other'
  readonly proxyName: string
  readonly proxyPhone: string
  readonly name: string
  readonly birth: DateDraft
  readonly sex: string
  readonly nationality: string
  readonly documentKind: string
  readonly documentNumber: string
  readonly documentCountry: string

  readonly phone: string
  readonly permanentPlace: string
  readonly permanentAddress: string
  readonly stayAt: '' | 'home' | 'elsewhere' | 'none'
  readonly stayPlace: string
  readonly stayAddress: string

  readonly stops: readonly StopDraft[]
  /** A place being added and not yet in `stops`; the page cannot be left with it, or a trip would be lost unseen. */
  readonly adding: StopDraft | null

  readonly destination: string
  readonly means: string
  readonly plate: string
  readonly trailerPlate: string
  readonly personsAboard: string
  readonly purpose: string
  readonly sector: string
  readonly employer: string
  readonly cargo: string
  readonly cargoOrigin: string
  readonly cargoVia: readonly string[]

  /** Codes; `none` alone says "none of these", an empty list is not answered. */
  readonly symptoms: readonly string[]
  readonly exposures: readonly string[]
  readonly tests: readonly TestDraft[]
  readonly doses: readonly DoseDraft[]
  readonly homePossible: string

  readonly consent: boolean
  /** The answers as they stood when a preview was first shown; null before that. */
  readonly previewed: string | null
  /** Answers were changed after that. It never becomes false again. */
  readonly revised: boolean
  /** The reference of the pass whose place this one takes; '' for a new one. */
  readonly corrects: string
  /** Where the one declared before was: taken over only by whoever says so. Empty for everyone but who travels along. */
  readonly together: readonly StopDraft[]
}

export interface DateDraft {
  readonly day: string
  readonly month: string
  readonly year: string
}

export interface StopDraft {
  readonly place: string
  readonly from: string
  readonly to: string
  readonly fromHour: string
  readonly toHour: string
}

export interface TestDraft {
  readonly kind: string
  readonly result: string
  readonly sampled: DateDraft
  readonly sampledHour: string
  readonly resulted: DateDraft
}

export interface DoseDraft {
  readonly product: string
  readonly given: DateDraft
}

export const EMPTY_DATE: DateDraft = { day: '', month: '', year: '' }
export const EMPTY_STOP: StopDraft = { place: '', from: '', to: '', fromHour: '', toHour: '' }
export const EMPTY_TEST: TestDraft = { kind: 'pcr', result: '', sampled: EMPTY_DATE, sampledHour: '', resulted: EMPTY_DATE }
export const EMPTY_DOSE: DoseDraft = { product: '', given: EMPTY_DATE }

/** Chosen beforehand is only what fits almost everyone and can be seen and changed on its page; never an answer about health. */
export const EMPTY_DRAFT: Draft = {
  checkpoint: '',
  direction: DIRECTIONS[0],
  arrivalDate: '',
  arrivalHour: '',
  forWhom: 'self',
  proxyName: '',
  proxyPhone: '',
  name: '',
  birth: EMPTY_DATE,
  sex: '',
  nationality: 'VN',
  documentKind: 'citizen-id',
  documentNumber: '',
  documentCountry: 'VN',
  phone: '',
  permanentPlace: '',
  permanentAddress: '',
  stayAt: '',
  stayPlace: '',
  stayAddress: '',
  stops: [],
  adding: null,
  destination: '',
  means: '',
  plate: '',
  trailerPlate: '',
  personsAboard: '',
  purpose: '',
  sector: '',
  employer: '',
  cargo: '',
  cargoOrigin: '',
  cargoVia: [],
  symptoms: [],
  exposures: [],
  tests: [],
  doses: [],
  homePossible: '',
  consent: false,
  previewed: null,
  revised: false,
  corrects: '',
  together: [],
}
