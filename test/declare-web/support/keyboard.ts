import type { Page } from 'playwright-core'

/** Far more than any page has stations. */
const MOST_TABS = 80

/** Somebody without mouse or touch: Tab, arrows, Space, Enter and letters. */
export interface Keyboard {
  /** Tab until the focus stands there; a radio group has one station, its chosen or first button. */
  readonly to: (selector: string) => Promise<void>
  readonly type: (selector: string, text: string) => Promise<void>
  /** Of a radio group: arrows from where the focus enters it. */
  readonly choose: (name: string, value: string) => Promise<void>
  readonly tick: (selector: string) => Promise<void>
  /** Enter on the page's button on. */
  readonly next: () => Promise<void>
  readonly press: (key: string) => Promise<void>
}

export function keyboardOn(page: Page): Keyboard {
  const press = (key: string) => page.keyboard.press(key)
  const isOn = (selector: string) => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)
  const to = async (selector: string) => {
    for (let tabs = 0; tabs < MOST_TABS; tabs++) {
      if (await isOn(selector)) return
      await press('Tab')
    }
    throw new Error(`no key leads to ${selector}`)
  }
  const choose = async (name: string, value: string) => {
    await to(`input[type=radio][name="${name}"]`)
    if (!(await isOn(':checked'))) await press('Space')
    for (let steps = 0; steps < MOST_TABS; steps++) {
      if (await isOn(`[value="${value}"]`)) return
      await press('ArrowDown')
    }
    throw new Error(`no arrow leads to ${name} ${value}`)
  }
  return {
    to,
    choose,
    press,
    type: async (selector, text) => {
      await to(selector)
      await page.keyboard.type(text)
    },
    tick: async (selector) => {
      await to(selector)
      await press('Space')
    },
    next: async () => {
      await to('[data-testid=next]')
      await press('Enter')
    },
  }
}
