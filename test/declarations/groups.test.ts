import { afterEach, beforeEach, expect, it } from 'vitest'
import type { GroupReply } from '../../shared/http/api.ts'
import { MINUTE_MS } from '../../shared/units.ts'
import { aPassDesk, type PassDesk } from './a-pass-desk.ts'

let desk: PassDesk
beforeEach(async () => {
  desk = await aPassDesk()
})
afterEach(() => desk.close())

const KEY = { 'idempotency-key': '7c9e6679-7425-40de-944b-e07fc1f90ae7' }
const send = (rows: readonly unknown[], headers = {}) => desk.call({ method: 'POST', path: '/api/groups', body: { rows }, headers })
const stored = async () => (await desk.province.storage.read.selectFrom('declaration').select('credential_id').execute()).length

it('a group works: good rows are issued, and 58 wrong ones come back with their own faults', async () => {
  const wrong = Array.from({ length: 58 }, (_, at) => desk.body(at % 2 === 0 ? { phone: '1' } : { stops: [] }))
  const answer = await send([desk.body(), ...wrong, desk.body()])
  const { rows } = answer.json<GroupReply>()
  expect([answer.status, rows.length, rows.map(({ row }) => row)]).toEqual([200, 60, Array.from({ length: 60 }, (_, at) => at)])
  expect(rows.flatMap((row) => ('issued' in row ? row.row : []))).toEqual([0, 59])
  expect(rows.flatMap((row) => ('fields' in row ? (row.fields[0]?.path ?? '').split('.')[0] : [])).slice(0, 2)).toEqual(['phone', 'stops'])
  expect(await stored()).toBe(2)
  const [first] = rows
  if (!first || !('issued' in first)) throw new Error('the first row was refused')
  expect((await desk.view(first.issued.reference)).state).toBe('valid')
})

it('sent twice makes one group, and another under the same key is refused', async () => {
  const [first, second] = [await send([desk.body(), desk.body()], KEY), await send([desk.body(), desk.body()], KEY)]
  expect([second.status, second.text]).toEqual([200, first.text])
  expect(await stored()).toBe(2)
  expect((await send([desk.body()], KEY)).json().error).toBe('idempotency-key-reused')
})

it('two people under one key have two codes: nobody is given somebody else’s', async () => {
  const named = (name: string) => ({ ...desk.body(), traveller: { ...Object(desk.body()).traveller, name } })
  const rows = [named('Nguyễn Thị An'), named('Trần Văn Bình')]
  const ask = async (some: readonly unknown[]) =>
    (
      await desk.call({ method: 'POST', path: '/api/groups', body: { rows: some, keys: some.map(() => 'one-key-for-all-7c9e6679') } })
    ).json<GroupReply>()
  const codes = (await ask(rows)).rows.flatMap((row) => ('issued' in row ? [row.issued.reference] : []))
  expect(new Set(codes).size).toBe(2)
  expect((await ask([named('Lê Thị Chi')])).rows.flatMap((row) => ('issued' in row ? [codes.includes(row.issued.reference)] : []))).toEqual([false])
  expect(await stored()).toBe(3)
})

it('a row sent again under its own key is declared once, wherever it stands then and whenever it is sent', async () => {
  const [an, binh, chi] = ['an', 'binh', 'chi'].map((who) => `${who}-7c9e6679742540de944b`)
  const named = (name: string) => ({ ...desk.body(), traveller: { ...Object(desk.body()).traveller, name } })
  const sendKeyed = (rows: readonly unknown[], keys: readonly unknown[]) => desk.call({ method: 'POST', path: '/api/groups', body: { rows, keys } })
  const referencesOf = (answer: Awaited<ReturnType<typeof send>>) =>
    answer.json<GroupReply>().rows.map((row) => ('issued' in row ? row.issued.reference : 'refused'))
  const first = referencesOf(await sendKeyed([named('AN'), { wrong: 'row' }, named('BÌNH')], [an, chi, binh]))
  expect([first[1], await stored()]).toEqual(['refused', 2])
  desk.province.pass(10 * MINUTE_MS)
  const again = referencesOf(await sendKeyed([named('BÌNH'), named('CHI'), named('AN'), named('AN')], [binh, chi, an, an]))
  expect([again[0], again[2], again[3], await stored()]).toEqual([first[2], first[0], first[0], 3])
})

it('a row whose code was taken back since gets another under the same key', async () => {
  const keys = ['an-7c9e6679742540de944b']
  const ask = async () => (await desk.call({ method: 'POST', path: '/api/groups', body: { rows: [desk.body()], keys } })).json<GroupReply>()
  const [first] = (await ask()).rows
  if (!first || !('issued' in first)) throw new Error('the row was refused')
  await desk.call({ method: 'POST', path: `/api/declarations/${first.issued.reference}/withdrawal`, body: {} })
  const [second] = (await ask()).rows
  if (!second || !('issued' in second)) throw new Error('the row was refused')
  expect([second.issued.reference === first.issued.reference, (await desk.view(second.issued.reference)).state]).toEqual([false, 'valid'])
})

it('takes a key for each row or none, and none that could be guessed', async () => {
  const ask = async (keys: unknown) => (await desk.call({ method: 'POST', path: '/api/groups', body: { rows: [desk.body()], keys } })).status
  expect(await Promise.all([ask([]), ask(['a'.repeat(15)]), ask([7]), ask(['a'.repeat(16), 'b'.repeat(16)])])).toEqual([422, 422, 422, 422])
  expect(await ask(['a'.repeat(16)])).toBe(200)
})

it('takes 1 to 60 rows, and rows of any shape', async () => {
  expect([(await send([])).status, (await send(Array.from({ length: 61 }, () => desk.body()))).status]).toEqual([422, 422])
  const odd = (await send([null, 'x', [], 7, { traveller: { name: 'a'.repeat(5000) } }])).json<GroupReply>()
  expect(odd.rows.every((row) => 'fields' in row && row.fields.length > 0)).toBe(true)
  expect((await send([], KEY)).status).toBe(422)
})

it('a dozen coaches from one address go through, and the thirteenth waits', async () => {
  const statuses: number[] = []
  for (let nth = 0; nth < 13; nth++) statuses.push((await send([null])).status)
  expect(statuses).toEqual([...Array.from({ length: 12 }, () => 200), 429])
})
