import { computed, signal } from '@preact/signals'
import type { Lane, Language } from '../shared/checkpoints/checkpoint.ts'
import type { PassageId, StaffId } from '../shared/ids.ts'
import type { EpochMs } from '../shared/units.ts'
import type { BundleProblem } from './bundle/bundle-keeper.ts'
import { isDemo, type ReadyBundle } from './bundle/ready-bundle.ts'
import { type BundleFreshness, freshnessOfBundle } from './bundle/staleness.ts'
import type { OpenCrossing } from './crossing/open-crossing.ts'
import type { LostEnrolment } from './enrol/enrolled-hint.ts'
import type { EnrolProblem } from './enrol/enrolment.ts'
import type { KioskIdentity } from './log/kiosk-identity.ts'
import type { HandOver, LocalPassage } from './log/kiosk-store.ts'
import type { Damage } from './log/sending-settings.ts'
import type { PassageView } from './scan/passage-view.ts'
import type { Battery } from './shift/battery.ts'
import type { SyncOutcome, SyncStop } from './sync/sync-once.ts'

/** Why the page cannot work at all, before any screen. */
export type Obstacle = 'insecure' | 'storage' | 'browser-too-old'

export type Phase =
  | { readonly kind: 'starting' }
  | { readonly kind: 'blocked'; readonly by: Obstacle }
  | { readonly kind: 'second-tab' }
  | { readonly kind: 'enrol' }
  | { readonly kind: 'waiting-for-bundle' }
  | { readonly kind: 'shift' }
  | { readonly kind: 'scan' }

export interface Contact {
  /** Whether the last call reached the server. */
  readonly online: boolean
  readonly lastAt: EpochMs | null
  readonly queued: number
  readonly stopped: SyncStop | null
  readonly trouble: Extract<SyncOutcome, { readonly kind: 'retry' }>['why'] | null
}

export type CameraState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'live'; readonly torch: 'none' | 'off' | 'on' }
  | { readonly kind: 'failed'; readonly why: 'refused' | 'none' | 'busy' | 'lost' | 'decoder' }

export type Notice =
  | 'recorded'
  | 'just-read'
  | 'already-aboard'
  | 'keyboard-altered'
  | 'annulled'
  | 'storage'
  | 'practice-real'
  | 'noted'
  | 'decide-first'

/** All that the screens read. Only `kiosk.ts` and the desks write here. */
export const phase = signal<Phase>({ kind: 'starting' })
export const language = signal<Language>('vi')
export const identity = signal<KioskIdentity | null>(null)
export const bundle = signal<ReadyBundle | null>(null)
export const bundleProblem = signal<BundleProblem | null>(null)
export const officer = signal<StaffId | null>(null)
export const lane = signal<Lane | null>(null)
export const now = signal<EpochMs>(0)
export const clockSure = signal(true)
export const contact = signal<Contact>({ online: false, lastAt: null, queued: 0, stopped: null, trouble: null })
export const view = signal<PassageView | null>(null)
export const camera = signal<CameraState>({ kind: 'starting' })
export const notice = signal<Notice | null>(null)
export const storageFault = signal(false)
export const persisted = signal(false)
/** Null where the browser does not say. */
export const battery = signal<Battery | null>(null)
/** Of the shift before, until the next one begins. */
export const handOver = signal<HandOver | null>(null)
export const updateReady = signal(false)
export const enrolToken = signal<string | null>(null)
export const enrolProblem = signal<EnrolProblem | null>(null)
export const enrolling = signal(false)
/** Six digits that the control room compares, while it has not yet confirmed. */
export const checkNumberShown = signal<string | null>(null)
/** This tablet was a kiosk, and its storage is gone. */
export const lostEnrolment = signal<LostEnrolment | null>(null)
/** Damaged records that no officer has read about yet: nothing is scanned meanwhile. */
export const damage = signal<Damage | null>(null)
export const openScans = signal<readonly LocalPassage[]>([])
/** What an annulment still reaches, the latest first. */
export const decidedLately = signal<readonly LocalPassage[]>([])
/** Vehicles not let go yet; the first is the one being scanned. */
export const crossings = signal<readonly OpenCrossing[]>([])
/** Everybody in them. */
export const aboard = signal<ReadonlyMap<PassageId, LocalPassage>>(new Map())
/** Of those in the vehicles that the tablet still knows, by which a passage is told from the next. */
export const platesOf = signal<ReadonlyMap<PassageId, string>>(new Map())
export const handsFreeHeld = signal(false)
/** Outcomes make no sound until the page is tapped. */
export const silent = signal(false)

export const freshness = computed<BundleFreshness | null>(() => {
  const held = bundle.value?.held
  return held ? freshnessOfBundle(held.manifest, held.parts.policy, now.value) : null
})
export const demo = computed(() => bundle.value !== null && isDemo(bundle.value))
export const officerName = computed(() => {
  const id = officer.value
  return bundle.value?.held.parts.officers.officers.find((known) => known.id === id)?.name ?? id ?? ''
})
