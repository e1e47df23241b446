import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bumpBundle } from '../../server/bundles/bundle-rev.ts'
import { LISTS_KEPT_MS } from '../../server/bundles/revocation-list.ts'
import { nodeVerify } from '../../server/keys/node-verify.ts'
import { acceptBundle, type HeldBundle } from '../../shared/bundle/verify-bundle.ts'
import { checkValidity } from '../../shared/credential/validity.ts'
import { asCheckpointId, asCredentialId } from '../../shared/ids.ts'
import { type SyncReply, TAKES_HEADER } from '../../shared/sync/protocol.ts'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../shared/units.ts'
import { aCore, CORE_NOW, type Core, postInto } from '../support/a-core.ts'
import { aCredential } from '../support/a-credential.ts'
import { type SimulatedKiosk, signedHeaders } from '../support/a-kiosk.ts'
import { testTrust } from '../support/test-keys.ts'

let core: Core
let kiosk: SimulatedKiosk
let post: Core['post']
beforeEach(async () => {
  core = await aCore()
  kiosk = await core.kiosk()
  post = core.post
})
afterEach(() => core.close())

const FAR = CORE_NOW + 30 * DAY_MS
const idOf = (letter: string) => letter.repeat(16)

/** One letter each: withdrawn, and valid until then. */
async function withdraw(letters: string, expiresAt = FAR): Promise<void> {
  const rows = [...letters].map(idOf).map((id) => ({
    ...{ credential_id: id, reference_hash: id, short_code: id, checkpoint_id: 'bach-dang', issued_at: 0, expires_at: expiresAt },
    ...{ revoked_at: core.now(), qr_payload: '', body: '', reply: '' },
  }))
  await core.storage.write(async (tx) => {
    await tx.insertInto('declaration').values(rows).execute()
    await bumpBundle(tx)
  })
}

/** Expired and announced at once. */
async function expire(letters: string): Promise<void> {
  await core.storage.write(async (tx) => {
    await tx
      .updateTable('declaration')
      .set({ expires_at: core.now() })
      .where('credential_id', 'in', [...letters].map(idOf))
      .execute()
    await bumpBundle(tx)
  })
}

async function ask(held: HeldBundle | null, takes: string | null = 'revocation-changes', hash?: string): Promise<SyncReply> {
  const named = Object.entries(held?.manifest.parts ?? {}).map(([name, stamp]) => [name, name === 'revocations' ? (hash ?? stamp.hash) : stamp.hash])
  const body = JSON.stringify(kiosk.request({ parts: Object.fromEntries(named), bundleVersion: held?.manifest.version ?? 0 }))
  const headers = { ...signedHeaders(kiosk.kiosk, kiosk.key, '/api/sync', body), ...(takes !== null && { [TAKES_HEADER]: takes }) }
  const answer = await post('/api/sync', body, headers)
  expect(answer.status).toBe(200)
  return answer.body as SyncReply
}

async function take(held: HeldBundle | null, reply: SyncReply): Promise<HeldBundle> {
  const trust = { publicKey: core.deps.keys.bundlePublicKey, checkpoint: asCheckpointId('bach-dang'), verify: nodeVerify }
  const taken = await acceptBundle(held, { signed: reply.bundle, parts: reply.parts, changes: reply.changes }, trust)
  if (!taken.ok) throw new Error(taken.error)
  return taken.value
}

const listIn = ({ parts }: HeldBundle) => parts.revocations.credentials.map((id) => id[0]).join('')
const lettersIn = ({ changes }: SyncReply) =>
  changes?.revocations && {
    added: changes.revocations.added.map((id) => id[0]).join(''),
    removed: changes.revocations.removed.map((id) => id[0]).join(''),
  }

