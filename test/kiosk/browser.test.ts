import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { formatShortCode, shortCodeOf } from '../../shared/credential/short-code.ts'
import type { BodyValue } from '../../shared/passage/records.ts'
import { DAY_MS, HOUR_MS } from '../../shared/units.ts'
import { outcomeShown, tapAway } from '../simulation/real-tablet.ts'
import { ordinaryClaims } from '../support/a-credential.ts'
import { anEuCertificate, anEuKey } from '../support/an-eu-certificate.ts'
import { filming } from '../support/chromium.ts'
import { writeCameraFile } from '../support/fake-camera.ts'
import { turnScreen } from '../support/turn-screen.ts'
import { aCode, HOME, NOON, otherId } from './a-station.ts'
import { buildKiosk } from './build-kiosk.ts'
import { type FakeKioskServer, runFakeKioskServer } from './fake-kiosk-server.ts'

let folder: string
let work: string
let server: FakeKioskServer
let browser: Browser
let tablet: BrowserContext
let page: Page

beforeAll(async () => {
  folder = buildKiosk()
  work = mkdtempSync(join(tmpdir(), 'chot-tablet-'))
  const film = join(work, 'empty.y4m')
  writeCameraFile(film, [])
  browser = await chromium.launch(filming(film))
})
afterAll(async () => {
  await browser?.close()
  for (const each of [folder, work]) rmSync(each, { recursive: true, force: true })
})

/** Each test has a tablet of its own: its storage begins empty and ends with it. */
beforeEach(async () => {
  server = await runFakeKioskServer(folder)
  tablet = await browser.newContext({ viewport: { width: 1024, height: 768 }, permissions: ['camera'] })
  page = await tablet.newPage()
})
afterEach(async () => {
  await tablet.close()
  await server.close()
})

const at = (id: string, where: Page = page) => where.locator(`[data-testid="${id}"]`)

/** With its files kept: a test may take the server away at any moment from now on. */
async function enrol(): Promise<void> {
  await page.goto(`${server.url}/kiosk/#enrol=${server.token}`)
  await at('enrol-done').waitFor()
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
}

async function startShift(pin = server.pin): Promise<void> {
  await at('shift-officer').selectOption('lan.bach-dang')
  await at('shift-pin').fill(pin)
  await at('shift-start').click()
}

async function onShift(): Promise<void> {
  await enrol()
  await startShift()
  await at('scan-ready').waitFor()
}

async function typeCode(text: string): Promise<void> {
  await at('type-code').click()
  await at('manual-code').fill(text)
  await at('manual-check').click()
}

/** As a hardware scanner does, to whatever has the focus. */
function typeAsScanner(text: string): Promise<void> {
  return page.evaluate((typed) => {
    for (const key of [...typed, 'Enter']) {
      const code = /\d/.test(key) ? `Digit${key}` : key
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }))
    }
  }, text)
}

const outcome = () => outcomeShown(page)

/** Who is let through, and on to the next. */
async function letThrough(code: string): Promise<void> {
  await typeCode(code)
  expect(await outcome()).toBe('admit')
  await tapAway(page)
}

/** Bodies in the tablet's own database, in the order of the log. */
function logOf(where: Page): Promise<BodyValue[]> {
  return where.evaluate(
    () =>
      new Promise<BodyValue[]>((resolve, reject) => {
        const opening = indexedDB.open('chot-kiosk')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const all = opening.result.transaction('record').objectStore('record').getAll()
          all.onsuccess = () => resolve(all.result.map((row) => row.record.body.value))
        }
      }),
  )
}

function seqs(): Promise<number[]> {
  return page.evaluate(
    () =>
      new Promise<number[]>((resolve, reject) => {
        const opening = indexedDB.open('chot-kiosk')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const all = opening.result.transaction('record').objectStore('record').getAll()
          all.onsuccess = () => resolve(all.result.map((row) => row.seq))
        }
      }),
  )
}

/** Makes records of the log that much older than the server's clock. */
function age(msBySeq: Readonly<Record<number, number>>): Promise<void> {
  return page.evaluate(
    ({ ages, noon }) =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('chot-kiosk')
        opening.onsuccess = () => {
          const tx = opening.result.transaction('record', 'readwrite')
          const store = tx.objectStore('record')
          const all = store.getAll()
          all.onsuccess = () => {
            for (const row of all.result) if (ages[row.seq] !== undefined) store.put({ ...row, occurredAt: noon - (ages[row.seq] ?? 0) })
          }
          tx.oncomplete = () => resolve()
        }
      }),
    { ages: msBySeq, noon: NOON },
  )
}

