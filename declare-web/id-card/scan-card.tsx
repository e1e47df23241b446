import type { ComponentType } from 'preact'
import { useState } from 'preact/hooks'
import type { StepProps } from '../form/form.ts'
import type { CardPanelProps } from './card-panel.tsx'

type State = { readonly at: 'closed' | 'loading' | 'failed' | 'filled' } | { readonly at: 'open'; readonly Panel: ComponentType<CardPanelProps> }

/** A button; camera and reader come when it is pressed. */
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
  if (state.at === 'open') {
    return (
      <state.Panel
        texts={form.texts}
        areas={form.areas}
        onRead={(card) => {
          form.change(card)
          setState({ at: 'filled' })
        }}
        onClose={() => setState({ at: 'closed' })}
      />
    )
  }
  return (
    <div class="field">
      <button type="button" class="quick strong" data-testid="scan-card" onClick={() => void open()}>
        {words.scan}
      </button>
      <p class={state.at === 'failed' ? 'notice warn' : 'hint'} role="status">
        {state.at === 'closed' ? words.scanHint : words[state.at]}
      </p>
    </div>
  )
}
