import type { Locator, Page } from 'playwright-core'

/** What one traveller did until the code was there. */
export interface Counted {
  readonly taps: number
  readonly keys: number
}

export interface Hand {
  tap(selector: string): Promise<void>
  type(selector: string, text: string): Promise<void>
  /** Goes on in a box that has the keyboard already: no tap into it. */
  typeOn(selector: string, text: string): Promise<void>
  /** Letter by letter until the place stands among the first lines of the list, which a thumb has before it, and then that line. */
  findPlace(field: string, letters: string, place: string): Promise<void>
  /** What the browser offers for a box: a tap into the box and one on the offer. The box must say what it is for. */
  takeOffer(selector: string, purpose: string, text: string): Promise<void>
  /** Something done outside the page, such as allowing the camera. */
  beside(taps: number): void
  next(): Promise<void>
  counted(): Counted
}

/** Lines that stand above the keyboard of a small phone. */
const IN_SIGHT = 4

/** Does what a thumb does and counts it: a tap for every touch, a key for every letter. Typing costs the tap into the box too. */
export function handOn(page: Page): Hand {
  let taps = 0
  let keys = 0
  const press = async (target: Locator) => {
    await target.click()
    taps++
  }
  const tap = (selector: string) => press(page.locator(selector).first())
  const findPlace = async (field: string, letters: string, place: string) => {
    const box = page.locator(`[id="${field}"]`)
    const line = page.locator(`[id="${field}-list"] > :nth-child(-n+${IN_SIGHT})[data-place="${place}"]`)
    await press(box)
    for (const letter of letters) {
      await box.press(letter)
      keys++
      if (await isShown(page, line)) return press(line)
    }
    throw new Error(`"${letters}" does not show ${place}`)
  }
  return {
    tap,
    findPlace,
    type: async (selector, text) => {
      await tap(selector)
      await page.locator(selector).first().pressSequentially(text)
      keys += [...text].length
    },
    typeOn: async (selector, text) => {
      await page.waitForFunction((box) => document.activeElement?.matches(box) ?? false, selector)
      await page.keyboard.type(text)
      keys += [...text].length
    },
    takeOffer: async (selector, purpose, text) => {
      await tap(selector)
      const box = page.locator(selector)
      if ((await box.getAttribute('autocomplete')) !== purpose) throw new Error(`no browser would offer ${purpose} for ${selector}`)
      await box.fill(text)
      taps++
    },
    beside: (more) => {
      taps += more
    },
    next: () => tap('[data-testid=next]'),
    counted: () => ({ taps, keys }),
  }
}

/** Once the letter has been answered: the list stands still after two drawn frames, and is there at all once the table is. */
async function isShown(page: Page, line: Locator): Promise<boolean> {
  await page.waitForFunction(() => !/Đang tải|still loading/i.test(document.querySelector('.found-count')?.textContent ?? ''))
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  return (await line.count()) > 0
}