const kinds = async () => (await logOf(page)).map(({ kind }) => kind).filter((kind) => kind === 'scan' || kind === 'decision')

describe('enrolment', () => {
  it('takes the token from the address and leaves none there', async () => {
    await enrol()
    expect(page.url()).toBe(`${server.url}/kiosk/`)
  })

  it('says what to do with a used link, and with no network', async () => {
    await page.goto(`${server.url}/kiosk/#enrol=cai-nay-da-dung-roi-0002`)
    await at('enrol-problem').getByText('hết hạn').waitFor()
    server.isDown = true
    await at('enrol-link').fill(server.token)
    await at('enrol-start').click()
    await at('enrol-problem').getByText('Không kết nối được').waitFor()
  })
})

describe('a shift', () => {
  it('refuses a wrong PIN and takes the right one; offline the same PIN opens it again', async () => {
    await enrol()
    await startShift('000000')
    await at('shift-problem').getByText('không đúng').waitFor()
    await startShift()
    await at('scan-ready').waitFor()
    await at('shift-end').click()
    await at('shift-end-confirm').click()
    server.isDown = true
    await startShift()
    await at('scan-ready').waitFor()
    const events = (await logOf(page)).flatMap((body) => (body.kind === 'shift' ? [body.event] : []))
    expect(events).toEqual(['start', 'end', 'start'])
  })

  it('locks an officer after five wrong PINs while offline', async () => {
    await onShift()
    await at('shift-end').click()
    await at('shift-end-confirm').click()
    server.isDown = true
    for (let i = 0; i < 4; i++) {
      await startShift(`00000${i}`)
      await at('shift-problem').getByText('không đúng').waitFor()
    }
    await startShift('000009')
    await at('shift-problem').getByText('Đã khóa').waitFor()
    await startShift()
    await at('shift-problem').getByText('Đã khóa').waitFor()
  })

  it('ends when a new bundle no longer names its officer, and a reload does not bring it back', async () => {
    await onShift()
    server.isLanGone = true
    await at('online').click()
    await at('shift-officer').waitFor()
    expect((await logOf(page)).findLast(({ kind }) => kind === 'shift')).toMatchObject({ event: 'end', officer: 'lan.bach-dang' })
    await page.reload()
    await at('shift-officer').waitFor()
    expect(await at('shift-officer').locator('option').allTextContents()).not.toContain('Phạm Thị Lan')
  })

  it('needs the network for an officer who is new on the tablet', async () => {
    await enrol()
    server.isDown = true
    await startShift()
    await at('shift-problem').getByText('cần có mạng').waitFor()
  })
})

