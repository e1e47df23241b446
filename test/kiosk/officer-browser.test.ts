import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { formatShortCode, shortCodeOf } from '../../shared/credential/short-code.ts'
import type { Claims } from '../../shared/declaration/claims.ts'
import type { BodyValue } from '../../shared/passage/records.ts'
import { tapAway } from '../simulation/real-tablet.ts'
import { areaCode, ordinaryClaims } from '../support/a-credential.ts'
import { launchTablet } from '../support/chromium.ts'
import { writeCameraFile } from '../support/fake-camera.ts'
import { turnScreen } from '../support/turn-screen.ts'
import { aCode, HOME, otherId } from './a-station.ts'
import { buildKiosk } from './build-kiosk.ts'
import { type FakeKioskServer, runFakeKioskServer } from './fake-kiosk-server.ts'

let folder: string
let work: string
let server: FakeKioskServer
let tablet: BrowserContext
let page: Page

const at = (id: string) => page.locator(`[data-testid="${id}"]`)

/** One tablet for all: each test leaves it at the picture, with nobody open and no vehicle. */
beforeAll(async () => {
  folder = buildKiosk()
  work = mkdtempSync(join(tmpdir(), 'chot-officer-'))
  const film = join(work, 'empty.y4m')
  writeCameraFile(film, [])
  server = await runFakeKioskServer(folder)
  server.wantsTwo = true
  tablet = await launchTablet(join(work, 'profile'), film)
  page = await tablet.newPage()
  await page.goto(`${server.url}/kiosk/#enrol=${server.token}`)
  await at('enrol-done').waitFor()
  await at('shift-officer').selectOption('lan.bach-dang')
  await at('shift-pin').fill(server.pin)
  await at('shift-start').click()
  await at('scan-ready').waitFor()
}, 120_000)
afterAll(async () => {
  await tablet.close()
  await server.close()
  rmSync(work, { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
})
afterEach(async () => {
  await turnScreen(page, { width: 1024, height: 768 })
})

/** What a scanner does; `key` says what the keyboard makes of each key. */
async function type(text: string, keyOf: 'plain' | 'Process' = 'plain'): Promise<void> {
  await page.evaluate(
    ({ typed, process }) => {
      const press = (key: string, code: string, shiftKey: boolean) =>
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true }))
      for (const key of typed) {
        const code = /\d/.test(key) ? `Digit${key}` : key === ':' ? 'Semicolon' : `Key${key}`
        press(process && code !== 'Semicolon' ? 'Process' : key, code, !/\d/.test(key))
      }
      press('Enter', 'Enter', false)
    },
    { typed: text, process: keyOf === 'Process' },
  )
}

/**
 * In the page itself: a red answer gives way after a second and a half. From the first answer on another code is held up ten
 * times a second. What was shown when the officer was told to decide first, and what in the end.
 */
async function heldUpUnderAnAnswer(text: string): Promise<readonly (string | undefined)[]> {
  const shown = () => document.querySelector<HTMLElement>('[data-testid="verdict"]')?.dataset.outcome
  const isTold = () => document.querySelector('[data-testid="notice"]')?.textContent?.includes('quyết định người này trước')
  const aMoment = () => new Promise((done) => setTimeout(done, 100))
  let whenTold: string | undefined
  while (shown() === undefined) await aMoment()
  while (shown() !== 'admit') {
    for (const key of [...text, 'Enter']) {
      const code = /\d/.test(key) ? `Digit${key}` : key === ':' ? 'Semicolon' : key === 'Enter' ? key : `Key${key}`
      const shiftKey = key !== 'Enter' && !/\d/.test(key)
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true }))
    }
    await aMoment()
    if (isTold()) whenTold ??= shown()
  }
  return [whenTold ?? 'never told', shown()]
}

let counter = 0x7000
async function scan(claims: Partial<Claims>): Promise<void> {
  counter += 1
  const before = (await logOf()).filter(({ kind }) => kind === 'scan').length
  await type(await aCode(claims, { id: otherId(counter) }))
  await expect.poll(async () => (await logOf()).filter(({ kind }) => kind === 'scan').length, { timeout: 15_000 }).toBe(before + 1)
}

function logOf(): Promise<BodyValue[]> {
  return page.evaluate(
    () =>
      new Promise<BodyValue[]>((resolve, reject) => {
        const opening = indexedDB.open('chot-kiosk')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const all = opening.result.transaction('record').objectStore('record').getAll()
          all.onsuccess = () => {
            opening.result.close()
            resolve(all.result.map((row) => row.record.body.value))
          }
        }
      }),
  )
}

