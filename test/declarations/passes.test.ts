import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { passPage, sheetPage } from '../../declare-web/plain/answer-page.tsx'
import { vi } from '../../declare-web/texts/vi.ts'
import { writeContacts } from '../../server/declarations/contacts.ts'
import { publicFactsOf } from '../../server/declarations/public-facts.ts'
import { siteFacts } from '../../server/declarations/site-api.ts'
import { asAuthorityId } from '../../shared/ids.ts'
import type { Outcome } from '../../shared/rules/verdict.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { aCheckpoint } from '../support/a-declaration.ts'
import type { Tablet } from '../support/a-tablet.ts'
import { testAreas } from '../support/areas.ts'
import { aDecision } from './a-decision.ts'
import { aPassDesk, type PassDesk } from './a-pass-desk.ts'

let desk: PassDesk
let tablet: Tablet
beforeEach(async () => {
  desk = await aPassDesk()
  tablet = await desk.province.tablet()
})
afterEach(() => desk.close())

const CAM_GIANG = { stops: [{ place: '2021:310930', from: '2021-02-03', to: '2021-02-17' }] }
const HOANH_BO = { stops: [{ place: '2021:306670', from: '2021-02-03', to: '2021-02-17' }] }
const KEY = { 'idempotency-key': '7c9e6679-7425-40de-944b-e07fc1f90ae7' }

const correct = (reference: string, change: object = {}, headers: Readonly<Record<string, string>> = {}) =>
  desk.call({ method: 'POST', path: `/api/declarations/${reference}/correction`, body: desk.body(change), headers })
const withdraw = (reference: string) => desk.call({ method: 'POST', path: `/api/declarations/${reference}/withdrawal`, body: {} })
const show = async (qr: string) => {
  await tablet.syncAll()
  return (await tablet.station.readCode(qr)).view
}
/** Held up, decided as the kiosk says, and known to the server. */
const cross = async (qr: string) => {
  const view = await show(qr)
  if (view.verdict.outcome !== 'admit') await tablet.station.decide(view.passage, { outcome: view.verdict.outcome, reason: null })
  await tablet.syncAll()
  return view
}
/** Held up, and decided so by the officer, whatever the rules said. */
const decided = async (qr: string, outcome: Outcome) => {
  const { passage } = await show(qr)
  await tablet.station.decide(passage, { outcome, reason: 'Theo hồ sơ xuất trình tại chốt' })
  await tablet.syncAll()
}

