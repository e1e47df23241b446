import { joinMrzLines } from '../join-mrz-lines.ts'
import { windowTimer } from './read-lines.ts'
import { createSerialScanner, type SerialScanner, serialOf } from './serial-scanner.ts'
import { serialState } from './serial-state.ts'

/** The page's serial scanner, where the browser has such ports. One allowed before is read at once. */
export function startSerial(onText: (text: string) => void): SerialScanner | null {
  const serial = serialOf(navigator)
  if (!serial) return null
  const timer = windowTimer
  const onState = (state: typeof serialState.value): void => {
    serialState.value = state
  }
  const scanner = createSerialScanner({ serial, timer, onText: joinMrzLines(onText, timer), onState })
  void scanner.resume().catch(() => undefined)
  return scanner
}
