import { useEffect, useState } from 'preact/hooks'
import { forget, readRemembered, remember } from '../draft/remembered.ts'
import { Choice } from '../form/choice-field.tsx'
import type { StepProps } from '../form/form.ts'
import { fill } from '../texts/fill.ts'

/** Never ticked beforehand; taking the tick away erases what was kept. */
export function RememberMe({ form }: StepProps) {
  const words = form.texts.remember
  const [isKept, setKept] = useState(() => readRemembered() !== null)
  useEffect(() => {
    if (isKept) remember(form.draft)
  }, [isKept])
  const toggle = () => {
    if (isKept) forget()
    setKept(!isKept)
  }
  return (
    <div class="field">
      <Choice
        type="checkbox"
        id="remember"
        name="remember"
        option={{ value: 'yes', label: words.keep, hint: words.keepHint }}
        checked={isKept}
        onChange={toggle}
      />
    </div>
  )
}

/** One tap instead of three pages of typing, for whoever allowed it on this device. */
export function UseRemembered({ form }: StepProps) {
  const [kept, setKept] = useState(() => readRemembered())
  const words = form.texts.remember
  if (kept === null || form.draft.name !== '' || form.draft.forWhom !== 'self') return null
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
