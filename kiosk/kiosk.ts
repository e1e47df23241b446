import type { Verify } from '../shared/credential/credential.ts'
import type { QueueLength } from '../shared/passage/observation.ts'
import { type CarryDesk, createCarryDesk } from './carrying/carry-desk.ts'
import { type CrossingDesk, createCrossingDesk } from './crossing/crossing-desk.ts'
import type { EnrolProblem } from './enrol/enrolment.ts'
import { enrolKiosk, resumePending, stopPending } from './kiosk-enrol.ts'
import { endShiftOfStranger, startLoop } from './kiosk-loop.ts'
import { assemble, countQueue, type KioskParts, random, restore, showClock } from './kiosk-parts.ts'
import { seeDamage, watchWorld } from './kiosk-watch.ts'
import type { KioskStore } from './log/kiosk-store.ts'
import { createPaperDesk, type PaperDesk } from './paper/paper-desk.ts'
import { patrol, standingOf } from './patrol/patrol.ts'
import { createPractice, type Practice } from './practice/practice.ts'
import { practice } from './practice/running-practice.ts'
import { askShortCode, type ShortCodeProblem } from './scan/ask-short-code.ts'
import { createPassageBook } from './scan/passage-book.ts'
import { createScanDesk, type ScanDesk, say } from './scan/scan-desk.ts'
import { createScanStation } from './scan/scan-station.ts'
import type { SerialScanner } from './scan/serial/serial-scanner.ts'
import { startSerial } from './scan/serial/start-serial.ts'
import { situationNow } from './scan/situation-now.ts'
import type { StationDeps } from './scan/station/station-deps.ts'
import { createShiftDesk, type ShiftDesk } from './shift/shift-desk.ts'
import { signerOf } from './sync/kiosk-api.ts'
import type { SyncLoop } from './sync/sync-loop.ts'
import { playOutcome } from './verdict/outcome-signal.ts'

/** The running kiosk, as its screens see it. */
export interface Kiosk {
  readonly scans: ScanDesk
  readonly vehicles: CrossingDesk
  readonly practice: Practice
  readonly papers: PaperDesk
  /** Of a serial port; null where the browser has none. */
  readonly scanner: SerialScanner | null
  readonly noteQueue: (length: QueueLength) => Promise<void>
  readonly shifts: ShiftDesk
  readonly enrol: (token: string) => Promise<EnrolProblem | null>
  /** Waits for no confirmation any more. */
  readonly stopEnrolment: () => Promise<void>
  readonly confirmClock: () => Promise<void>
  /** An officer has read which records were lost. */
  readonly seeDamage: () => Promise<void>
  readonly syncNow: () => void
  readonly carrying: CarryDesk
  /** Records of older logs that the server has not taken, refused ones included. */
  readonly olderUnsent: () => Promise<number>
  readonly forgetSightings: () => void
  /** Null: it is on the screen. */
  readonly shortCode: (code: string) => Promise<ShortCodeProblem | null>
}

export async function startKiosk(store: KioskStore, verify: Verify): Promise<Kiosk> {
  const parts = await assemble(store, verify)
  await restore(parts)
  const shifts = createShiftDesk({
    store,
    post: parts.post,
    sign: signerOf(store),
    random,
    journal: parts.journal,
    personal: parts.personal,
    now: parts.clock.now,
  })
  await endShiftOfStranger(shifts)
  const loop = startLoop(parts, shifts)
  const scanning = await startScanning(parts, { loop, shifts })
  const carrying = createCarryDesk(parts)
  watchWorld(parts, loop)
  void resumePending(parts, loop)
  const scans: ScanDesk = { ...scanning.scans, code: async (text) => (carrying.takeChunk(text) ? undefined : scanning.scans.code(text)) }
  return {
    ...scanning,
    scans,
    scanner: startSerial((text) => void (practice.value?.scans ?? scans).code(text)),
    shifts,
    enrol: (token) => enrolKiosk(parts, loop, token),
    stopEnrolment: () => stopPending(parts),
    confirmClock: async () => {
      await parts.clock.confirm()
      showClock(parts.clock)
    },
    seeDamage: () => seeDamage(parts),
    syncNow: loop.again,
    shortCode: askShortCode(parts, scanning.scans),
    carrying,
    olderUnsent: async () => (await store.past()).reduce((sum, { head, acked }) => sum + head.seq - acked.seq, 0),
  }
}

type Scanning = Pick<Kiosk, 'scans' | 'vehicles' | 'practice' | 'papers' | 'noteQueue' | 'forgetSightings'>

async function startScanning(parts: KioskParts, { loop, shifts }: { readonly loop: SyncLoop; readonly shifts: ShiftDesk }): Promise<Scanning> {
  const { store, verify, clock, personal } = parts
  const deps: StationDeps = { store, verify, personal, random, situation: () => situationNow(clock), checkPin: shifts.checkPin }
  const station = createScanStation(deps)
  const onRecorded = (): void => {
    void countQueue(parts).catch(() => undefined)
    loop.soon()
  }
  const book = createPassageBook(store, clock.now)
  const vehicles = createCrossingDesk({ station, store, onRecorded })
  const monotonicMs = (): number => performance.now()
  const standing = () => standingOf(patrol.value, performance.now())
  const scans = createScanDesk({ station, store, book, vehicles, monotonicMs, onRecorded, signal: playOutcome, standing })
  const restore = async (): Promise<void> => {
    await book.restore()
    await vehicles.restore()
  }
  await restore()
  const practising = createPractice({ station: deps, restore })
  const papers = createPaperDesk({ station, scans, store, random, situation: deps.situation, onRecorded })
  const noteQueue = async (length: QueueLength): Promise<void> => {
    const { lane, officer } = await deps.situation()
    await parts.journal.keep([{ kind: 'queue', lane: lane.id, officer, length }])
    say('noted')
    onRecorded()
  }
  return { scans, vehicles, practice: practising, papers, noteQueue, forgetSightings: station.forget }
}
