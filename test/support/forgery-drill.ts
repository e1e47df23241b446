import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import type { ReadyBundle } from '../../kiosk/bundle/ready-bundle.ts'
import { judgePassage } from '../../kiosk/scan/judge-passage.ts'
import type { Reading } from '../../kiosk/scan/passage-view.ts'
import { readText } from '../../kiosk/scan/read-text.ts'
import { nodeVerify } from '../../server/keys/node-verify.ts'
import { encodeCose } from '../../shared/credential/cose.ts'
import type { Credential, TrustedKey } from '../../shared/credential/credential.ts'
import { bytesOfDigits, digitsOf } from '../../shared/credential/digits.ts'
import { encodeClaims } from '../../shared/credential/encode-claims.ts'
import { issueCredential, type Signer } from '../../shared/credential/issue-credential.ts'
import { hexOf } from '../../shared/hex.ts'
import { asAuthorityId, asCredentialId, asPassageId } from '../../shared/ids.ts'
import { DAY_MS, HOUR_MS } from '../../shared/units.ts'
import { aStation, HOME, readyTestBundle } from '../kiosk/a-station.ts'
import { aCredential, ISSUED_AT } from './a-credential.ts'
import { anEuCertificate, anEuKey, type EuKey } from './an-eu-certificate.ts'
import { type Dice, dice } from './dice.ts'
import { testKey } from './test-keys.ts'

export const FORGERIES = [
  'forged',
  'swapped',
  'untrusted-issuer',
  'algorithm-swapped',
  'old-key',
  'other-type',
  'out-of-term',
  'revoked',
  'eu',
  'replayed',
] as const
export type Forgery = (typeof FORGERIES)[number]

export interface ForgeryReport {
  readonly faults: readonly string[]
  readonly tried: number
  readonly byKind: { readonly [kind: string]: number }
}

/** Codes that somebody made up or that count no more, at a kiosk that admits the true ones: not one may be admitted. */
export async function runForgeries({ seed, tries }: { readonly seed: number; readonly tries: number }): Promise<ForgeryReport> {
  const roll = dice(seed)
  const world = await aWorld()
  await holdTheTrueOnesGood(world)
  const faults: string[] = []
  const byKind: Record<string, number> = Object.fromEntries(FORGERIES.map((kind) => [kind, 0]))
  const replay = replayer()
  for (let n = 0; n < tries; n++) {
    const kind = kindOfTry(n)
    byKind[kind] = (byKind[kind] ?? 0) + 1
    const admitted = kind === 'replayed' ? await replay(n) : await isAdmitted(world, await MAKERS[kind](roll, world))
    if (admitted && faults.length < MAX_FAULTS) faults.push(`try ${n} (${kind}) was admitted`)
  }
  return { faults, tried: tries, byKind }
}

/** In turn, so that a short run has them all; a replay needs a kiosk with a memory, which costs more than all the others. */
function kindOfTry(n: number): Forgery {
  const others = FORGERIES.slice(0, -1)
  return n % REPLAY_EVERY === 0 ? 'replayed' : (others[n % others.length] ?? 'forged')
}

const REPLAY_EVERY = 50
const MAX_FAULTS = 20
const REVOKED = asCredentialId('00000000000000dd')

interface World {
  readonly bundle: ReadyBundle
  readonly eu: EuKey
}

const trusted = testKey(1)
const retired = testKey(2, { validTo: ISSUED_AT })
const future = testKey(3, { validFrom: ISSUED_AT + 1 })
const passesOnly = testKey(4, { types: ['vehicle-pass'] })
const foreign = testKey(5, { issuer: asAuthorityId('VN-31') })
const slips = slipKey()

async function aWorld(): Promise<World> {
  const eu = anEuKey()
  const keys = [trusted, retired, future, passesOnly, foreign].map((key) => ({ ...key.trusted, specimen: false }))
  const parts = {
    keys: { keys: [...keys, slips.trusted], certificates: [eu.trusted] },
    revocations: { credentials: [REVOKED] },
  }
  return { bundle: await readyTestBundle({ parts }), eu }
}

/** A drill that admits nothing at all would prove nothing. */
async function holdTheTrueOnesGood(world: World): Promise<void> {
  const good = await issueCredential(content({}), trusted.signer)
  const slip = await issueCredential(content({ type: 'slip' }), slips.signer)
  for (const text of [good, slip]) if (!(await isAdmitted(world, text))) throw new Error('a true code is not admitted')
}

async function isAdmitted({ bundle }: World, text: string): Promise<boolean> {
  const moment = { now: ISSUED_AT, clock: 'sure', bundle } as const
  const reading: Reading = await readText(text, moment, nodeVerify)
  const [lane] = bundle.held.parts.checkpoint.lanes
  if (!lane) throw new Error('no lane')
  const situation = { ...moment, wallAt: ISSUED_AT, monotonicMs: 0, officer: null, lane, online: false, language: 'vi' } as const
  const { verdict, handsFree } = judgePassage({ passage: PASSAGE, reading, observations: [], earlier: null, lane }, situation)
  return handsFree || verdict.outcome === 'admit' || (reading.kind === 'document' && reading.document.trust === 'attested')
}

const PASSAGE = asPassageId('0'.repeat(32))

function content(change: Partial<Credential>): Credential {
  return aCredential({ id: asCredentialId('00000000000000aa'), ...change }, HOME)
}

type Maker = (roll: Dice, world: World) => Promise<string>

