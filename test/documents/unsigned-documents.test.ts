import { describe, expect, it } from 'vitest'
import { readUnsigned } from '../../shared/documents/read-document.ts'
import { ISSUED_AT } from '../support/a-credential.ts'
import { cardLines, passportLines } from '../support/mrz-lines.ts'

const read = (text: string, now = ISSUED_AT) => readUnsigned(text, now)
const CARD = '030085123456|141234567|Nguyễn Văn Thử|05031985|Nam|Thôn Đông, Tân Trường, Cẩm Giàng, Hải Dương|10052021'

describe('the QR code of a chip ID card', () => {
  it('gives name, year, sex, the last digits, and both numbers apart', () => {
    expect(read(CARD)).toEqual({
      source: 'id-card',
      trust: 'unsigned',
      problem: null,
      claims: expect.objectContaining({
        name: 'Nguyễn Văn Thử',
        birthYear: 1985,
        sex: 'male',
        nationality: 'VN',
        document: { kind: 'citizen-id', lastThree: '456' },
        residence: null,
        stops: [],
        tests: [],
        symptoms: null,
      }),
      issuedAt: Date.parse('2021-05-10T00:00:00+07:00'),
      identities: [
        { kind: 'citizen-id', country: 'VN', number: '030085123456' },
        { kind: 'old-id', country: 'VN', number: '141234567' },
      ],
      birthDate: '1985-03-05',
      address: 'Thôn Đông, Tân Trường, Cẩm Giàng, Hải Dương',
      mark: '030085123456',
      signedBy: null,
      expiresAt: null,
    })
  })

  it('keeps empty fields in their places: no old number, and the four more of 2024', () => {
    expect(read(CARD.replace('141234567', ''))?.identities).toHaveLength(1)
    expect(read(`${CARD}||||`)).toEqual(read(CARD))
  })

  it('takes the dates that old registers left', () => {
    expect(read(CARD.replace('05031985', '1985'))).toMatchObject({ trust: 'unsigned', birthDate: null, claims: { birthYear: 1985 } })
    expect(read(CARD.replace('05031985', '031985'))).toMatchObject({ trust: 'unsigned', birthDate: null })
  })

  it.each([
    ['another year than its number', CARD.replace('05031985', '05031986'), 'check-digit'],
    ['a day that the calendar has not', CARD.replace('05031985', '30021985'), 'malformed'],
    ['a month that the calendar has not', CARD.replace('05031985', '131985'), 'malformed'],
    ['no name', CARD.replace('Nguyễn Văn Thử', ''), 'malformed'],
    ['an old number of eight digits', CARD.replace('141234567', '14123456'), 'malformed'],
  ])('is bad with %s', (_name, text, problem) => {
    expect(read(text)).toMatchObject({ trust: 'bad', problem, claims: null, identities: [], mark: null })
  })

  it.each(['', '|', CARD.slice(1), CARD.replace('|10052021', ''), `${CARD}|`, 'KB1:123'])('is not what %j is', (text) => {
    expect(read(text)).toBeNull()
  })
})

describe('the personal QR of 2021', () => {
  const CODE = '030085123456|NGUYEN VAN THU|1985-03-05|0|QID0123456789|<1<HD4301234567890<0912345678<'

  it('gives a name without marks, the year, the sex and the number', () => {
    expect(read(CODE)).toMatchObject({
      source: 'personal-qr-2021',
      trust: 'unsigned',
      claims: { name: 'NGUYEN VAN THU', birthYear: 1985, sex: 'male', nationality: 'VN', document: { kind: 'citizen-id', lastThree: '456' } },
      identities: [{ kind: 'citizen-id', country: 'VN', number: '030085123456' }],
      mark: 'QID0123456789',
    })
  })

  it('takes no word that every object knows for a sex', () => {
    expect(read(CODE.replace('<1<', '<constructor<'))?.claims?.sex).toBe(read(CODE.replace('<1<', '<9<'))?.claims?.sex)
  })

  it('takes a passport number, and says whose only where the number does', () => {
    expect(read(CODE.replace('030085123456', 'C1234567'))?.identities).toEqual([{ kind: 'passport', country: 'VN', number: 'C1234567' }])
    expect(read(CODE.replace('030085123456', 'X12345678'))?.identities).toEqual([{ kind: 'passport', country: 'ZZ', number: 'X12345678' }])
  })

  it.each([
    ['an unreal date', CODE.replace('1985-03-05', '1985-02-30'), 'malformed'],
    ['another year than its number', CODE.replace('1985', '1984'), 'check-digit'],
    ['no number', CODE.replace('030085123456', ''), 'malformed'],
  ])('is bad with %s', (_name, text, problem) => {
    expect(read(text)).toMatchObject({ trust: 'bad', problem })
  })
})

