import { CREDENTIAL_TYPES, type Credential, type OpenError, type Verify } from '../../shared/credential/credential.ts'
import { openCredential } from '../../shared/credential/open-credential.ts'
import type { OpenTrust } from '../../shared/credential/open-trust.ts'
import type { ForeignDocument } from '../../shared/documents/foreign-document.ts'
import { type ReadTrust, readDocument } from '../../shared/documents/read-document.ts'
import type { CredentialId } from '../../shared/ids.ts'
import type { EpochMs } from '../../shared/units.ts'
import { isDemo, type ReadyBundle } from '../bundle/ready-bundle.ts'
import { freshnessOfBundle } from '../bundle/staleness.ts'
import { verifyWithPlatform } from '../bundle/verify-with.ts'
import type { Reading } from './passage-view.ts'
import type { Situation } from './situation.ts'

type Moment = Pick<Situation, 'now' | 'clock' | 'bundle'>

/** Whatever was held up or typed, opened by the keys of the bundle held. */
export async function readText(text: string, moment: Moment, verify: Verify): Promise<Reading> {
  const trust = trustOf(moment, verify)
  const read = await readDocument(text, trust, moment.now)
  if (read.kind !== 'unreadable' || !ENDED.has(read.error.code)) return read
  const ended = await openEnded(text, trust.ours, moment.now)
  return ended === null ? read : { ...read, ended }
}

const ENDED: ReadonlySet<OpenError['code']> = new Set(['expired', 'revoked'])

/** As it was while it ran, so that the new code of the same person is known to be theirs. */
async function openEnded(text: string, trust: OpenTrust, at: EpochMs): Promise<Credential | null> {
  const opened = await openCredential(text, { ...trust, isRevoked: () => false }, at)
  if (opened.ok) return opened.value
  return opened.error.code === 'expired' && opened.error.at <= at ? openEnded(text, trust, opened.error.at - 1) : null
}

function trustOf(moment: Moment, verify: Verify): ReadTrust {
  return { ours: openTrust(moment, verify), eu: (text, now) => openEu(text, moment, now) }
}

function openTrust(moment: Moment, verify: Verify): OpenTrust {
  const { bundle, clock } = moment
  return {
    keys: freshKeys(moment)?.keys ?? null,
    specimens: bundle && isDemo(bundle) ? 'accept' : 'refuse',
    isRevoked: (id: CredentialId) => (!bundle || isStale(bundle, moment, 'revocations') ? 'unknown' : bundle.revoked.has(id)),
    clock,
    verify,
    verifyWith: verifyWithPlatform,
    types: CREDENTIAL_TYPES,
  }
}

/** Their readers are a chunk of their own, kept on the tablet with the rest: most people never hold one up. */
async function openEu(text: string, moment: Moment, now: number): Promise<ForeignDocument> {
  const { openEuCertificate } = await import('../../shared/documents/eu-certificate.ts')
  const keys = freshKeys(moment)
  const certificates = keys && (keys.certificates ?? [])
  return openEuCertificate(text, { certificates, clock: moment.clock, verifyWith: verifyWithPlatform }, now)
}

function freshKeys(moment: Moment): ReadyBundle['held']['parts']['keys'] | null {
  const { bundle } = moment
  return bundle && !isStale(bundle, moment, 'keys') ? bundle.held.parts.keys : null
}

function isStale({ held }: ReadyBundle, { now }: Moment, part: 'keys' | 'revocations'): boolean {
  return freshnessOfBundle(held.manifest, held.parts.policy, now).of(part) === 'stale'
}
