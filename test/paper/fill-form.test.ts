import { describe, expect, it } from 'vitest'
import { asStaffId } from '../../shared/ids.ts'
import { fillForm } from '../../shared/paper/fill-form.ts'
import { EMPTY_FORM, type FormInput } from '../../shared/paper/form-input.ts'
import { checkPaper, judgedAtOf, normaliseSerial, PAPER_KEYED_WITHIN_MS } from '../../shared/paper/paper-form.ts'
import { parseBirth } from '../../shared/paper/parse-birth.ts'
import { areaCode, ISSUED_AT } from '../support/a-credential.ts'
import { testAreas } from '../support/areas.ts'

const TODAY = '2021-02-17'
const BAI_CHAY = areaCode(306_670)

const typed: FormInput = {
  ...EMPTY_FORM,
  name: '  nguyễn văn   Thử ',
  birth: '1958',
  documentNumber: '022058001234',
  stays: [{ place: BAI_CHAY, from: '2021-02-03', to: TODAY }],
  destination: BAI_CHAY,
  means: 'motorbike',
  plate: '14-b1 234.56',
  symptoms: [],
  exposures: [],
}
const filled = (change: Partial<FormInput> = {}) => fillForm({ ...typed, ...change }, { now: ISSUED_AT, areas: testAreas() })
const wrongIn = (change: Partial<FormInput>) => {
  const answer = filled(change)
  return answer.ok ? [] : answer.error
}

describe('a form typed at the kiosk', () => {
  it('becomes claims as any declaration has them', () => {
    const answer = filled()
    expect(answer.ok && answer.value.claims).toMatchObject({
      name: 'nguyễn văn Thử',
      birthYear: 1958,
      nationality: 'VN',
      document: { kind: 'citizen-id', lastThree: '234' },
      travel: { means: 'motorbike', personsAboard: 1, plate: '14B123456' },
      symptoms: [],
      tests: [],
      revised: false,
    })
  })

  it('keeps the whole number for the sealed record alone', () => {
    const answer = filled({ phone: ' 0912 345 678 ' })
    expect(answer.ok && answer.value.contact).toEqual({
      documentNumber: '022058001234',
      birthDate: null,
      phone: '0912 345 678',
      address: null,
      proxy: null,
    })
    expect(answer.ok && JSON.stringify(answer.value.claims)).not.toContain('022058001234')
  })

  it('leaves open what was not asked: unknown is not "none"', () => {
    const answer = filled({ symptoms: null, exposures: null, destination: null, means: null, plate: '' })
    expect(answer.ok && answer.value.claims).toMatchObject({ symptoms: null, exposures: null, destination: null, travel: null, purpose: null })
  })

  it('takes a child without a document by its proxy’s', () => {
    const child = { name: 'Bé An', birth: '1/6/2019', documentKind: 'guardian', documentNumber: '022184000123', proxyName: 'Trần Thị Mẹ' } as const
    const answer = filled(child)
    expect(answer.ok && answer.value).toMatchObject({
      claims: { birthYear: 2019, document: { kind: 'guardian', lastThree: '123' } },
      contact: { documentNumber: null, birthDate: '2019-06-01', proxy: { name: 'Trần Thị Mẹ', documentNumber: '022184000123' } },
    })
    expect(wrongIn({ ...child, proxyName: '' })).toEqual(['proxy'])
  })

  it('takes a foreigner’s passport', () => {
    const answer = filled({ nationality: 'KR', documentKind: 'passport', documentNumber: 'm1234567', birth: '12.3.1984' })
    expect(answer.ok && answer.value.claims).toMatchObject({ nationality: 'KR', document: { kind: 'passport', lastThree: '567' } })
  })

  it('takes somebody without any document, whom rules then refer', () => {
    const answer = filled({ documentNumber: '' })
    expect(answer.ok && [answer.value.claims.document, answer.value.contact.documentNumber]).toEqual([null, null])
  })

  it('says of a test only what the officer saw', () => {
    const test = { kind: 'pcr', sampledOn: '2021-02-16', hour: null } as const
    const evidence = (testPaper: FormInput['testPaper']) => {
      const answer = filled({ test, testPaper })
      return answer.ok && answer.value.claims.tests[0]?.evidence
    }
    expect([evidence('seen'), evidence('not-seen')]).toEqual(['seen', 'declared'])
  })

  const mistakes: readonly [string, Partial<FormInput>, string][] = [
    ['no name', { name: ' ' }, 'name'],
    ['a name of digits', { name: '12345' }, 'name'],
    ['a birth in the future', { birth: '18/02/2021' }, 'birth'],
    ['a number of eleven digits', { documentNumber: '02205800123' }, 'document'],
    ['a number of another year of birth', { birth: '1985' }, 'document'],
    ['a plate without a digit', { plate: 'ABCDE' }, 'plate'],
    ['a stay that ends before it begins', { stays: [{ place: BAI_CHAY, from: TODAY, to: '2021-02-16' }] }, 'stays'],
    ['a stay that is yet to come', { stays: [{ place: BAI_CHAY, from: TODAY, to: '2021-02-18' }] }, 'stays'],
    ['a test of tomorrow', { test: { kind: 'pcr', sampledOn: '2021-02-18', hour: null } }, 'test'],
  ]
  it.each(mistakes)('names the field with %s', (_what, change, field) => {
    expect(wrongIn(change)).toEqual([field])
  })
})

