import { expect, test } from 'vitest'
import { foldName } from '../../shared/declaration/fold-name.ts'
import { normalisePhone } from '../../shared/declaration/normalise-phone.ts'
import { isPlate, normalisePlate } from '../../shared/declaration/normalise-plate.ts'
import { aDeclaration, aParsedDeclaration } from '../support/a-declaration.ts'
import { type Change, errorsOf, messageFor, traveller, withDocument } from './field-errors.ts'

test.each<[name: string, text: string, code: string | null]>([
  ['a Vietnamese name', 'Nguyễn Thị Hoàng Phương Ánh', null],
  ['a name typed without composing', 'Trần Thị Huế'.normalize('NFD'), null],
  ['a name of 60 letters', 'Ă'.repeat(60), null],
  ['a name of 61 letters', 'Ă'.repeat(61), 'too-long'],
  ['60 letters that were sent decomposed', 'ế'.repeat(60).normalize('NFD'), null],
  ['a name of 10,000 characters', '<'.repeat(10_000), 'too-long'],
  ['a name with hyphen, apostrophe and full stop', "Jean-Pierre O'Thử Jr.", null],
  ['an apostrophe as telephones type it', 'O’Thử', null],
  ['a Lao name with two marks on a letter', 'ທ້າວ ຄຳຫຼ້າ ທີ່ນີ້', null],
  ['a Khmer name', 'ស្រីមុំ ខ្មែរ', null],
  ['three marks on a letter of another script', 'ក\u17D2\u17D2\u17B6', null],
  ['a Chinese name', '王实验', null],
  ['an empty name', '', 'required'],
  ['blanks only', '   ', 'required'],
  ['marks and stops only', '-.-', 'name-letters'],
  ['markup', '<b>Nguyễn</b>', 'name-characters'],
  ['digits', 'Nguyễn 2', 'name-characters'],
  ['a control character', 'Nguyễn\u0007Văn', 'hidden-characters'],
  ['a line break', 'Nguyễn\nVăn', 'hidden-characters'],
  ['a null character', 'Nguyễn\u0000', 'hidden-characters'],
  ['a direction override', 'Nguyễn \u202EnăV', 'hidden-characters'],
  ['a zero-width blank', 'Ngu\u200Byễn', 'hidden-characters'],
  ['a letter that draws nothing', 'Nguyễn \u3164', 'hidden-characters'],
  ['a lone surrogate', 'Nguyễn \uD800', 'hidden-characters'],
  ['a letter that each telephone draws otherwise', 'Nguyễn \uE000', 'hidden-characters'],
  ['a mark around a letter', 'Nguyễn\u20DD', 'stacked-marks'],
  ['stacked marks', `Nguyễn${'\u0300\u0301\u0302\u0303'} Văn`, 'stacked-marks'],
  ['a Latin letter with two loose marks', 'Nx\u0323\u0331n', 'stacked-marks'],
  ['a Latin letter with one loose mark', 'Nx\u0323n', null],
  ['a mark on nothing', 'Nguyễn \u0301n', 'stacked-marks'],
])('%s', (_, name, code) => {
  expect(errorsOf(traveller({ name }))).toEqual(code === null ? [] : [`traveller.name ${code}`])
})

test('of a name only composing, trimming and folding of blanks are repaired', () => {
  const { claims } = aParsedDeclaration({ traveller: { ...aDeclaration().traveller, name: `  ${'Đặng'.normalize('NFD')} \u00a0 thị  HOÀ ` } })
  expect(claims.name).toBe('Đặng thị HOÀ')
})

test.each<[name: string, change: Change, errors: readonly string[]]>([
  ['a full date of birth', traveller({ birth: '1985-12-31' }), []],
  ['the year alone', traveller({ birth: '1985' }), []],
  ['29 February of a leap year', traveller({ birth: '1984-02-29', document: null }), []],
  ['29 February of another year', traveller({ birth: '1985-02-29' }), ['traveller.birth date-unreal']],
  ['30 February', traveller({ birth: '1985-02-30' }), ['traveller.birth date-unreal']],
  ['born today', traveller({ birth: '2021-02-17', document: null }), []],
  ['born tomorrow', traveller({ birth: '2021-02-18', document: null }), ['traveller.birth birth-future']],
  ['born next year', traveller({ birth: '2022', document: null }), ['traveller.birth birth-future']],
  ['120 years old', traveller({ birth: '1901', document: null }), []],
  ['older than that', traveller({ birth: '1900', document: null }), ['traveller.birth birth-too-old']],
  ['a date the other way round', traveller({ birth: '05/03/1985' }), ['traveller.birth birth-format']],
  ['a real country', traveller({ nationality: 'LA' }), []],
  ['an invented country', traveller({ nationality: 'XX' }), ['traveller.nationality country-unknown']],
  ['a country in small letters', traveller({ nationality: 'vn' }), ['traveller.nationality country-unknown']],
  ['no sex given', traveller({ sex: null }), []],
  ['a sex outside the list', traveller({ sex: 'f' }), ['traveller.sex not-in-list']],
  ['no document', traveller({ document: null }), []],
])('%s', (_, change, errors) => {
  expect(errorsOf(change)).toEqual(errors)
})

