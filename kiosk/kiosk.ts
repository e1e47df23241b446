import type { Verify } from '../shared/credential/credential.ts'
import type { EnrolProblem } from './enrol/enrolment.ts'
import { enrolKiosk } from './kiosk-enrol.ts'
import { endShiftOfStranger, startLoop } from './kiosk-loop.ts'
import { assemble, countQueue, type KioskParts, random, restore, showClock } from './kiosk-parts.ts'
import { watchWorld } from './kiosk-watch.ts'
import type { KioskStore } from './log/kiosk-store.ts'
import { createScanDesk, type ScanDesk } from './scan/scan-desk.ts'
import { createScanStation } from './scan/scan-station.ts'
import { situationNow } from './scan/situation-now.ts'
import { createShiftDesk, type ShiftDesk } from './shift/shift-desk.ts'
import { signerOf } from './sync/kiosk-api.ts'
import type { SyncLoop } from './sync/sync-loop.ts'
import { playOutcome } from './verdict/outcome-signal.ts'

/** The running kiosk, as its screens see it. */
export interface Kiosk {
  readonly scans: ScanDesk
  readonly shifts: ShiftDesk
  readonly enrol: (token: string) => Promise<EnrolProblem | null>
  readonly confirmClock: () => Promise<void>
  readonly syncNow: () => void
  readonly forgetSightings: () => void
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
  const { scans, forgetSightings } = startScanning(parts, loop)
  watchWorld(parts, loop)
  await scans.refresh()
  return {
    scans,
    shifts,
    enrol: (token) => enrolKiosk(parts, loop, token),
    confirmClock: async () => {
      await parts.clock.confirm()
      showClock(parts.clock)
    },
    syncNow: loop.again,
    forgetSightings,
  }
}

function startScanning(parts: KioskParts, loop: SyncLoop): Pick<Kiosk, 'scans' | 'forgetSightings'> {
  const { store, verify, clock, personal } = parts
  const station = createScanStation({ store, verify, personal, random, situation: () => situationNow(clock) })
  const onRecorded = (): void => {
    void countQueue(parts).catch(() => undefined)
    loop.soon()
  }
  const monotonicMs = (): number => performance.now()
  const scans = createScanDesk({ station, store, now: clock.now, monotonicMs, onRecorded, signal: playOutcome })
  return { scans, forgetSightings: station.forget }
}
