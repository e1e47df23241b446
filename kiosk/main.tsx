import { render } from 'preact'
import '../shared/ui/tokens.css'
import './ui/fonts.css'
import './ui/kiosk.css'
import './ui/scan.css'
import './ui/verdict.css'
import './ui/crossing.css'
import './ui/practice.css'
import './ui/turned.css'
import './ui/day.css'
import './ui/paper.css'
import './ui/state.css'
import './ui/flat.css'
import { App } from './app.tsx'
import { chooseVerify } from './bundle/ed25519-verify.ts'
import { tryEnrol } from './enrol/enrol-screen.tsx'
import { type Kiosk, startKiosk } from './kiosk.ts'
import { enrolToken, identity, language, type Obstacle, phase } from './kiosk-state.ts'
import { openIndexedDbStore } from './log/indexed-db-store.ts'
import type { KioskStore } from './log/kiosk-store.ts'
import { holdLog } from './log/tab-lock.ts'
import { DEFAULT_PREFERENCES } from './shift/shift-desk.ts'
import { applyDisplay } from './ui/display.ts'
import { keepUpToDate } from './update/keep-up-to-date.ts'

const DATABASE = 'chot-kiosk'

const root = document.getElementById('app')
if (root) void start(root)

async function start(at: HTMLElement): Promise<void> {
  const show = (kiosk: Kiosk | null, firstCamera = DEFAULT_PREFERENCES.camera): void => render(<App kiosk={kiosk} firstCamera={firstCamera} />, at)
  language.subscribe((now) => {
    document.documentElement.lang = now
  })
  show(null)
  const obstacle = obstacleHere()
  if (obstacle) {
    phase.value = { kind: 'blocked', by: obstacle }
    return
  }
  const token = takeTokenFromAddress()
  keepUpToDate()
  await holdLog(() => {
    phase.value = { kind: 'second-tab' }
  })
  phase.value = { kind: 'starting' }
  const store = await openStore()
  if (!store) {
    phase.value = { kind: 'blocked', by: 'storage' }
    return
  }
  const kiosk = await startKiosk(store, await chooseVerify())
  const preferences = (await store.read('preferences')) ?? DEFAULT_PREFERENCES
  applyDisplay(preferences)
  show(kiosk, preferences.camera)
  listenForLinks(kiosk)
  if (token !== null) await useToken(kiosk, token)
}

function obstacleHere(): Obstacle | null {
  if (!window.isSecureContext) return 'insecure'
  return 'locks' in navigator && 'indexedDB' in window && 'subtle' in crypto ? null : 'browser-too-old'
}

async function openStore(): Promise<KioskStore | null> {
  try {
    const store = await openIndexedDbStore(DATABASE, {
      onBlocked: () => {
        phase.value = { kind: 'second-tab' }
      },
      onClosed: () => location.reload(),
    })
    phase.value = { kind: 'starting' }
    await store.head()
    return store
  } catch (error) {
    console.error(error)
    return null
  }
}

/** The token must not stay where history, a screenshot or a reload would find it. */
function takeTokenFromAddress(): string | null {
  if (!location.hash.startsWith('#enrol=')) return null
  const text = location.hash
  history.replaceState(null, '', location.pathname)
  return text
}

function listenForLinks(kiosk: Kiosk): void {
  window.addEventListener('hashchange', () => {
    const text = takeTokenFromAddress()
    if (text !== null) void useToken(kiosk, text)
  })
}

/** A tablet that has a log is not enrolled again without asking. */
async function useToken(kiosk: Kiosk, text: string): Promise<void> {
  enrolToken.value = text
  if (identity.value === null) await tryEnrol(kiosk, text)
}
