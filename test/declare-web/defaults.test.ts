import { describe, expect, it } from 'vitest'
import { guardianDocument, journeyKept, keepJourney, nextOpen } from '../../declare-web/draft/companion.ts'
import { companionOf } from '../../declare-web/draft/companion-of.ts'
import { type Draft, EMPTY_DRAFT } from '../../declare-web/draft/draft.ts'
import { draftToInput, purposeOf } from '../../declare-web/draft/draft-to-input.ts'
import { plateStart } from '../../declare-web/draft/plate-start.ts'
import { checkpointOfLink, destinationDefaults, tripDefaults, workDefaults } from '../../declare-web/draft/trip-defaults.ts'
import { unansweredOf } from '../../declare-web/draft/unanswered.ts'
import { type StepName, stepBefore } from '../../declare-web/steps/step-names.ts'
import { vi } from '../../declare-web/texts/vi.ts'
import { aCheckpoint, DECLARED_AT } from '../support/a-declaration.ts'
import { testAreas } from '../support/areas.ts'

const TODAY = '2021-02-17'
const born = (year: string) => ({ birth: { day: '', month: '', year } })

describe('the purpose, until it is answered', () => {
  it.each([
    ['of who stays at home', { stayAt: 'home', means: 'car' }, 'return-home'],
    ['of who drives a truck', { stayAt: 'none', means: 'truck' }, 'goods'],
    ['of a driver who stays at home too', { stayAt: 'home', means: 'truck' }, 'goods'],
    ['of who leaves is open', { stayAt: 'home', means: 'car', direction: 'exit' }, ''],
    ['of who stays elsewhere is open', { stayAt: 'elsewhere', means: 'car' }, ''],
    ['never takes the place of an answer', { stayAt: 'home', means: 'truck', purpose: 'medical' }, 'medical'],
  ] as const)('%s', (_who, change, follows) => {
    const draft = { ...EMPTY_DRAFT, ...change }
    expect(purposeOf(draft)).toBe(follows)
    expect(draftToInput(draft, DECLARED_AT).purpose).toBe(follows || null)
  })

  it('is open again where what it followed from is changed: nobody keeps an answer that they never gave', () => {
    const home: Draft = { ...EMPTY_DRAFT, stayAt: 'home' }
    expect([purposeOf(home), purposeOf({ ...home, stayAt: 'elsewhere' })]).toEqual(['return-home', ''])
    const asked = (draft: Draft) => unansweredOf(draft, vi).some(({ field }) => field === 'purpose')
    expect([asked(home), asked({ ...home, stayAt: 'elsewhere' })]).toEqual([false, true])
  })
})

describe('a page of which nothing is open', () => {
  const open = (...steps: readonly StepName[]) => steps.map((step) => ({ step, field: step, message: step }))

  it('is passed over where it says who somebody is or what follows from other answers', () => {
    expect(nextOpen('traveller', EMPTY_DRAFT, open('contact'))).toBe('contact')
    expect(nextOpen('traveller', EMPTY_DRAFT, open('destination'))).toBe('destination')
    expect(nextOpen('means', EMPTY_DRAFT, open('purpose', 'work'))).toBe('purpose')
    expect(nextOpen('means', EMPTY_DRAFT, open('work'))).toBe('work')
    expect(nextOpen('means', EMPTY_DRAFT, [])).toBe('symptoms')
  })

  it('is not where it asks about health, places or papers', () => {
    const shown = ['destination', 'stays', 'means', 'symptoms', 'tests', 'check'] as const
    for (const step of shown) expect(nextOpen(stepBefore(step) ?? 'start', EMPTY_DRAFT, open('work', 'purpose'))).toBe(step)
  })
})

describe('the beginning of a plate', () => {
  it.each([
    ['of a car from Quảng Ninh', { means: 'car', permanentPlace: '2021:306673' }, '14A'],
    ['of a truck from Hải Dương', { means: 'truck', permanentPlace: '2021:310930' }, '34C'],
    ['of a car from the first province in the list that is offered one, Hà Giang', { means: 'car', permanentPlace: '2021:100002' }, '23A'],
    ['and from the last, Cà Mau', { means: 'car', permanentPlace: '2021:100096' }, '69A'],
    ['not of Hà Nội, where cars begin in many ways', { means: 'car', permanentPlace: '2021:100001' }, ''],
    ['not of a motorbike', { means: 'motorbike', permanentPlace: '2021:306673' }, ''],
    ['not of who lives abroad', { means: 'car', permanentPlace: 'country:LA' }, ''],
    ['not of today’s provinces, which have the plates of several', { means: 'car', permanentPlace: '2025:100022' }, ''],
    ['not of who has not said where', { means: 'car' }, ''],
  ])('%s', (_who, change, start) => {
    expect(plateStart({ ...EMPTY_DRAFT, ...change }, testAreas())).toBe(start)
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

describe('the hour of a trip', () => {
  const today = '2021-02-17'
  const hourOf = (arrivalDate: string, arrivalHour: string) => {
    const draft = { ...EMPTY_DRAFT, arrivalDate, arrivalHour }
    const { arrivalDate: date, arrivalHour: hour } = {
      ...draft,
      ...tripDefaults(draft, { site: { checkpoints: [] }, now: DECLARED_AT, today, search: '' }),
    }
    return [date, hour]
  }

  it('is now where none was chosen, or where the chosen day is over; else the chosen one stays', () => {
    expect([hourOf('', ''), hourOf('2021-02-16', '21')]).toEqual([
      [today, 'now'],
      [today, 'now'],
    ])
    expect([hourOf(today, '21'), hourOf('2021-02-18', '9')]).toEqual([
      [today, '21'],
      ['2021-02-18', '9'],
    ])
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
