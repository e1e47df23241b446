import type { CredentialId } from '../../../shared/ids.ts'
import type { ObservedValue } from '../../../shared/passage/observation.ts'
import { originOf } from '../../../shared/rules/origin.ts'
import { webSlowHash } from '../../bundle/web-slow-hash.ts'
import { boardJoined } from '../../crossing/board-crossing.ts'
import { withVehicle } from '../../crossing/vehicle-of.ts'
import { markOf } from '../document-mark.ts'
import { earlierUse } from '../double-use.ts'
import { isDeclaration, type Joining, joiningOf } from '../join-documents.ts'
import type { PassageView } from '../passage-view.ts'
import { hitsOf, presentedBy, readingsOf, sourceOf } from '../presented.ts'
import { readText } from '../read-text.ts'
import type { Situation } from '../situation.ts'
import { judgeAgain } from './observe-passage.ts'
import { personalOf } from './personal-of.ts'
import type { StationDeps } from './station-deps.ts'

/** A further document of the person on the screen: the passage as it stands with it, or null where it is not this passage's. */
export async function joinDocument(deps: StationDeps, view: PassageView, text: string): Promise<PassageView | null> {
  const situation = await deps.situation()
  const joining = joiningOf(view, await readText(text, situation, deps.verify).catch(() => ({ kind: 'fault' }) as const))
  return joining.kind === 'other' ? null : judgeJoined(deps, situation, { view, joining })
}

/** The passage with one more reading, on the disk and judged anew. */
export async function judgeJoined(deps: StationDeps, situation: Situation, joined: Joined): Promise<PassageView> {
  return judgeAgain(deps, situation, await joinedTo(deps, situation, joined))
}

export interface Joined {
  readonly view: PassageView
  readonly joining: Extract<Joining, { readonly kind: 'joins' }>
}

async function joinedTo(deps: StationDeps, situation: Situation, { view, joining }: Joined): Promise<Parameters<typeof judgeAgain>[2]> {
  const { reading } = joining
  const with_ = { ...view, joined: [...(view.joined ?? []), reading] }
  const { bundle, lane } = situation
  const hits = bundle && (await hitsOf(readingsOf(with_), bundle, webSlowHash))
  const mark = await markOf(deps, reading)
  const used = mark && earlierUse(await deps.store.passagesOf(mark), lane, bundle?.held.parts.checkpoint ?? null)
  const earlier = view.earlier ?? (await withVehicle(deps, used))
  const claims = presentedBy(reading)?.claims
  const origin = view.origin ?? (claims && bundle ? originOf(claims, bundle.areas) : null)
  const boarding = await boardJoined(deps, situation, { view, reading, mark })
  const changed: PassageView = { ...with_, earlier, origin, ...(hits && { hits }), ...(boarding && { crossing: boarding.crossing }) }
  const settings = boarding && { crossings: boarding.crossings }
  return { view: changed, observed: observedOf(joining, view), personal: personalOf(view.passage, reading), ...(settings && { settings }) }
}

function observedOf({ reading, agrees }: Joined['joining'], view: PassageView): ObservedValue {
  const document = sourceOf(reading)
  if (reading.kind === 'document') return { kind: 'document', document, trust: reading.document.trust, agrees }
  if (reading.kind === 'form') return { kind: 'document', document, trust: 'unsigned', agrees }
  const before = isDeclaration(reading.credential) ? placeTaken(view) : null
  return { kind: 'document', document, trust: 'attested', agrees, credential: reading.credential.id, ...(before && { insteadOf: before }) }
}

/** The server looks for a second use by one code of a passage: of one that had ended, and of a proof, that is the wrong one. */
function placeTaken({ reading }: PassageView): CredentialId | null {
  if (reading.kind === 'unreadable') return reading.ended?.id ?? null
  return reading.kind === 'credential' && reading.credential.type === 'completed-quarantine' ? reading.credential.id : null
}