test.each<[name: string, change: Change, errors: readonly string[]]>([
  ['a 12-digit number that fits', withDocument('citizen-id', '022185000123'), []],
  ['the same with blanks, as on the card', withDocument('citizen-id', '022 185 000 123'), []],
  ['eleven digits', withDocument('citizen-id', '02218500012'), ['traveller.document.number citizen-id-format']],
  ['thirteen digits', withDocument('citizen-id', '0221850001234'), ['traveller.document.number citizen-id-format']],
  ['a letter in it', withDocument('citizen-id', '02218500012A'), ['traveller.document.number citizen-id-format']],
  ['a province that never was', withDocument('citizen-id', '003185000123'), ['traveller.document.number citizen-id-birthplace']],
  ['code 000', withDocument('citizen-id', '000185000123'), ['traveller.document.number citizen-id-birthplace']],
  ['a birth registered abroad', withDocument('citizen-id', '101185000123'), []],
  ['and in a country whose last two digits are no province', withDocument('citizen-id', '103185000123'), []],
  ['another year of birth', withDocument('citizen-id', '022186000123'), ['traveller.document.number citizen-id-birth-year']],
  [
    'the right year of another century, and so the other sex',
    withDocument('citizen-id', '022285000123'),
    ['traveller.document.number citizen-id-birth-year', 'traveller.document.number citizen-id-sex'],
  ],
  ['another sex', withDocument('citizen-id', '022085000123'), ['traveller.document.number citizen-id-sex']],
  ['sex `other` is not compared', traveller({ sex: 'other', document: { kind: 'citizen-id', country: 'VN', number: '022085000123' } }), []],
  [
    'a wrong birth is not compared as well',
    traveller({ birth: '1985-02-30', document: { kind: 'citizen-id', country: 'VN', number: '022199000123' } }),
    ['traveller.birth date-unreal'],
  ],
  ['a citizen number of another country', withDocument('citizen-id', '022185000123', 'LA'), ['traveller.document.country document-country']],
  ['an old card', withDocument('old-id', '141234567'), []],
  ['an old card of ten digits', withDocument('old-id', '1412345678'), ['traveller.document.number old-id-format']],
  ['a passport', withDocument('passport', 'c1234567', 'VN'), []],
  ['a passport of four characters', withDocument('passport', 'C123'), ['traveller.document.number passport-format']],
  ['a birth certificate', withDocument('birth-certificate', '15/2015'), []],
  ['a birth certificate without three signs to show', withDocument('birth-certificate', '1/2'), ['traveller.document.number document-format']],
  ['a number of 10,000 characters', withDocument('other', '1'.repeat(10_000)), ['traveller.document.number document-format']],
  ['an empty number', withDocument('passport', ' '), ['traveller.document.number required']],
  ['a guardian’s document without the guardian', withDocument('guardian', '022185000123'), ['proxy proxy-required']],
  ['with the guardian', { ...withDocument('guardian', '022185000123'), proxy: { name: 'Trần Văn Mẫu', phone: '0912345678' } }, []],
])('%s', (_, change, errors) => {
  expect(errorsOf(change)).toEqual(errors)
})

test('a document number is told apart in one form, and only its last three signs are a claim', () => {
  const parsed = aParsedDeclaration({
    traveller: { ...aDeclaration().traveller, document: { kind: 'passport', country: 'VN', number: ' c12 34567' } },
  })
  expect(parsed.document).toEqual({ kind: 'passport', country: 'VN', number: 'C1234567' })
  expect(parsed.claims.document).toEqual({ kind: 'passport', lastThree: '567' })
})

test('a wrong year in the number says both years', () => {
  expect(messageFor(withDocument('citizen-id', '022186000123'))).toBe(
    'Số căn cước cho năm sinh 1986, tờ khai ghi 1985: sửa số căn cước hoặc năm sinh.',
  )
})

test.each<[text: string, phone: string | null]>([
  ['0912345678', '0912345678'],
  ['091 234 56-78', '0912345678'],
  ['+84 912 345 678', '0912345678'],
  ['+84 (0)912 345 678', '0912345678'],
  ['0084912345678', '0912345678'],
  ['091234567', null],
  ['09123456789', null],
  ['0212345678', null],
  ['84912345678', null],
  ['+84 212 345 678', null],
  ['+856 20 5512 3456', '+8562055123456'],
  ['+1234567', '+1234567'],
  ['+123456', null],
  ['+1234567890123456', null],
  ['số của tôi', null],
  ['', null],
])('the phone %j reads as %j', (text, phone) => {
  const read = normalisePhone(text)
  expect(read.ok ? read.value : null).toBe(phone)
})

test.each<[text: string, plate: string, isOne: boolean]>([
  ['14a-123.45', '14A12345', true],
  [' 14 A 12345 ', '14A12345', true],
  ['29-Đ1 123.45', '29Đ112345', true],
  ['桂F12345', '桂F12345', true],
  ['ABCD', 'ABCD', false],
  ['14A', '14A', false],
  ['1234', '1234', true],
  ['1234567890123', '1234567890123', false],
  ['<b>14A</b>', 'B14AB', true],
  ['É12345', 'É12345', false],
])('the plate %j is %j', (text, plate, isOne) => {
  expect(normalisePlate(text)).toBe(plate)
  expect(isPlate(plate)).toBe(isOne)
})

test('Đ and D on a plate are different letters', () => {
  expect(normalisePlate('29-đ1 123.45')).not.toBe(normalisePlate('29-D1 123.45'))
})

test.each([
  ['Đặng Thị Hoà', 'DANG THI HOA'],
  ['đặng  thị hòa ', 'DANG THI HOA'],
  ['O’Thử', "O'THU"],
])('%s compares as %s', (name, folded) => {
  expect(foldName(name)).toBe(folded)
  expect(foldName(name.normalize('NFD'))).toBe(folded)
})
