import { EnrolScreen, WaitingScreen } from './enrol/enrol-screen.tsx'
import type { Kiosk } from './kiosk.ts'
import { damage, enrolToken, phase } from './kiosk-state.ts'
import { DamageScreen } from './log/damage-screen.tsx'
import type { Preferences } from './log/kiosk-store.ts'
import { ScanScreen } from './scan/scan-screen.tsx'
import { ShiftScreen } from './shift/shift-screen.tsx'
import { type TextKey, t } from './texts/kiosk-texts.ts'
import { ErrorBoundary } from './ui/error-boundary.tsx'

export interface AppProps {
  /** Null until the log is this page's alone. */
  readonly kiosk: Kiosk | null
  readonly firstCamera: Preferences['camera']
}

export function App(props: AppProps) {
  return (
    <ErrorBoundary>
      <Screen {...props} />
    </ErrorBoundary>
  )
}

function Screen({ kiosk, firstCamera }: AppProps) {
  const { value: at } = phase
  if (at.kind === 'blocked')
    return <Message title="faultTitle" text={at.by === 'insecure' ? 'insecure' : at.by === 'storage' ? 'storageBlocked' : 'tooOld'} />
  if (at.kind === 'second-tab') return <Message title="secondTab" text="secondTabHelp" />
  if (at.kind === 'starting' || !kiosk) return <main class="full centred">{t('starting')}</main>
  if (at.kind === 'enrol' || enrolToken.value !== null) return <EnrolScreen kiosk={kiosk} />
  if (damage.value) return <DamageScreen kiosk={kiosk} damage={damage.value} />
  if (at.kind === 'waiting-for-bundle') return <WaitingScreen kiosk={kiosk} />
  if (at.kind === 'shift') return <ShiftScreen kiosk={kiosk} />
  return <ScanScreen kiosk={kiosk} firstCamera={firstCamera} />
}

function Message({ title, text }: { readonly title: TextKey; readonly text: TextKey }) {
  return (
    <main class="full centred">
      <div class="card" role="alert">
        <h1>{t(title)}</h1>
        <p>{t(text)}</p>
        <button type="button" class="button" onClick={() => location.reload()}>
          {t('reload')}
        </button>
      </div>
    </main>
  )
}
