import { createHash, type X509Certificate } from 'node:crypto'
import type { CertificateKey } from '../../shared/bundle/bundle.ts'
import { err, ok, type Result } from '../../shared/result.ts'

export type CertificateFault = 'key-unusable' | 'country-missing' | 'dates-unreadable'

/**
 * A signer's X.509 certificate as the bundle lists it. Its own issuer is not checked: the list it came in is what is trusted,
 * and `listedCountry` is what that list says; null where it says nothing, and then the certificate must.
 */
export function certificateKeyOf(certificate: X509Certificate, listedCountry: string | null): Result<CertificateKey, CertificateFault> {
  const algorithm = algorithmOf(certificate)
  const country = listedCountry ?? /^C=([A-Za-z]{2})$/m.exec(certificate.subject ?? '')?.[1]
  const validFrom = Date.parse(certificate.validFrom)
  const validTo = Date.parse(certificate.validTo)
  if (algorithm === null) return err('key-unusable')
  if (country === undefined) return err('country-missing')
  if (Number.isNaN(validFrom) || Number.isNaN(validTo)) return err('dates-unreadable')
  return ok({
    keyId: certificateKeyId(certificate),
    country: country.toUpperCase(),
    algorithm,
    publicKey: certificate.publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
    usages: usagesOf(certificate),
    validFrom,
    validTo,
  })
}

/** First 8 bytes of SHA-256 of the certificate, as the codes name it. */
export function certificateKeyId(certificate: X509Certificate): string {
  return createHash('sha256').update(certificate.raw).digest().subarray(0, 8).toString('base64')
}

function algorithmOf({ publicKey }: X509Certificate): CertificateKey['algorithm'] | null {
  if (publicKey.asymmetricKeyType === 'ec') return CURVES.includes(publicKey.asymmetricKeyDetails?.namedCurve ?? '') ? 'es256' : null
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0
  return publicKey.asymmetricKeyType === 'rsa' && bits >= MIN_RSA_BITS ? 'ps256' : null
}

/** The extended key usages of the EU's specification (annex A.4). Two arcs exist, so they are matched by their end. */
function usagesOf({ keyUsage }: X509Certificate): CertificateKey['usages'] {
  return USAGE_BY_END.flatMap(([end, usage]) => ((keyUsage ?? []).some((oid) => oid.endsWith(end)) ? [usage] : []))
}

const USAGE_BY_END = [
  ['.1847.2021.1.1', 'test'],
  ['.1847.2021.1.2', 'vaccination'],
  ['.1847.2021.1.3', 'recovery'],
] as const
/** Some states sign ES256 by a key on P-384. */
const CURVES = ['prime256v1', 'secp384r1']
const MIN_RSA_BITS = 2048