describe('correcting a declaration before crossing', () => {
  it('works: a new code under a new link, and the old one is refused by a kiosk after its next sync', async () => {
    const old = await desk.declare()
    const answer = await correct(old.reference, { phone: '0987654321' })
    expect(answer.status).toBe(201)
    const issued = answer.json()
    expect(issued.reference).not.toBe(old.reference)
    expect((await show(issued.qrPayload)).verdict.outcome).toBe('admit')
    const refused = await show(old.qrPayload)
    expect([refused.verdict.outcome, refused.verdict.reasons[0]?.ruleId]).toEqual(['refer', 'CHOT-CODE-REVOKED'])
  })

  it('leads on only who holds the old link: the new one is nowhere in the database', async () => {
    const old = await desk.declare()
    const issued = (await correct(old.reference)).json()
    expect(await desk.view(old.reference)).toMatchObject({ state: 'replaced', replacedBy: issued.reference, correctable: false })
    expect(await desk.view(issued.reference)).toMatchObject({ state: 'valid', replacedBy: null, correctable: true })
    const rows = JSON.stringify(await desk.province.storage.read.selectFrom('declaration').selectAll().execute())
    expect(rows).not.toContain(issued.reference)
    expect((await desk.call({ path: old.pngUrl })).status).toBe(404)
  })

  it('sent twice makes one', async () => {
    const old = await desk.declare()
    const [first, second] = [await correct(old.reference, {}, KEY), await correct(old.reference, {}, KEY)]
    expect([second.status, second.json()]).toEqual([201, first.json()])
    const other = await correct(old.reference, { phone: '0987654321' })
    expect([other.status, other.json().error]).toEqual([409, 'pass-replaced'])
  })

  it('of one pass is not the answer to the same sent for another: nobody is given somebody else’s code', async () => {
    const [old, other] = [await desk.declare(), await desk.declare()]
    const body = desk.body()
    const send = (reference: string) => desk.call({ method: 'POST', path: `/api/declarations/${reference}/correction`, body, headers: KEY })
    const [first, second] = [await send(old.reference), await send(other.reference)]
    expect([first.status, second.status, second.json().error]).toEqual([201, 422, 'idempotency-key-reused'])
    expect((await desk.view(other.reference)).state).toBe('valid')
  })

  it('keeps the old code where the new answers are wrong', async () => {
    const old = await desk.declare()
    expect((await correct(old.reference, { phone: '1' })).status).toBe(422)
    expect((await desk.view(old.reference)).state).toBe('valid')
  })

  it('ends with the first decision that lets the person through', async () => {
    const old = await desk.declare()
    await cross(old.qrPayload)
    const answers = [await correct(old.reference), await withdraw(old.reference)]
    expect(answers.map((answer) => [answer.status, answer.json().error])).toEqual([
      [409, 'already-through'],
      [409, 'already-through'],
    ])
    expect(answers[0]?.json<{ message: string }>().message).toContain('không sửa')
    expect(await desk.view(old.reference)).toMatchObject({
      state: 'valid',
      correctable: false,
      decisions: [{ outcome: 'admit', checkpoint: 'bach-dang' }],
    })
  })

  it.each(['turn-back', 'refer'] as const)('still goes after %s: whoever was sent back may mend the answers and come again', async (outcome) => {
    const old = await desk.declare(CAM_GIANG)
    await decided(old.qrPayload, outcome)
    expect(await desk.view(old.reference)).toMatchObject({ correctable: true, decisions: [{ outcome }] })
    expect((await correct(old.reference)).status).toBe(201)
  })

  it.each(['quarantine', 'detain'] as const)('ends with %s: says why, and whom to call instead', async (outcome) => {
    const old = await desk.declare(CAM_GIANG)
    await decided(old.qrPayload, outcome)
    expect(await desk.view(old.reference)).toMatchObject({ state: 'valid', correctable: false, decisions: [{ outcome }] })
    expect((await withdraw(old.reference)).json<{ message: string }>().message).toContain('báo cho chốt trưởng')
    await desk.province.storage.write((tx) => writeContacts(tx, { '': { phone: '19009095', text: { vi: 'Trực ban', en: 'Duty desk' } } }))
    const answers = [await correct(old.reference), await withdraw(old.reference)]
    for (const answer of answers) {
      expect([answer.status, answer.json().error]).toEqual([409, 'already-ordered'])
      expect(answer.json<{ message: string }>().message).toMatch(/không sửa hoặc rút.*gọi 19009095 \(Trực ban\)/)
    }
    expect((await desk.view(old.reference)).state).toBe('valid')
  })

  it('is not found for a link that leads nowhere', async () => {
    expect((await correct('0'.repeat(26))).status).toBe(404)
    expect((await withdraw('0'.repeat(26))).status).toBe(404)
  })
})

describe('withdrawing a declaration before crossing', () => {
  it('works: its code is refused at the next sync; twice is once', async () => {
    const issued = await desk.declare()
    expect([(await withdraw(issued.reference)).status, (await withdraw(issued.reference)).status]).toEqual([204, 204])
    expect((await desk.view(issued.reference)).state).toBe('withdrawn')
    expect(await desk.province.storage.read.selectFrom('declared_document').selectAll().execute()).toEqual([])
    expect((await desk.call({ path: issued.pngUrl })).status).toBe(404)
    const refused = await show(issued.qrPayload)
    expect([refused.verdict.outcome, refused.verdict.reasons[0]?.ruleId]).toEqual(['refer', 'CHOT-CODE-REVOKED'])
  })

  it('is known to the tablet itself from then on: without a network it refuses the code too', async () => {
    const [kept, gone] = [await desk.declare(), await desk.declare()]
    await withdraw(gone.reference)
    await tablet.syncAll()
    const outcomeOf = async (qr: string) => (await tablet.station.readCode(qr)).view.verdict.outcome
    expect([await outcomeOf(gone.qrPayload), await outcomeOf(kept.qrPayload)]).toEqual(['refer', 'admit'])
  })
})

