import type { VNode } from 'preact'
import { t } from '../control-state.ts'

export function WaitingScreen(): VNode {
  return (
    <main class="login">
      <p role="status">{t('loading')}</p>
    </main>
  )
}