describe('the log', () => {
  it('holds a scan and its decision before the verdict is seen, and after a reload with the server gone', async () => {
    await onShift()
    server.isDown = true
    await typeCode(await aCode())
    expect(await outcome()).toBe('admit')
    expect(await kinds()).toEqual(['scan', 'decision'])
    await page.locator('[data-testid="queue"]:not([data-queued="0"])').waitFor()
    await page.reload()
    await at('scan-ready').waitFor()
    expect(await kinds()).toEqual(['scan', 'decision'])
    await typeCode(await aCode(ordinaryClaims, { id: otherId(3) }))
    expect(await outcome()).toBe('detain')
    expect(await kinds()).toEqual(['scan', 'decision', 'scan'])
  })

  it('is written strictly: a verdict is shown when the disk has it, not when the browser has promised to', async () => {
    await page.addInitScript(() => {
      const seen: string[] = []
      const open = IDBDatabase.prototype.transaction
      IDBDatabase.prototype.transaction = function (...asked) {
        const tx = open.apply(this, asked)
        if (tx.mode === 'readwrite') seen.push(tx.durability)
        return tx
      }
      Object.assign(window, { durabilities: seen })
    })
    await onShift()
    await typeCode(await aCode())
    expect(await outcome()).toBe('admit')
    const seen = await page.evaluate(() => ('durabilities' in window ? window.durabilities : null))
    expect(new Set(seen as string[])).toEqual(new Set(['strict']))
  })

  it('arrives once and in order when the server is back', async () => {
    await onShift()
    server.isDown = true
    await letThrough(await aCode())
    await letThrough(await aCode(HOME, { id: otherId(4) }))
    server.isDown = false
    await at('online').click()
    await page.locator('[data-testid="queue"][data-queued="0"]').waitFor()
    const arrived = server.records.map(({ header }) => header.seq)
    expect(arrived).toEqual(Array.from({ length: arrived.length }, (_, i) => i + 1))
    expect(server.records.filter(({ header }) => header.kind === 'decision')).toHaveLength(2)
  })

  it('is written by one tab alone, and the second takes over when the first has gone', async () => {
    await onShift()
    const second = await tablet.newPage()
    await second.goto(`${server.url}/kiosk/`)
    await second.getByText('đang mở ở một thẻ khác').waitFor()
    await page.close()
    await at('scan-ready', second).waitFor()
    page = second
    await typeCode(await aCode())
    expect(await outcome()).toBe('admit')
  })

  it('keeps for seven days what was acknowledged, and for ever what was not', async () => {
    await onShift()
    await letThrough(await aCode())
    await page.locator('[data-testid="queue"][data-queued="0"]').waitFor()
    server.isDown = true
    await letThrough(await aCode(HOME, { id: otherId(7) }))
    const sent = server.records.length
    const before = await seqs()
    await age({ 1: 7 * DAY_MS + HOUR_MS, 2: 7 * DAY_MS - HOUR_MS, [sent + 1]: 30 * DAY_MS })
    await page.reload()
    await at('scan-ready').waitFor()
    await expect.poll(seqs).toEqual(before.filter((seq) => seq !== 1))
  })

  it('is kept whole when the server no longer knows the tablet', async () => {
    await onShift()
    await letThrough(await aCode())
    server.isStrange = true
    await at('online').click()
    await at('sync-stopped').waitFor()
    await typeCode(await aCode(HOME, { id: otherId(6) }))
    expect(await outcome()).toBe('admit')
    expect(await kinds()).toEqual(['scan', 'decision', 'scan', 'decision'])
  })
})