describe('the pass as it stands', () => {
  /** Declared an hour later, around the place where the traveller has been; when. */
  async function anOutbreak(): Promise<number> {
    desk.province.pass(HOUR_MS)
    const from = desk.province.now()
    const zone = (await desk.province.storage.read.selectFrom('zone').select('body').limit(1).execute())[0]
    const around = { zoneId: 'new', place: '2021:306670', kind: 'outbreak', state: 'active', from: from - HOUR_MS, to: from + HOUR_MS }
    await desk.province.zone({ ...JSON.parse(String(zone?.body)), ...around })
    return from
  }

  /** An hour later a directive names another place for every zone; when. */
  async function elsewhereOnly(): Promise<number> {
    desk.province.pass(HOUR_MS)
    const updated_at = desk.province.now()
    await desk.province.storage.write(async (tx) => {
      for (const { zone_id, body } of await tx.selectFrom('zone').selectAll().execute()) {
        const moved = JSON.stringify({ ...JSON.parse(body), place: '2021:306670' })
        await tx.updateTable('zone').set({ body: moved, updated_at }).where('zone_id', '=', zone_id).execute()
      }
    })
    return updated_at
  }

  it('says what a directive that came later changes, and since when', async () => {
    const issued = await desk.declare(HOANH_BO)
    expect(await desk.view(issued.reference)).toMatchObject({ changed: null, verdict: { outcome: 'admit' } })
    const from = await anOutbreak()
    const view = await desk.view(issued.reference)
    expect(view.changed?.since).toBe(from)
    expect(view.changed?.verdict.outcome).not.toBe('admit')
    expect(view.verdict.outcome).toBe('admit')
    const publicFacts = publicFactsOf(desk.province.storage)
    const site = siteFacts({ ...desk.province.deps, publicFacts }, await publicFacts())
    const sheet = sheetPage({ path: `/d/${issued.reference}/sheet`, language: 'vi', site }, [{ ...view, holder: 'Nguyễn <b>An' }], 'a4').html
    expect(sheet, 'on paper too').toContain(`<strong>${vi.outcomeWord[view.changed?.verdict.outcome ?? 'admit']}</strong>`)
    expect(sheet).toContain('<bdi>Nguyễn &lt;b>An</bdi>')
  })

  it('says it too to who was sent back and may come again, but not what was known at that decision', async () => {
    const issued = await desk.declare(CAM_GIANG)
    await decided(issued.qrPayload, 'turn-back')
    expect(await desk.view(issued.reference)).toMatchObject({ changed: null, correctable: true })
    const since = await elsewhereOnly()
    expect((await desk.view(issued.reference)).changed).toMatchObject({ since, verdict: { outcome: 'admit' } })
    desk.province.pass(HOUR_MS)
    await decided(issued.qrPayload, 'turn-back')
    expect((await desk.view(issued.reference)).changed).toBeNull()
  })

  it('where nobody is named to call, its page still says whom to ask', async () => {
    const issued = await desk.declare(CAM_GIANG)
    await decided(issued.qrPayload, 'quarantine')
    const publicFacts = publicFactsOf(desk.province.storage)
    const site = siteFacts({ ...desk.province.deps, publicFacts }, await publicFacts())
    const about = { path: `/d/${issued.reference}`, search: '', language: 'vi', site, areas: testAreas() } as const
    const answer = passPage(about, await desk.view(issued.reference), 'http://x')
    expect(answer.kind === 'page' && answer.html).toContain('hỏi chốt đã ra quyết định, hoặc trạm y tế')
  })

  it('names whom to call of those who decided, and without them of nobody else', async () => {
    const [issued, elsewhere] = [await desk.declare(CAM_GIANG), aCheckpoint('hai-duong', { authority: asAuthorityId('VN-30') })]
    const row = { checkpoint_id: elsewhere.id, body: JSON.stringify(elsewhere), updated_at: desk.province.now() }
    const desks = {
      'VN-22': { phone: '19009022', text: { vi: 'Trực ban', en: 'Duty desk' } },
      'VN-30': { phone: '19009030', text: { vi: 'Trực ban', en: 'Duty desk' } },
    }
    await desk.province.storage.write(async (tx) => {
      await tx.insertInto('checkpoint').values(row).execute()
      await writeContacts(tx, desks)
    })
    expect((await desk.view(issued.reference)).contact?.phone).toBe('19009022')
    await aDecision(desk.province.storage, { ...issued, checkpoint: elsewhere.id })
    expect((await desk.view(issued.reference)).contact?.phone).toBe('19009030')
  })

  it('tells after crossing what was decided, by which clause, and through which date', async () => {
    const issued = await desk.declare(CAM_GIANG)
    const { verdict } = await cross(issued.qrPayload)
    const { decisions } = await desk.view(issued.reference)
    expect(decisions).toHaveLength(1)
    expect(decisions[0]?.outcome).toBe(verdict.outcome)
    expect(decisions[0]?.verdict.reasons[0]?.law?.clause.length).toBeGreaterThan(0)
    expect(decisions[0]?.verdict.duties).toEqual(verdict.duties)
  })

  it('expires', async () => {
    const issued = await desk.declare()
    desk.province.pass(72 * HOUR_MS - 1)
    expect((await desk.view(issued.reference)).state).toBe('valid')
    desk.province.pass(1)
    expect(await desk.view(issued.reference)).toMatchObject({ state: 'expired', correctable: false })
    expect((await desk.call({ path: issued.pngUrl })).status).toBe(404)
    expect((await withdraw(issued.reference)).json().error).toBe('pass-expired')
    const next = await desk.declare({ stops: [{ place: '2021:306673', from: '2021-02-06', to: '2021-02-20' }] })
    const found = await desk.province.storage.read.selectFrom('declared_document').select('expires_at').execute()
    expect(found, 'no list of documents finds what has expired').toEqual([{ expires_at: next.expiresAt }])
  })
})
