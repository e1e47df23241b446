import { useEffect } from 'preact/hooks'
import type { Kiosk } from '../kiosk.ts'
import { notice } from '../kiosk-state.ts'
import { joinMrzLines } from './join-mrz-lines.ts'
import { KeyboardWedge } from './keyboard-wedge.ts'
import { windowTimer } from './serial/read-lines.ts'

/** A hand-held scanner types anywhere on the page; where a field has the focus, the typing is a person's. */
export function useKeyboardWedge(kiosk: Kiosk): void {
  useEffect(() => {
    const wedge = new KeyboardWedge()
    const take = joinMrzLines((text) => void kiosk.scans.code(text), windowTimer)
    const listen = (event: KeyboardEvent): void => {
      if (isField(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
      const ends = event.key === 'Enter' || event.key === 'Tab'
      // Else the Enter of a scan would press the button that has the focus.
      if (ends && wedge.isTyping(event.timeStamp)) {
        event.preventDefault()
        event.stopPropagation()
      }
      const taken = wedge.take({ key: event.key, code: event.code, shift: event.shiftKey ? 'down' : 'up', atMs: event.timeStamp })
      if (taken?.ok) take(taken.value)
      else if (taken) notice.value = taken.error
    }
    window.addEventListener('keydown', listen, { capture: true })
    return () => window.removeEventListener('keydown', listen, { capture: true })
  }, [kiosk])
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}
