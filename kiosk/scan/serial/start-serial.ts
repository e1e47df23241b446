import { createSerialScanner, type SerialScanner, serialOf } from './serial-scanner.ts'
import { serialState } from './serial-state.ts'

/** The page's serial scanner, where the browser has such ports. One allowed before is read at once. */
export function startSerial(onText: (text: string) => void): SerialScanner | null {
  const serial = serialOf(navigator)
  if (!serial) return null
  const timer = { set: (work: () => void, ms: number) => window.setTimeout(work, ms), clear: (id: number) => window.clearTimeout(id) }
  const onState = (state: typeof serialState.value): void => {
    serialState.value = state
  }
  const scanner = createSerialScanner({ serial, timer, onText, onState })
  void scanner.resume().catch(() => undefined)
  return scanner
}
