import { afterEach, beforeEach, expect, it } from 'vitest'
import type { GroupReply } from '../../shared/http/api.ts'
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
