import type { ComponentType } from 'preact'
import { useState } from 'preact/hooks'
import type { Form } from './form.ts'
import { hasCome, latePart } from './late-part.tsx'
import type { ReasonProps } from './reason.tsx'

let loaded: ComponentType<ReasonProps> | undefined

/** On the server, which has it at hand. */
export function haveReason(reason: ComponentType<ReasonProps>): void {
  loaded = reason
}

const Reason = latePart(
  () => loaded,
  () => hasCome(import('./reason.tsx').then((came) => haveReason(came.Reason))),
)

interface WhyAskedProps {
  readonly form: Form
  /** Of the question, or of a page that is one question. */
  readonly name: string
  readonly label: string
}

/** Why a question is asked: it comes when somebody wants to know, and is in the way of nobody else. */
export function WhyAsked({ form, name, label }: WhyAskedProps) {
  const [isOpened, setOpened] = useState(import.meta.env.SSR)
  return (
    <details class="why" onToggle={() => setOpened(true)}>
      <summary>
        {form.texts.why.summary}
        <span class="hidden"> “{label}”</span>
      </summary>
      {isOpened && <Reason form={form} name={name} />}
    </details>
  )
}
