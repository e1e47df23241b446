import { expect, it } from 'vitest'
import { cardToForm } from '../../kiosk/paper/card-to-form.ts'
import { fillForm } from '../../shared/paper/fill-form.ts'
import { EMPTY_FORM } from '../../shared/paper/form-input.ts'
import { ISSUED_AT } from '../support/a-credential.ts'
import { testAreas } from '../support/areas.ts'

const CARD = '022058001234|140012345|Trần Văn Thử|12031958|Nam|Phường Bãi Cháy, Hạ Long, Quảng Ninh|01012021'
const PASSPORT = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10'

it('a chip card held up fills in the person, who then needs no typing', () => {
  const filled = cardToForm(CARD, ISSUED_AT)
  expect(filled).toEqual({
    name: 'Trần Văn Thử',
    birth: '12/03/1958',
    sex: 'male',
    nationality: 'VN',
    documentKind: 'citizen-id',
    documentNumber: '022058001234',
  })
  const form = fillForm({ ...EMPTY_FORM, ...filled }, { now: ISSUED_AT, areas: testAreas() })
  expect(form.ok && form.value.contact.birthDate).toBe('1958-03-12')
})

it('so do the lines of a passport, until it expires', () => {
  expect(cardToForm(PASSPORT, Date.UTC(2010, 0, 1))).toMatchObject({ documentKind: 'passport', documentNumber: 'L898902C3', birth: '12/08/1974' })
  expect(cardToForm(PASSPORT, ISSUED_AT)).toBeNull()
})

it('any other text fills in nothing', () => {
  for (const text of ['', 'KB1:123', 'https://example.vn', 'một|hai|ba']) expect(cardToForm(text, ISSUED_AT)).toBeNull()
})
