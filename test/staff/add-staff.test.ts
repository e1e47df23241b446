import { afterEach, beforeEach, expect, it } from 'vitest'
import { addStaff } from '../../server/staff/add-staff.ts'
import { type TestStorage, testStorage } from '../support/test-storage.ts'

let held: TestStorage
beforeEach(async () => {
  held = await testStorage()
})
afterEach(() => held.close())

const NOW = Date.UTC(2021, 1, 17, 13)
const add = (name: string) =>
  addStaff(held.storage, { id: 'tran.thu', name, role: 'operator', password: 'mat-khau-thu', pin: null, checkpoints: [] }, NOW)
const names = async () => (await held.storage.read.selectFrom('staff').select('name').execute()).map((row) => row.name)

it.each([
  ['is empty', '  '],
  ['has 61 characters', 'x'.repeat(61)],
  ['breaks the line', 'Trần\nThử'],
  ['steers a terminal', 'Trần \u001b[2J'],
  ['turns the line around', 'Trần \u202eửhT'],
  ['has a letter that draws nothing', 'Trần\u200bThử'],
])('refuses a name that %s: tablets, terminals and the board show it', async (_what, name) => {
  expect((await add(name)).ok).toBe(false)
  expect(await names()).toEqual([])
})

it.each([
  ['sixty characters', 'x'.repeat(60), 'x'.repeat(60)],
  ['markup, which is just text', '<b>Trần</b>', '<b>Trần</b>'],
  ['loose marks and blanks, composed and folded', ' Trần   Thử '.normalize('NFD'), 'Trần Thử'],
])('takes %s', async (_what, name, kept) => {
  expect((await add(name)).ok).toBe(true)
  expect(await names()).toEqual([kept])
})
