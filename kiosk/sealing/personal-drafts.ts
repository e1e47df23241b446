import { base64UrlOf, bytesOfBase64Url } from '../../shared/base64url.ts'
import type { Json } from '../../shared/canonical-json.ts'
import { hexOf } from '../../shared/hex.ts'
import type { PassageId } from '../../shared/ids.ts'
import type { SealedDraft } from '../../shared/passage/chain.ts'
import type { PersonalClaims } from '../../shared/passage/records.ts'
import { type SealingKey, sealBody } from '../../shared/sealing/seal-body.ts'
import type { SealPort } from '../../shared/sealing/seal-ports.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { KioskSettings, KioskStore, LockedDraft } from '../log/kiosk-store.ts'
import type { DeviceLock } from './device-lock.ts'

/** What a passage's personal claims add to a write: go with it into one transaction. */
export interface Settled {
  readonly drafts: readonly SealedDraft[]
  readonly settings: Partial<KioskSettings>
}

export interface Settling {
  readonly passage: PassageId
  /** Read or typed just now. */
  readonly fresh: PersonalClaims | null
  /** `open`: they wait under the tablet's key. `closed`: they are sealed for the log. */
  readonly state: 'open' | 'closed'
  readonly occurredAt: EpochMs
  readonly wallAt: EpochMs
}

type Moment = Pick<Settling, 'occurredAt' | 'wallAt'>

/**
 * What forms and documents say of people whose passage is still open lies under a key that cannot leave this tablet; closed,
 * it can be read by the server alone. One caller at a time: each answer rests on what the store holds now.
 */
export interface PersonalDrafts {
  readonly settle: (what: Settling) => Promise<Settled>
  /** At the end of a shift: everything that still lies open. */
  readonly settleAll: (at: Moment) => Promise<Settled>
  /** After a reload: what was read of an open passage, oldest first. */
  readonly recall: (passage: PassageId) => Promise<readonly PersonalClaims[]>
}

export interface PersonalDeps {
  readonly store: Pick<KioskStore, 'read' | 'head'>
  readonly lock: DeviceLock
  readonly port: SealPort
  readonly random: (bytes: number) => Uint8Array
  /** By the bundle held; null before one names it: then everything waits. */
  readonly sealingKey: () => SealingKey | null
}

export function createPersonalDrafts(deps: PersonalDeps): PersonalDrafts {
  const held = async () => (await deps.store.read('personal')) ?? []
  return {
    settle: async ({ passage, fresh, state, ...at }) => {
      const all = await held()
      const own = all.filter((draft) => draft.passage === passage)
      const known = state === 'open' ? [] : [...(await unlockAll(deps, own)), ...(fresh === null ? [] : [fresh])]
      const drafts = state === 'open' ? null : await sealAll(deps, known, at)
      if (drafts !== null) return { drafts, settings: own.length === 0 ? {} : { personal: all.filter((draft) => draft.passage !== passage) } }
      return fresh === null ? NOTHING : { drafts: [], settings: { personal: [...all, await lockUp(deps, fresh)] } }
    },
    settleAll: async (at) => {
      const all = await held()
      const drafts = all.length === 0 ? null : await sealAll(deps, await unlockAll(deps, all), at)
      return drafts === null ? NOTHING : { drafts, settings: { personal: [] } }
    },
    recall: async (passage) =>
      unlockAll(
        deps,
        (await held()).filter((draft) => draft.passage === passage),
      ),
  }
}

const NOTHING: Settled = { drafts: [], settings: {} }

/** Null where they cannot be sealed now: no key in the bundle, or one that is none. A decision never waits for that. */
async function sealAll(deps: PersonalDeps, known: readonly PersonalClaims[], at: Moment): Promise<readonly SealedDraft[] | null> {
  if (known.length === 0) return []
  const to = deps.sealingKey()
  const head = await deps.store.head()
  if (to === null || !head) return null
  const place = { checkpoint: head.checkpoint, kiosk: head.kiosk, epoch: head.epoch, kind: 'claims' } as const
  try {
    return await Promise.all(
      known.map(async (claims): Promise<SealedDraft> => {
        const box = await sealBody({ value: claims as unknown as Json, passage: claims.passage, place }, to, deps.port)
        return { kind: 'claims', box, salt: hexOf(deps.random(16)), occurredAt: at.occurredAt, wallAt: at.wallAt }
      }),
    )
  } catch {
    return null
  }
}

async function lockUp({ lock }: PersonalDeps, claims: PersonalClaims): Promise<LockedDraft> {
  const { nonce, locked } = await lock.close(JSON.stringify(claims), claims.passage)
  return { passage: claims.passage, nonce: base64UrlOf(nonce), locked: base64UrlOf(locked) }
}

/** A draft that this tablet's key no longer opens (a restored copy of the disk) says nothing to anybody and is left out. */
async function unlockAll({ lock }: PersonalDeps, drafts: readonly LockedDraft[]): Promise<readonly PersonalClaims[]> {
  const texts = await Promise.all(
    drafts.map(({ passage, nonce, locked }) => {
      const bytes = { nonce: bytesOfBase64Url(nonce) ?? new Uint8Array(), locked: bytesOfBase64Url(locked) ?? new Uint8Array() }
      return lock.open(bytes, passage)
    }),
  )
  return texts.flatMap((text): readonly PersonalClaims[] => (text === null ? [] : [JSON.parse(text)]))
}
