import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import * as z from 'zod/mini'
import { type AuthorityId, asAuthorityId } from '../../shared/ids.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { EpochMs } from '../../shared/units.ts'

/** Both keys of an installation, in one file so that there is never one without the other. Demo keys say so themselves. */
export interface KeyFile {
  readonly v: 1
  readonly kind: 'demo' | 'production'
  readonly specimen: boolean
  readonly issuer: AuthorityId
  readonly madeAt: EpochMs
  readonly credential: KeyPair
  readonly bundle: KeyPair
}

/** Ed25519, 32 bytes each, base64url without padding. */
export interface KeyPair {
  readonly publicKey: string
  readonly privateKey: string
}

const raw32 = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/))
const keyPair = z.strictObject({ publicKey: raw32, privateKey: raw32 })
const keyFile = z.strictObject({
  v: z.literal(1),
  kind: z.enum(['demo', 'production']),
  specimen: z.boolean(),
  issuer: z.string(),
  madeAt: z.int(),
  credential: keyPair,
  bundle: keyPair,
})

export function makeKeyFile(kind: KeyFile['kind'], issuer: AuthorityId, madeAt: EpochMs): KeyFile {
  return { v: 1, kind, specimen: kind === 'demo', issuer, madeAt, credential: makeKeyPair(), bundle: makeKeyPair() }
}

/** The error says what is wrong with the text, to follow "its content". */
export function parseKeyFile(text: string): Result<KeyFile, string> {
  const json = parseJson(text)
  if (json === undefined) return err('is cut off or is no JSON')
  const parsed = keyFile.safeParse(json)
  if (!parsed.success) return err(`is not a key file of version 1 (at ${parsed.error.issues[0]?.path.join('.') || 'its top level'})`)
  const { issuer, kind, specimen, credential, bundle } = parsed.data
  if (!asAuthorityId.matches(issuer)) return err('names no authority as issuer')
  if (specimen !== (kind === 'demo')) return err('was edited: "kind" and "specimen" contradict each other')
  if (!isPair(credential) || !isPair(bundle)) return err('holds a public key that does not belong to its private key')
  return ok({ ...parsed.data, issuer })
}

export function privateKeyOf(pair: KeyPair): KeyObject {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: pair.publicKey, d: pair.privateKey }
  return createPrivateKey({ key: jwk, format: 'jwk' })
}

function makeKeyPair(): KeyPair {
  const { x = '', d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  return { publicKey: x, privateKey: d }
}

function isPair(pair: KeyPair): boolean {
  return createPublicKey(privateKeyOf(pair)).export({ format: 'jwk' }).x === pair.publicKey
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