describe('a verdict', () => {
  it('that is not green waits; an override without a reason is refused', async () => {
    await onShift()
    await typeCode(await aCode(ordinaryClaims))
    expect(await outcome()).toBe('detain')
    expect(await at('verdict-clause').first().textContent()).toBeTruthy()
    await at('decide-override').click()
    await page.locator('label[data-outcome="refer"]').click()
    await at('override-save').click()
    await at('decide-problem').getByText('lý do').waitFor()
    await at('override-reason').fill('Đã gọi trực ban, chờ y tế')
    await at('override-save').click()
    await at('verdict').waitFor({ state: 'detached' })
    const decision = (await logOf(page)).find((body) => body.kind === 'decision')
    expect(decision).toMatchObject({ outcome: 'refer', verdictOutcome: 'detain', officer: 'lan.bach-dang' })
  })

  it('that is green goes by itself', async () => {
    await onShift()
    await typeCode(await aCode())
    expect(await outcome()).toBe('admit')
    await at('verdict').waitFor({ state: 'detached' })
  })

  it('changes with what the officer sees', async () => {
    await onShift()
    await typeCode(await aCode())
    await at('observe-temperature').click()
    await at('temperature-value').fill('38,5')
    await at('temperature-save').click()
    await page.locator('[data-testid="verdict"]:not([data-outcome="admit"])').waitFor()
    expect((await logOf(page)).map(({ kind }) => kind)).toContain('annul')
  })

  it('counts the temperature that was measured, and says why another is none', async () => {
    await onShift()
    await typeCode(await aCode(ordinaryClaims))
    expect(await outcome()).toBe('detain')
    await turnScreen(page, { width: 360, height: 740 })
    await at('observe-temperature').click()
    await at('temperature-value').fill('45.1')
    await at('temperature-value').press('Enter')
    await at('temperature-problem').getByText('Trên 45,0°').waitFor()
    const bottomOf = (selector: string) => page.locator(selector).evaluate((one) => one.getBoundingClientRect().bottom)
    // A page scrolls by whole pixels, and letters that go with the width end between them.
    await expect.poll(async () => (await bottomOf('[data-testid="temperature-problem"]')) - (await bottomOf('.sheet'))).toBeLessThan(1)
    await at('temperature-value').fill('36.9')
    await at('temperature-value').press('Enter')
    await at('observe-temperature').getByText('36,9°').waitFor()
    const seen = (await logOf(page)).flatMap((body) => (body.kind === 'observation' ? [body.observed] : []))
    expect(seen).toMatchObject([{ kind: 'temperature', tenths: 369 }])
  })

  it('is laid out for the screen that it stands on, also where that was turned as it came', async () => {
    await onShift()
    // What is asked while the answer is drawn says wide, and from then on narrow: nobody is told of the change.
    await page.evaluate(() => {
      const real = window.matchMedia.bind(window)
      let asked = 0
      const narrow = () => Object.defineProperty(new EventTarget(), 'matches', { value: asked++ > 0 })
      Object.assign(window, { matchMedia: (query: string) => (query === '(max-width: 40rem)' ? narrow() : real(query)) })
    })
    await typeCode(await aCode(ordinaryClaims))
    expect(await outcome()).toBe('detain')
    await page.locator('.sheet .facts').waitFor()
  })

  it('is not given for a short code: it says what to ask for, and records nothing', async () => {
    await onShift()
    const before = (await logOf(page)).length
    await typeCode(formatShortCode(shortCodeOf(Uint8Array.of(1, 2, 3, 4, 5))))
    await expect.poll(() => at('manual-problem').innerText()).toContain('mã QR')
    expect(await at('verdict').isVisible()).toBe(false)
    expect((await logOf(page)).length).toBe(before)
  })

  it('comes from a scanner that types', async () => {
    await onShift()
    await typeAsScanner(await aCode())
    expect(await outcome()).toBe('admit')
  })

  it('comes of several papers of one person, an EU certificate read with the server gone among them', async () => {
    await onShift()
    await page.evaluate(() => navigator.serviceWorker.ready)
    await page.reload()
    await at('scan-ready').waitFor()
    server.isDown = true
    await typeCode(anEuCertificate(anEuKey()))
    expect(await outcome()).toBe('refer')
    // All of the answer stands, and with it what listens to a scanner.
    await at('observe-temperature').waitFor()
    await typeAsScanner('022090123012||Lê Thị Khác|05031990|Nữ|Bãi Cháy, Hạ Long, Quảng Ninh|10012021')
    await expect.poll(() => at('verdict').innerText()).toContain('Lê Thị Khác')
    const bodies = (await logOf(page)).filter(({ kind }) => kind === 'scan' || kind === 'observation')
    expect(bodies).toMatchObject([
      { kind: 'scan', reading: { kind: 'document', document: 'eu-certificate', trust: 'unchecked', problem: 'unknown-country' } },
      { kind: 'observation', observed: { kind: 'document', document: 'id-card', trust: 'unsigned', agrees: false } },
    ])
    expect(JSON.stringify(bodies)).not.toMatch(/Khác|022090123012/)
  })
})

describe('the service worker', () => {
  it('keeps the kiosk’s own files and nothing else: no answer of the server, no other site', async () => {
    await enrol()
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    const statuses = () =>
      page.evaluate(() => {
        const ask = (path: string) =>
          fetch(path, { cache: 'no-store' }).then(
            ({ status }) => `${path} ${status}`,
            () => `${path} nothing`,
          )
        return Promise.all(['/api/site', '/control/', '/kiosk/index.html'].map(ask))
      })
    expect(await statuses()).toEqual(['/api/site 404', '/control/ 404', '/kiosk/index.html 200'])
    server.isDown = true
    expect(await statuses()).toEqual(['/api/site nothing', '/control/ nothing', '/kiosk/index.html 200'])
    const kept = await page.evaluate(async () => {
      const opened = await Promise.all((await caches.keys()).map((name) => caches.open(name)))
      return (await Promise.all(opened.map((cache) => cache.keys()))).flat().map(({ url }) => new URL(url).pathname)
    })
    expect(kept).toContain('/kiosk/index.html')
    expect(kept.filter((path) => !path.startsWith('/kiosk/'))).toEqual([])
  })
})

/** A phone, a tablet upright and flat. */
const SIZES = [
  [360, 740],
  [768, 1024],
  [1024, 768],
] as const