const MAKERS: { readonly [kind in Exclude<Forgery, 'replayed'>]: Maker } = {
  forged: async (roll) => issueCredential(content({}), { ...testKey(roll.between(20, 255)).signer, keyId: trusted.signer.keyId }),
  swapped: swap,
  'untrusted-issuer': async (roll) => {
    if (roll.chance(0.5)) return issueCredential(content({}), testKey(roll.between(20, 255)).signer)
    return issueCredential(content({ issuer: asAuthorityId(roll.pick(['VN', 'VN-31', 'VN-01', 'CN'])) }), trusted.signer)
  },
  'algorithm-swapped': swapAlgorithm,
  'old-key': async (roll) => issueCredential(content({ issuedAt: ISSUED_AT }), roll.pick([retired, future]).signer),
  'other-type': async (roll) => {
    const [type, signer] = roll.pick<readonly [Credential['type'], Signer]>([
      ['person', slips.signer],
      ['person', passesOnly.signer],
      ['slip', passesOnly.signer],
      ['vehicle-pass', trusted.signer],
      ['completed-quarantine', trusted.signer],
      ['vehicle-pass', passesOnly.signer],
    ])
    return issueCredential(content({ type }), signer)
  },
  'out-of-term': async (roll) => {
    const issuedAt = roll.pick([ISSUED_AT - 72 * HOUR_MS, ISSUED_AT - roll.between(73, 2000) * HOUR_MS, ISSUED_AT + roll.between(6, 5000) * 60_000])
    return issueCredential(content({ issuedAt, expiresAt: issuedAt + 72 * HOUR_MS }), trusted.signer)
  },
  revoked: async () => issueCredential(content({ id: REVOKED }), trusted.signer),
  eu: forgeEu,
}

/** One code's content under another's signature; or anything in it changed and the signature kept. */
async function swap(roll: Dice): Promise<string> {
  const one = content({
    id: asCredentialId(
      roll
        .between(0, 2 ** 32)
        .toString(16)
        .padStart(16, '0'),
    ),
  })
  const signature = bytesOf(await issueCredential(one, trusted.signer)).slice(-64)
  const changed = roll.pick<Credential>([
    { ...one, claims: { ...one.claims, name: 'Người Khác' } },
    { ...one, expiresAt: one.expiresAt + DAY_MS },
    { ...one, claims: { ...one.claims, birthYear: one.claims.birthYear - 1 } },
    content({ id: asCredentialId('00000000000000bb') }),
  ])
  return codeOf({ keyId: trusted.signer.keyId, algorithm: 'ed25519', payload: encodeClaims(changed), signature })
}

async function swapAlgorithm(roll: Dice): Promise<string> {
  const payload = encodeClaims(content({ type: roll.pick(['person', 'slip']) }))
  const [keyId, other] = roll.pick([[trusted.signer.keyId, slips.signer] as const, [slips.signer.keyId, trusted.signer] as const])
  const algorithm = roll.pick(['ed25519', 'es256'] as const)
  const signature = roll.chance(0.2) ? new Uint8Array(64) : await other.sign(payload)
  const text = codeOf({ keyId, algorithm, payload, signature })
  if (roll.chance(0.7)) return text
  // "none", HMAC, and others that are not ours at all: the byte of the algorithm in the header.
  const bytes = bytesOf(text)
  bytes[4] = roll.pick([0x00, 0x05, 0x25, 0x28, 0xf6])
  return `KB1:${digitsOf(bytes)}`
}

async function forgeEu(roll: Dice, { eu }: World): Promise<string> {
  const stranger = STRANGERS[roll.between(0, STRANGERS.length - 1)] ?? eu
  const seconds = ISSUED_AT / 1000
  return roll.pick([
    () => anEuCertificate(stranger),
    () => anEuCertificate({ ...stranger, keyId: eu.keyId }),
    () => anEuCertificate(eu, { algorithm: roll.pick([-37, -8, 5, 0, -35]) }),
    () => anEuCertificate(eu, { expiresAt: seconds - roll.between(1, 10_000_000) }),
    () => anEuCertificate(eu, { issuedAt: seconds + roll.between(301, 10_000_000) }),
    () => anEuCertificate(eu, { expiresAt: null }),
    () => anEuCertificate({ ...eu, sign: () => new Uint8Array(64) }),
  ])()
}

const STRANGERS = Array.from({ length: 8 }, () => anEuKey())

function bytesOf(text: string): Uint8Array {
  return bytesOfDigits(text.slice(4)) ?? new Uint8Array()
}

function codeOf(message: Parameters<typeof encodeCose>[0]): string {
  return `KB1:${digitsOf(encodeCose(message))}`
}

/** The same true code again, the same way: at a kiosk that admitted it. A fresh kiosk every hundred. */
function replayer(): (n: number) => Promise<boolean> {
  let station: Awaited<ReturnType<typeof aStation>> | null = null
  let used = 0
  return async (n) => {
    if (used++ % 100 === 0) station = null
    station ??= await aStation({ parts: { keys: { keys: [{ ...trusted.trusted, specimen: true }] } } })
    const text = await issueCredential(content({ id: asCredentialId(n.toString(16).padStart(16, '0')), specimen: true }), trusted.signer)
    const first = await station.station.readCode(text)
    if (first.view.verdict.outcome !== 'admit') throw new Error('a true code is not admitted')
    station.wait(10_000)
    const again = await station.station.readCode(text)
    return again.kind !== 'new' || again.view.verdict.outcome === 'admit'
  }
}

function slipKey(): { readonly signer: Signer; readonly trusted: TrustedKey } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
  const keyId = hexOf(point.subarray(1, 5))
  const key = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }))
  return {
    signer: { keyId, algorithm: 'es256', sign: async (message) => new Uint8Array(sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' })) },
    trusted: { ...testKey().trusted, keyId, algorithm: 'es256', publicKey: point.toString('base64url'), types: ['slip'] },
  }
}
