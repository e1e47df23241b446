import { encodeCbor } from '../credential/cbor.ts'
import { err, ok, type Result } from '../result.ts'
import { type EpochMs, SECOND_MS } from '../units.ts'
import { bytesOfBase45 } from './base45.ts'
import { decodeForeignCbor, type ForeignCbor, type ForeignMap, isForeignList, isForeignMap } from './foreign-cbor.ts'
import { EU_PREFIX } from './foreign-document.ts'
import { inflate } from './inflate.ts'

/** The longest that fits a QR code. */
const MAX_TEXT = 4300

/** Which layer did not open: each is a check of its own in the public test data. */
export type EuLayer = 'prefix' | 'base45' | 'compression' | 'cose' | 'content'

/** A COSE_Sign1 of a stranger, nothing of it to be believed yet. */
export interface EuEnvelope {
  /** 8 bytes or fewer; of the protected header where it has one, else of the unprotected. Null where neither has. */
  readonly keyId: Uint8Array | null
  /** As COSE numbers them; null where the header names none. */
  readonly algorithm: number | null
  readonly payload: Uint8Array
  readonly signature: Uint8Array
  /** The Sig_structure of RFC 9052 §4.4. */
  readonly signed: Uint8Array
}

/** What the envelope says, readable only. */
export interface EuContent {
  readonly issuer: string | null
  readonly issuedAt: EpochMs | null
  readonly expiresAt: EpochMs | null
  readonly certificate: ForeignMap
}

/** Base45 has blanks among its letters, but none can be the last: what is cut off at the end was typed by a scanner. */
export function stripEuPrefix(text: string): string | null {
  const typed = text.trimEnd()
  return typed.length <= MAX_TEXT && typed.startsWith(EU_PREFIX) ? typed.slice(EU_PREFIX.length) : null
}

export function openEuEnvelope(text: string): Result<EuEnvelope, EuLayer> {
  const letters = stripEuPrefix(text)
  if (letters === null) return err('prefix')
  const packed = bytesOfBase45(letters)
  if (packed === null) return err('base45')
  const cose = inflate(packed)
  if (cose === null) return err('compression')
  const envelope = decodeEuCose(cose)
  return envelope ? ok(envelope) : err('cose')
}

export function decodeEuCose(bytes: Uint8Array): EuEnvelope | null {
  const parts = decodeForeignCbor(bytes)
  if (!isForeignList(parts) || parts.length !== 4) return null
  const [header, unprotected, payload, signature] = parts
  if (!(header instanceof Uint8Array && payload instanceof Uint8Array && signature instanceof Uint8Array)) return null
  const protectedMap = header.length === 0 ? new Map<string | number, ForeignCbor>() : decodeForeignCbor(header)
  if (!isForeignMap(protectedMap) || !isForeignMap(unprotected)) return null
  return {
    keyId: bytesIn(protectedMap, KEY_ID) ?? bytesIn(unprotected, KEY_ID),
    algorithm: numberIn(protectedMap, ALGORITHM) ?? numberIn(unprotected, ALGORITHM),
    payload,
    signature,
    signed: encodeCbor(['Signature1', header, new Uint8Array(0), payload]),
  }
}

/** Null where the payload is not a CWT with one health certificate. */
export function readEuContent(payload: Uint8Array): EuContent | null {
  const claims = decodeForeignCbor(payload)
  if (!isForeignMap(claims)) return null
  const health = claims.get(HEALTH_CERTIFICATE)
  const certificate = isForeignMap(health) ? health.get(1) : undefined
  if (!isForeignMap(certificate)) return null
  const issuer = claims.get(ISSUER)
  return {
    issuer: typeof issuer === 'string' ? issuer : null,
    issuedAt: instantIn(claims, ISSUED),
    expiresAt: instantIn(claims, EXPIRES),
    certificate,
  }
}

function bytesIn(map: ForeignMap, key: number): Uint8Array | null {
  const value = map.get(key)
  return value instanceof Uint8Array ? value : null
}

function numberIn(map: ForeignMap, key: number): number | null {
  const value = map.get(key)
  return typeof value === 'number' ? value : null
}

function instantIn(map: ForeignMap, key: number): EpochMs | null {
  const seconds = numberIn(map, key)
  return seconds === null || !Number.isFinite(seconds) ? null : Math.round(seconds * SECOND_MS)
}

const ALGORITHM = 1
const KEY_ID = 4
const ISSUER = 1
const EXPIRES = 4
const ISSUED = 6
const HEALTH_CERTIFICATE = -260
