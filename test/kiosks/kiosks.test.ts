import { generateKeyPairSync } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEnrolment, enrolmentUrl } from '../../server/kiosks/enrolment.ts'
import { kioskStatuses } from '../../server/kiosks/kiosk-statuses.ts'
import { revokeKiosk } from '../../server/kiosks/revoke-kiosk.ts'
import { insertStaff, staffRow } from '../../server/staff/add-staff.ts'
import { asCheckpointId } from '../../shared/ids.ts'
import { MAX_PIN_FAILURES } from '../../shared/shift/pin.ts'
import { PROTOCOL_VERSION } from '../../shared/sync/protocol.ts'
import { DAY_MS } from '../../shared/units.ts'
import { aCore, CORE_NOW, CORE_REAL_NOW, type Core } from '../support/a-core.ts'
import { enrolAKiosk, errorOf, makeDeviceKey, type Reply, type SimulatedKiosk, signedHeaders } from '../support/a-kiosk.ts'

let core: Core
beforeEach(async () => {
  core = await aCore()
})
afterEach(() => core.close())

function enrol(token: string, change: object = {}): Promise<Reply> {
  const { publicKey } = makeDeviceKey()
  const request = { protocol: PROTOCOL_VERSION, token, publicKey, device: 'thử', appVersion: '0.1.0', ...change }
  return core.post('/api/kiosks/enrol', JSON.stringify(request), {})
}

describe('enrolment', () => {
  it('makes a tablet a kiosk of the checkpoint', async () => {
    const reply = await enrol(await core.token())
    expect(reply.status).toBe(201)
    expect(reply.body).toMatchObject({ checkpoint: 'bach-dang', epoch: 1, bundleKey: core.deps.keys.bundlePublicKey, serverNow: CORE_NOW })
    const [status] = await kioskStatuses(core.storage, 'all')
    expect(status).toMatchObject({ checkpoint: 'bach-dang', state: 'active', lastContactAt: null, queued: 0 })
  })

  it('answers a used, an expired and an unknown token alike', async () => {
    const used = await core.token()
    await enrol(used)
    const expired = await core.token()
    const first = await enrol(used)
    core.pass(DAY_MS)
    const answers = [first, await enrol(expired), await enrol('x'.repeat(43))]
    expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401])
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1)
    expect(errorOf(first)).toBe('enrolment-refused')
  })

  it('holds to the last millisecond of its life', async () => {
    const token = await core.token()
    core.pass(DAY_MS - 1)
    expect((await enrol(token)).status).toBe(201)
  })

  it('gives the same tablet the same answer again, for the first may be lost on the way', async () => {
    const token = await core.token()
    const { publicKey } = makeDeviceKey()
    const first = await enrol(token, { publicKey })
    const second = await enrol(token, { publicKey })
    expect(second).toEqual(first)
    expect((await kioskStatuses(core.storage, 'all')).length).toBe(1)
  })

  it('stores no token', async () => {
    const token = await core.token()
    const rows = await core.storage.read.selectFrom('enrolment').selectAll().execute()
    expect(rows.length).toBe(1)
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ type: 'spki', format: 'der' }).toString('base64url')
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'der' }).toString('base64url')
  it.each([
    ['of another curve', p384],
    ['of another kind', rsa],
    ['that is none', 'AAAA'],
    ['of nothing', ''],
  ])('refuses a key %s, and the token stays good', async (_name, publicKey) => {
    const token = await core.token()
    expect((await enrol(token, { publicKey })).status).toBe(422)
    expect((await enrol(token)).status).toBe(201)
  })

  it('refuses an app that speaks another protocol, and the token stays good', async () => {
    const token = await core.token()
    expect((await enrol(token, { protocol: PROTOCOL_VERSION + 1 })).status).toBe(426)
    expect((await enrol(token)).status).toBe(201)
  })

  it('needs a checkpoint that exists', async () => {
    const wanted = { checkpoint: asCheckpointId('khong-co'), createdBy: 'cli', lifeMs: DAY_MS } as const
    expect(await createEnrolment(core.storage, wanted, core.deps.clock)).toEqual({ ok: false, error: 'checkpoint-unknown' })
  })

  it('expires by the real clock, also in a demo', async () => {
    const wanted = { checkpoint: asCheckpointId('bach-dang'), createdBy: 'cli', lifeMs: DAY_MS } as const
    const made = await createEnrolment(core.storage, wanted, core.deps.clock)
    expect(made.ok && made.value.expiresAt).toBe(CORE_REAL_NOW + DAY_MS)
  })

  it('puts the token where no server sees it', () => {
    expect(enrolmentUrl('http://127.0.0.1:8080/kiosk/', 'abc')).toBe('http://127.0.0.1:8080/kiosk/#enrol=abc')
  })
})

describe('a revoked kiosk', () => {
  it('is refused from then on; what it sent stays', async () => {
    const kiosk = await core.kiosk()
    kiosk.decide('admit')
    await kiosk.sync()
    expect((await revokeKiosk(core.storage, { kiosk: kiosk.kiosk, by: 'cli' }, core.deps.clock)).ok).toBe(true)
    kiosk.decide('admit')
    const reply = await kiosk.sync()
    expect([reply.status, errorOf(reply)]).toEqual([401, 'kiosk-revoked'])
    expect((await core.storage.read.selectFrom('record').select('seq').execute()).length).toBe(2)
    expect(await kioskStatuses(core.storage, 'not-revoked')).toEqual([])
  })
})