describe('a birth as typed', () => {
  const births: readonly [string, number | null, string | null][] = [
    ['1958', 1958, null],
    ['12/3/1958', 1958, '1958-03-12'],
    ['12.03.1958', 1958, '1958-03-12'],
    ['12031958', 1958, '1958-03-12'],
    ['1958-03-12', 1958, '1958-03-12'],
    ['17/02/2021', 2021, TODAY],
    ['18/02/2021', null, null],
    ['30/2/1958', null, null],
    ['1899', null, null],
    ['1900', 1900, null],
    ['2022', null, null],
    ['58', null, null],
    ['', null, null],
  ]
  it.each(births)('"%s"', (text, year, date) => {
    expect(parseBirth(text, TODAY)).toEqual(year === null ? null : { year, date })
  })
})

describe('a paper', () => {
  const paper = { serial: 'qn-bd 000.123', writtenAt: ISSUED_AT, writtenBy: asStaffId('lan.bach-dang'), keyedBy: asStaffId('minh.bach-dang') }
  const check = (change: Partial<typeof paper>, known: readonly string[] = []) => checkPaper({ ...paper, ...change }, ISSUED_AT, known)

  it('goes by its serial, however that is spaced', () => {
    expect(check({})).toEqual({ ok: true, value: { ...paper, serial: 'QNBD000123' } })
    expect(normaliseSerial('QN/BD-000 123')).toBe('QNBD000123')
  })

  it('is keyed by another officer than its writer', () => {
    expect(check({ keyedBy: paper.writtenBy })).toEqual({ ok: false, error: 'same-officer' })
  })

  it('is keyed once', () => {
    expect(check({}, ['QNBD000123'])).toEqual({ ok: false, error: 'serial-keyed-already' })
    expect(check({}, ['QNBD000124']).ok).toBe(true)
  })

  it.each(['', 'AB', 'ABCDEF', `${'A'.repeat(20)}1`, 'QN_1234'])('has no serial like "%s"', (serial) => {
    expect(check({ serial })).toEqual({ ok: false, error: 'serial-malformed' })
  })

  it('was written before it is keyed, and within fourteen days', () => {
    expect(check({ writtenAt: ISSUED_AT + 1 })).toEqual({ ok: false, error: 'written-in-future' })
    expect(check({ writtenAt: ISSUED_AT - PAPER_KEYED_WITHIN_MS }).ok).toBe(true)
    expect(check({ writtenAt: ISSUED_AT - PAPER_KEYED_WITHIN_MS - 1 })).toEqual({ ok: false, error: 'written-too-long-ago' })
  })

  it('is judged by when it was written, everything else by when it happened', () => {
    expect(judgedAtOf({ reading: { kind: 'form', paper: { serial: 'X1Y', writtenAt: 5, keyedBy: paper.keyedBy } } }, 9)).toBe(5)
    expect(judgedAtOf({ reading: { kind: 'form', paper: null } }, 9)).toBe(9)
    expect(judgedAtOf({ reading: { kind: 'none' } }, 9)).toBe(9)
  })
})
