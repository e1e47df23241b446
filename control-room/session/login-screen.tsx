import type { VNode } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { AppearanceButtons } from '../appearance/appearance-buttons.tsx'
import { BrandMark } from '../board/top-bar.tsx'
import { signIn, t } from '../control-state.ts'

export function LoginScreen({ hasEnded }: { readonly hasEnded: boolean }): VNode {
  return (
    <main class="login">
      <div class="login-box">
        <div class="brand">
          <BrandMark />
          <div>
            <p class="brand-line">{t('product')}</p>
            <h1>{t('control-room')}</h1>
          </div>
        </div>
        {hasEnded ? (
          <p class="notice" role="status">
            {t('session-ended')}
          </p>
        ) : (
          <p class="login-about">{t('sign-in-about')}</p>
        )}
        <LoginForm />
        <AppearanceButtons />
      </div>
    </main>
  )
}

function LoginForm(): VNode {
  const form = useRef<HTMLFormElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const [isShown, setIsShown] = useState(false)

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (isBusy || !form.current) return
    const data = new FormData(form.current)
    const [name, password] = [String(data.get('username') ?? ''), String(data.get('password') ?? '')]
    const missing = name.trim() === '' ? 'type-user' : password === '' ? 'type-password' : null
    setProblem(missing && t(missing))
    if (missing) return focusField(missing === 'type-user' ? 'username' : 'password')
    setIsBusy(true)
    const refused = await signIn(name, password)
    setIsBusy(false)
    setProblem(refused)
    if (refused) focusField('password')
  }
  const focusField = (name: 'username' | 'password'): void => form.current?.querySelector<HTMLInputElement>(`[name=${name}]`)?.focus()

  return (
    <form ref={form} class="login-form" noValidate onSubmit={(event) => void submit(event)}>
      <label for="username">{t('user')}</label>
      <input
        id="username"
        name="username"
        autocomplete="username"
        autocapitalize="none"
        spellcheck={false}
        data-testid="login-user"
        aria-describedby="login-problem"
      />
      <label for="password">{t('password')}</label>
      <div class="password-row">
        <input
          id="password"
          name="password"
          {...(isShown ? ({ type: 'text' } as const) : ({ type: 'password' } as const))}
          autocomplete="current-password"
          data-testid="login-password"
          aria-describedby="login-problem"
        />
        <button type="button" class="button" aria-pressed={isShown} onClick={() => setIsShown(!isShown)}>
          {t(isShown ? 'hide-password' : 'show-password')}
        </button>
      </div>
      <p id="login-problem" class="problem" role="alert" data-testid="login-problem">
        {problem}
      </p>
      <button type="submit" class="button primary" data-testid="login-submit" aria-disabled={isBusy}>
        {t(isBusy ? 'signing-in' : 'sign-in')}
      </button>
    </form>
  )
}
