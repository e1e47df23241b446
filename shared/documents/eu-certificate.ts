import { bytesOfBase64Url } from '../base64url.ts'
import type { CertificateKey } from '../bundle/bundle.ts'
import { MAX_ISSUE_SKEW_MS, type VerifyWith } from '../credential/credential.ts'
import { hexOf } from '../hex.ts'
import { err, ok, type Result } from '../result.ts'
import type { EpochMs } from '../units.ts'
import { base64Of } from './base64.ts'
import { euUsageOf, readEuClaims } from './eu-claims.ts'
import { type EuContent, type EuEnvelope, openEuEnvelope, readEuContent } from './eu-envelope.ts'
import { badDocument, type DocumentProblem, type ForeignDocument } from './foreign-document.ts'

/** What opening an EU certificate depends on besides text and clock. */
export interface EuTrust {
  /** Null where no bundle is held or its keys are too old to rely on. */
  readonly certificates: readonly CertificateKey[] | null
  readonly clock: 'sure' | 'doubtful'
  readonly verifyWith: VerifyWith
}

/** Authentic, then readable, then allowed, then in its term; "bad" apart from "could not check". */
export async function openEuCertificate(text: string, trust: EuTrust, now: EpochMs): Promise<ForeignDocument> {
  const envelope = openEuEnvelope(text)
  if (!envelope.ok) return badDocument('eu-certificate', 'malformed')
  const signer = await findEuSigner(envelope.value, trust)
  const content = readEuContent(envelope.value.payload)
  if (content === null) return badDocument('eu-certificate', 'malformed')
  if (!signer.ok && BAD.includes(signer.error)) return badDocument('eu-certificate', signer.error)
  if (!signer.ok) return documentOf(content, { signature: envelope.value.signature, key: null, problem: signer.error })
  const problem = checkEuSigner(content, signer.value) ?? checkEuTerm(content, { now, skewMs: MAX_ISSUE_SKEW_MS, clock: trust.clock })
  if (problem !== null && BAD.includes(problem)) return { ...badDocument('eu-certificate', problem), expiresAt: content.expiresAt }
  return documentOf(content, { signature: envelope.value.signature, key: signer.value, problem })
}

/** Problems of the certificate itself, not of this kiosk. */
const BAD: readonly DocumentProblem[] = ['signature-invalid', 'key-not-in-service', 'wrong-usage', 'expired', 'not-yet-valid']

/** The key of the trust list that made this signature; the header may name no other algorithm than the key's own. */
export async function findEuSigner(envelope: EuEnvelope, trust: EuTrust): Promise<Result<CertificateKey, DocumentProblem>> {
  if (trust.certificates === null) return err('keys-missing')
  const keyId = envelope.keyId && base64Of(envelope.keyId)
  const candidates = trust.certificates.filter((key) => key.keyId === keyId)
  if (candidates.length === 0) return err(strangerIn(envelope, trust.certificates))
  for (const key of candidates) if (await holds(envelope, key, trust.verifyWith)) return ok(key)
  return err('signature-invalid')
}

/** Another key of a country that is known may be a new one; of a country without any key, nothing of it can be checked here. */
function strangerIn(envelope: EuEnvelope, certificates: readonly CertificateKey[]): DocumentProblem {
  const issuer = readEuContent(envelope.payload)?.issuer
  return certificates.some(({ country }) => country === issuer) ? 'unknown-key' : 'unknown-country'
}

async function holds({ algorithm, signature, signed }: EuEnvelope, key: CertificateKey, verifyWith: VerifyWith): Promise<boolean> {
  const publicKey = bytesOfBase64Url(key.publicKey)
  if (publicKey === null || algorithm !== COSE_ALGORITHMS[key.algorithm]) return false
  return verifyWith({ algorithm: key.algorithm, publicKey, signature, message: signed })
}

const COSE_ALGORITHMS = { es256: -7, ps256: -37 } as const

/** A key signs while it is in service, and only the kinds of certificate that it was given. */
function checkEuSigner(content: EuContent, key: CertificateKey): DocumentProblem | null {
  const { issuedAt } = content
  if (issuedAt !== null && (issuedAt < key.validFrom || (key.validTo !== null && issuedAt >= key.validTo))) return 'key-not-in-service'
  return isEuUsageAllowed(content, key.usages) ? null : 'wrong-usage'
}

export function isEuUsageAllowed({ certificate }: EuContent, usages: CertificateKey['usages']): boolean {
  const usage = euUsageOf(certificate)
  return usages.length === 0 || (usage !== null && usages.includes(usage))
}

interface Term {
  readonly now: EpochMs
  readonly skewMs: number
  readonly clock: 'sure' | 'doubtful'
}

/** Both ends belong to the term. One without an end is not of the format; with a doubtful clock nobody is told "expired". */
export function checkEuTerm({ issuedAt, expiresAt }: EuContent, { now, skewMs, clock }: Term): DocumentProblem | null {
  if (clock === 'doubtful' || Number.isNaN(now)) return 'clock-doubtful'
  if (expiresAt === null) return 'content-unknown'
  if (issuedAt !== null && now < issuedAt - skewMs) return 'not-yet-valid'
  return now <= expiresAt ? null : 'expired'
}

interface Judged {
  readonly signature: Uint8Array
  readonly key: CertificateKey | null
  readonly problem: DocumentProblem | null
}

function documentOf(content: EuContent, { signature, key, problem }: Judged): ForeignDocument {
  const holder = readEuClaims(content.certificate, problem === null ? 'attested' : 'declared')
  if (holder === null && key === null) return badDocument('eu-certificate', 'malformed')
  const failed = problem ?? (holder === null ? 'content-unknown' : null)
  return {
    source: 'eu-certificate',
    trust: failed === null ? 'attested' : 'unchecked',
    problem: failed,
    claims: holder?.claims ?? null,
    issuedAt: content.issuedAt ?? 0,
    identities: [],
    birthDate: holder?.birthDate ?? null,
    address: null,
    // Only half of an ECDSA signature is the same in all its forms.
    mark: holder?.identifier ?? hexOf(signature.slice(0, 32)),
    signedBy: key?.country ?? null,
    expiresAt: content.expiresAt,
  }
}
