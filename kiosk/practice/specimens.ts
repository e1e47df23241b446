import { getPublicKeyAsync, signAsync } from '@noble/ed25519'
import { base64UrlOf } from '../../shared/base64url.ts'
import type { Texts } from '../../shared/checkpoints/checkpoint.ts'
import type { TrustedKey } from '../../shared/credential/credential.ts'
import { issueCredential, type Signer } from '../../shared/credential/issue-credential.ts'
import { keyIdOf } from '../../shared/credential/key-id.ts'
import type { Claims } from '../../shared/declaration/claims.ts'
import { hexOf } from '../../shared/hex.ts'
import { asCredentialId } from '../../shared/ids.ts'
import { addDays, localDateAt } from '../../shared/time.ts'
import { type EpochMs, HOUR_MS } from '../../shared/units.ts'
import type { ReadyBundle } from '../bundle/ready-bundle.ts'

/** A code to practise with: real in every layer but for its key, which was made for this practice and dies with it. */
export interface Specimen {
  readonly id: string
  readonly text: Texts
  readonly code: string
}

export interface SpecimenSet {
  readonly specimens: readonly Specimen[]
  readonly key: TrustedKey
}

interface Making {
  readonly bundle: ReadyBundle
  readonly now: EpochMs
  readonly random: (bytes: number) => Uint8Array
}

export async function makeSpecimens(making: Making): Promise<SpecimenSet> {
  const secret = making.random(32)
  const publicKey = await getPublicKeyAsync(secret)
  const keyId = keyIdOf(publicKey)
  const issuer = making.bundle.held.parts.checkpoint.authority
  const signer: Signer = { keyId, sign: (message) => signAsync(message, secret) }
  const key: TrustedKey = {
    keyId,
    issuer,
    publicKey: base64UrlOf(publicKey),
    types: ['person'],
    validFrom: 0,
    validTo: null,
    specimen: true,
  }
  const specimens: Specimen[] = []
  for (const draft of draftsOf(making)) specimens.push({ id: draft.id, text: draft.text, code: await codeOf(making, draft, signer) })
  const [first] = specimens
  if (first) specimens.push({ id: 'forged', text: FORGED, code: forgedFrom(first.code) })
  return { specimens, key }
}

interface SpecimenDraft {
  readonly id: string
  readonly text: Texts
  readonly claims: Partial<Claims>
  readonly issuedHoursAgo: number
}

const FORGED: Texts = { vi: 'Mã bị sửa', en: 'An altered code' }

/** The places are this checkpoint's and a zone of the bundle held, so that the rules in force answer as they would. */
function draftsOf({ bundle, now }: Making): readonly SpecimenDraft[] {
  const { checkpoint, zones } = bundle.held.parts
  const zone = zones.zones.find(({ state, from, to }) => state === 'active' && from <= now && (to === null || now < to))
  const away = zone?.place ?? checkpoint.borders ?? checkpoint.place
  const today = localDateAt(now)
  const stop = (place: typeof away) => [{ place, from: addDays(today, -14), to: today }]
  const bus = { means: 'bus', personsAboard: 4, plate: '14B99999' } as const
  return [
    { id: 'home', text: { vi: 'Người ở nhà suốt 14 ngày', en: 'At home for 14 days' }, claims: {}, issuedHoursAgo: 1 },
    { id: 'zone', text: { vi: 'Người từ vùng dịch về', en: 'From a zone under a measure' }, claims: { stops: stop(away) }, issuedHoursAgo: 1 },
    { id: 'ill', text: { vi: 'Người khai có sốt, ho', en: 'Declares fever and cough' }, claims: { symptoms: ['fever', 'cough'] }, issuedHoursAgo: 1 },
    { id: 'driver', text: { vi: 'Lái xe khách, khai 4 người', en: 'Bus driver, declares 4 aboard' }, claims: { travel: bus }, issuedHoursAgo: 1 },
    {
      id: 'passenger',
      text: { vi: 'Hành khách trên xe', en: 'Passenger of the bus' },
      claims: { travel: { means: 'bus', personsAboard: 1 } },
      issuedHoursAgo: 1,
    },
    { id: 'expired', text: { vi: 'Mã đã hết hạn', en: 'An expired code' }, claims: {}, issuedHoursAgo: 80 },
  ]
}

function codeOf({ bundle, now, random }: Making, draft: SpecimenDraft, signer: Signer): Promise<string> {
  const { place, authority } = bundle.held.parts.checkpoint
  const today = localDateAt(now)
  const issuedAt = now - draft.issuedHoursAgo * HOUR_MS
  const base: Claims = {
    name: SPECIMEN_NAMES[draft.id] ?? 'Mẫu Luyện Tập',
    birthYear: 1985,
    sex: null,
    nationality: 'VN',
    residence: place,
    document: { kind: 'citizen-id', lastThree: '000' },
    stops: [{ place, from: addDays(today, -14), to: today }],
    destination: place,
    purpose: 'return-home',
    sector: null,
    employer: null,
    travel: { means: 'motorbike', personsAboard: 1, plate: '14B999999' },
    cargo: null,
    symptoms: [],
    exposures: [],
    tests: [],
    doses: [],
    homePossible: true,
    revised: false,
  }
  const id = asCredentialId(hexOf(random(8)))
  const life = { issuedAt, expiresAt: issuedAt + 72 * HOUR_MS }
  return issueCredential(
    { type: 'person', formVersion: 1, issuer: authority, id, ...life, specimen: true, claims: { ...base, ...draft.claims } },
    signer,
  )
}

const SPECIMEN_NAMES: { readonly [id: string]: string } = {
  home: 'Mẫu Thị Nhà',
  zone: 'Mẫu Văn Vùng',
  ill: 'Mẫu Văn Sốt',
  driver: 'Mẫu Văn Lái',
  passenger: 'Mẫu Thị Khách',
  expired: 'Mẫu Văn Cũ',
}

/** One digit of the signature's end is another: everything opens but the signature. */
function forgedFrom(code: string): string {
  const last = Number(code.at(-1))
  return `${code.slice(0, -1)}${(last + 1) % 10}`
}
