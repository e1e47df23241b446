import { describe, expect, it } from 'vitest'
import { guardianDocument, journeyKept, keepJourney } from '../../declare-web/draft/companion.ts'
import { companionOf } from '../../declare-web/draft/companion-of.ts'
import { type Draft, EMPTY_DRAFT } from '../../declare-web/draft/draft.ts'
import { checkpointOfLink, destinationDefaults, purposeDefaults, workDefaults } from '../../declare-web/draft/trip-defaults.ts'
import { aCheckpoint, DECLARED_AT } from '../support/a-declaration.ts'
import { testAreas } from '../support/areas.ts'

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

describe('where they go and stay, chosen beforehand', () => {
  const site = { checkpoints: [aCheckpoint('bach-dang')] }
  const going = (change: Partial<Draft>) => destinationDefaults({ ...EMPTY_DRAFT, checkpoint: 'bach-dang', ...change }, { site, areas: testAreas() })
  const HOME = '2021:306673'

  it.each([
    ['home, for who comes into the province where they live', { permanentPlace: HOME }, { destination: HOME, stayAt: 'home' }],
    ['home too, where it was chosen as the destination', { permanentPlace: HOME, destination: HOME }, { stayAt: 'home' }],
    ['nothing for who lives in another province', { permanentPlace: '2021:310930' }, {}],
    ['nothing for who lives abroad', { permanentPlace: 'country:LA' }, {}],
    ['nothing for who leaves', { permanentPlace: HOME, direction: 'exit' }, {}],
    ['nothing before the checkpoint is known', { permanentPlace: HOME, checkpoint: '' }, {}],
    ['no stay for who goes elsewhere', { permanentPlace: HOME, destination: '2021:306670' }, {}],
    ['never instead of an answer', { permanentPlace: HOME, stayAt: 'none' }, { destination: HOME }],
  ] as const)('%s', (_who, change, chosen) => {
    expect(going(change)).toEqual(chosen)
  })
})

describe('a link that names a checkpoint', () => {
  const checkpoint = aCheckpoint('bach-dang')
  const at = (change: Partial<Draft>, now = DECLARED_AT, search = '?checkpoint=bach-dang') =>
    checkpointOfLink({ ...EMPTY_DRAFT, ...change }, { site: { checkpoints: [checkpoint] }, now, search })?.id ?? null

  it('answers which, which way and when only where it is open and nothing was declared yet', () => {
    expect(at({})).toBe('bach-dang')
    expect(at({ name: 'Trần Văn Thử' })).toBeNull()
    expect(at({}, DECLARED_AT, '?checkpoint=nowhere')).toBeNull()
    expect(at({}, DECLARED_AT, '')).toBeNull()
    expect([at({}, checkpoint.opensAt), at({}, checkpoint.opensAt - 1)]).toEqual(['bach-dang', null])
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
    keepJourney({ ...companionOf(journeyKept() ?? EMPTY_DRAFT), name: 'Trần Văn Thử', documentNumber: '022084000124' })
    expect(guardianDocument()).toEqual({
      name: 'Nguyễn Thị Minh Thử',
      document: { documentKind: 'guardian', documentNumber: '022185000123', documentCountry: 'VN' },
    })
  })

  it('is asked its own health and consent anew', () => {
    keepJourney({ ...EMPTY_DRAFT, name: 'Nguyễn Thị Minh Thử', symptoms: ['none'], exposures: ['none'], consent: true, homePossible: 'yes' })
    const { symptoms, exposures, consent, name } = companionOf(journeyKept() ?? EMPTY_DRAFT)
    expect({ symptoms, exposures, consent, name }).toEqual({ symptoms: [], exposures: [], consent: false, name: '' })
  })
})
