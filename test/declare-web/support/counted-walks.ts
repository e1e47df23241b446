import type { Page } from 'playwright-core'
import { type Counted, type Hand, handOn } from './counting-hand.ts'

/** What the film before the camera shows: the card of the resident who walks here. */
export const RESIDENT_CARD = '022185000123|100200300|Nguyễn Thị Minh Thử|05031985|Nữ|Tổ 1, khu 2, Bãi Cháy, Hạ Long, Quảng Ninh|01012021'
const GROWN_UP_CARD = '022084000124||Trần Văn Thử|02041984|Nam|Tổ 1, khu 2, Bãi Cháy, Hạ Long, Quảng Ninh|01012021'

const CODE = '[data-testid=qr]'
const PHONE = '0912345678'
const BAI_CHAY = '2021:306673'
const CAM_GIANG = '2021:200295'
const HAI_PHONG = '2021:100031'

/** Who they are: every letter typed, or read by the phone's camera from their own card. */
export type Known = 'typed' | 'card'

/** `offered`: by the browser, which knows its owner's. */
type Phone = 'typed' | 'offered'

interface Walk {
  readonly known: Known
  readonly phone?: Phone
  /** `kept`: the phone may remember who they are. */
  readonly memory?: 'kept' | 'none'
}

/** Back in Hạ Long from three days in Hải Dương, by a link that names the checkpoint. */
export async function residentWalk(page: Page, url: string, { known, phone = 'typed', memory = 'none' }: Walk): Promise<Counted> {
  const hand = handOn(page)
  await page.goto(`${url}/?checkpoint=bach-dang`)
  const who = { name: 'Nguyễn Thị Minh Thử', birth: ['5', '3', '1985'], sex: 'female', number: '022185000123' } as const
  await (known === 'card' ? whoByCard(page, hand, phone) : whoByHand(page, hand, who))
  await hand.tap('#homePossible')
  await hand.next()
  await awayInCamGiang(hand)
  await hand.tap('input[name=means][value=car]')
  await hand.tap('[data-testid=plate-14A]')
  await hand.typeOn('#plate', '12345')
  await hand.tap('[data-testid=persons-2]')
  await hand.next()
  await hand.tap('input[name=sector][value=trade-services]')
  await hand.next()
  await health(hand)
  if (memory === 'kept') await hand.tap('#remember')
  await send(page, hand)
  return hand.counted()
}

/** The same resident on the next trip, who let this phone remember who they are. */
export async function rememberedWalk(page: Page, url: string): Promise<Counted> {
  const hand = handOn(page)
  await page.goto(`${url}/?checkpoint=bach-dang`)
  await begin(page, hand)
  await hand.tap('[data-testid=use-remembered]')
  await hand.next()
  await hand.tap('#homePossible')
  await hand.next()
  await awayInCamGiang(hand)
  await hand.tap('[data-testid=persons-2]')
  await hand.next()
  await health(hand)
  await send(page, hand)
  return hand.counted()
}

/** With a truck and goods from Hải Phòng, at home on all dates. */
export async function truckDriverWalk(page: Page, url: string, { known }: Walk): Promise<Counted> {
  const hand = handOn(page)
  await page.goto(`${url}/?checkpoint=bach-dang`)
  const who = { name: 'Trần Văn Lái Thử', birth: ['1', '1', '1980'], sex: 'male', number: '022080000123' } as const
  await (known === 'card' ? whoByCard(page, hand, 'typed') : whoByHand(page, hand, who))
  await hand.tap('#stayAt-none')
  await hand.tap('#homePossible')
  await hand.next()
  await hand.tap('[data-testid=fill-0]')
  await hand.next()
  await hand.tap('input[name=means][value=truck]')
  await hand.type('#plate', '15C12345')
  await hand.tap('[data-testid=persons-1]')
  await hand.next()
  await hand.tap('#cargo-goods')
  await hand.findPlace('cargoOrigin', 'hai phong', HAI_PHONG)
  await hand.next()
  await hand.next()
  await health(hand)
  await send(page, hand)
  return hand.counted()
}

