import { expect, it } from 'vitest'
import { isSamePerson } from '../../shared/documents/same-person.ts'
import type { PresentedDocument } from '../../shared/rules/passing.ts'

const holder = (source: PresentedDocument['source'], name: string, birthYear = 1985) => ({ source, claims: { name, birthYear } })

it.each([
  ['the card of a declaration', 'id-card', 'Đặng Thị Hoà', 'Đặng Thị Hòa'],
  ['a QR of 2021 without marks', 'personal-qr-2021', 'DANG THI HOA', 'Đặng Thị Hoà'],
  ['a passport', 'passport', 'DANG THI HOA', 'Đặng Thị Hoà'],
  ['a certificate that puts the surname last', 'eu-certificate', 'Thị Hoà Đặng', 'Đặng Thị Hoà'],
  ['a German passport', 'passport', 'GOESSINGER JUERGEN', 'Jürgen Gößinger'],
  ['a Danish certificate', 'eu-certificate', 'Søndergård Åse', 'SOENDERGAARD AASE'],
  ['a hyphen and an apostrophe', 'passport', 'MUSTERFRAU GOESSINGER OBRIEN', "O'Brien Musterfrau-Gößinger"],
  ['a name cut at the end of its line', 'passport', 'NGUYEN HOANG PHUONG TRANG ANH THU', 'Nguyễn Hoàng Phương Trang Anh Thư Minh Châu'],
] as const)('takes %s for the same person', (_name, source, name, declared) => {
  expect(isSamePerson(holder(source, name), holder('credential', declared))).toBe(true)
  expect(isSamePerson(holder('credential', declared), holder(source, name))).toBe(true)
})

it.each([
  ['another year', holder('id-card', 'Đặng Thị Hoà', 1986)],
  ['another letter', holder('passport', 'DANG THI HOAN')],
  ['one name less', holder('eu-certificate', 'Đặng Hoà')],
  ['another order on a Vietnamese card', holder('id-card', 'Hoà Thị Đặng')],
  ['a year that is not known', holder('eu-certificate', 'Đặng Thị Hoà', 0)],
  ['no name', holder('eu-certificate', '')],
])('never takes %s for the same person', (_name, other) => {
  expect(isSamePerson(other, holder('credential', 'Đặng Thị Hoà'))).toBe(false)
})
