import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core'
import * as QRCode from 'qrcode'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { draftFromCard } from '../../declare-web/id-card/draft-from-card.ts'
import { placeOfAddress } from '../../declare-web/id-card/place-of-address.ts'
import { testAreas } from '../support/areas.ts'
import { filming, launchOptions } from '../support/chromium.ts'
import { writeMovingCard } from '../support/moving-card.ts'
import { type FakeSite, startFakeSite } from './support/fake-site.ts'

const CARD = '022185000123|100200300|Nguyễn Thị Minh Thử|05031985|Nữ|Tổ 1, khu 2, Bãi Cháy, Hạ Long, Quảng Ninh|01012021'

let site: FakeSite

beforeAll(async () => {
  site = await startFakeSite()
}, 120_000)

afterAll(() => site.close())

describe('the text of a card', () => {
  it('fills name, birth, sex, number and address, and the commune of that address', () => {
    expect(draftFromCard(` ${CARD}\n`, testAreas())).toEqual({
      name: 'Nguyễn Thị Minh Thử',
      birth: { day: '5', month: '3', year: '1985' },
      sex: 'female',
      nationality: 'VN',
      documentKind: 'citizen-id',
      documentCountry: 'VN',
      documentNumber: '022185000123',
      permanentAddress: 'Tổ 1, khu 2, Bãi Cháy, Hạ Long, Quảng Ninh',
      permanentPlace: '2021:306673',
    })
  })

  it.each([
    ['of something else', 'https://example.org/'],
    ['of a pass of ours', 'CHOT1:0123456789'],
    ['whose number is of another year', CARD.replace('022185', '022186')],
    ['that was born on 30 February', CARD.replace('05031985', '30021985')],
    ['far too long', CARD + 'x'.repeat(1000)],
    ['of nothing', ''],
  ])('%s fills nothing', (_what, text) => {
    expect(draftFromCard(text, testAreas())).toBeNull()
  })
})

describe('the commune of an address', () => {
  it.each([
    ['Tổ 1, khu 2, Bãi Cháy, Hạ Long, Quảng Ninh', '2021:306673'],
    ['Số 5, P. Bãi Cháy, TP. Hạ Long, Tỉnh Quảng Ninh', '2021:306673'],
    ['12 Lê Lợi, Phường 1, Quận 5, TP. Hồ Chí Minh', '2021:327325'],
    ['Xóm 1, Xã Yên Viên, Gia Lâm, Hà Nội', '2021:300532'],
    ['Xóm 1, Yên Viên, Gia Lâm, Hà Nội', null],
    ['Khu 2, Phường Không Có, Hạ Long, Quảng Ninh', null],
    ['Hạ Long, Quảng Ninh', null],
    ['Quảng Ninh', null],
    ['', null],
  ])('"%s" is %s', (address, place) => {
    expect(placeOfAddress(address, testAreas())).toBe(place)
  })

  it('is never another one, for two communes of each district named without their kinds', () => {
    const areas = testAreas()
    const bare = (name: string) => name.replace(/^(Tỉnh|Thành phố|Quận|Huyện|Thị xã|Phường|Xã|Thị trấn) /, '')
    const found = areas.provinces('2021').flatMap((province) =>
      areas.children(province.place).flatMap((district) =>
        areas
          .children(district.place)
          .slice(0, 2)
          .map((commune) => {
            const place = placeOfAddress(`Tổ 1, ${[commune, district, province].map(({ name }) => bare(name)).join(', ')}`, areas)
            return place === null ? 'left to be typed' : place === commune.place ? 'found' : 'another'
          }),
      ),
    )
    const count = (what: string) => found.filter((each) => each === what).length
    expect(count('another')).toBe(0)
    expect(count('left to be typed')).toBeLessThan(found.length / 10)
  })
})

describe('the panel', () => {
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let asked: string[]

  beforeAll(async () => {
    browser = await chromium.launch(launchOptions())
  }, 120_000)

  afterAll(() => browser.close())

  beforeEach(async () => {
    asked = []
    context = await browser.newContext({ viewport: { width: 360, height: 740 } })
    page = await context.newPage()
    page.setDefaultTimeout(10_000)
    await page.goto(`${site.url}/declare/traveller`)
    await page.getByTestId('scan-card').click()
    await page.getByTestId('card-panel').waitFor()
    // There is none here, which is said a moment later, in the line that says what comes of a photo or a text.
    await page.getByText('Không dùng được máy ảnh').waitFor()
    page.on('request', (request) => tells(request) && asked.push(`${request.method()} ${request.url()}`))
  })

  afterEach(() => context.close())

  it('where no camera may be used, says what to do and reads a photo, which never leaves the phone', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'card-')), 'card.png')
    writeFileSync(file, await QRCode.toBuffer(CARD, { errorCorrectionLevel: 'L', margin: 6, scale: 6 }))
    await page.locator('#card-photo').setInputFiles(file)
    await page.getByText('Đã điền 5 mục').waitFor()
    expect(await page.locator('#name').inputValue()).toBe('Nguyễn Thị Minh Thử')
    expect(await page.locator('#birth-year').inputValue()).toBe('1985')
    expect(await page.locator('input[name=sex][value=female]').isChecked()).toBe(true)
    expect(await page.locator('#documentNumber').inputValue()).toBe('022185000123')
    expect(asked).toEqual([])
  })

  it('takes the pasted text of the code, and says so where it is of no card', async () => {
    await page.locator('#card-text').fill('https://example.org')
    await page.getByRole('button', { name: 'Điền từ nội dung này' }).click()
    await page.getByText('không phải mã trên căn cước').waitFor()
    await page.locator('#card-text').fill(CARD)
    await page.getByRole('button', { name: 'Điền từ nội dung này' }).click()
    await page.getByText('Đã điền 5 mục').waitFor()
  })

  it('leads to the telephone number that is left to fill, and where none is, to what it filled', async () => {
    const fillFromText = async () => {
      await page.locator('#card-text').fill(CARD)
      await page.getByRole('button', { name: 'Điền từ nội dung này' }).click()
      await page.getByText('Đã điền 5 mục').waitFor()
    }
    await fillFromText()
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('phone')
    await page.keyboard.type('0912345678')
    await page.getByTestId('scan-card').click()
    await fillFromText()
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Đã điền 5 mục')
  })

  it('says of a file that is no picture, and of a picture without a code, what to do', async () => {
    await page.locator('#card-photo').setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
    await page.getByText('Không mở được tệp này').waitFor()
    await page.locator('#card-photo').setInputFiles({ name: 'y.png', mimeType: 'image/png', buffer: await page.screenshot() })
    await page.getByText('Không thấy mã trong ảnh').waitFor()
  })
})

