import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { buildKiosk } from '../kiosk/build-kiosk.ts'
import { type FakeKioskServer, runFakeKioskServer } from '../kiosk/fake-kiosk-server.ts'
import { launchTablet } from '../support/chromium.ts'
import { writeCameraFile } from '../support/fake-camera.ts'

/** A record as it lies in the tablet's own database. */
export interface KeptRecord {
  readonly seq: number
  readonly kind: string
  readonly passage: string | null
}

/** The built page in a real Chromium whose storage outlives it, against a server that can be told to fail. */
export interface RealTablet {
  readonly server: FakeKioskServer
  /** Opens the browser, again after it was killed. */
  open(): Promise<Page>
  /** SIGKILL of the whole browser: nothing can be finished or flushed. */
  kill(): Promise<void>
  close(): Promise<void>
}

let built: string | null = null

export async function aRealTablet(): Promise<RealTablet> {
  built = built ?? buildKiosk()
  const work = mkdtempSync(join(tmpdir(), 'chot-killed-'))
  const film = join(work, 'empty.y4m')
  writeCameraFile(film, [])
  const server = await runFakeKioskServer(built)
  let tablet: BrowserContext | null = null
  return {
    server,
    open: async () => {
      tablet = await launchTablet(join(work, 'profile'), film)
      return tablet.newPage()
    },
    kill: async () => {
      const gone = tablet && new Promise<void>((resolve) => tablet?.once('close', () => resolve()))
      const browser = tablet?.browser()
      // Of this browser alone: its own process, found by the folder that nobody else has.
      killByFolder(work)
      await gone
      await browser?.close().catch(() => undefined)
      tablet = null
    },
    close: async () => {
      await tablet?.close().catch(() => undefined)
      await server.close()
      rmSync(work, { recursive: true, force: true })
    },
  }
}

/** The build is shared by all tablets of one run. */
export function removeBuild(): void {
  if (built) rmSync(built, { recursive: true, force: true })
  built = null
}

function killByFolder(folder: string): void {
  for (const pid of pidsIn(folder)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended with its parent.
    }
  }
}

export async function enrolAndStartShift(page: Page, { url, token, pin }: FakeKioskServer): Promise<void> {
  await page.goto(`${url}/kiosk/#enrol=${token}`)
  await page.getByTestId('enrol-done').waitFor()
  // Its files are kept: the server may go.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await page.getByTestId('shift-officer').selectOption('lan.bach-dang')
  await page.getByTestId('shift-pin').fill(pin)
  await page.getByTestId('shift-start').click()
  await page.getByTestId('scan-ready').waitFor()
}

export async function typeCode(page: Page, text: string): Promise<void> {
  await page.getByTestId('type-code').click()
  await page.getByTestId('manual-code').fill(text)
  await page.getByTestId('manual-check').click()
}

/** The outcome of the answer that comes, in one look: a green one goes by itself after a moment, and may be gone at a second. */
export async function outcomeShown(page: Page): Promise<string | null | undefined> {
  const shown = await page.waitForFunction(() => document.querySelector('[data-testid=verdict]')?.getAttribute('data-outcome'))
  return shown.jsonValue()
}

/** A green answer is tapped away; it may have gone by itself. */
export async function tapAway(page: Page): Promise<void> {
  await page
    .getByTestId('next')
    .click({ timeout: 1000 })
    .catch(() => undefined)
  await page.getByTestId('verdict').waitFor({ state: 'detached' })
}

export function keptRecords(page: Page): Promise<readonly KeptRecord[]> {
  return page.evaluate(
    () =>
      new Promise<KeptRecord[]>((resolve, reject) => {
        const opening = indexedDB.open('chot-kiosk')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const all = opening.result.transaction('record').objectStore('record').getAll()
          all.onerror = () => reject(all.error)
          all.onsuccess = () => {
            opening.result.close()
            resolve(all.result.map((row) => ({ seq: row.seq, kind: row.record.header.kind, passage: row.record.body.value?.passage ?? null })))
          }
        }
      }),
  )
}

function pidsIn(folder: string): readonly number[] {
  return processes().flatMap(({ pid, command }) => (command.includes(folder) ? [pid] : []))
}

interface Running {
  readonly pid: number
  readonly command: string
}

function processes(): readonly Running[] {
  const { readdirSync, readFileSync } = process.getBuiltinModule('node:fs')
  return readdirSync('/proc').flatMap((entry): readonly Running[] => {
    if (!/^\d+$/.test(entry)) return []
    try {
      return [{ pid: Number(entry), command: readFileSync(`/proc/${entry}/cmdline`, 'utf8') }]
    } catch {
      return []
    }
  })
}