describe('the lines of a passport or card', () => {
  it('reads the example of ICAO 9303, before it expired', () => {
    const lines = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10'
    expect(read(lines, Date.parse('2012-04-15T23:59:59.999+07:00'))).toMatchObject({
      source: 'passport',
      trust: 'unsigned',
      birthDate: '1974-08-12',
      claims: { name: 'ERIKSSON ANNA MARIA', birthYear: 1974, sex: 'female', nationality: 'ZZ', document: { kind: 'passport', lastThree: '2C3' } },
    })
    expect(read(lines, Date.parse('2012-04-16T00:00:00+07:00'))).toMatchObject({ trust: 'bad', problem: 'expired' })
  })

  it('reads the examples of both card sizes', () => {
    const now = Date.parse('2012-04-15T00:00:00Z')
    expect(read('I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<D231458907UTO7408122F1204159<<<<<<<6', now)).toMatchObject({
      claims: { name: 'ERIKSSON ANNA MARIA', document: { kind: 'other', lastThree: '890' } },
    })
    expect(read('I<UTOD231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6ERIKSSON<<ANNA<MARIA<<<<<<<<<<', now)).toMatchObject({
      claims: { name: 'ERIKSSON ANNA MARIA', birthYear: 1974 },
    })
  })

  it('finds the citizen number on the back of a Vietnamese chip card', () => {
    const lines = cardLines({ number: '085123456', optional: '030085123456<<', birth: '850305', expiry: '450305', name: 'NGUYEN<<VAN<THU' })
    expect(read(lines)?.identities).toEqual([{ kind: 'citizen-id', country: 'VN', number: '030085123456' }])
  })

  it('puts a two-digit year of birth into the past, to the day', () => {
    const born = (birth: string) => read(passportLines({ birth }))?.birthDate
    expect(born('210217')).toBe('2021-02-17')
    expect(born('210218')).toBe('1921-02-18')
  })

  it('does not mind blanks, case and line ends', () => {
    const lines = passportLines({})
    expect(read(` ${lines.toLowerCase().replace('\n', ' \r\n ')} `)).toEqual(read(lines))
    expect(read(lines)).toMatchObject({
      claims: { name: 'TRAN VAN THU', nationality: 'VN' },
      identities: [{ kind: 'passport', country: 'VN', number: 'C1234567' }],
    })
  })

  it('finds any one wrong letter in a field that has a check digit', () => {
    const letters = passportLines({}).replace('\n', '')
    for (const at of [44, 48, 51, 53, 57, 60, 63, 65, 68, 71, 86, 87]) {
      const wrong = letters.slice(0, at) + (letters.charAt(at) === '1' ? '2' : '1') + letters.slice(at + 1)
      expect(read(wrong), `letter ${at}`).toMatchObject({ trust: 'bad', problem: 'check-digit' })
    }
  })

  it('is bad where letters are missing, and no passport where it looks like none', () => {
    expect(read(passportLines({}).slice(0, -1))).toMatchObject({ trust: 'bad', problem: 'malformed' })
    expect(read(`X${passportLines({}).slice(1)}`)).toBeNull()
    expect(read('P<VNM')).toBeNull()
  })
})
