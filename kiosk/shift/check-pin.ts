import type { StaffId } from '../../shared/ids.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { FIRST_PIN_VERSION, isPin, MAX_PIN_FAILURES } from '../../shared/shift/pin.ts'
import type { PinRequest } from '../../shared/sync/protocol.ts'
import type { KioskStore, PinVerifier } from '../log/kiosk-store.ts'
import type { HttpAnswer, Post, SignRequest } from '../sync/kiosk-api.ts'
import { integer, withFields } from '../sync/wire-shapes.ts'
import { makeVerifier, matchesPin } from './pin-verifier.ts'

export type PinProblem = 'malformed' | 'wrong-pin' | 'locked' | 'not-assigned' | 'first-login-needs-network' | 'not-known-here' | 'server-trouble'

export interface PinDeps {
  readonly store: KioskStore
  readonly post: Post
  readonly sign: SignRequest
  readonly random: (bytes: number) => Uint8Array
}

/** Offline by the verifier of an earlier login on this tablet; else, and after five wrong ones, only the server can say. */
export async function checkPin(deps: PinDeps, officer: StaffId, pin: string): Promise<Result<null, PinProblem>> {
  if (!isPin(pin)) return err('malformed')
  const keys = await deps.store.read('keys')
  if (!keys) return err('not-known-here')
  const pinVersion = await pinVersionHeld(deps.store, officer)
  const known = await verifierOf(deps.store, officer, pinVersion)
  const locked = known !== null && known.failures >= MAX_PIN_FAILURES
  const failures = (known?.failures ?? 0) + 1
  if (known && !locked) {
    // Counted before it is checked, and whatever the network says: a reload or a stranger's answer gives no guess for nothing.
    await save(deps.store, { ...known, failures })
    if (await matchesPin(keys.pin, known, pin)) {
      await save(deps.store, { ...known, failures: 0 })
      return ok(null)
    }
  }
  const answer = await askServer(deps, { officer, pin })
  const online = sayingOf(answer)
  if (online === 'right') {
    const confirmed = pinVersionIn(answer) ?? pinVersion ?? FIRST_PIN_VERSION
    await save(deps.store, await makeVerifier(keys.pin, { officer, pin, pinVersion: confirmed, salt: deps.random(16) }))
    return ok(null)
  }
  if (known && !locked && ONLY_THIS_TABLET_KNOWS.has(online)) return err(failures >= MAX_PIN_FAILURES ? 'locked' : 'wrong-pin')
  if (online === 'unreachable') return err(locked ? 'locked' : 'first-login-needs-network')
  return err(online)
}

/** Answers that add nothing to what the verifier here has said. */
const ONLY_THIS_TABLET_KNOWS: ReadonlySet<ServerSays> = new Set(['wrong-pin', 'unreachable', 'server-trouble'])

/** By the bundle held; null where it does not name the officer, and then no verifier here counts. */
async function pinVersionHeld(store: KioskStore, officer: StaffId): Promise<number | null> {
  const named = (await store.read('parts'))?.officers.officers.find(({ id }) => id === officer)
  return named ? (named.pinVersion ?? FIRST_PIN_VERSION) : null
}

/** A verifier of another PIN than the officer's present one is deleted, and its count of wrong tries with it. */
async function verifierOf(store: KioskStore, officer: StaffId, pinVersion: number | null): Promise<PinVerifier | null> {
  const verifiers = (await store.read('verifiers')) ?? []
  const found = verifiers.find((verifier) => verifier.officer === officer)
  if (!found || pinVersion === null) return null
  if ((found.pinVersion ?? FIRST_PIN_VERSION) === pinVersion) return found
  await store.write({ verifiers: verifiers.filter((verifier) => verifier !== found) })
  return null
}

async function save(store: KioskStore, verifier: PinVerifier): Promise<void> {
  const others = ((await store.read('verifiers')) ?? []).filter((other) => other.officer !== verifier.officer)
  await store.write({ verifiers: [...others, verifier] })
}

/** Servers of before PINs were counted answer without one. */
const isPinReply = withFields({ officer: withFields({ pinVersion: integer(0) }) })

type ServerSays = 'right' | 'wrong-pin' | 'locked' | 'not-assigned' | 'not-known-here' | 'server-trouble' | 'unreachable'

async function askServer(deps: PinDeps, request: PinRequest): Promise<HttpAnswer> {
  const path = '/api/kiosks/pin'
  const body = JSON.stringify(request)
  return deps.post(path, body, await deps.sign(path, body))
}

function sayingOf(answer: HttpAnswer): ServerSays {
  if (answer.kind === 'unreachable') return 'unreachable'
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

/** The server may have set a new PIN that the bundle here does not tell of yet. */
function pinVersionIn(answer: HttpAnswer): number | null {
  return answer.kind === 'answer' && isPinReply(answer.body) ? answer.body.officer.pinVersion : null
}