const ALONE: Partial<Claims> = { ...HOME, travel: { means: 'motorbike', personsAboard: 1 } }
const RED: Partial<Claims> = { ...ordinaryClaims, travel: { means: 'bus', personsAboard: 1 } }
const PASSENGER: Partial<Claims> = { ...HOME, travel: { means: 'bus', personsAboard: 1 } }

describe('a bus', () => {
  it('is scanned on while a red answer waits in its list, through a reload, and goes when all are decided', async () => {
    await scan({ ...HOME, travel: { means: 'bus', personsAboard: 9, plate: '14B00001' } })
    await at('vehicle-strip').waitFor()
    for (let seat = 2; seat <= 4; seat++) await scan(PASSENGER)
    await scan(RED)
    await page.locator('[data-testid="verdict"][data-outcome="detain"]').waitFor()
    await at('decide-later').click()
    await scan(PASSENGER)
    await expect.poll(() => page.locator('[data-testid="seat"][data-open="true"]').count()).toBe(1)
    await page.reload()
    await at('scan-ready').waitFor()
    await expect.poll(() => at('seat').count()).toBe(6)
    expect(await at('seat').first().getAttribute('data-open')).toBe('true')
    for (let seat = 7; seat <= 9; seat++) await scan(PASSENGER)
    await expect.poll(() => at('vehicle-heads').getAttribute('data-differs')).toBe('false')
    await at('vehicle-waiting').click()
    await at('vehicle-close').click()
    await at('vehicle-problem').getByText('chưa có quyết định').waitFor()
    await at('aboard').locator('[data-testid="decide-confirm"]').click()
    await page.locator('[data-testid="aboard"][data-open="true"]').waitFor({ state: 'detached' })
    await at('vehicle-close').click()
    await at('vehicle-strip').waitFor({ state: 'detached' })
    const crossing = (await logOf()).findLast(({ kind }) => kind === 'crossing')
    expect(crossing).toMatchObject({ personsCounted: 9, personsDeclared: 9, plate: '14B00001', outcome: 'detain', vehicles: 1 })
  })

  it('gives a red answer time to be seen before the next code takes the screen', async () => {
    await at('vehicle').click()
    const meanwhile = page.evaluate(heldUpUnderAnAnswer, await aCode(PASSENGER, { id: otherId(0x7f01) }))
    await scan(RED)
    expect(await meanwhile).toEqual(['detain', 'admit'])
    await tapAway(page)
    await at('seat').first().click()
    await at('decide-confirm').click()
    await at('vehicle-go').click()
    await at('vehicle-on-foot').click()
    await at('vehicle-strip').waitFor({ state: 'detached' })
    expect((await logOf()).findLast(({ kind }) => kind === 'crossing')).toMatchObject({ vehicles: 0, personsCounted: 2 })
  })
})

describe('a truck with a trailer', () => {
  it('keeps both plates, and a second man in the cab refers it', async () => {
    const cargo = { class: 'essentials', origin: areaCode(306_670), via: [] } as const
    await scan({ ...HOME, purpose: 'goods', cargo, travel: { means: 'truck', personsAboard: 2, plate: '14C12345' } })
    await at('vehicle-open').click()
    await at('trailer-plate').fill('14r-001.23')
    await at('persons-counted-more').click()
    await at('heads-say').getByText('không khớp').waitFor()
    await at('vehicle-close').click()
    await at('vehicle-strip').waitFor({ state: 'detached' })
    const crossing = (await logOf()).findLast(({ kind }) => kind === 'crossing')
    expect(crossing).toMatchObject({ plate: '14C12345', trailerPlate: '14R00123', personsCounted: 2, outcome: 'refer' })
  })
})

describe('an override where two are wanted', () => {
  it('takes the second officer’s PIN', async () => {
    await scan({ ...RED, travel: { means: 'motorbike', personsAboard: 1 } })
    await at('decide-override').click()
    await page.locator('label[data-outcome="refer"]').click()
    await page.getByRole('button', { name: 'Theo chỉ đạo của trực ban' }).click()
    await at('override-save').click()
    await at('decide-problem').getByText('cán bộ thứ hai').waitFor()
    await at('second-officer').selectOption('minh.bach-dang')
    await at('second-pin').fill(server.pin)
    await at('override-save').click()
    await at('verdict').waitFor({ state: 'detached' })
    const decision = (await logOf()).findLast(({ kind }) => kind === 'decision')
    expect(decision).toMatchObject({ outcome: 'refer', officer: 'lan.bach-dang', override: { secondOfficer: 'minh.bach-dang' } })
  })
})

