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
  useEffect(() => {
    if (!isBig) return undefined
    closer.current?.focus()
    const release = keepAwake()
    const closeByKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setBig(false)
    }
    document.addEventListener('keydown', closeByKey)
    return () => {
      document.removeEventListener('keydown', closeByKey)
      release()
      opener.current?.focus()
    }
  }, [isBig])
  return (
    <>
      <button type="button" class="bigger" ref={opener} data-testid="bigger" aria-label={words.bigger} onClick={() => setBig(true)}>
        {children}
        <span aria-hidden="true" class="screen-only">
          {words.bigger}
        </span>
      </button>
      {isBig && (
        <div class="big" role="dialog" aria-modal="true" aria-label={words.bigger} data-testid="big">
          {children}
          <p>{words.bigHint}</p>
          <button type="button" class="primary" ref={closer} data-testid="close-big" onClick={() => setBig(false)}>
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
        if (isOver) void lock.release()
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
