import type { Declaration } from '../../shared/declaration/declaration.ts'
import type { PassDecision, PassView } from '../../shared/http/api.ts'
import { letsThrough } from '../../shared/passage/lets-through.ts'
import { previewVerdict } from '../../shared/rules/preview-verdict.ts'
import type { Outcome, Verdict } from '../../shared/rules/verdict.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { CoreDeps } from '../deps.ts'
import type { Storage } from '../storage/storage.ts'
import { contactFor } from './contacts.ts'
import type { HeldPass } from './held-pass.ts'
import { type IssueDeps, issuedDeclaration } from './issue-declaration.ts'
import { newestDirective, type PublicFacts, type ReadPublicFacts } from './public-facts.ts'
import { readDecisions } from './read-decisions.ts'
import { unsealUnder } from './seal-under-key.ts'

export interface PassDeps extends Pick<CoreDeps, 'clock'>, Pick<IssueDeps, 'areaTable'> {
  /** Inside a transaction, what that sees. */
  readonly storage: Pick<Storage, 'read'>
  readonly publicFacts: ReadPublicFacts
}

/** What the new reference is sealed for, under the old one. */
export const REPLACED = 'chot-replaced-1'

/** The pass as it stands now: whether it still counts, what the rules say of it today, and what was decided. */
export async function passView(deps: PassDeps, held: HeldPass): Promise<PassView> {
  const now = deps.clock.now()
  const facts = await deps.publicFacts()
  const state = stateOf(held, now)
  const decisions = await readDecisions(deps.storage, held.credential, facts)
  const isOpen = isCorrectable(state, decisions)
  const found = isOpen && held.declaration ? await changeOf(deps, { held, declaration: held.declaration, facts, now }) : null
  // Who was sent back is told of what came after that; the decision itself went by what was there before.
  const changed = found !== null && found.since > (decisions[decisions.length - 1]?.at ?? 0) ? found : null
  // Whom to call is for who decided, which may be another province's checkpoint than the declared one.
  const asked = decisions[decisions.length - 1]?.checkpoint ?? held.reply.checkpoint
  const authority = facts.checkpoints.find(({ id }) => id === asked)?.authority
  return {
    ...issuedDeclaration(held.reply, held.reference),
    state,
    changed,
    decisions,
    correctable: isOpen,
    replacedBy: held.replacedBy === null ? null : unsealUnder(held.reference, held.replacedBy, REPLACED),
    contact: await contactFor(deps.storage, authority ?? null),
    ...(held.declaration && { holder: held.declaration.claims.name }),
  }
}

export function stateOf(held: HeldPass, now: EpochMs): PassView['state'] {
  if (held.erasedAt !== null) return 'erased'
  if (held.replacedBy !== null) return 'replaced'
  if (held.revokedAt !== null) return 'withdrawn'
  return held.reply.expiresAt <= now ? 'expired' : 'valid'
}

/**
 * Once somebody was let through on it, or an order was given by it, the code stands as it was shown: the page of a corrected
 * one would know nothing of the quarantine. Whoever was sent back or asked for more may mend the answers and come again.
 */
export function isCorrectable(state: PassView['state'], decisions: readonly PassDecision[]): boolean {
  return state === 'valid' && !decisions.some(({ outcome }) => letsThrough(outcome) || isOrdered(outcome))
}

function isOrdered(outcome: Outcome): boolean {
  return outcome === 'quarantine' || outcome === 'detain'
}

interface Judged {
  readonly held: HeldPass
  readonly declaration: Declaration
  readonly facts: PublicFacts
  readonly now: EpochMs
}

/** Null where no directive changed since, or the answer is the same under the new ones. */
async function changeOf(deps: PassDeps, { held, declaration, facts, now }: Judged): Promise<PassView['changed']> {
  const { issuedAt, verdict } = held.reply
  const arrivalAt = Math.max(declaration.arrivalAt, now)
  const since = await newestDirective(deps.storage, { facts, issuedAt, arrivalAt: declaration.arrivalAt, now })
  if (since === null) return null
  const today = previewVerdict({ ...declaration, arrivalAt }, { ...facts, areas: deps.areaTable }, issuedAt)
  return isSaidAlike(verdict, today) ? null : { verdict: today, since }
}

/** To the traveller: a rule's new version with the same words and duties is no change. */
function isSaidAlike(a: Verdict, b: Verdict): boolean {
  const said = ({ outcome, reasons, duties }: Verdict) =>
    JSON.stringify([outcome, reasons.map(({ travellerText, law }) => [travellerText, law]), duties])
  return said(a) === said(b)
}