describe('an officer’s PIN', () => {
  let kiosk: SimulatedKiosk
  beforeEach(async () => {
    kiosk = await core.kiosk()
    const pinHash = await hash('428315', { memoryCost: 1024, timeCost: 1 })
    const row = { name: 'Cán bộ', role: 'officer', password_hash: '', pin_failures: 0, closed_at: null, created_at: CORE_NOW }
    await core.storage.write(async (tx) => {
      await tx
        .insertInto('staff')
        .values([
          { ...row, staff_id: 'can-bo', pin_hash: pinHash },
          { ...row, staff_id: 'noi-khac', pin_hash: pinHash },
          { ...row, staff_id: 'khong-pin', pin_hash: null },
          { ...row, staff_id: 'da-nghi', pin_hash: pinHash, closed_at: CORE_NOW },
          { ...row, staff_id: 'dieu-hanh', role: 'operator', pin_hash: pinHash },
        ])
        .execute()
      const here = ['can-bo', 'khong-pin', 'da-nghi', 'dieu-hanh'].map((staff_id) => ({ staff_id, checkpoint_id: 'bach-dang' }))
      await tx
        .insertInto('staff_checkpoint')
        .values([...here, { staff_id: 'noi-khac', checkpoint_id: 'da-bac' }])
        .execute()
    })
  })

  const login = (officer: string, pin: string): Promise<Reply> => {
    const body = JSON.stringify({ officer, pin })
    return core.post('/api/kiosks/pin', body, signedHeaders(kiosk.kiosk, kiosk.key, '/api/kiosks/pin', body))
  }

  it('opens the shift', async () => {
    expect(await login('can-bo', '428315')).toEqual({ status: 200, body: { officer: { id: 'can-bo', name: 'Cán bộ', pinVersion: 1 } } })
  })

  it('locks after five wrong ones, also for the right one, and says so', async () => {
    const answers: Reply[] = []
    for (let i = 0; i < MAX_PIN_FAILURES; i++) answers.push(await login('can-bo', '000000'))
    expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401, 401, 423])
    expect(answers.map((answer) => (answer.body as { triesLeft?: number }).triesLeft)).toEqual([4, 3, 2, 1, undefined])
    const right = await login('can-bo', '428315')
    expect([right.status, errorOf(right)]).toEqual([423, 'pin-locked'])
  })

  it.each([
    ['123', 422],
    ['1234', 401],
    ['12345678', 401],
    ['123456789', 422],
    ['12 45', 422],
  ])('“%s” is answered with %i: a PIN has four to eight digits', async (pin, status) => {
    expect((await login('can-bo', pin)).status).toBe(status)
  })

  it('forgets wrong ones after a right one', async () => {
    for (let i = 0; i < MAX_PIN_FAILURES - 1; i++) await login('can-bo', '000000')
    expect((await login('can-bo', '428315')).status).toBe(200)
    expect((await login('can-bo', '000000')).body).toMatchObject({ triesLeft: 4 })
  })

  it('gives guesses at once no more than five tries', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => login('can-bo', '000000')))
    expect(answers.filter((answer) => answer.status === 401).length).toBe(4)
    expect(answers.filter((answer) => answer.status === 423).length).toBe(16)
  })

  it.each([
    ['noi-khac', 'officer-not-here'],
    ['khong-co', 'officer-not-here'],
    ['da-nghi', 'officer-not-here'],
    ['dieu-hanh', 'officer-not-here'],
    ['khong-pin', 'pin-not-set'],
  ])('of %s is refused here', async (officer, error) => {
    const reply = await login(officer, '428315')
    expect([reply.status, errorOf(reply)]).toEqual([403, error])
  })

  it('of another form is no try', async () => {
    expect((await login('can-bo', '12')).status).toBe(422)
    const row = await core.storage.read.selectFrom('staff').select('pin_failures').where('staff_id', '=', 'can-bo').executeTakeFirst()
    expect(row?.pin_failures).toBe(0)
  })

  it('needs the tablet’s own signature', async () => {
    const body = JSON.stringify({ officer: 'can-bo', pin: '428315' })
    const reply = await core.post('/api/kiosks/pin', body, signedHeaders(kiosk.kiosk, makeDeviceKey(), '/api/kiosks/pin', body))
    expect([reply.status, errorOf(reply)]).toEqual([401, 'signature-invalid'])
  })

  it('is checked against what adding staff stores', async () => {
    const one = { id: 'them-moi', name: 'Người mới', role: 'officer', password: 'mat-khau-dai-1', pin: '551177', checkpoints: ['bach-dang'] }
    const row = await staffRow(one as never, CORE_NOW)
    await core.storage.write((tx) => insertStaff(tx, row, ['bach-dang'] as never))
    expect((await login('them-moi', '551177')).status).toBe(200)
  })

  it('knows its tablet by name', async () => {
    const other = await enrolAKiosk(await core.token('da-bac'), { post: core.post, now: core.now })
    const body = JSON.stringify({ officer: 'can-bo', pin: '428315' })
    const reply = await core.post('/api/kiosks/pin', body, signedHeaders(other.kiosk, other.key, '/api/kiosks/pin', body))
    expect(errorOf(reply)).toBe('officer-not-here')
  })
})
