import type { EpochMs } from '../../shared/units.ts'
import type { KioskStore, LocalPassage } from '../log/kiosk-store.ts'
import { openCrossings } from './close-crossing.ts'

/** A passage of before, with the vehicle or group that it was counted in, where the tablet still knows that. */
export interface EarlierUse extends LocalPassage {
  readonly aboard?: { readonly plate: string | null }
}

/** Whoever was let in with a vehicle and shows the code outside it is told apart from a picture of the code by the plate. */
export async function withVehicle({ store }: { readonly store: Pick<KioskStore, 'read'> }, earlier: LocalPassage | null): Promise<EarlierUse | null> {
  if (earlier === null) return null
  const vehicles = [...(await openCrossings({ store })), ...((await store.read('vehiclesGone')) ?? [])]
  const aboard = vehicles.find(({ passages }) => passages.includes(earlier.passage))
  return aboard ? { ...earlier, aboard: { plate: aboard.plate } } : earlier
}

/** A plate stays no longer on the tablet than the record that has it: a checkpoint where nothing passes pushes no old one out. */
export async function forgetGone(store: Pick<KioskStore, 'read' | 'write'>, before: EpochMs): Promise<void> {
  const gone = (await store.read('vehiclesGone')) ?? []
  const left = gone.filter(({ startedAt }) => startedAt >= before)
  if (left.length < gone.length) await store.write({ vehiclesGone: left })
}
