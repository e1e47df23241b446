import type { ComponentType } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { StepProps } from '../form/form.ts'
import { PhoneField } from '../steps/contact-step.tsx'
import type { CardPanelProps } from './card-panel.tsx'

type State =
  | { readonly at: 'closed' | 'loading' | 'failed' }
  | { readonly at: 'open'; readonly Panel: ComponentType<CardPanelProps> }
  | { readonly at: 'filled'; readonly asksPhone: boolean }

/** On the first page the same button was pressed already. */
const OPENS_ITSELF = /[?&]scan=1(&|$)/

/** A button; camera and reader come when it is pressed. Of what the next page asks, a card leaves only the telephone number open. */
export function ScanCard({ form }: StepProps) {
  const words = form.texts.idCard
  const [state, setState] = useState<State>({ at: 'closed' })
  const open = async () => {
    setState({ at: 'loading' })
    try {
      setState({ at: 'open', Panel: (await import('./card-panel.tsx')).CardPanel })
    } catch {
      setState({ at: 'failed' })
    }
  }
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (OPENS_ITSELF.test(location.search) && form.draft.name === '') void open()
  }, [])
  // The panel is gone, and the focus with it: to the one box that is left to fill, where there is one.
  useEffect(() => {
    if (state.at === 'filled') (box.current?.querySelector('input') ?? box.current)?.focus()
  }, [state.at])
  if (state.at === 'open') {
    return (
      <state.Panel
        texts={form.texts}
        areas={form.areas}
        onRead={(card) => {
          form.change(card)
          setState({ at: 'filled', asksPhone: form.draft.phone === '' })
        }}
        onClose={() => setState({ at: 'closed' })}
      />
    )
  }
  return (
    <div class="field" tabIndex={-1} ref={box}>
      <button type="button" class="quick strong" data-testid="scan-card" onClick={() => void open()}>
        {words.scan}
      </button>
      <p class={state.at === 'failed' ? 'notice warn' : state.at === 'filled' ? 'complete' : 'hint'} role="status">
        {state.at === 'closed' ? words.scanHint : words[state.at]}
      </p>
      {state.at === 'filled' && state.asksPhone && <PhoneField form={form} />}
    </div>
  )
}
