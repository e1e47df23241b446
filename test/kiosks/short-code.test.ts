import { afterEach, beforeEach, expect, it } from 'vitest'
import { shortCodeOf } from '../../shared/credential/short-code.ts'
import { DAY_MS } from '../../shared/units.ts'
import { aCore, CORE_NOW, type Core } from '../support/a-core.ts'
import { makeDeviceKey, type Reply, type SimulatedKiosk, signedHeaders } from '../support/a-kiosk.ts'

const PATH = '/api/kiosks/short-code'
const CODE = shortCodeOf(Uint8Array.of(1, 2, 3, 4, 5))
let core: Core
let kiosk: SimulatedKiosk
beforeEach(async () => {
  core = await aCore()
  kiosk = await core.kiosk()
  const row = {
    credential_id: '00000000000000c1',
    reference_hash: 'r',
    short_code: CODE,
    checkpoint_id: 'bach-dang',
    issued_at: CORE_NOW,
    expires_at: CORE_NOW + DAY_MS,
    revoked_at: null,
    qr_payload: 'KB1:123',
    body: '{}',
    reply: '{}',
  }
  await core.storage.write((tx) => tx.insertInto('declaration').values(row).execute())
})
afterEach(() => core.close())

function ask(code: string, key = kiosk.key): Promise<Reply> {
  const body = JSON.stringify({ code })
  return core.post(PATH, body, signedHeaders(kiosk.kiosk, key, PATH, body))
}

it('gives an enrolled tablet the text of the QR code, however the short code was typed', async () => {
  for (const typed of [CODE, ` ${CODE.toLowerCase()} `, `${CODE.slice(0, 4)}-${CODE.slice(4, 8)}-${CODE.slice(8)}`])
    expect(await ask(typed)).toEqual({ status: 200, body: { qrPayload: 'KB1:123' } })
})

it('answers an unknown code, a mistyped one, one erased and nonsense alike', async () => {
  const unknown = await ask(shortCodeOf(Uint8Array.of(9, 9, 9, 9, 9)))
  const mistyped = await ask(`${CODE.slice(0, 8)}${CODE.endsWith('0') ? '1' : '0'}`)
  const nonsense = await ask('xin chào')
  await core.storage.write((tx) => tx.updateTable('declaration').set({ qr_payload: '' }).execute())
  const answers = [unknown, mistyped, nonsense, await ask(CODE)]
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
})

it('tells nothing to whoever is not an enrolled tablet', async () => {
  expect((await ask(CODE, makeDeviceKey())).status).toBe(401)
  expect((await core.post(PATH, JSON.stringify({ code: CODE }), {})).status).toBe(401)
})
