import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { IssuedDeclaration, OwnData } from '../../shared/http/api.ts'
import type { Tablet } from '../support/a-tablet.ts'
import { aPassDesk, type PassDesk } from './a-pass-desk.ts'

let desk: PassDesk
let tablet: Tablet
beforeEach(async () => {
  desk = await aPassDesk()
  tablet = await desk.province.tablet()
})
afterEach(() => desk.close())

const CAM_GIANG = { stops: [{ place: '2021:310930', from: '2021-02-03', to: '2021-02-17' }] }
const correct = async (reference: string, change: object = {}) => {
  const answer = await desk.call({ method: 'POST', path: `/api/declarations/${reference}/correction`, body: desk.body(change) })
  return answer.json<IssuedDeclaration>()
}
const erase = async (reference: string) => (await desk.call({ method: 'DELETE', path: `/api/declarations/${reference}` })).status
const dataOf = async (reference: string) => (await desk.call({ path: `/api/declarations/${reference}/data` })).json<OwnData>()
const rows = async () => JSON.stringify(await desk.province.storage.read.selectFrom('declaration').selectAll().execute())
const show = async (qr: string) => {
  await tablet.syncAll()
  return (await tablet.station.readCode(qr)).view
}

describe('erasing a corrected declaration', () => {
  it('erases all that it took the place of, which its owner never saw again', async () => {
    const first = await desk.declare({ phone: '0912000111' })
    const second = await correct(first.reference, { phone: '0912000222' })
    const third = await correct(second.reference, { phone: '0912000333' })
    expect(await erase(third.reference)).toBe(204)
    const left = await rows()
    for (const personal of ['0912000111', '0912000222', '0912000333', 'Minh Thử', '022185000123']) expect(left).not.toContain(personal)
    expect((await dataOf(first.reference)).declaration).toBeNull()
  })

  it('keeps what somebody held up, as long as the law does', async () => {
    const first = await desk.declare({ ...CAM_GIANG, phone: '0912000111' })
    const { passage } = await show(first.qrPayload)
    await tablet.station.decide(passage, { outcome: 'turn-back', reason: 'Theo hồ sơ xuất trình tại chốt' })
    await tablet.syncAll()
    const second = await correct(first.reference, { phone: '0912000222' })
    expect(await erase(second.reference)).toBe(204)
    const left = await rows()
    expect([left.includes('0912000111'), left.includes('0912000222')]).toEqual([true, false])
  })

  it('tells no link or code of what it replaced', async () => {
    const first = await desk.declare()
    const second = await correct(first.reference)
    const shown = [second, await desk.view(second.reference), await dataOf(second.reference)]
    expect(JSON.stringify(shown)).not.toContain('replaces')
  })
})

describe('a correction with other answers', () => {
  const revisedIn = async (qr: string) => {
    const { reading } = await show(qr)
    return reading.kind === 'credential' ? reading.credential.claims.revised : reading.kind
  }

  it('is marked for the officer, whatever its sender says: the answer to the first was seen', async () => {
    const first = await desk.declare(CAM_GIANG)
    expect(first.verdict.outcome).not.toBe('admit')
    const second = await correct(first.reference, { revised: false })
    expect([second.verdict.outcome, await revisedIn(second.qrPayload)]).toEqual(['admit', true])
  })

  it('stays marked when it is corrected again', async () => {
    const second = await correct((await desk.declare(CAM_GIANG)).reference)
    const third = await correct(second.reference, { phone: '0912000333' })
    expect(await revisedIn(third.qrPayload)).toBe(true)
  })

  it.each([
    ['a phone number', { phone: '0912000333' }],
    ['another hour', { arrivalAt: '2021-02-18T09:00:00+07:00' }],
  ])('of %s alone is not marked', async (_what, change) => {
    const second = await correct((await desk.declare()).reference, change)
    expect(await revisedIn(second.qrPayload)).toBe(false)
  })

  it('is not marked where the form knows only the hour of a test', async () => {
    const test = { kind: 'pcr', result: 'negative' }
    const first = await desk.declare({ tests: [{ ...test, sampledAt: '2021-02-17T08:40:00+07:00', resultAt: '2021-02-17T15:20:00+07:00' }] })
    const onTheHour = { ...test, sampledAt: '2021-02-17T08:00:00+07:00', resultAt: '2021-02-17T08:00:00+07:00' }
    expect(await revisedIn((await correct(first.reference, { tests: [onTheHour] })).qrPayload)).toBe(false)
    const younger = await correct((await desk.declare({ tests: [onTheHour] })).reference, {
      tests: [{ ...onTheHour, sampledAt: '2021-02-17T07:00:00+07:00' }],
    })
    expect(await revisedIn(younger.qrPayload)).toBe(true)
  })
})
