import type { Contact, PassView } from '../../shared/http/api.ts'
import { letsThrough } from '../../shared/passage/lets-through.ts'
import { bumpBundle } from '../bundles/bundle-rev.ts'
import { type Refusal, refusalReply } from '../http/refusal.ts'
import type { RouteReply, RouteRequest } from '../http/route.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import { revokeDeclaration } from './declaration-store.ts'
import { type DeclareDeps, declareInstead } from './declare.ts'
import { type HeldPass, heldPass } from './held-pass.ts'
import { isCorrectable, type PassDeps, passView, REPLACED, stateOf } from './pass-view.ts'
import { sealUnder } from './seal-under-key.ts'

/**
 * A whole declaration in the place of another: the old code is revoked in the transaction that issues the new one, under a
 * new link, to which the old one leads.
 */
export async function correctPass(deps: DeclareDeps, link: string, request: RouteRequest): Promise<RouteReply> {
  const held = await heldPass(deps.storage.read, link)
  if (!held) return refusalReply(NO_PASS, request.language)
  // The same key and answers sent for another pass are another request.
  const asked = { ...request, rawBody: `correction of ${held.reference}\n${request.rawBody}` }
  return declareInstead(deps, asked, {
    replaces: held,
    check: async (tx) => whyNotChanged(deps, tx, await heldPass(tx, held.reference)),
    store: (tx, { reference }) => revoke(deps, tx, { held, replacedBy: sealUnder(held.reference, reference, REPLACED) }),
  })
}

/** Twice is once. */
export async function withdrawPass(deps: DeclareDeps, link: string): Promise<Refusal | null> {
  return deps.storage.write(async (tx) => {
    const held = await heldPass(tx, link)
    if (!held) return NO_PASS
    if (stateOf(held, deps.clock.now()) === 'withdrawn') return null
    const refusal = await whyNotChanged(deps, tx, held)
    if (refusal) return refusal
    await revoke(deps, tx, { held, replacedBy: null })
    return null
  })
}

/** Null where it may be corrected and withdrawn. */
export async function whyNotChanged(deps: PassDeps, tx: Storage['read'] | Tx, held: HeldPass | null): Promise<Refusal | null> {
  if (!held) return NO_PASS
  const { state, decisions, contact } = await passView({ ...deps, storage: { read: tx } }, held)
  if (state !== 'valid') return NOT_VALID[state]
  if (isCorrectable(state, decisions)) return null
  return decisions.some(({ outcome }) => letsThrough(outcome)) ? LET_THROUGH : ordered(contact ?? null)
}

interface Revoked {
  readonly held: HeldPass
  readonly replacedBy: string | null
}

async function revoke(deps: DeclareDeps, tx: Tx, { held, replacedBy }: Revoked): Promise<void> {
  await revokeDeclaration(tx, held.credential, { at: deps.clock.now(), replacedBy })
  await announce(deps, tx)
}

/** Kiosks hear of it at their next contact. Whoever corrects in a loop must not have every bundle built anew each time: see `REREAD_AFTER_MS`. */
const ANNOUNCE_AT_MOST_EVERY_MS = 2000
const announced = new WeakMap<Storage, number>()

/** What falls in between comes when the tables are read again anyway, ten seconds later at most. */
export async function announce({ storage, clock }: Pick<DeclareDeps, 'storage' | 'clock'>, tx: Tx): Promise<void> {
  const now = clock.realNow()
  const last = announced.get(storage)
  if (last !== undefined && now >= last && now - last < ANNOUNCE_AT_MOST_EVERY_MS) return
  announced.set(storage, now)
  await bumpBundle(tx)
}

export const NO_PASS: Refusal = {
  status: 404,
  error: 'no-such-pass',
  texts: {
    vi: 'Không tìm thấy tờ khai theo đường dẫn này. Hãy kiểm tra lại đường dẫn, hoặc khai báo lại tại trang chủ.',
    en: 'No declaration was found for this link. Check the link, or declare again on the front page.',
  },
}

const LET_THROUGH: Refusal = {
  status: 409,
  error: 'already-through',
  texts: {
    vi: 'Cán bộ chốt đã cho qua bằng mã này nên không sửa hoặc rút được nữa. Nếu có điều khai chưa đúng, hãy báo cho chốt; chuyến sau hãy khai mới.',
    en: 'The checkpoint has let the traveller through on this code, so it can no longer be corrected or withdrawn. Tell the checkpoint what was not right; for the next trip declare anew.',
  },
}

function ordered(contact: Contact | null): Refusal {
  const whom = contact
    ? { vi: `gọi ${contact.phone} (${contact.text.vi})`, en: `call ${contact.phone} (${contact.text.en})` }
    : { vi: 'báo cho chốt trưởng hoặc nơi cách ly', en: 'tell the head of the checkpoint or the place of quarantine' }
  return {
    status: 409,
    error: 'already-ordered',
    texts: {
      vi: `Chốt đã ra quyết định cách ly hoặc giữ lại theo tờ khai này nên không sửa hoặc rút được nữa. Nếu có điều khai chưa đúng, hãy ${whom.vi}. Vẫn phải làm theo quyết định cho đến khi có quyết định khác.`,
      en: `The checkpoint has ordered quarantine or held the traveller on this declaration, so it can no longer be corrected or withdrawn. If something in it is not right, ${whom.en}. The order holds until another is given.`,
    },
  }
}

const NOT_VALID: { readonly [state in Exclude<PassView['state'], 'valid'>]: Refusal } = {
  expired: {
    status: 409,
    error: 'pass-expired',
    texts: { vi: 'Mã này đã hết hạn. Hãy khai báo mới.', en: 'This code has expired. Please declare anew.' },
  },
  withdrawn: {
    status: 409,
    error: 'pass-withdrawn',
    texts: { vi: 'Tờ khai này đã được rút. Hãy khai báo mới.', en: 'This declaration was withdrawn. Please declare anew.' },
  },
  replaced: {
    status: 409,
    error: 'pass-replaced',
    texts: {
      vi: 'Tờ khai này đã được thay bằng tờ khai sửa. Mở lại đường dẫn cũ để đến mã mới, rồi sửa ở đó.',
      en: 'A corrected declaration has taken the place of this one. Open the old link to get to the new code, and correct that one.',
    },
  },
  erased: {
    status: 409,
    error: 'pass-erased',
    texts: { vi: 'Dữ liệu của tờ khai này đã được xóa. Hãy khai báo mới.', en: 'What this declaration held was erased. Please declare anew.' },
  },
}
