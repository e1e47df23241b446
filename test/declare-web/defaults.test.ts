import { describe, expect, it } from 'vitest'
import { companionDraft, guardianDocument, keepJourney } from '../../declare-web/draft/companion.ts'
import { EMPTY_DRAFT } from '../../declare-web/draft/draft.ts'
import { purposeDefaults, workDefaults } from '../../declare-web/draft/trip-defaults.ts'

const TODAY = '2021-02-17'
const born = (year: string) => ({ birth: { day: '', month: '', year } })

describe('the purpose chosen beforehand', () => {
  it.each([
    ['of who stays at home', { stayAt: 'home', means: 'car' }, { purpose: 'return-home' }],
    ['of who drives a truck', { stayAt: 'none', means: 'truck' }, { purpose: 'goods' }],
    ['of a driver who stays at home too', { stayAt: 'home', means: 'truck' }, { purpose: 'goods' }],
    ['of who leaves', { stayAt: 'home', means: 'car', direction: 'exit' }, {}],
    ['of who stays elsewhere', { stayAt: 'elsewhere', means: 'car' }, {}],
    ['never takes the place of an answer', { stayAt: 'home', means: 'truck', purpose: 'medical' }, {}],
  ] as const)('%s', (_who, change, chosen) => {
    expect(purposeDefaults({ ...EMPTY_DRAFT, ...change })).toEqual(chosen)
  })
})

describe('the work chosen beforehand', () => {
  it.each([
    ['at five years none', born('2016'), {}],
    ['at six school', born('2015'), { sector: 'student' }],
    ['at seventeen school', born('2004'), { sector: 'student' }],
    ['at eighteen none', born('2003'), {}],
    ['with goods on a truck transport', { ...born('1980'), means: 'truck', purpose: 'goods' }, { sector: 'transport' }],
    ['with a truck and no goods none', { ...born('1980'), means: 'truck', purpose: 'medical' }, {}],
    ['without a birth none', {}, {}],
    ['and never instead of an answer', { ...born('2010'), sector: 'none' }, {}],
  ])('%s', (_when, change, chosen) => {
    expect(workDefaults({ ...EMPTY_DRAFT, ...change }, TODAY)).toEqual(chosen)
  })
})

describe('a child that travels along', () => {
  it('may go on the document of who declared for themselves, however many travel along before it', () => {
    expect(guardianDocument()).toBeNull()
    keepJourney({ ...EMPTY_DRAFT, name: 'Nguyễn Thị Minh Thử', documentNumber: '022185000123', phone: '0912345678' })
    keepJourney({ ...companionDraft(), name: 'Trần Văn Thử', documentNumber: '022084000124' })
    expect(guardianDocument()).toEqual({
      name: 'Nguyễn Thị Minh Thử',
      document: { documentKind: 'guardian', documentNumber: '022185000123', documentCountry: 'VN' },
    })
  })

  it('is asked its own health and consent anew', () => {
    keepJourney({ ...EMPTY_DRAFT, name: 'Nguyễn Thị Minh Thử', symptoms: ['none'], exposures: ['none'], consent: true, homePossible: 'yes' })
    const { symptoms, exposures, consent, name } = companionDraft()
    expect({ symptoms, exposures, consent, name }).toEqual({ symptoms: [], exposures: [], consent: false, name: '' })
  })
})
