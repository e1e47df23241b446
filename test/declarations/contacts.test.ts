import { afterEach, beforeEach, expect, it } from 'vitest'
import { contactCommand } from '../../server/cli/contact.ts'
import { contactFor } from '../../server/declarations/contacts.ts'
import { asAuthorityId } from '../../shared/ids.ts'
import { type TestStorage, testStorage } from '../support/test-storage.ts'

let held: TestStorage
beforeEach(async () => {
  held = await testStorage()
})
afterEach(() => held.close())

const QUANG_NINH = asAuthorityId('VN-22')
const words = { text: 'Trực ban tỉnh', textEn: 'Duty desk' }

it('nobody is named at first', async () => {
  expect(await contactFor(held.storage, QUANG_NINH)).toBeNull()
  expect(await contactCommand(held, {})).toMatchObject({ kind: 'done' })
})

it('a checkpoint’s own authority is called first, then the installation', async () => {
  await contactCommand(held, { phone: '19009095', ...words })
  expect(await contactFor(held.storage, QUANG_NINH)).toEqual({ phone: '19009095', text: { vi: 'Trực ban tỉnh', en: 'Duty desk' } })
  await contactCommand(held, { authority: 'VN-22', phone: '+84 203 3825 449', ...words })
  expect((await contactFor(held.storage, QUANG_NINH))?.phone).toBe('+84 203 3825 449')
  expect((await contactFor(held.storage, asAuthorityId('VN-30')))?.phone).toBe('19009095')
})

it.each([
  ['12', words],
  ['call me', words],
  ['<b>113</b>', words],
  ['19009095', {}],
])('refuses the number %j with %j', async (phone, rest) => {
  expect(await contactCommand(held, { phone, ...rest })).toMatchObject({ kind: 'wrong-use' })
  expect(await contactFor(held.storage, QUANG_NINH)).toBeNull()
})
