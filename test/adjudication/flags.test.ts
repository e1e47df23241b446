import { afterEach, beforeEach, expect, it } from 'vitest'
import { flagRoutes } from '../../server/adjudication/flag-routes.ts'
import type { RouteRequest } from '../../server/http/route.ts'
import type { FlagPage, FlagView } from '../../shared/http/flags.ts'
import { asStaffId } from '../../shared/ids.ts'
import { aProvince, type Province } from '../support/a-province.ts'

let province: Province
beforeEach(async () => {
  province = await aProvince()
})
afterEach(async () => {
  await province.close()
})

it('lists by newest in pages, filters, and counts what is open', async () => {
  const kiosk = await province.kiosk()
  for (let i = 0; i < 60; i++) kiosk.record({ kind: 'annul' } as never)
  kiosk.decide('refer', { at: province.now() + 3_600_000 })
  await kiosk.syncAll()
  await province.adjudicate()
  const first = await list({})
  expect(first.flags).toHaveLength(50)
  expect(first.open).toBeGreaterThanOrEqual(61)
  const second = await list({ before: first.next ?? '' })
  expect(second.flags.length).toBe(first.open - 50)
  expect(second.next).toBeNull()
  expect(new Set([...first.flags, ...second.flags].map((flag) => flag.id)).size).toBe(first.open)
  expect((await list({ class: 'clock-suspect' })).flags).toHaveLength(1)
  expect((await list({ checkpoint: 'da-bac' })).flags).toHaveLength(0)
})

it('keeps the first note and who wrote it, in the audit too', async () => {
  const kiosk = await province.kiosk()
  kiosk.record({ kind: 'annul' } as never)
  await kiosk.syncAll()
  await province.adjudicate()
  const [flag] = (await list({})).flags
  if (!flag) throw new Error('nothing was flagged')
  const seen = await acknowledge(flag, 'Đã hỏi chốt, máy hỏng')
  expect((seen.body as FlagView).acknowledged).toEqual({ at: province.now(), by: 'truc-ban', note: 'Đã hỏi chốt, máy hỏng' })
  expect(((await acknowledge(flag, 'Người khác ghi sau')).body as FlagView).acknowledged?.note).toBe('Đã hỏi chốt, máy hỏng')
  expect((await list({})).flags).toEqual([])
  expect((await list({ state: 'all' })).flags).toHaveLength(1)
  const audit = await province.storage.read.selectFrom('audit').select('staff_id').where('action', '=', 'flag-acknowledged').execute()
  expect(audit).toEqual([{ staff_id: 'truc-ban' }])
  expect((await acknowledge({ ...flag, id: 'f'.repeat(32) }, 'Không có cái này')).status).toBe(404)
})

const staff = { id: asStaffId('truc-ban'), name: 'Nguyễn Thị Mẫu', role: 'operator' as const }

function request(change: Partial<RouteRequest>): RouteRequest {
  const none = { body: undefined, rawBody: '', params: {}, query: {}, header: () => undefined }
  return { ...none, staff, kiosk: null, clientAddress: '127.0.0.1', language: 'vi', ...change }
}

async function list(query: Readonly<Record<string, string>>): Promise<FlagPage> {
  const [route] = flagRoutes(province.deps)
  return (await route?.handle(request({ query })))?.body as FlagPage
}

async function acknowledge(flag: FlagView, note: string) {
  const route = flagRoutes(province.deps)[1]
  if (!route) throw new Error('no route')
  return route.handle(request({ params: { checkpoint: flag.checkpoint, flag: flag.id }, body: { note } }))
}
