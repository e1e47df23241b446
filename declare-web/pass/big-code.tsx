import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import { passWordsIn } from './pass-words.ts'

interface BigCodeProps {
  readonly language: Language
  /** The picture; it fills the screen while it is shown large. */
  readonly children: ComponentChildren
}

/** A press shows the code alone on a white screen that does not go dark. */
export function BigCode({ language, children }: BigCodeProps) {
  const words = passWordsIn(language)
  const [isBig, setBig] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const closer = useRef<HTMLButtonElement>(null)
  const enlarge = () => {
    // The phone's own way back closes the code, and does not leave the pass while an officer waits.
    history.pushState(history.state, '')
    setBig(true)
  }
  const close = () => {
    setBig(false)
    history.back()
  }
  useEffect(() => {
    if (!isBig) return undefined
    closer.current?.focus()
    const release = keepAwake()
    const closeByKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close()
      // There is one button; what lies under the code must not take the focus.
      if (event.key === 'Tab') event.preventDefault()
    }
    const shrink = () => setBig(false)
    document.addEventListener('keydown', closeByKey)
    window.addEventListener('popstate', shrink)
    return () => {
      document.removeEventListener('keydown', closeByKey)
      window.removeEventListener('popstate', shrink)
      release()
      opener.current?.focus()
    }
  }, [isBig])
  return (
    <>
      <button type="button" class="bigger" ref={opener} data-testid="bigger" aria-label={words.bigger} onClick={enlarge}>
        {children}
        <span aria-hidden="true" class="screen-only">
          {words.bigger}
        </span>
      </button>
      {isBig && (
        <div class="big" role="dialog" aria-modal="true" aria-label={words.bigger} data-testid="big">
          {children}
          <p>{words.bigHint}</p>
          <button type="button" class="primary" ref={closer} data-testid="close-big" onClick={close}>
            {words.close}
          </button>
        </div>
      )}
    </>
  )
}

/** Where the browser can: the lock is lost when the page is hidden, and taken again when it is back. */
function keepAwake(): () => void {
  let held: WakeLockSentinel | null = null
  let isOver = false
  const take = () => {
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
    navigator.wakeLock.request('screen').then(
      (lock) => {
        if (isOver || held?.released === false) void lock.release()
        else held = lock
      },
      () => undefined,
    )
  }
  take()
  document.addEventListener('visibilitychange', take)
  return () => {
    isOver = true
    document.removeEventListener('visibilitychange', take)
    if (held) void held.release()
  }
}
