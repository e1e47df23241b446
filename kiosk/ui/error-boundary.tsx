import { Component, type ComponentChildren } from 'preact'
import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import { inLanguage, t } from '../texts/kiosk-texts.ts'
import { OutcomeIcon } from './icons.tsx'

/** A screen that breaks shows `refer`: never green, never blank. */
export class ErrorBoundary extends Component<{ readonly children: ComponentChildren }, { readonly broken: boolean }> {
  override state = { broken: false }

  static override getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true }
  }

  override componentDidCatch(error: unknown): void {
    console.error(error)
  }

  override render() {
    return this.state.broken ? <FaultScreen /> : this.props.children
  }
}

export function FaultScreen() {
  return (
    <main class="full fault" data-outcome="refer" data-testid="fault" aria-live="assertive">
      <OutcomeIcon outcome="refer" />
      <h1>{inLanguage(OUTCOME_WORDS.refer)}</h1>
      <p class="lead">{t('faultTitle')}</p>
      <p>{t('faultHelp')}</p>
      <button type="button" class="button big" onClick={() => location.reload()}>
        {t('reload')}
      </button>
    </main>
  )
}
