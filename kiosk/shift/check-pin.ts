import type { StaffId } from '../../shared/ids.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { PinRequest } from '../../shared/sync/protocol.ts'
import type { KioskStore, PinVerifier } from '../log/kiosk-store.ts'
import type { HttpAnswer, Post, SignRequest } from '../sync/kiosk-api.ts'
import { MAX_PIN_FAILURES, makeVerifier, matchesPin } from './pin-verifier.ts'

export type PinProblem = 'wrong-pin' | 'locked' | 'not-assigned' | 'first-login-needs-network' | 'not-known-here' | 'server-trouble'

export interface PinDeps {
  readonly store: KioskStore
  readonly post: Post
  readonly sign: SignRequest
  readonly random: (bytes: number) => Uint8Array
}

/** Offline by the verifier of an earlier login on this tablet; else, and after five wrong ones, only the server can say. */
export async function checkPin(deps: PinDeps, officer: StaffId, pin: string): Promise<Result<null, PinProblem>> {
  const keys = await deps.store.read('keys')
  if (!keys) return err('not-known-here')
  const verifiers = (await deps.store.read('verifiers')) ?? []
  const known = verifiers.find((verifier) => verifier.officer === officer)
  const locked = known !== undefined && known.failures >= MAX_PIN_FAILURES
  const failures = (known?.failures ?? 0) + 1
  if (known && !locked) {
    // Counted before it is checked, and whatever the network says: a reload or a stranger's answer gives no guess for nothing.
    await save(deps.store, { ...known, failures })
    if (await matchesPin(keys.pin, known, pin)) {
      await save(deps.store, { ...known, failures: 0 })
      return ok(null)
    }
  }
  const online = await askServer(deps, { officer, pin })
  if (online === 'right') {
    await save(deps.store, await makeVerifier(keys.pin, { officer, pin, salt: deps.random(16) }))
    return ok(null)
  }
  if (known && !locked && ONLY_THIS_TABLET_KNOWS.has(online)) return err(failures >= MAX_PIN_FAILURES ? 'locked' : 'wrong-pin')
  if (online === 'unreachable') return err(locked ? 'locked' : 'first-login-needs-network')
  return err(online)
}

/** Answers that add nothing to what the verifier here has said. */
const ONLY_THIS_TABLET_KNOWS: ReadonlySet<ServerSays> = new Set(['wrong-pin', 'unreachable', 'server-trouble'])

async function save(store: KioskStore, verifier: PinVerifier): Promise<void> {
  const others = ((await store.read('verifiers')) ?? []).filter((other) => other.officer !== verifier.officer)
  await store.write({ verifiers: [...others, verifier] })
}

type ServerSays = 'right' | 'wrong-pin' | 'locked' | 'not-assigned' | 'not-known-here' | 'server-trouble' | 'unreachable'

async function askServer(deps: PinDeps, request: PinRequest): Promise<ServerSays> {
  const path = '/api/kiosks/pin'
  const body = JSON.stringify(request)
  const answer = await deps.post(path, body, await deps.sign(path, body))
  return answer.kind === 'unreachable' ? 'unreachable' : sayingOf(answer)
}

function sayingOf(answer: HttpAnswer & { readonly kind: 'answer' }): ServerSays {
  if (answer.status >= 200 && answer.status < 300) return 'right'
  const error = wordOf(answer.body)
  if (error === 'pin-wrong') return 'wrong-pin'
  if (error === 'pin-locked' || answer.status === 423) return 'locked'
  if (error === 'officer-not-here' || error === 'pin-not-set') return 'not-assigned'
  return answer.status === 401 ? 'not-known-here' : 'server-trouble'
}

function wordOf(body: unknown): string {
  return typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string' ? body.error : ''
}
