import { type Draft, EMPTY_DRAFT, EMPTY_STOP } from '../../../declare-web/draft/draft.ts'
import { DRAFT_KEY } from '../../../declare-web/draft/draft-store.ts'
import { addDays, localDateAt } from '../../../shared/time.ts'
import type { EpochMs } from '../../../shared/units.ts'

const BAI_CHAY = '2021:306673'

/** All answered but the promise: a resident of Hạ Long who comes home on foot. */
export function completeDraft(now: EpochMs, change: Partial<Draft> = {}): Draft {
  const today = localDateAt(now)
  return {
    ...EMPTY_DRAFT,
    checkpoint: 'bach-dang',
    arrivalDate: today,
    arrivalHour: 'now',
    name: 'Nguyễn Thị Minh Thử',
    birth: { day: '5', month: '3', year: '1985' },
    sex: 'female',
    documentNumber: '022185000123',
    phone: '0912345678',
    permanentPlace: BAI_CHAY,
    stayAt: 'home',
    homePossible: 'yes',
    destination: BAI_CHAY,
    stops: [{ ...EMPTY_STOP, place: BAI_CHAY, from: addDays(today, -14), to: today }],
    means: 'on-foot',
    purpose: 'return-home',
    sector: 'none',
    symptoms: ['none'],
    exposures: ['none'],
    ...change,
  }
}

/** As the device keeps it: for `keepOnDevice`. */
export function keptDraft(draft: Draft): KeptDraft {
  return { key: DRAFT_KEY, value: JSON.stringify({ draft, pending: null }) }
}

interface KeptDraft {
  readonly key: string
  readonly value: string
}

/** Runs in a new page, before its own scripts. */
export function keepOnDevice({ key, value }: KeptDraft): void {
  localStorage.setItem(key, value)
}
