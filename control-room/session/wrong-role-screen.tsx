import type { VNode } from 'preact'
import type { StaffView } from '../../shared/http/api.ts'
import { AppearanceButtons } from '../appearance/appearance-buttons.tsx'
import { signOut, t } from '../control-state.ts'

export function WrongRoleScreen({ staff }: { readonly staff: StaffView }): VNode {
  return (
    <main class="login">
      <div class="login-box">
        <h1>{t('wrong-role')}</h1>
        <p data-testid="wrong-role">{t('wrong-role-about', { name: staff.name })}</p>
        <button type="button" class="button primary" onClick={() => void signOut()}>
          {t('sign-out')}
        </button>
        <AppearanceButtons />
      </div>
    </main>
  )
}
