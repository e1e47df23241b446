import { useEffect, useState } from 'preact/hooks'
import { forget, isRemembering } from '../draft/remembering.ts'
import { Choice } from '../form/choice-field.tsx'
import type { StepProps } from '../form/form.ts'
import { keepRemembered } from './late.tsx'

/** Never ticked beforehand, nor where nothing can be kept; taking the tick away erases what was kept. */
export function RememberMe({ form }: StepProps) {
  const words = form.texts.remember
  const [isKept, setKept] = useState(isRemembering)
  useEffect(() => {
    if (isKept) void keepRemembered(form.draft).then(setKept)
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
