import { randomBytes, randomInt } from 'node:crypto'
import { base64UrlOf } from '../../shared/base64url.ts'
import type { BundleParts, PartName } from '../../shared/bundle/bundle.ts'
import { PART_NAMES } from '../../shared/bundle/bundle.ts'
import type { BundleLetter, CodesLetter, EnvelopeLetter, ShiftCodeList, SignedCodes } from '../../shared/carrying/letter.ts'
import { codesText } from '../../shared/carrying/signed-paper.ts'
import { asKioskId, type CheckpointId } from '../../shared/ids.ts'
import { hashListKey, SLOW_HASH_ITERATIONS, saltText } from '../../shared/lists/slow-hash.ts'
import type { Hash } from '../../shared/passage/records.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { DAY_MS } from '../../shared/units.ts'
import { utf8Bytes } from '../../shared/utf8.ts'
import { currentBundle, signManifest } from '../bundles/current-bundle.ts'
import type { CoreDeps } from '../deps.ts'
import { createEnrolment } from '../kiosks/enrolment.ts'
import { nodeSlowHash } from '../lists/node-slow-hash.ts'

/** What a tablet holds already, by part: those need not be carried again. */
export type PartHashes = { readonly [part in PartName]?: Hash }

/** A sealed envelope lies in a drawer until a tablet breaks. */
export const ENVELOPE_LIFE_MS = 180 * DAY_MS
/** Enough for a few weeks of two officers; each opens one shift. */
export const CODES_PER_ENVELOPE = 20
const CODE_DIGITS = 8

export async function bundleLetter(deps: CoreDeps, checkpoint: CheckpointId, held: PartHashes = {}): Promise<BundleLetter> {
  const bundle = await currentBundle(deps, checkpoint)
  const parts: { [part in PartName]?: BundleParts[PartName] } = {}
  for (const name of PART_NAMES) if (held[name] !== bundle.stamps[name].hash) parts[name] = bundle.parts[name]
  return { v: 1, kind: 'bundle', checkpoint, bundle: await signManifest(deps, checkpoint, bundle), parts: parts as Partial<BundleParts> }
}

export interface Envelope {
  readonly letter: EnvelopeLetter
  /** To be printed and sealed, each beside its number; nothing but hashes of them is kept. */
  readonly codes: readonly string[]
}

/** A tablet that opens it works at once, under an id and a token that this server has set aside for it. */
export async function writeEnvelope(deps: CoreDeps, checkpoint: CheckpointId, by: 'cli'): Promise<Result<Envelope, 'checkpoint-unknown'>> {
  const kiosk = asKioskId(randomBytes(8).toString('hex'))
  const wanted = { checkpoint, createdBy: by, lifeMs: ENVELOPE_LIFE_MS, kind: 'envelope', forKiosk: kiosk } as const
  const made = await createEnrolment(deps.storage, wanted, deps.clock)
  if (!made.ok) return err(made.error)
  const current = await currentBundle(deps, checkpoint)
  const { codes, signed } = await drawCodes(deps, checkpoint)
  const bundle = await signManifest(deps, checkpoint, current)
  const who = { checkpoint, kiosk, token: made.value.token, bundleKey: deps.keys.bundlePublicKey }
  return ok({ letter: { v: 1, kind: 'envelope', ...who, bundle, parts: current.parts, codes: signed }, codes })
}

/** Codes for tablets that are enrolled already. */
export async function writeCodes(
  deps: CoreDeps,
  checkpoint: CheckpointId,
): Promise<{ readonly letter: CodesLetter; readonly codes: readonly string[] }> {
  const { codes, signed } = await drawCodes(deps, checkpoint)
  return { letter: { v: 1, kind: 'codes', checkpoint, codes: signed }, codes }
}

async function drawCodes(deps: CoreDeps, checkpoint: CheckpointId): Promise<{ readonly codes: readonly string[]; readonly signed: SignedCodes }> {
  const codes = Array.from({ length: CODES_PER_ENVELOPE }, () =>
    randomInt(10 ** CODE_DIGITS)
      .toString()
      .padStart(CODE_DIGITS, '0'),
  )
  const salt = saltText(randomBytes(16), SLOW_HASH_ITERATIONS)
  const hashes: string[] = []
  for (const code of codes) hashes.push((await hashListKey(code, salt, nodeSlowHash)) ?? '')
  const list: ShiftCodeList = { v: 1, checkpoint, list: randomBytes(8).toString('hex'), salt, hashes, issuedAt: deps.clock.now() }
  return { codes, signed: { codes: list, signature: base64UrlOf(await deps.keys.signBundle(utf8Bytes(codesText(list)))) } }
}
