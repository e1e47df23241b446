import type { VNode } from 'preact'
import { resumeSession, t } from '../control-state.ts'

export function UnreachableScreen(): VNode {
  return (
    <main class="login">
      <div class="login-box" role="alert">
        <h1>{t('control-room')}</h1>
        <p>{t('unreachable')}</p>
        <p>{t('trying-again')}</p>
        <button type="button" class="button primary" onClick={() => void resumeSession()}>
          {t('try-again')}
        </button>
      </div>
    </main>
  )
}