describe('what changed in the list of revoked codes', () => {
  it('comes in its place, and leads to the list that was signed', async () => {
    await withdraw('abcd')
    const held = await take(null, await ask(null))
    await withdraw('e')
    await expire('a')
    const reply = await ask(held)
    expect(lettersIn(reply)).toEqual({ added: 'e', removed: 'a' })
    expect(reply.changes?.revocations?.from).toBe(held.manifest.parts.revocations.hash)
    expect(reply.parts).toEqual({})
    expect(listIn(await take(held, reply))).toBe('bcde')
  })

  it.each([
    ['says nothing of changes', null],
    ['takes something else', 'revocation-changes-2'],
  ])('does not come to a tablet that %s: it gets the whole list, as ever', async (_what, takes) => {
    await withdraw('abcd')
    const held = await take(null, await ask(null, takes))
    await withdraw('e')
    const reply = await ask(held, takes)
    expect(reply).not.toHaveProperty('changes')
    expect(Object.keys(reply.parts)).toEqual(['revocations'])
    expect(listIn(await take(held, reply))).toBe('abcde')
  })

  it('does not come for a list that this server never gave', async () => {
    await withdraw('abcd')
    const held = await take(null, await ask(null))
    await withdraw('e')
    const reply = await ask(held, 'revocation-changes', 'f'.repeat(64))
    expect(reply).not.toHaveProperty('changes')
    expect(reply.parts.revocations?.credentials).toHaveLength(5)
  })

  it.each([
    ['comes where it is shorter than the list by one', 'a', 'bcd', 'changes'],
    ['does not come where it is as long: then the list itself does', '', 'abcd', 'whole'],
  ])('%s', async (_what, before, added, how) => {
    if (before !== '') await withdraw(before)
    const held = await take(null, await ask(null))
    await withdraw(added)
    const reply = await ask(held)
    expect('changes' in reply ? 'changes' : 'whole').toBe(how)
    expect(listIn(await take(held, reply))).toBe(before + added)
  })

  it('is the sum for a tablet that is several lists behind: what came and went in between is not in it', async () => {
    await withdraw('abcd')
    const held = await take(null, await ask(null))
    await withdraw('e')
    await ask(null)
    await withdraw('f')
    await expire('b')
    await ask(null)
    await expire('e')
    expect(lettersIn(await ask(held))).toEqual({ added: 'f', removed: 'b' })
  })

  it('brings back what had gone, and finds a list that came to be again what it was', async () => {
    await withdraw('abcd')
    const held = await take(null, await ask(null))
    await expire('a')
    const without = await take(held, await ask(held))
    await core.storage.write(async (tx) => {
      await tx.updateTable('declaration').set({ expires_at: FAR }).where('credential_id', '=', idOf('a')).execute()
      await bumpBundle(tx)
    })
    const reply = await ask(without)
    expect(lettersIn(reply)).toEqual({ added: 'a', removed: '' })
    const again = await take(without, reply)
    expect(again.manifest.parts.revocations.hash).toBe(held.manifest.parts.revocations.hash)
    await withdraw('e')
    expect(lettersIn(await ask(held))).toEqual({ added: 'e', removed: '' })
  })

  it('is known after a restart of the server', async () => {
    await withdraw('abcd')
    const held = await take(null, await ask(null))
    // Another object over the same file has none of the caches.
    post = postInto({ ...core.deps, storage: { ...core.storage } })
    await withdraw('e')
    expect(lettersIn(await ask(held))).toEqual({ added: 'e', removed: '' })
  })

  it('is noted once for each list, not at each contact', async () => {
    await withdraw('ab')
    for (let i = 0; i < 3; i++) {
      await ask(null)
      core.pass(11 * SECOND_MS)
    }
    const rows = await core.storage.read.selectFrom('revocation_list').select('seq').execute()
    expect(rows).toHaveLength(1)
  })
})

describe('an older list', () => {
  /** Its next came `ms` before the newest one. */
  async function heldAfter(ms: number): Promise<SyncReply> {
    await withdraw('abcd')
    const held = await take(null, await ask(null))
    // However long it was the newest: only from its next on it grows old.
    core.pass(9 * DAY_MS)
    await withdraw('e')
    await ask(null)
    core.pass(ms)
    await withdraw('f')
    return ask(held)
  }

  it('is known for four days after the next one', async () => {
    expect(lettersIn(await heldAfter(LISTS_KEPT_MS))).toEqual({ added: 'ef', removed: '' })
  })

  it('and not a millisecond longer: then the whole list comes, and nothing is kept of what left it', async () => {
    expect(await heldAfter(LISTS_KEPT_MS + 1)).not.toHaveProperty('changes')
    await expire('a')
    await ask(null)
    core.pass(LISTS_KEPT_MS + MINUTE_MS)
    await withdraw('1')
    await ask(null)
    core.pass(LISTS_KEPT_MS + MINUTE_MS)
    await withdraw('2')
    await ask(null)
    const gone = await core.storage.read.selectFrom('revocation_entry').select('credential_id').where('removed_seq', 'is not', null).execute()
    expect(gone).toEqual([])
  })
})

it('a withdrawn code leaves the list at the very instant from which a tablet says that it has expired', async () => {
  const credential = aCredential({ id: asCredentialId(idOf('a')), expiresAt: CORE_NOW + DAY_MS })
  await withdraw('a', credential.expiresAt)
  const said = async (now: number) => {
    const listed = new Set((await take(null, await ask(null))).parts.revocations.credentials)
    const validity = checkValidity(credential, testTrust({ isRevoked: (id) => listed.has(id) }), now)
    return validity.ok ? 'valid' : validity.error.code
  }
  core.pass(DAY_MS - 1)
  expect(await said(credential.expiresAt - 1)).toBe('revoked')
  core.pass(1)
  await core.storage.write(bumpBundle)
  expect(await said(credential.expiresAt)).toBe('expired')
})
