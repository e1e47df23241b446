import type { CrossingId, PassageId } from '../../shared/ids.ts'
import { aboard, crossings, platesOf } from '../kiosk-state.ts'
import type { KioskStore, LocalPassage } from '../log/kiosk-store.ts'
import type { PassageView } from '../scan/passage-view.ts'
import type { ScanStation } from '../scan/scan-station.ts'
import { type AskedAnswer, type CloseRefusal, type Closing, openCrossings } from './close-crossing.ts'
import type { OpenCrossing } from './open-crossing.ts'

/** The vehicles on the screen: who is aboard, what is missing, when one may go. */
export interface CrossingDesk {
  readonly begin: () => Promise<void>
  readonly change: (id: CrossingId, change: (open: OpenCrossing) => OpenCrossing) => Promise<void>
  readonly drop: (id: CrossingId) => Promise<void>
  /** Of the same vehicle, or of another. */
  readonly answer: (id: CrossingId, answer: AskedAnswer) => Promise<void>
  /** One that stood aside is the one being scanned again. */
  readonly takeUp: (id: CrossingId) => Promise<void>
  readonly close: (id: CrossingId, as: Closing) => Promise<CloseRefusal | null>
  readonly restore: () => Promise<void>
  /** A passage of a group was scanned, observed or decided. */
  readonly note: (view: PassageView | null, local: LocalPassage) => Promise<void>
  /** The answer as it was shown; null after a reload, when its claims are gone. */
  readonly viewOf: (passage: PassageId) => PassageView | null
}

export interface CrossingDeskDeps {
  readonly station: Pick<ScanStation, 'beginCrossing' | 'changeCrossing' | 'dropCrossing' | 'answerAsked' | 'takeUpCrossing' | 'closeCrossing'>
  readonly store: Pick<KioskStore, 'read' | 'passage'>
  readonly onRecorded: () => void
}

export function createCrossingDesk({ station, store, onRecorded }: CrossingDeskDeps): CrossingDesk {
  const views = new Map<PassageId, PassageView>()
  const reread = async (): Promise<void> => {
    crossings.value = await openCrossings({ store })
    const known = [...crossings.value, ...((await store.read('vehiclesGone')) ?? [])]
    platesOf.value = new Map(known.flatMap(({ plate, passages }) => (plate === null ? [] : passages.map((passage) => [passage, plate]))))
    const wanted = new Set(crossings.value.flatMap(({ passages }) => passages))
    for (const passage of views.keys()) if (!wanted.has(passage)) views.delete(passage)
    const missing = [...wanted].filter((passage) => !aboard.value.has(passage))
    const read = (await Promise.all(missing.map((passage) => store.passage(passage)))).flatMap((local) => local ?? [])
    aboard.value = new Map([...aboard.value.values(), ...read].flatMap((local) => (wanted.has(local.passage) ? [[local.passage, local]] : [])))
  }
  return {
    begin: async () => {
      await station.beginCrossing()
      await reread()
    },
    change: async (id, change) => {
      crossings.value = await station.changeCrossing(id, change)
      await reread()
    },
    drop: async (id) => {
      await station.dropCrossing(id)
      await reread()
    },
    answer: async (id, answer) => {
      await station.answerAsked(id, answer)
      await reread()
    },
    takeUp: async (id) => {
      await station.takeUpCrossing(id)
      await reread()
    },
    close: async (id, as) => {
      const closed = await station.closeCrossing(id, as)
      if (!closed.ok) return closed.error
      await reread()
      onRecorded()
      return null
    },
    restore: async () => {
      aboard.value = new Map()
      views.clear()
      await reread()
    },
    note: async (view, local) => {
      if (view?.crossing) views.set(view.passage, view)
      const isAboard = view?.crossing || aboard.value.has(local.passage)
      if (isAboard) aboard.value = new Map([...aboard.value, [local.passage, local]])
      // Also of one who is only asked about.
      if (isAboard || crossings.value.length > 0) await reread()
    },
    viewOf: (passage) => views.get(passage) ?? null,
  }
}
