import { deflateSync, inflateSync } from 'node:zlib'
import { encodeCose } from '../../shared/credential/cose.ts'
import { CREDENTIAL_TYPES } from '../../shared/credential/credential.ts'
import { bytesOfDigits, digitsOf, MAX_BYTES } from '../../shared/credential/digits.ts'
import { issueCredential } from '../../shared/credential/issue-credential.ts'
import { bytesOfBase45 } from '../../shared/documents/base45.ts'
import { aCredential } from './a-credential.ts'
import { anEuCertificate, anEuKey, base45Of, type EuKey } from './an-eu-certificate.ts'
import type { Dice } from './dice.ts'
import { passportLines } from './mrz-lines.ts'
import { testKey } from './test-keys.ts'

/** What the bad ones are made from. */
export interface GoodCodes {
  readonly ours: readonly string[]
  readonly eu: readonly string[]
  readonly unsigned: readonly string[]
  readonly euKeys: readonly EuKey[]
}

export async function goodCodes(): Promise<GoodCodes> {
  const { signer } = testKey()
  const contents = [
    ...CREDENTIAL_TYPES.map((type) => aCredential({ type })),
    aCredential({}, { name: 'Lò Văn Tư', stops: [], tests: [], travel: null }),
  ]
  const euKeys = [anEuKey(), anEuKey('ps256')]
  return {
    ours: await Promise.all(contents.map((content) => issueCredential(content, signer))),
    eu: euKeys.map((key) => anEuCertificate(key)),
    unsigned: [
      '030085123456|141234567|Nguyễn Văn Thử|05031985|Nam|Thôn Đông, Tân Trường, Cẩm Giàng, Hải Dương|10052021',
      '030085123456||Nguyễn Văn Thử|05031985|Nam|Thôn Đông, Tân Trường|10052021||||',
      '030085123456|NGUYEN VAN THU|1985-03-05|0|QID0123456789|<1<HD4301234567890<0912345678<',
      passportLines({}),
    ],
    euKeys,
  }
}

export const BAD_KINDS = ['random', 'truncated', 'mutated', 'bit-flipped', 'huge', 'unicode', 'nested', 'bomb', 'fields'] as const
export type BadKind = (typeof BAD_KINDS)[number]

export interface BadCode {
  readonly kind: BadKind
  readonly text: string
  /** What it was made from; null where from nothing. */
  readonly from: string | null
}

/** One malformed code. Never one of the good ones. */
export function aBadCode(roll: Dice, good: GoodCodes): BadCode {
  const kind = roll.pick(BAD_KINDS)
  const from = roll.pick(roll.pick([good.ours, good.eu, good.unsigned]))
  const text = MAKERS[kind](roll, from)
  return all(good).includes(text.trim()) ? aBadCode(roll, good) : { kind, text, from: FROM_GOOD.includes(kind) ? from : null }
}

function all({ ours, eu, unsigned }: GoodCodes): readonly string[] {
  return [...ours, ...eu, ...unsigned]
}

const FROM_GOOD: readonly BadKind[] = ['truncated', 'mutated', 'bit-flipped']

const MAKERS: { readonly [kind in BadKind]: (roll: Dice, from: string) => string } = {
  random: (roll) => roll.pick(PREFIXES) + letters(roll, roll.pick(ALPHABETS), roll.between(0, 600)),
  truncated: (roll, from) => (roll.chance(0.5) ? from.slice(0, roll.between(0, from.length - 1)) : from.slice(roll.between(1, from.length))),
  mutated: mutate,
  'bit-flipped': flipBits,
  huge: (roll) => roll.pick(PREFIXES) + roll.pick(['0', '9', 'A', '<', '|', ' ', 'ạ', ':', '3|']).repeat(roll.between(2000, 60_000)),
  unicode: (roll) => roll.pick(PREFIXES) + String.fromCodePoint(...Array.from({ length: roll.between(1, 200) }, () => roll.between(0, 0x10ffff))),
  nested: nest,
  bomb: (roll) => roll.pick(BOMBS),
  fields: (roll) => Array.from({ length: roll.between(2, 14) }, () => roll.pick(FIELDS)).join('|'),
}

