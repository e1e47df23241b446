import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import QRCode from 'qrcode'
import type { CertificateKey } from '../../../shared/bundle/bundle.ts'
import { qrSegments } from '../../../shared/credential/qr-segments.ts'
import { type FakeKioskServer, runFakeKioskServer } from '../../kiosk/fake-kiosk-server.ts'
import { launchOptions } from '../../support/chromium.ts'
import { type Held, installStubCamera } from './stub-camera.ts'

/** A kiosk on shift in real Chromium before a stub camera, with what it is shown. */
export interface Stand {
  readonly page: Page
  readonly server: FakeKioskServer
  readonly load: (name: string, text: string) => Promise<void>
  /** Milliseconds from the code in view to a verdict of its own; null when it took longer than `withinMs`. */
  readonly read: (name: string, held: Held, withinMs?: number) => Promise<number | null>
  /** Nothing in view and no verdict on the screen. */
  readonly clear: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface StandOptions {
  readonly viewport?: { readonly width: number; readonly height: number }
  /** `no-wasm`: a browser that is not given the program, and no service worker that has it. */
  readonly wasm?: 'allowed' | 'no-wasm'
  /** Signers of EU-format certificates that the kiosk's bundle trusts. */
  readonly certificates?: readonly CertificateKey[]
}

const TABLET = { width: 1024, height: 768 }

export async function openStand(folder: string, { viewport = TABLET, wasm = 'allowed', certificates = [] }: StandOptions = {}): Promise<Stand> {
  const profile = mkdtempSync(join(tmpdir(), 'chot-stand-'))
  const server = await runFakeKioskServer(folder)
  server.certificates = certificates
  const options = launchOptions(['--autoplay-policy=no-user-gesture-required'])
  const context = await chromium.launchPersistentContext(profile, {
    ...options,
    viewport,
    permissions: ['camera'],
    bypassCSP: true,
    serviceWorkers: wasm === 'no-wasm' ? 'block' : 'allow',
  })
  if (wasm === 'no-wasm') await context.route('**/*.wasm', (route) => route.abort())
  // tsx names functions through a helper that the page does not have.
  await context.addInitScript('globalThis.__name ??= (named) => named')
  await context.addInitScript(installStubCamera)
  const page = await context.newPage()
  await page.goto(`${server.url}/kiosk/#enrol=${server.token}`)
  await page.getByTestId('enrol-done').waitFor()
  await startShift(page, server)
  return standOf(page, server, () => closeAll(context, server, profile))
}

async function closeAll(context: BrowserContext, server: FakeKioskServer, profile: string): Promise<void> {
  await context.close()
  await server.close()
  rmSync(profile, { recursive: true, force: true })
}

/** A page that decodes nothing: it shows a mark when a pixel of the picture turns white. What every other figure contains. */
export async function openFloor(stand: Stand): Promise<Stand> {
  const page = await stand.page.context().newPage()
  await page.route('**/floor', (route) => route.fulfill({ contentType: 'text/html', body: FLOOR }))
  await page.goto(`${stand.server.url}/floor`)
  return standOf(page, stand.server, () => page.close())
}

const FLOOR = `<!doctype html><video id=v autoplay muted playsinline width=640></video><div id=r hidden data-testid=verdict data-step=decided>SEEN</div><script>
navigator.mediaDevices.getUserMedia({video:{width:{ideal:1280},height:{ideal:720}}}).then(s=>{v.srcObject=s;const c=document.createElement('canvas');c.width=c.height=1
let n=0;const x=c.getContext('2d',{willReadFrequently:true});const f=()=>{const k=Math.round(.7*720/2)-9;x.drawImage(v,640-k,360-k,4,4,0,0,1,1);const on=x.getImageData(0,0,1,1).data[0]>200
if(on&&r.hidden)r.dataset.passage=++n;r.hidden=!on;if(!on)delete r.dataset.passage;v.requestVideoFrameCallback(f)};v.requestVideoFrameCallback(f)})</script>`

export async function startShift(page: Page, server: FakeKioskServer): Promise<void> {
  await page.getByTestId('shift-officer').selectOption('lan.bach-dang')
  await page.getByTestId('shift-pin').fill(server.pin)
  await page.getByTestId('shift-start').click()
  await page.getByTestId('scan-ready').waitFor()
}

function standOf(page: Page, server: FakeKioskServer, close: Stand['close']): Stand {
  const show = (name: string | null, held: Held, afterMs: number): Promise<number> =>
    page.evaluate(([a, b, c]) => window.stubCamera.show(a, b, c), [name, held, afterMs] as const)
  return {
    page,
    server,
    close,
    load: (name, text) => {
      const { modules } = QRCode.create(text.startsWith('KB1:') ? qrSegments(text) : text, {
        errorCorrectionLevel: text.startsWith('KB1:') ? 'M' : 'L',
      })
      return page.evaluate(([a, b, c]) => window.stubCamera.load(a, b, c), [name, modules.size, Array.from(modules.data)] as const)
    },
    read: async (name, held, withinMs = 15_000) => {
      const before = await shownPassage(page)
      // At any phase of the camera's frames and of whatever else ticks.
      const after = before === null ? 200 + Math.random() * 1000 : 0
      const seen = page.evaluate(([not, within]) => window.stubCamera.verdictOtherThan(not, within), [before, withinMs + after] as const)
      const at = await show(name, held, after)
      const until = await seen
      return until === null ? null : until - at
    },
    clear: async () => {
      await show(null, { scale: 1 }, 0)
      await dismiss(page)
      if ((await page.evaluate(() => window.stubCamera.noVerdict(20_000))) === null) throw new Error('a verdict never leaves')
    },
  }
}

export function shownPassage(page: Page): Promise<string | null> {
  return page.evaluate(() => document.querySelector('[data-testid="verdict"]')?.getAttribute('data-passage') ?? null)
}

/** What is not green waits for its officer; green would go by itself, a tap is quicker. */
function dismiss(page: Page): Promise<void> {
  return page.evaluate(() => {
    const step = document.querySelector('[data-testid="verdict"]')?.getAttribute('data-step')
    const button = document.querySelector(step === 'open' ? '[data-testid="decide-confirm"]' : '[data-testid="next"]')
    if (button instanceof HTMLElement) button.click()
  })
}
