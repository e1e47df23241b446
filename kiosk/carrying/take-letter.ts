import { acceptBundle } from '../../shared/bundle/verify-bundle.ts'
import type { BundleLetter, CodesLetter, EnvelopeLetter, ReceiptLetter, SignedReceipt } from '../../shared/carrying/letter.ts'
import { type LetterFault, parseLetter } from '../../shared/carrying/parse-letter.ts'
import { areCodesGenuine, isReceiptGenuine } from '../../shared/carrying/signed-paper.ts'
import type { Verify } from '../../shared/credential/credential.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { BundleProblem } from '../bundle/bundle-keeper.ts'
import { makeReady } from '../bundle/ready-bundle.ts'
import type { DeviceKeys, KioskIdentity } from '../log/kiosk-identity.ts'
import type { KioskStore } from '../log/kiosk-store.ts'
import { addCodes } from '../shift/shift-codes.ts'
import { pastLog, presentLog, type SentLog } from '../sync/send-log.ts'
import { isOtherLog } from '../sync/sync-once.ts'

export interface TakeLetterDeps {
  readonly store: KioskStore
  readonly verify: Verify
  readonly makeKeys: () => Promise<{ readonly keys: DeviceKeys; readonly publicKey: string }>
  /** The same door as for what the network brings. */
  readonly takeBundle: (offer: Pick<BundleLetter, 'bundle' | 'parts'>) => Promise<Result<null, BundleProblem>>
  /** A signed bundle is a contact; its issue time is the server's time. */
  readonly onContact: (issuedAt: EpochMs) => Promise<void>
}

export type LetterProblem =
  | LetterFault
  | BundleProblem
  | 'not-enrolled'
  | 'already-enrolled'
  | 'wrong-kiosk'
  | 'signature-invalid'
  | 'other-log'
  | 'for-the-server'

export type LetterTaken =
  | { readonly kind: 'bundle'; readonly version: number }
  | { readonly kind: 'receipt'; readonly acked: number; readonly bundle: 'taken' | 'kept' }
  | { readonly kind: 'enrolled'; readonly identity: KioskIdentity }
  | { readonly kind: 'codes'; readonly count: number }

/** What a file or a sequence of codes brought. Whatever is not right changes nothing. */
export async function takeLetter(deps: TakeLetterDeps, text: string): Promise<Result<LetterTaken, LetterProblem>> {
  const parsed = parseLetter(text)
  if (!parsed.ok) return parsed
  const letter = parsed.value
  if (letter.kind === 'log') return err('for-the-server')
  const identity = await deps.store.read('identity')
  if (letter.kind === 'envelope') return identity ? err('already-enrolled') : openEnvelope(deps, letter)
  if (!identity) return err('not-enrolled')
  if (letter.checkpoint !== identity.checkpoint) return err('wrong-checkpoint')
  if (letter.kind === 'bundle') return takeBundleLetter(deps, letter)
  return letter.kind === 'receipt' ? takeReceipts(deps, identity, letter) : takeCodes(deps, identity, letter)
}

async function takeBundleLetter(deps: TakeLetterDeps, letter: BundleLetter): Promise<Result<LetterTaken, LetterProblem>> {
  const taken = await deps.takeBundle(letter)
  if (!taken.ok) return taken
  const { version, issuedAt } = letter.bundle.manifest
  await deps.onContact(issuedAt)
  return ok({ kind: 'bundle', version })
}

async function takeReceipts(deps: TakeLetterDeps, identity: KioskIdentity, letter: ReceiptLetter): Promise<Result<LetterTaken, LetterProblem>> {
  const ours = letter.receipts.filter(({ receipt }) => receipt.kiosk === identity.kiosk)
  if (ours.length === 0) return err('wrong-kiosk')
  const trust = { bundleKey: identity.bundleKey, verify: deps.verify }
  const logs: { readonly log: SentLog; readonly signed: SignedReceipt }[] = []
  // All are looked at before the first is believed.
  for (const signed of ours) {
    if (!(await isReceiptGenuine(signed, trust))) return err('signature-invalid')
    const log = await logOf(deps.store, signed)
    if (!log) continue
    if (await isOtherLog(log, signed.receipt.acked)) return err('other-log')
    logs.push({ log, signed })
  }
  let acked = 0
  for (const { log, signed } of logs) {
    const { seq, hash } = signed.receipt.acked
    // Older than what the network has said since: a log is never sent again because of a paper.
    if (seq <= log.acked.seq) continue
    await log.setAcked({ seq, hash })
    acked += seq - log.acked.seq
  }
  const bundle = await takeBundleLetter(deps, { v: 1, kind: 'bundle', checkpoint: letter.checkpoint, bundle: letter.bundle, parts: letter.parts })
  return ok({ kind: 'receipt', acked, bundle: bundle.ok ? 'taken' : 'kept' })
}

async function logOf(store: KioskStore, { receipt }: SignedReceipt): Promise<SentLog | null> {
  const present = await presentLog(store)
  if (present && present.head.epoch === receipt.epoch) return present
  const past = (await store.past()).find(({ identity }) => identity.kiosk === receipt.kiosk && identity.epoch === receipt.epoch)
  return past ? pastLog(store, past) : null
}

async function takeCodes(deps: TakeLetterDeps, identity: KioskIdentity, { codes }: CodesLetter): Promise<Result<LetterTaken, LetterProblem>> {
  if (codes.codes.checkpoint !== identity.checkpoint) return err('wrong-checkpoint')
  if (!(await areCodesGenuine(codes, { bundleKey: identity.bundleKey, verify: deps.verify }))) return err('signature-invalid')
  const keys = await deps.store.read('keys')
  if (!keys) return err('not-enrolled')
  await deps.store.write({ shiftCodes: await addCodes(keys.pin, await deps.store.read('shiftCodes'), codes.codes) })
  return ok({ kind: 'codes', count: codes.codes.hashes.length })
}

/**
 * The tablet makes its own key and works at once; the token binds that key at the first contact. Everything in the envelope is
 * checked before anything is written.
 */
async function openEnvelope(deps: TakeLetterDeps, letter: EnvelopeLetter): Promise<Result<LetterTaken, LetterProblem>> {
  const { kiosk, checkpoint, bundleKey, token, bundle, parts, codes } = letter
  const trust = { publicKey: bundleKey, checkpoint, verify: deps.verify }
  const accepted = await acceptBundle(null, { signed: bundle, parts }, trust)
  if (!accepted.ok) return accepted
  if (!makeReady(accepted.value, null).ok) return err('unusable')
  if (codes && !(await areCodesGenuine(codes, { bundleKey, verify: deps.verify }))) return err('signature-invalid')
  const identity: KioskIdentity = { kiosk, checkpoint, epoch: 1, bundleKey }
  const { keys, publicKey } = await deps.makeKeys()
  const shiftCodes = codes && (await addCodes(keys.pin, null, codes.codes))
  await deps.store.begin(identity, { keys, verifiers: [], shift: null, envelope: { token, publicKey }, shiftCodes })
  const taken = await deps.takeBundle({ bundle, parts })
  if (!taken.ok) return taken
  await deps.onContact(bundle.manifest.issuedAt)
  return ok({ kind: 'enrolled', identity })
}