describe('what the officer taps', () => {
  it('is taken back by a second tap, and heat is recorded in two', async () => {
    await scan({ ...RED, travel: { means: 'motorbike', personsAboard: 1 } })
    await at('observe-no-mask').click()
    await page.locator('[data-testid="observe-no-mask"][aria-pressed="true"]').waitFor()
    await at('observe-no-mask').click()
    await page.locator('[data-testid="observe-no-mask"][aria-pressed="false"]').waitFor()
    await at('observe-temperature').click()
    await at('degrees-37').click()
    await at('tenth-4').click()
    await at('observe-temperature').getByText('37,4°').waitFor()
    const seen = (await logOf()).flatMap((body) => (body.kind === 'observation' ? [body.observed] : []))
    expect(seen.slice(-3)).toMatchObject([
      { kind: 'mask', worn: false },
      { kind: 'withdrawn', of: 'mask' },
      { kind: 'temperature', tenths: 374 },
    ])
  })

  it('and turned round is read by the traveller, upside down, without a name', async () => {
    await at('turn-face').click()
    const words = page.locator('.turned-words')
    expect(await words.evaluate((one) => new DOMMatrix(getComputedStyle(one).transform).a)).toBe(-1)
    expect(await words.innerText()).not.toContain(ordinaryClaims.name)
    await at('turned-en').click()
    await at('turned-word').getByText('Please wait').waitFor()
    await at('turned-back').click()
    await at('decide-confirm').click()
    await at('verdict').waitFor({ state: 'detached' })
  })

  it('of a queue is a record of the lane, and of nobody', async () => {
    await at('menu').click()
    await at('queue-tool').click()
    await at('queue-50').click()
    await expect
      .poll(async () => (await logOf()).at(-1), { timeout: 15_000 })
      .toMatchObject({ kind: 'queue', lane: 'vao-1', length: '50', officer: 'lan.bach-dang' })
  })
})

describe('a scanner behind a Vietnamese input method', () => {
  it('is read by the places of its keys', async () => {
    counter += 1
    await type(await aCode(ALONE, { id: otherId(counter) }), 'Process')
    await page.locator('[data-testid="verdict"][data-outcome="admit"]').waitFor()
    await tapAway(page)
  })
})

describe('a short code with a slip of one letter', () => {
  it('is told in its field: neither asked nor recorded', async () => {
    const before = await logOf()
    const code = shortCodeOf(Uint8Array.of(1, 2, 3, 4, 5))
    const slip = `${code.slice(0, 3)}${code[3] === '7' ? '8' : '7'}${code.slice(4)}`
    await at('type-code').click()
    await at('manual-code').fill(formatShortCode(slip))
    await at('manual-check').click()
    await at('manual-problem').getByText('sai một ký tự').waitFor()
    await at('manual-code').fill(code.slice(1))
    await at('manual-check').click()
    await at('manual-problem').getByText('9 ký tự').waitFor()
    await page.keyboard.press('Escape')
    expect(await logOf()).toEqual(before)
  })
})

describe('while an answer waits', () => {
  it('a further document is typed, and another person’s code is told to wait', async () => {
    await scan(RED)
    await type(await aCode(ALONE, { id: otherId(0x7ffe) }))
    await at('notice').getByText('quyết định người này trước').waitFor()
    await at('type-document').click()
    await at('manual-code').fill(`022184123012||${ordinaryClaims.name}|05031984|Nữ|Hạ Long|10012021`)
    await at('manual-check').click()
    await expect.poll(async () => (await logOf()).some((body) => body.kind === 'observation' && body.observed.kind === 'document')).toBe(true)
    await at('decide-confirm').click()
    await at('verdict').waitFor({ state: 'detached' })
  })
})

describe('a practice', () => {
  it('leaves no record, and judges no real code', async () => {
    const before = await logOf()
    await at('menu').click()
    await at('practise').click()
    await at('practice').waitFor()
    await at('specimens').click()
    await at('specimen-zone').click()
    await at('decide-confirm').click()
    await at('verdict').waitFor({ state: 'detached' })
    await type(await aCode(ALONE, { id: otherId(0x7fff) }))
    await at('notice').getByText('mã thật').waitFor()
    expect(await at('form').count()).toBe(0)
    await at('practice-leave').click()
    await at('practice').waitFor({ state: 'detached' })
    expect(await logOf()).toEqual(before)
  })
})

describe('a shift that ends', () => {
  it('leaves a word for the next shift, on this tablet and not in the log', async () => {
    await at('shift-end').click()
    await at('hand-over-note').fill('Xe 14B-022.33 chờ giấy xét nghiệm')
    await at('shift-end-confirm').click()
    await at('handed-over').getByText('14B-022.33').waitFor()
    await page.reload()
    await at('handed-over').getByText('14B-022.33').waitFor()
    await at('shift-officer').selectOption('lan.bach-dang')
    await at('shift-pin').fill(server.pin)
    await at('shift-start').click()
    await at('scan-ready').waitFor()
    expect(JSON.stringify(await logOf())).not.toContain('14B-022.33')
  })
})
