import { useState } from 'preact/hooks'
import { readRemembered } from '../draft/remembered.ts'
import { forget } from '../draft/remembering.ts'
import type { StepProps } from '../form/form.ts'
import { fill } from '../texts/fill.ts'

/** One tap instead of three pages of typing, for whoever allowed it on this device. */
export function UseRemembered({ form }: StepProps) {
  const [kept, setKept] = useState(readRemembered)
  const words = form.texts.remember
  if (kept === null) return null
  const erase = () => {
    forget()
    setKept(null)
  }
  return (
    <div class="notice">
      <button type="button" class="quick strong" data-testid="use-remembered" onClick={() => form.change(kept)}>
        {fill(words.use, { name: kept.name })}
      </button>
      <button type="button" class="plain" onClick={erase}>
        {words.erase}
      </button>
    </div>
  )
}