/** The first person in full, the other three with what is their own: a grown-up, and two children without papers. */
export async function familyWalk(page: Page, url: string, walk: Walk): Promise<Counted> {
  const first = await residentWalk(page, url, walk)
  const hand = handOn(page)
  const companion = async () => {
    await hand.tap('[data-testid=another]')
    await hand.tap('[data-testid=companion]')
    await page.locator('#name').waitFor()
  }
  const ownPages = async () => {
    await hand.next()
    await health(hand)
    await send(page, hand)
  }
  const together = async () => {
    await hand.next()
    await hand.tap('[data-testid=together-yes]')
  }
  await companion()
  const grownUp = { name: 'Trần Văn Thử', birth: ['2', '4', '1984'], sex: 'male', number: '022084000124' } as const
  await (walk.known === 'card' ? showCard(page, hand, GROWN_UP_CARD) : whoIsIt(page, hand, grownUp))
  await together()
  await hand.tap('input[name=sector][value=trade-services]')
  await ownPages()
  for (const child of [
    { name: 'Trần An Thử', birth: ['3', '5', '2010'], sex: 'male', number: null },
    { name: 'Trần Bình Thử', birth: ['4', '6', '2012'], sex: 'female', number: null },
  ] as const) {
    await companion()
    await whoIsIt(page, hand, child)
    await together()
    await ownPages()
  }
  const rest = hand.counted()
  return { taps: first.taps + rest.taps, keys: first.keys + rest.keys }
}

/** The first page says which checkpoint, which way and when, and leads past the page that would ask. */
async function begin(page: Page, hand: Hand): Promise<void> {
  await page.getByTestId('trip').waitFor()
  await hand.next()
}

/** From the first page to where they go. The phone asks once whether the page may use the camera: a tap that no page sees. */
async function whoByCard(page: Page, hand: Hand, phone: Phone): Promise<void> {
  await hand.tap('[data-testid=scan]')
  hand.beside(1)
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#name')?.value)
  await (phone === 'offered' ? hand.takeOffer('#phone', 'tel', PHONE) : hand.typeOn('#phone', PHONE))
  await hand.next()
  await page.locator('#stayAt').waitFor()
}

async function whoByHand(page: Page, hand: Hand, who: Person): Promise<void> {
  await begin(page, hand)
  await whoIsIt(page, hand, who)
  await hand.next()
  await hand.type('#phone', PHONE)
  await hand.findPlace('permanentPlace', 'bai chay', BAI_CHAY)
  await hand.next()
}

/** The film has one card only: a second one is counted as scanned and given as the text of its code. */
async function showCard(page: Page, hand: Hand, text: string): Promise<void> {
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('the film shows another card'))
  })
  await hand.tap('[data-testid=scan-card]')
  await page.locator('#card-text').fill(text)
  await page.locator('#card-text ~ button').click()
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#name')?.value)
}

interface Person {
  readonly name: string
  readonly birth: readonly [day: string, month: string, year: string]
  readonly sex: string
  /** Null: a child on the document of who declares. */
  readonly number: string | null
}

async function whoIsIt(page: Page, hand: Hand, { name, birth, sex, number }: Person): Promise<void> {
  await page.locator('#name').waitFor()
  await hand.type('#name', name)
  await hand.type('#birth', birth[0])
  await hand.type('#birth-month', birth[1])
  await hand.type('#birth-year', birth[2])
  await hand.tap(`input[name=sex][value=${sex}]`)
  await (number === null ? hand.tap('[data-testid=as-guardian]') : hand.type('#documentNumber', number))
}

async function awayInCamGiang(hand: Hand): Promise<void> {
  await hand.tap('[data-testid=away-0]')
  await hand.tap('[data-testid=day-2021-02-08]')
  await hand.tap('[data-testid=day-2021-02-10]')
  await hand.findPlace('stay.place', 'cam giang', CAM_GIANG)
  await hand.tap('[data-testid=save-stay-on]')
}

/** Well, among healthy people, and without papers of tests or vaccination: the button that says so leads to the check. */
async function health(hand: Hand): Promise<void> {
  await hand.tap('#symptoms')
  await hand.tap('#exposures')
  await hand.tap('[data-testid=no-papers]')
}

async function send(page: Page, hand: Hand): Promise<void> {
  await hand.tap('#consent')
  await hand.tap('[data-testid=confirm]')
  await page.locator(CODE).waitFor()
}
