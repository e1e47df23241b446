import type { ComponentChildren } from 'preact'
import { applyAct } from '../draft/acts.ts'
import type { Form } from './form.ts'

interface ActButtonProps {
  readonly form: Form
  /** As `applyAct` knows it. */
  readonly act: string
  readonly look: 'day' | 'plain' | 'quick' | 'quick strong' | 'primary' | 'gap'
  readonly children: ComponentChildren
  readonly id?: string
  readonly testId?: string
  readonly label?: string
  readonly pressed?: 'yes' | 'no'
  /** Instead of the act alone: for a button that first checks what was typed. */
  readonly onPress?: () => void
}

/** A button that changes the draft and stays on the page. Without JavaScript it sends the page, and the server does the same. */
export function ActButton({ form, act, look, children, id, testId, label, pressed, onPress }: ActButtonProps) {
  const press = onPress ?? (() => form.change(applyAct(form.draft, act, form.today) ?? {}))
  return (
    <button
      class={look}
      id={id}
      data-testid={testId}
      aria-label={label}
      aria-pressed={pressed === undefined ? undefined : pressed === 'yes' ? 'true' : 'false'}
      {...(import.meta.env.SSR && form.mode === 'plain' ? { type: 'submit', name: 'go', value: act } : { type: 'button', onClick: press })}
    >
      {children}
    </button>
  )
}
