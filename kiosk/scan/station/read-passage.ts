import { hexOf } from '../../../shared/hex.ts'
import { asPassageId, type CredentialId } from '../../../shared/ids.ts'
import { hashText } from '../../../shared/passage/chain.ts'
import type { BodyValue } from '../../../shared/passage/records.ts'
import type { NonEmpty } from '../../../shared/result.ts'
import { originOf } from '../../../shared/rules/origin.ts'
import { webSlowHash } from '../../bundle/web-slow-hash.ts'
import { boardCrossing } from '../../crossing/board-crossing.ts'
import { knownAboard, type Seat, seatMark, viewOfSeat } from '../../crossing/known-aboard.ts'
import { type EarlierUse, withVehicle } from '../../crossing/vehicle-of.ts'
import { markOf } from '../document-mark.ts'
import { earlierUse } from '../double-use.ts'
import { type Case, judgePassage } from '../judge-passage.ts'
import { faultFinding, storageFinding, verdictOfFinding } from '../kiosk-findings.ts'
import type { PassageView, Reading, Step } from '../passage-view.ts'
import { hitsOf, holderOf } from '../presented.ts'
import { readText } from '../read-text.ts'
import type { Situation } from '../situation.ts'
import { keepRecords } from './keep-records.ts'
import { personalOf } from './personal-of.ts'
import { ADMITTED, admission, localOf, scanOf } from './scan-record.ts'
import type { StationDeps } from './station-deps.ts'

/** The text of a code, or what the server says stands behind nine letters that were typed. */
export type HeldUp = string | { readonly behindShortCode: string }

export type ReadNow =
  | { readonly kind: 'new'; readonly view: PassageView }
  /** Of somebody in the vehicle being scanned: the answer as it stands, nobody more, nothing in the log. */
  | { readonly kind: 'aboard'; readonly view: PassageView }

const TYPED = { typed: 'short-code' } as const

/** Whatever breaks, the answer is `refer`: never green, never nothing. */
export async function readPassage(deps: StationDeps, situation: Situation, held: HeldUp | null): Promise<ReadNow> {
  const text = held === null || typeof held === 'string' ? held : held.behindShortCode
  const passage = asPassageId(hexOf(deps.random(16)))
  const textHash = text === null ? null : hashText(text)
  try {
    const reading = await readingOf(deps, situation, text)
    const listed = situation.bundle && hitsOf([reading], situation.bundle, webSlowHash)
    const [{ earlier, mark, seat }, hits] = await Promise.all([knownOf(deps, reading, situation), listed])
    // Who was let through already may be somebody else with a picture of the code: a second use, though no second seat.
    const again = seat?.local.decided ? null : seat
    const what = {
      passage: again?.local.passage ?? passage,
      reading,
      observations: [],
      earlier,
      lane: situation.lane,
      ...(mark && { mark }),
      ...(hits && { hits }),
      ...(text !== held && TYPED),
    }
    const { verdict, handsFree } = judgePassage(what, situation)
    const origin = originIn(reading, situation)
    if (again) return { kind: 'aboard', view: viewOfSeat({ ...what, verdict, origin, scannedAt: again.local.scannedAt, step: ADMITTED }, again) }
    const step: Step = handsFree ? ADMITTED : { kind: 'open', because: verdict.outcome === 'admit' ? 'amber' : 'verdict' }
    return { kind: 'new', view: await keepScan(deps, situation, { view: { ...what, verdict, origin, scannedAt: situation.now, step }, textHash }) }
  } catch (error) {
    const verdict = verdictOfFinding(faultFinding(String(error)))
    const reading: Reading = text === null ? { kind: 'none' } : { kind: 'fault' }
    const what: Case = { passage, reading, observations: [], earlier: null, lane: situation.lane }
    const step: Step = { kind: 'open', because: 'verdict' }
    return {
      kind: 'new',
      view: await keepScan(deps, situation, { view: { ...what, verdict, origin: null, scannedAt: situation.now, step }, textHash }),
    }
  }
}

async function readingOf(deps: StationDeps, situation: Situation, text: string | null): Promise<Reading> {
  return text === null ? { kind: 'none' } : readText(text, situation, deps.verify)
}

interface Known {
  readonly earlier: EarlierUse | null
  readonly mark: CredentialId | null
  readonly seat: Seat | null
}

async function knownOf(deps: StationDeps, reading: Reading, situation: Situation): Promise<Known> {
  const mark = await markOf(deps, reading)
  const seat = await knownAboard(deps, situation, seatMark(reading, mark))
  const used = mark && earlierUse(await deps.store.passagesOf(mark), situation.lane, checkpointOf(situation))
  return { mark, seat, earlier: await withVehicle(deps, used) }
}

function checkpointOf({ bundle }: Situation) {
  return bundle?.held.parts.checkpoint ?? null
}

function originIn(reading: Reading, situation: Situation): PassageView['origin'] {
  const claims = holderOf(reading)
  return claims && situation.bundle ? originOf(claims, situation.bundle.areas) : null
}

interface NewScan {
  readonly view: PassageView
  readonly textHash: string | null
}

/** Scan and, where green, decision: one transaction, complete before anything is shown. A full disk is not green. */
async function keepScan(deps: StationDeps, situation: Situation, { view, textHash }: NewScan): Promise<PassageView> {
  try {
    const { crossing, crossings } = await boardCrossing(deps, situation, view)
    const values: NonEmpty<BodyValue> = [{ ...scanOf(situation, view, textHash), crossing }, ...admission(view)]
    const personal = personalOf(view.passage, view.reading)
    await keepRecords(deps, situation, { values, local: localOf(view, null), is: 'new', settings: { crossings }, ...(personal && { personal }) })
    return { ...view, crossing }
  } catch {
    return { ...view, verdict: verdictOfFinding(storageFinding()), step: { kind: 'unrecorded' } }
  }
}
