import { createPublicKey } from 'node:crypto'
import { base64UrlOf, bytesOfBase64Url } from '../../shared/base64url.ts'
import type { Checkpoint } from '../../shared/checkpoints/checkpoint.ts'
import { MAX_ISSUE_SKEW_MS, type TrustedKey } from '../../shared/credential/credential.ts'
import { keyIdOf } from '../../shared/credential/key-id.ts'
import { type AuthorityId, asAuthorityId } from '../../shared/ids.ts'
import { SLIP_LIFE_HOURS } from '../../shared/paper/slip.ts'
import { type EpochMs, HOUR_MS } from '../../shared/units.ts'
import type { CoreDeps } from '../deps.ts'
import type { Storage } from '../storage/storage.ts'

type KeysByAuthority = ReadonlyMap<AuthorityId, readonly TrustedKey[]>

/** A slip is expired for good this long after its kiosk's last. */
const LAST_SLIP_MS = SLIP_LIFE_HOURS * HOUR_MS

/**
 * The keys that kiosks sign slips with, by the authority of their checkpoint, each of whose checkpoints opens every slip. A stolen
 * tablet's key is not listed at all: its finder could date slips back to before the theft, so that everything it signed is
 * one that could not be checked, and an officer looks. Some 230 bytes a kiosk.
 */
export async function readSlipKeys({ storage, keys, clock }: Pick<CoreDeps, 'storage' | 'keys' | 'clock'>): Promise<KeysByAuthority> {
  const terms = [...(await presentTerms(storage)), ...(await pastTerms(storage))]
  const since = clock.now() - LAST_SLIP_MS
  const byAuthority = new Map<AuthorityId, TrustedKey[]>()
  for (const term of terms) {
    if (term.validTo !== null && term.validTo <= since) continue
    const authority = asAuthorityId(authorityOf(term.checkpoint))
    byAuthority.set(authority, [...(byAuthority.get(authority) ?? []), slipKey(term, authority, keys.trustedKey.specimen ? 'yes' : 'no')])
  }
  return byAuthority
}

interface Term {
  readonly spki: string
  /** The checkpoint's row as stored. */
  readonly checkpoint: string
  readonly validFrom: EpochMs
  readonly validTo: EpochMs | null
}

async function presentTerms({ read }: Storage): Promise<readonly Term[]> {
  const rows = await read
    .selectFrom('kiosk')
    .innerJoin('checkpoint', 'checkpoint.checkpoint_id', 'kiosk.checkpoint_id')
    .select(['kiosk.public_key', 'kiosk.enrolled_at', 'kiosk.state', 'kiosk.revoked_as', 'kiosk.revoked_at', 'checkpoint.body'])
    .orderBy('kiosk.kiosk_id')
    .execute()
  return rows
    .filter(({ state, revoked_as }) => state !== 'revoked' || revoked_as === 'retired')
    .map((row) => ({
      spki: row.public_key,
      checkpoint: row.body,
      validFrom: row.enrolled_at - MAX_ISSUE_SKEW_MS,
      validTo: row.state === 'revoked' ? row.revoked_at : null,
    }))
}

/** Of tablets that were enrolled again since, or moved. */
async function pastTerms({ read }: Storage): Promise<readonly Term[]> {
  const rows = await read
    .selectFrom('past_log')
    .innerJoin('checkpoint', 'checkpoint.checkpoint_id', 'past_log.checkpoint_id')
    .select(['past_log.public_key', 'past_log.closed_at', 'checkpoint.body'])
    .where('past_log.state', '!=', 'stolen')
    .orderBy('past_log.kiosk_id')
    .orderBy('past_log.epoch')
    .execute()
  // Older slips of it are expired anyway.
  return rows.map((row) => ({ spki: row.public_key, checkpoint: row.body, validFrom: row.closed_at - LAST_SLIP_MS, validTo: row.closed_at }))
}

function authorityOf(checkpoint: string): string {
  const { authority }: Checkpoint = JSON.parse(checkpoint)
  return authority
}

function slipKey({ spki, validFrom, validTo }: Term, issuer: AuthorityId, specimen: 'yes' | 'no'): TrustedKey {
  const point = pointOf(spki)
  return {
    keyId: keyIdOf(point),
    issuer,
    publicKey: base64UrlOf(point),
    algorithm: 'es256',
    types: ['slip'],
    validFrom,
    validTo,
    specimen: specimen === 'yes',
  }
}

/** Checked to be P-256 when the tablet enrolled. */
function pointOf(spki: string): Uint8Array {
  const { x = '', y = '' } = createPublicKey({ key: Buffer.from(spki, 'base64url'), format: 'der', type: 'spki' }).export({ format: 'jwk' })
  return Uint8Array.of(UNCOMPRESSED, ...(bytesOfBase64Url(x) ?? []), ...(bytesOfBase64Url(y) ?? []))
}

const UNCOMPRESSED = 4
