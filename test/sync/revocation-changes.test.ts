import { afterEach, beforeEach, expect, it } from 'vitest'
import { bumpBundle } from '../../server/bundles/bundle-rev.ts'
import { revokeDeclaration } from '../../server/declarations/declaration-store.ts'
import { authenticateKiosk } from '../../server/kiosks/authenticate-kiosk.ts'
import { kioskRoutes } from '../../server/kiosks/kiosk-routes.ts'
import { asCredentialId, type CredentialId } from '../../shared/ids.ts'
import { TAKES_HEADER } from '../../shared/sync/protocol.ts'
import { DAY_MS } from '../../shared/units.ts'
import { call } from '../http/call.ts'
import { serveApp } from '../http/served-app.ts'
import { aCore, CORE_NOW, type Core } from '../support/a-core.ts'
import type { PostJson } from '../support/a-kiosk.ts'
import { changingTablet } from './changing-tablet.ts'
import { changed, playRevocations } from './revocation-history.ts'

let core: Core
beforeEach(async () => {
  core = await aCore()
})
afterEach(() => core.close())

const idOf = (n: number): CredentialId => asCredentialId(n.toString(16).padStart(16, '0'))

/** `count` declarations from the `from`th on, withdrawn already or not. */
async function declare(from: number, count: number, revokedAt: number | null): Promise<void> {
  const rows = Array.from({ length: count }, (_, n) => idOf(from + n)).map((id) => ({
    ...{ credential_id: id, reference_hash: id, short_code: id, checkpoint_id: 'bach-dang', issued_at: 0, expires_at: CORE_NOW + DAY_MS },
    ...{ revoked_at: revokedAt, qr_payload: '', body: '', reply: '' },
  }))
  await core.storage.write(async (tx) => {
    for (let at = 0; at < rows.length; at += 1000)
      await tx
        .insertInto('declaration')
        .values(rows.slice(at, at + 1000))
        .execute()
    await bumpBundle(tx)
  })
}

const withdraw = (n: number): Promise<void> =>
  core.storage.write(async (tx) => {
    await revokeDeclaration(tx, idOf(n), { at: core.now(), replacedBy: null })
    await bumpBundle(tx)
  })

/** Over a real socket, and what each answer weighed on it. */
async function onASocket(): Promise<{ readonly post: PostJson; readonly bytes: number[]; readonly close: () => Promise<void> }> {
  const app = await serveApp(kioskRoutes(core.deps), { doors: { authenticateKiosk: authenticateKiosk.bind(null, core.storage) } })
  const bytes: number[] = []
  const post: PostJson = async (path, body, headers) => {
    const answer = await call(app.url, { method: 'POST', path, body, headers: { ...headers, 'content-type': 'application/json' } })
    bytes.push(answer.bytes.length)
    return { status: answer.status, body: answer.json<unknown>() }
  }
  return { post, bytes, close: app.close }
}

it('one withdrawal among 65,000 sends a tablet less than a kilobyte more than a plain contact does', async () => {
  await declare(0, 65_000, CORE_NOW)
  await declare(70_000, 1, null)
  const { post, bytes, close } = await onASocket()
  const tablet = await changingTablet(core)
  for (const step of ['first', 'plain', 'withdrawn'] as const) {
    if (step === 'withdrawn') await withdraw(70_000)
    await tablet.sync(post)
  }
  await close()
  const [first = 0, plain = 0, withdrawn = 0] = bytes
  console.log(`bytes: the list ${first}, a plain contact ${plain}, one withdrawal ${withdrawn}`)
  expect(first).toBeGreaterThan(1_000_000)
  expect(withdrawn - plain).toBeLessThan(1000)
  expect(bytes).toHaveLength(3)
  expect(tablet.held()?.revoked.size).toBe(65_001)
  expect(tablet.held()?.revoked.has(idOf(70_000))).toBe(true)
})

it.each([
  ['one that was added is left out', (changes: { added: string[]; removed: string[] }) => void changes.added.pop()],
  ['one is taken away that is still revoked', (changes: { added: string[]; removed: string[] }) => void changes.removed.push(idOf(0))],
  ['they are of another list', (changes: { from?: string }) => void Object.assign(changes, { from: 'f'.repeat(64) })],
  ['they are of no known form', (changes: object) => void Object.assign(changes, { added: 1.5 })],
])('where %s on the way, nothing is believed and the whole list comes at once', async (_what, harm) => {
  await declare(0, 5, CORE_NOW)
  const tablet = await changingTablet(core)
  await tablet.sync(core.post)
  await declare(5, 2, CORE_NOW)
  const seen: unknown[] = []
  await tablet.sync(core.post, (answer) => {
    if (answer.kind !== 'answer') return answer
    seen.push(tablet.held()?.revoked.size)
    const body = structuredClone(answer.body) as { changes?: { revocations: { from: string; added: string[]; removed: string[] } } }
    if (body.changes) harm(body.changes.revocations)
    return { ...answer, body }
  })
  expect(seen).toEqual([5, 5])
  expect(tablet.answers.slice(1).map(({ headers }) => headers[TAKES_HEADER])).toEqual(['revocation-changes', undefined])
  expect(tablet.answers.map(({ body }) => Object.keys(body.parts).length > 0)).toEqual([true, false, true])
  expect([...(tablet.held()?.revoked ?? [])]).toEqual([0, 1, 2, 3, 4, 5, 6].map(idOf))
})

it('whatever is withdrawn, expires, gets lost, comes late or twice, a tablet holds a list that the server gave, whole', async () => {
  const base = Date.now() % 1_000_000
  console.log(`seeds ${base} to ${base + 4}`)
  for (let seed = base; seed < base + 5; seed++) expect([seed, await playRevocations(seed)]).toEqual([seed, []])
  console.log(`lists that came as changes: ${changed.count}`)
  expect(changed.count).toBeGreaterThanOrEqual(5)
})
