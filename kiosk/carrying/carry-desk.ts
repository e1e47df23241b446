import { CHUNK_PREFIX, type Collected, chunksOf, gather, type Packed } from '../../shared/carrying/chunks.ts'
import { APP_VERSION } from '../app-version.ts'
import { takeBundle } from '../bundle/bundle-keeper.ts'
import { heldManifestOf } from '../bundle/ready-bundle.ts'
import { makeDeviceKeys } from '../enrol/device-keys.ts'
import { leaveHint } from '../enrol/enrolled-hint.ts'
import { countQueue, holdBundle, type KioskParts, showClock, showPhase } from '../kiosk-parts.ts'
import * as state from '../kiosk-state.ts'
import { gathering, tellCarried } from './carry-state.ts'
import type { TakeLetterDeps } from './take-letter.ts'

/** What is carried by hand, in and out. */
export interface CarryDesk {
  /** The text of a file. */
  readonly take: (text: string) => Promise<void>
  /** One code of a sequence; false where it is none. */
  readonly takeChunk: (text: string) => boolean
  /** What the server has not acknowledged, as the text of a file; null before an enrolment. */
  readonly save: () => Promise<string | null>
  /** The same as a sequence of codes to show. */
  readonly codes: () => Promise<readonly string[]>
}

export function createCarryDesk(parts: KioskParts): CarryDesk {
  let collected: Collected | null = null
  const take = async (text: string): Promise<void> => {
    const { takeLetter } = await import('./take-letter.ts')
    const taken = await takeLetter(depsOf(parts), text)
    if (taken.ok && taken.value.kind === 'enrolled') await showEnrolled(parts)
    if (taken.ok) await countQueue(parts)
    tellCarried(taken.ok ? { kind: 'done', taken: taken.value } : { kind: 'problem', problem: taken.error })
  }
  const save = async (): Promise<string | null> => {
    const heldManifest = () => state.bundle.value && heldManifestOf(state.bundle.value)
    const { writeLogLetter } = await import('./write-log-letter.ts')
    const letter = await writeLogLetter({ store: parts.store, wallAt: Date.now, appVersion: APP_VERSION, heldManifest })
    return letter && JSON.stringify(letter)
  }
  return {
    take,
    save,
    codes: async () => {
      const text = await save()
      return text === null ? [] : chunksOf(await (await import('./pack-letter.ts')).packText(text))
    },
    takeChunk: (text) => {
      if (!text.startsWith(CHUNK_PREFIX)) return false
      const step = gather(collected, text)
      if (step.kind === 'refused' && step.why === 'not-a-chunk') return false
      collected = step.kind === 'whole' ? null : step.collected
      gathering.value = collected && { have: collected.parts.size, count: collected.count }
      if (step.kind === 'refused' && step.why !== 'not-a-chunk') tellCarried({ kind: 'problem', problem: step.why })
      if (step.kind === 'whole') {
        void unpack(step.packed).then((whole) => {
          if (whole !== null) return take(whole)
          tellCarried({ kind: 'problem', problem: 'cannot-unpack' })
        })
      }
      return true
    },
  }
}

async function unpack(packed: Packed): Promise<string | null> {
  return (await import('./pack-letter.ts')).unpackText(packed)
}

function depsOf(parts: KioskParts): TakeLetterDeps {
  const { store, verify, clock } = parts
  return {
    store,
    verify,
    makeKeys: makeDeviceKeys,
    takeBundle: async (offer) => {
      const taken = await takeBundle(parts, state.bundle.value, offer)
      if (!taken.ok) return taken
      holdBundle(parts, taken.value, state.lane.value?.id ?? null)
      if (state.phase.value.kind === 'waiting-for-bundle') showPhase()
      return { ok: true, value: null }
    },
    onContact: async (issuedAt) => {
      const offset = state.bundle.value?.held.parts.policy.demoOffsetMs ?? 0
      await clock.carried(issuedAt, offset)
      showClock(clock)
    },
  }
}

async function showEnrolled({ store }: KioskParts): Promise<void> {
  state.identity.value = await store.read('identity')
  if (state.identity.value) leaveHint(state.identity.value)
  state.lostEnrolment.value = null
  state.enrolToken.value = null
  state.persisted.value = (await navigator.storage?.persist?.()) ?? false
  showPhase()
}