describe('the camera', () => {
  const SEED = 20211
  const folder = mkdtempSync(join(tmpdir(), 'moving-card-'))
  const film = join(folder, 'card.y4m')
  let browser: Browser

  beforeAll(async () => {
    await writeMovingCard(film, CARD, SEED)
    browser = await chromium.launch(filming(film))
  }, 120_000)

  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('reads a card that is brought before it in a shaking hand, is let go then, and leaves nothing behind', async () => {
    const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage()
    page.setDefaultTimeout(20_000)
    await page.addInitScript(() => {
      const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
      const streams: MediaStream[] = []
      Object.assign(window, { streams })
      navigator.mediaDevices.getUserMedia = async (wish) => {
        const stream = await open(wish)
        streams.push(stream)
        return stream
      }
    })
    await page.goto(`${site.url}/declare/traveller`)
    await page.getByTestId('scan-card').click()
    await page.getByText('Đang tìm mã').waitFor()
    const asked: string[] = []
    page.on('request', (request) => tells(request) && asked.push(request.url()))
    await page.getByText('Đã điền 5 mục').waitFor()
    expect(await page.locator('#name').inputValue()).toBe('Nguyễn Thị Minh Thử')
    expect(await page.locator('#documentNumber').inputValue()).toBe('022185000123')
    expect(await page.evaluate(cameraLeft)).toEqual({
      tracks: ['ended'],
      pictures: 0,
      kept: ['localStorage chot-draft-1', 'localStorage chot-site-1'],
    })
    expect(asked).toEqual([])
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('phone')
    await page.getByTestId('next').click()
    await page.locator('#permanentPlace').waitFor()
    expect(await page.locator('#permanentPlace').inputValue()).toBe('Phường Bãi Cháy, Thành phố Hạ Long, Tỉnh Quảng Ninh')
    await page.goBack()
    await page.getByTestId('next').waitFor()
    expect(await page.locator('#phone').count()).toBe(0)
  })

  it('is asked for from the first page, and with the telephone number leaves nothing open of the next', async () => {
    const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage()
    page.setDefaultTimeout(20_000)
    await page.goto(`${site.url}/?checkpoint=bach-dang`)
    expect(await page.getByTestId('trip').textContent()).toContain('Cầu Bạch Đằng')
    await page.getByTestId('scan').click()
    await page.getByText('Đã điền 5 mục').waitFor()
    await page.locator('#phone').fill('12')
    await page.getByTestId('next').click()
    await page.waitForURL('**/declare/contact')
    expect(await page.locator('#phone').inputValue()).toBe('12')
    await page.getByTestId('back').click()
    await page.getByTestId('next').waitFor()
    await page.getByTestId('next').click()
    await page.locator('#phone').fill('0912345678')
    await page.getByTestId('back').click()
    await page.getByTestId('next').click()
    await page.waitForURL('**/declare/destination')
    expect(await page.locator('#destination').inputValue()).toContain('Bãi Cháy')
    expect(await page.locator('input[name=stayAt][value=home]').isChecked()).toBe(true)
    expect(await page.locator('input[name=homePossible]:checked').count()).toBe(0)
    await page.goto(`${site.url}/declare/trip`)
    expect(await page.locator('input[name=checkpoint][value=bach-dang]').isChecked()).toBe(true)
    expect(await page.locator('select[name=arrivalHour]').inputValue()).toBe('now')
  })
})

/** Parts of the site may still be on their way; anything that carries something of the traveller's is another matter. */
function tells(request: Request): boolean {
  return (
    request.method() !== 'GET' ||
    !/^\/(?:assets|areas|api\/form|api\/site)\b[^?]*$/.test(new URL(request.url()).pathname + new URL(request.url()).search)
  )
}

/** What there still is of the camera: its tracks, elements that can hold a picture, and whatever the page stored. */
async function cameraLeft() {
  const { streams } = window as unknown as { readonly streams: readonly MediaStream[] }
  const databases = await indexedDB.databases()
  return {
    tracks: streams.flatMap((stream) => stream.getTracks().map(({ readyState }) => readyState)),
    pictures: document.querySelectorAll('video, canvas, img').length,
    kept: [
      ...Object.keys(localStorage).map((key) => `localStorage ${key}`),
      ...Object.keys(sessionStorage).map((key) => `sessionStorage ${key}`),
      ...databases.map(({ name }) => `indexedDB ${name}`),
    ].sort(),
  }
}
