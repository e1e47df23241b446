import type { Heat } from './pace.ts'

interface PressureRecord {
  readonly state: 'nominal' | 'fair' | 'serious' | 'critical'
}
interface PressureObserverMaker {
  new (listen: (records: readonly PressureRecord[]) => void): { observe(source: 'cpu', options: { readonly sampleInterval: number }): Promise<void> }
}

/** Where the browser tells (Compute Pressure), the processor's load decides how often to look. */
export function watchHeat(set: (heat: Heat) => void): void {
  const maker = (globalThis as { readonly PressureObserver?: PressureObserverMaker }).PressureObserver
  if (!maker) return
  const observer = new maker((records) => {
    const state = records.at(-1)?.state
    set(state === 'critical' ? 'critical' : state === 'serious' ? 'hot' : 'cool')
  })
  observer.observe('cpu', { sampleInterval: 2000 }).catch(() => undefined)
}