describe('the screen says', () => {
  it('that a bundle was refused, and the one held stays in use', async () => {
    await onShift()
    server.isForging = true
    await at('online').click()
    await page.locator('[data-testid="bundle-refused"][data-why="part-altered"]').waitFor()
    await typeCode(await aCode())
    expect(await outcome()).toBe('admit')
    server.isForging = false
    await tapAway(page)
    await at('online').click()
    await at('bundle-refused').waitFor({ state: 'detached' })
  })

  it('that the server takes no records, and scanning goes on', async () => {
    await onShift()
    server.isFull = true
    await at('online').click()
    await page.locator('[data-testid="sync-trouble"][data-why="no-space"]').waitFor()
    await typeCode(await aCode())
    expect(await outcome()).toBe('admit')
  })

  it('every lane and every tool apart, on a phone and on a tablet upright and flat', async () => {
    await onShift()
    for (const [width, height] of SIZES) {
      await turnScreen(page, { width, height })
      const boxes = await page.locator('.lane, .tool').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()))
      expect(boxes, `${width}`).toHaveLength(10)
      for (const [at, one] of boxes.entries()) {
        expect([one.left >= 0, one.right <= width, one.bottom <= height], `${width}: ${JSON.stringify(one)}`).toEqual([true, true, true])
        const others = boxes.slice(at + 1)
        const over = others.filter((other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom)
        expect(over, `${width}`).toEqual([])
      }
    }
  })
})

describe('each screen', () => {
  it('shows reason and clause without scrolling, and on a phone before the other facts', async () => {
    await onShift()
    await typeCode(await aCode(ordinaryClaims))
    expect(await outcome()).toBe('detain')
    const box = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((one) => one.getBoundingClientRect().toJSON())
    for (const [width, height] of SIZES) {
      await turnScreen(page, { width, height })
      const sheet = await box('.sheet')
      for (const id of ['verdict-reason', 'verdict-clause']) {
        const shown = await box(`[data-testid="${id}"]`)
        expect([width, id, shown.top >= sheet.top, shown.bottom <= sheet.bottom]).toEqual([width, id, true, true])
      }
      const facts = await box('.facts')
      const clause = await box('[data-testid="verdict-clause"]')
      if (width === 360) expect(facts.top).toBeGreaterThan(clause.bottom)
      else expect(facts.bottom <= sheet.top || facts.right <= sheet.left, `${width}`).toBe(true)
    }
  })

  it('of 1024 x 768 has its whole status in one row, in both languages', async () => {
    await onShift()
    server.isDown = true
    await at('online').click()
    await page.locator('[data-testid="online"][data-online="false"]').waitFor()
    await statusInOneRow()
    await at('language').click()
    await page.locator('html[lang="en"]').waitFor({ state: 'attached' })
    await statusInOneRow()
  })

  async function statusInOneRow(): Promise<void> {
    // The longest there is: a checkpoint, an officer, a full queue, a doubtful clock.
    await page.evaluate(() => {
      const texts = {
        '.status-place': 'Đường mòn Đồng Văn, Bình Liêu',
        '.officer-name': 'Nguyễn Thị Hoàng Phương Ánh',
        '[data-testid="queue"] b': '12345',
      }
      for (const [where, text] of Object.entries({ ...texts, '[data-testid="clock"] small': 'Kiểm tra ngày giờ' })) {
        for (const one of document.querySelectorAll(where)) one.textContent = text
      }
    })
    const boxes = await page.locator('.status-row > *').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()))
    expect(boxes).toHaveLength(7)
    const middles = boxes.map(({ top, bottom }) => Math.round((top + bottom) / 2))
    expect(new Set(middles).size, JSON.stringify(middles)).toBe(1)
    expect(boxes.every(({ left, right }) => left >= 0 && right <= 1024)).toBe(true)
  }
})

describe('without a camera', () => {
  it('says what to do, and typing goes on', async () => {
    await page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))
    })
    await enrol()
    await startShift()
    await page.locator('[data-testid="camera-failed"][data-why="refused"]').waitFor()
    await turnScreen(page, { width: 360, height: 740 })
    await at('camera-failed').getByRole('button').click({ timeout: 5000 })
    await page.locator('[data-testid="camera-failed"][data-why="refused"]').waitFor()
    await typeCode(await aCode())
    expect(await outcome()).toBe('admit')
  })
})
