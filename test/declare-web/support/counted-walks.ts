import type { Page } from 'playwright-core'

/** What one traveller did until the code was there. */
export interface Counted {
  readonly taps: number
  readonly keys: number
}

interface Hand {
  tap(selector: string): Promise<void>
  type(selector: string, text: string): Promise<void>
  next(): Promise<void>
  counted(): Counted
}

/** Does what a thumb does and counts it: a tap for every touch, a key for every letter. Typing costs the tap into the box too. */
function handOn(page: Page): Hand {
  let taps = 0
  let keys = 0
  const tap = async (selector: string) => {
    await page.locator(selector).first().click()
    taps++
  }
  return {
    tap,
    type: async (selector, text) => {
      const box = page.locator(selector).first()
      await tap(selector)
      await box.pressSequentially(text)
      keys += [...text].length
    },
    next: () => tap('[data-testid=next]'),
    counted: () => ({ taps, keys }),
  }
}

const CODE = '[data-testid=qr]'

/** Back in Hạ Long from three days in Hải Dương, by a link that names the checkpoint. */
export async function residentWalk(page: Page, url: string, memory: 'kept' | 'none' = 'none'): Promise<Counted> {
  const hand = handOn(page)
  await page.goto(`${url}/?checkpoint=bach-dang`)
  await toTraveller(hand)
  await whoIsIt(page, hand, { name: 'Nguyễn Thị Minh Thử', birth: ['5', '3', '1985'], sex: 'female', number: '022185000123' })
  await hand.next()
  await homeOf(page, hand)
  await hand.next()
  await trip(page, hand)
  await vehicle(hand, 'car', '14A12345', '2')
  await purposeAndWork(hand, 'return-home', 'trade-services')
  await health(hand)
  if (memory === 'kept') await hand.tap('#remember')
  await send(page, hand)
  return hand.counted()
}

/** The same resident on the next trip, who let this phone remember who they are. */
export async function rememberedWalk(page: Page, url: string): Promise<Counted> {
  const hand = handOn(page)
  await page.goto(`${url}/?checkpoint=bach-dang`)
  await toTraveller(hand)
  await hand.tap('[data-testid=use-remembered]')
  await hand.next()
  await hand.next()
  await trip(page, hand)
  await hand.type('#personsAboard', '2')
  await hand.next()
  await hand.tap('#purpose')
  await hand.next()
  await hand.next()
  await health(hand)
  await send(page, hand)
  return hand.counted()
}

/** With tractor and goods from Hải Phòng, at home on all dates. */
export async function truckDriverWalk(page: Page, url: string): Promise<Counted> {
  const hand = handOn(page)
  await page.goto(`${url}/?checkpoint=bach-dang`)
  await toTraveller(hand)
  await whoIsIt(page, hand, { name: 'Trần Văn Lái Thử', birth: ['1', '1', '1980'], sex: 'male', number: '022080000123' })
  await hand.next()
  await homeOf(page, hand)
  await hand.next()
  await hand.tap('#stayAt-none')
  await hand.tap('#homePossible')
  await hand.next()
  await hand.tap('[data-testid=fill-0]')
  await hand.next()
  await vehicle(hand, 'truck', '15C12345', '1')
  await hand.tap('#purpose-goods')
  await hand.tap('#cargo')
  await hand.tap('#cargo')
  await page.locator('#cargo').selectOption('goods')
  await place(page, hand, 'cargoOrigin', 'hai phong')
  await hand.next()
  await hand.tap('#sector-transport')
  await hand.next()
  await health(hand)
  await send(page, hand)
  return hand.counted()
}

/** The first person in full, the other three with what is their own. */
export async function familyWalk(page: Page, url: string): Promise<Counted> {
  const first = await residentWalk(page, url)
  const hand = handOn(page)
  const others = [
    { name: 'Trần Văn Thử', birth: ['2', '4', '1984'], sex: 'male', number: '022084000124' },
    { name: 'Trần An Thử', birth: ['3', '5', '2010'], sex: 'male', number: '022210000125' },
    { name: 'Trần Bình Thử', birth: ['4', '6', '2012'], sex: 'female', number: '022312000126' },
  ] as const
  for (const person of others) {
    await hand.tap('[data-testid=another]')
    await hand.tap('[data-testid=companion]')
    await whoIsIt(page, hand, person)
    await hand.next()
    await hand.tap('#sector-student')
    await hand.next()
    await health(hand)
    await send(page, hand)
  }
  const rest = hand.counted()
  return { taps: first.taps + rest.taps, keys: first.keys + rest.keys }
}

async function toTraveller(hand: Hand): Promise<void> {
  await hand.next()
  await hand.next()
}

interface Person {
  readonly name: string
  readonly birth: readonly [day: string, month: string, year: string]
  readonly sex: string
  readonly number: string
}

async function whoIsIt(page: Page, hand: Hand, { name, birth, sex, number }: Person): Promise<void> {
  await page.locator('#name').waitFor()
  await hand.type('#name', name)
  await hand.type('#birth', birth[0])
  await hand.type('#birth-month', birth[1])
  await hand.type('#birth-year', birth[2])
  await hand.tap(`input[name=sex][value=${sex}]`)
  await hand.type('#documentNumber', number)
}

async function homeOf(page: Page, hand: Hand): Promise<void> {
  await hand.type('#phone', '0912345678')
  await place(page, hand, 'permanentPlace', 'bai chay')
}

/** Letters until it shows, then its line is tapped. */
async function place(page: Page, hand: Hand, name: string, letters: string): Promise<void> {
  await hand.type(`[id="${name}"]`, letters)
  await page.locator(`[id="${name}-option-0"]`).waitFor()
  await hand.tap(`[id="${name}-option-0"]`)
}

async function trip(page: Page, hand: Hand): Promise<void> {
  await hand.tap('#stayAt')
  await hand.tap('#homePossible')
  await hand.next()
  await hand.tap('[data-testid=away-0]')
  await hand.tap('[data-testid=day-2021-02-08]')
  await hand.tap('[data-testid=day-2021-02-10]')
  await place(page, hand, 'stay.place', 'cam giang')
  await hand.tap('[data-testid=save-stay]')
  await hand.next()
}

async function vehicle(hand: Hand, means: string, plate: string, persons: string): Promise<void> {
  await hand.tap(`input[name=means][value=${means}]`)
  await hand.type('#plate', plate)
  await hand.type('#personsAboard', persons)
  await hand.next()
}

async function purposeAndWork(hand: Hand, purpose: string, sector: string): Promise<void> {
  await hand.tap(`input[name=purpose][value=${purpose}]`)
  await hand.next()
  await hand.tap(`input[name=sector][value=${sector}]`)
  await hand.next()
}

async function health(hand: Hand): Promise<void> {
  await hand.tap('#symptoms')
  await hand.tap('#exposures')
  await hand.next()
  await hand.next()
}

async function send(page: Page, hand: Hand): Promise<void> {
  await hand.tap('#consent')
  await hand.tap('[data-testid=confirm]')
  await page.locator(CODE).waitFor()
}
