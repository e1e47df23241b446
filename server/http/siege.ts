import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Texts } from '../../shared/checkpoints/checkpoint.ts'
import { PROOF_HEADER, type ProofNeeded } from '../../shared/http/api.ts'
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../../shared/units.ts'
import type { Clock } from '../clock.ts'
import type { Route, RouteReply, RouteRequest } from './route.ts'
import { createSlowerLane, type SlowerLane } from './slower-lane.ts'

/**
 * Proof of work for the public posts, asked for only while far more of them come than a province sends: a phone pays a
 * second, a machine that sends thousands pays for each. Kiosks and staff never meet it.
 */
export interface Siege {
  /** The refusal that says what to solve; null where the request may go on. */
  readonly challenge: (request: Pick<RouteRequest, 'header' | 'clientAddress' | 'language'>) => RouteReply | null
  /** For browsers without JavaScript, which can solve nothing: the lane that they wait in; null while there is no attack. */
  readonly lane: () => SlowerLane | null
  /** The same lane without an attack: for an address whose share was used up by others behind it. */
  readonly slowerLane: SlowerLane
}

/** 131,000 hashes on average: about a second in a phone's worker. */
const BITS = 17
/** Over this long the rate is taken. */
const WINDOW_MS = 10 * SECOND_MS
/** Quiet for so long, and it is over. */
const CALM_AFTER_MS = MINUTE_MS
/** A challenge solved by a slow phone on a slow network still counts. */
const CHALLENGE_LIFE_MS = 5 * MINUTE_MS

/** Sixty thousand people a day pass a province's checkpoints, ten a second at the worst hour; this is ten times that. */
const ATTACK_PER_SECOND = 100

export function createSiege({
  clock,
  perSecond = ATTACK_PER_SECOND,
}: {
  readonly clock: Pick<Clock, 'realNow'>
  readonly perSecond?: number
}): Siege {
  const rate = slidingCount(clock)
  const lane = createSlowerLane(clock)
  const proofs = createProofs(clock)
  let until: EpochMs = 0
  const isUnder = (): boolean => {
    const now = clock.realNow()
    if (rate.add() > (perSecond * WINDOW_MS) / SECOND_MS) until = now + CALM_AFTER_MS
    return now < until
  }
  return {
    challenge: (request) => {
      if (!isUnder()) return null
      return proofs.isSolved(request) ? null : proofNeeded(proofs.make(request.clientAddress), request.language)
    },
    lane: () => (isUnder() ? lane : null),
    slowerLane: lane,
  }
}

/** Behind `challenge`; everything else as it was. */
export function besieged(siege: Siege, routes: readonly Route[]): readonly Route[] {
  return routes.map((route) => (isOpenToFloods(route) ? { ...route, handle: (request) => siege.challenge(request) ?? route.handle(request) } : route))
}

function isOpenToFloods({ method, access, path }: Route): boolean {
  return method === 'post' && access === 'public' && FLOODABLE.test(path)
}

const FLOODABLE = /^\/api\/(?:declarations|preview|groups|find)\b/

/** How many came within the window, this one included: in ten slots, so that it costs the same at any rate. */
function slidingCount({ realNow }: Pick<Clock, 'realNow'>): { readonly add: () => number } {
  const slots = new Map<number, number>()
  return {
    add: () => {
      const slot = Math.floor(realNow() / SECOND_MS)
      for (const old of slots.keys()) if (old <= slot - WINDOW_MS / SECOND_MS || old > slot) slots.delete(old)
      slots.set(slot, (slots.get(slot) ?? 0) + 1)
      return [...slots.values()].reduce((sum, count) => sum + count, 0)
    },
  }
}

interface Proofs {
  readonly make: (address: string) => string
  readonly isSolved: (request: Pick<RouteRequest, 'header' | 'clientAddress'>) => boolean
}

/** Nothing is kept of a challenge until it is solved: its own seal says when and for whom it was made. */
function createProofs({ realNow }: Pick<Clock, 'realNow'>): Proofs {
  const secret = randomBytes(32)
  const used = new Map<string, EpochMs>()
  const sealOf = (at: string, salt: string, address: string): string =>
    createHmac('sha256', secret).update(`${at}.${salt}.${address}`).digest('base64url')
  return {
    make: (address) => {
      const [at, salt] = [realNow().toString(36), randomBytes(9).toString('base64url')]
      return `${at}.${salt}.${sealOf(at, salt, address)}`
    },
    isSolved: ({ header, clientAddress }) => {
      const proof = header(PROOF_HEADER) ?? ''
      const [, challenge = '', at = '', salt = '', seal = ''] = /^(([0-9a-z]{1,12})\.([\w-]{1,20})\.([\w-]{43})):[\w-]{1,40}$/.exec(proof) ?? []
      const now = realNow()
      const madeAt = Number.parseInt(at, 36)
      const isFresh = madeAt <= now && now - madeAt <= CHALLENGE_LIFE_MS
      if (!isFresh || used.has(challenge) || !isEqual(seal, sealOf(at, salt, clientAddress)) || zeroBits(proof) < BITS) return false
      for (const [old, usedAt] of used) {
        if (now - usedAt <= CHALLENGE_LIFE_MS) break
        used.delete(old)
      }
      used.set(challenge, now)
      return true
    },
  }
}

function isEqual(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}

function zeroBits(text: string): number {
  return Math.clz32(createHash('sha256').update(text).digest().readUInt32BE(0))
}

function proofNeeded(challenge: string, language: 'vi' | 'en'): RouteReply {
  return { status: 429, body: { error: 'proof-needed', message: NEEDED[language], challenge, bits: BITS } satisfies ProofNeeded }
}

const NEEDED: Texts = {
  vi: 'Trang đang bị gửi dồn dập. Trình duyệt cần làm một phép tính khoảng một giây rồi gửi lại; những gì đã khai vẫn còn.',
  en: 'The site is being flooded. The browser must solve a sum of about a second and send again; your answers are kept.',
}
