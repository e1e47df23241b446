import type { DeclarationInput } from '../../shared/declaration/declaration-input.ts'
import type { Verdict } from '../../shared/rules/verdict.ts'

export const HA_LONG = '2021:306673'
export const HAI_DUONG_CITY = '2021:310507'
export const TAN_TRUONG = '2021:310930'
export const TAN_TRUONG_OF_THANH_HOA = '2021:316636'
export const HAI_PHONG = '2021:311296'
export const THAI_BINH = '2021:312454'
export const HA_NOI = '2021:300001'
/** Phường An Phụ of Kinh Môn. */
export const KINH_MON = '2021:310675'

/** The demo's rulesets for Quảng Ninh, and Hải Dương's under the same national layer. */
export const QUANG_NINH = ['national-demo-2021', 'quang-ninh-2021-02-17']
export const HAI_DUONG = ['national-demo-2021', 'hai-duong-2020-09-11', 'hai-duong-2021-02-03']

/** An invented lorry driver with goods from Hải Phòng; the antigen test is typed, the paper in the cab. */
export function aDriver(sampledAt: string, change: Partial<DeclarationInput> = {}): Partial<DeclarationInput> {
  return {
    purpose: 'goods',
    sector: 'transport',
    travel: { means: 'truck', personsAboard: 1, plate: '34C-123.45' },
    cargo: { class: 'goods', origin: '2021:100031' },
    tests: [{ kind: 'antigen', result: 'negative', sampledAt }],
    ...change,
  }
}

export function documentOf(number: string): Pick<DeclarationInput, 'traveller'> {
  return {
    traveller: { name: 'Lê Văn Mẫu', birth: '1985-01-02', sex: 'male', nationality: 'VN', document: { kind: 'citizen-id', country: 'VN', number } },
  }
}

export function ruleIds(verdict: Verdict): readonly string[] {
  return verdict.reasons.map(({ ruleId }) => ruleId)
}

export function dutyOf<K extends Verdict['duties'][number]['kind']>(verdict: Verdict, kind: K): Extract<Verdict['duties'][number], { kind: K }> {
  const duty = verdict.duties.find((one): one is Extract<Verdict['duties'][number], { kind: K }> => one.kind === kind)
  if (duty === undefined) throw new Error(`no duty ${kind} among ${verdict.duties.map((one) => one.kind).join(', ')}`)
  return duty
}
