import { createHash, X509Certificate } from 'node:crypto'
import { isCountry } from '../../shared/areas/countries.ts'
import type { CertificateKey } from '../../shared/bundle/bundle.ts'
import { err, isNonEmpty, type NonEmpty, ok, type Result } from '../../shared/result.ts'
import { certificateKeyId, certificateKeyOf } from './certificate-key.ts'

export interface ListedKey {
  /** SHA-256 of the certificate, hex. */
  readonly fingerprint: string
  readonly key: CertificateKey
}

/**
 * A trust list as the EU's gateway and its national mirrors publish it: `{"certificates": [...]}` or the list alone, each
 * `{"rawData": base64 of the DER certificate, "country"?, "kid"?, "certificateType"?}`. Types other than `DSC` are left out,
 * a `kid` that is not the certificate's refuses the whole file, and so does anything else that is wrong: half a trust list
 * would turn good certificates into unknown ones without anybody knowing.
 */
export function parseTrustList(json: unknown): Result<readonly ListedKey[], NonEmpty<string>> {
  const entries = Array.isArray(json) ? json : isObject(json) && Array.isArray(json.certificates) ? json.certificates : null
  if (entries === null) return err(['a trust list is {"certificates": [...]} or a list'])
  const read = entries.map(readEntry)
  const faults = read.flatMap((entry, at) => (typeof entry === 'string' ? [`certificate ${at + 1}: ${entry}`] : []))
  if (isNonEmpty(faults)) return err(faults)
  const keys = read.filter((entry): entry is ListedKey => entry !== null && typeof entry !== 'string')
  return ok([...new Map(keys.map((entry) => [entry.fingerprint, entry])).values()])
}

/** A sentence where it is wrong, null where it is of no use here. */
function readEntry(entry: unknown): ListedKey | null | string {
  if (!isObject(entry) || typeof entry.rawData !== 'string') return 'has no "rawData"'
  if (entry.certificateType !== undefined && entry.certificateType !== 'DSC') return null
  const certificate = certificateIn(entry.rawData)
  if (certificate === null) return '"rawData" is no certificate'
  if (entry.country !== undefined && !(typeof entry.country === 'string' && isCountry(entry.country)))
    return '"country" is no ISO 3166-1 alpha-2 code'
  if (entry.kid !== undefined && entry.kid !== certificateKeyId(certificate))
    return `"kid" is not the certificate's, ${certificateKeyId(certificate)}`
  const key = certificateKeyOf(certificate, typeof entry.country === 'string' ? entry.country : null)
  return key.ok ? { fingerprint: createHash('sha256').update(certificate.raw).digest('hex'), key: key.value } : FAULTS[key.error]
}

const FAULTS = {
  'key-unusable': 'its key is neither P-256, P-384 nor RSA of 2048 bits and more',
  'country-missing': 'neither it nor its entry names a country',
  'dates-unreadable': 'its dates cannot be read',
} as const

function certificateIn(base64: string): X509Certificate | null {
  try {
    return new X509Certificate(Buffer.from(base64, 'base64'))
  } catch {
    return null
  }
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
