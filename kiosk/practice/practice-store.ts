import type { KioskSettings, LocalPassage, LogEntry } from '../log/kiosk-store.ts'
import type { StationStore } from '../scan/station/station-deps.ts'

export type PracticeStore = StationStore & { readonly passagesSince: (at: number) => Promise<readonly LocalPassage[]> }

/**
 * What a practice keeps: passages and the open vehicle, in memory, until it ends. There is no log here to append to, so
 * nothing of it can ever be sent, counted or found again.
 */
export function createPracticeStore(): PracticeStore {
  const passages = new Map<string, LocalPassage>()
  let settings: Partial<KioskSettings> = {}
  return {
    read: async <K extends keyof KioskSettings>(name: K) => settings[name] ?? null,
    write: async (change) => {
      settings = { ...settings, ...change }
    },
    append: async ({ passage, settings: change }: LogEntry) => {
      if (passage) passages.set(passage.passage, passage)
      settings = { ...settings, ...change }
    },
    passage: async (id) => passages.get(id) ?? null,
    passagesOf: async (credential) => [...passages.values()].filter((passage) => passage.credential === credential),
    passagesSince: async (at) => [...passages.values()].filter(({ scannedAt }) => scannedAt >= at),
  }
}