const KEY_ID = testKey().signer.keyId
const PREFIXES = ['', 'KB1:', 'HC1:', 'KB1:0', 'HC1:6BF', 'P<VNM', 'IDVNM', 'kb1:', ' KB1:']
const DIGITS = '0123456789'
const BASE45 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const ALPHABETS = [DIGITS, BASE45, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<<<<<<', `${BASE45}abcdefghijklmnopqrstuvwxyz|{}[]"\\đạ`]
const FIELDS = [
  '030085123456',
  '',
  '141234567',
  'Nguyễn Văn Thử',
  '05031985',
  '30022021',
  '1985-03-05',
  '0',
  '1',
  'Nam',
  '<1<',
  '9'.repeat(40),
  '\u0000',
  '__proto__',
]

function letters(roll: Dice, alphabet: string, count: number): string {
  let text = ''
  for (let i = 0; i < count; i++) text += alphabet.charAt(roll.between(0, alphabet.length - 1))
  return text
}

/** Without blanks: those at the ends of a text are no change. */
function mutate(roll: Dice, from: string): string {
  const alphabet = from.startsWith('KB1:') ? DIGITS : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<|:%*'
  let text = from
  for (let times = roll.between(1, 4); times > 0; times--) {
    const at = roll.between(0, text.length - 1)
    const put = alphabet.charAt(roll.between(0, alphabet.length - 1))
    const [drop, add] = roll.pick([[1, put] as const, [0, put] as const, [1, ''] as const])
    text = text.slice(0, at) + add + text.slice(at + drop)
  }
  return text
}

function flipBits(roll: Dice, from: string): string {
  const bytes = from.startsWith('KB1:') ? bytesOfDigits(from.slice(4)) : from.startsWith('HC1:') ? bytesOfBase45(from.slice(4)) : null
  if (bytes === null) return mutate(roll, from)
  if (from.startsWith('KB1:')) return `KB1:${digitsOf(flipped(roll, bytes))}`
  const inside = roll.chance(0.5)
  return `HC1:${base45Of(inside ? deflateSync(flipped(roll, inflateSync(bytes))) : flipped(roll, bytes))}`
}

function flipped(roll: Dice, bytes: Uint8Array): Uint8Array {
  const out = Uint8Array.from(bytes)
  for (let times = roll.between(1, 8); times > 0; times--) {
    const at = roll.between(0, out.length - 1)
    out[at] = (out[at] ?? 0) ^ (1 << roll.between(0, 7))
  }
  return out
}

/** Lists in lists, maps in maps, tags on tags, lengths that promise more than there is. */
function nest(roll: Dice): string {
  const heads = [0x81, 0x9f, 0xa1, 0xbf, 0xc1, 0x9b, 0xbb, 0x5f, 0x7f, 0x84, 0xd8]
  const head = roll.pick(heads)
  const bytes = Uint8Array.from({ length: roll.between(1, 1500) }, () => (roll.chance(0.95) ? head : roll.pick(heads)))
  if (roll.chance(0.3)) return `HC1:${base45Of(deflateSync(bytes))}`
  const cose = { keyId: KEY_ID, algorithm: 'ed25519', payload: bytes, signature: new Uint8Array(64) } as const
  return `KB1:${digitsOf((roll.chance(0.5) ? encodeCose(cose) : bytes).slice(0, MAX_BYTES))}`
}

const BOMBS = [20_000, 200_000, 1_500_000].flatMap((size) => [
  `HC1:${base45Of(deflateSync(new Uint8Array(size)))}`,
  `HC1:${base45Of(deflateSync(new Uint8Array(size).fill(0x81)))}`,
])
