import { type Browser, chromium, type Page } from 'playwright-core'
import { launchOptions } from './chromium.ts'
import { MARK } from './injections.ts'

/** A real browser's parser says what a page of ours has become. */
export interface PageJudge {
  readonly browser: Browser
  /** What on these pages is not ours; nothing where all that was typed stayed a text. */
  readonly foreign: (pages: readonly string[]) => Promise<readonly string[]>
  /** The same of a page as it stands in the browser, and whether anything has run. */
  readonly foreignOn: (page: Page) => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

export async function openPageJudge(): Promise<PageJudge> {
  const browser = await chromium.launch(launchOptions())
  const desk = await browser.newPage()
  return {
    browser,
    foreign: (pages) => desk.evaluate(`(${JUDGE})(${JSON.stringify(pages)}.map((page) => new DOMParser().parseFromString(page, 'text/html')))`),
    foreignOn: async (page) => {
      const found: string[] = await page.evaluate(`(${JUDGE})([document])`)
      const hasRun: boolean = await page.evaluate(`window.${MARK} !== undefined`)
      return hasRun ? [...found, 'a script ran'] : found
    },
    close: () => browser.close(),
  }
}

/** Whatever the site itself writes; a tag or an attribute besides is somebody else's. */
const TAGS =
  'html head meta title link body div span bdi a header footer nav main article section aside h1 h2 h3 h4 p strong em b small ul ol li dl dt dd img svg path rect g circle line polyline form button input label select option optgroup fieldset legend details summary table caption thead tbody tr th td time textarea script noscript hr br output progress dialog template video canvas q text code i'

const JUDGE = `(documents) => {
  const tags = new Set(${JSON.stringify(TAGS.split(' '))})
  const problems = []
  const isOurs = (value) => value === '' || /^(#|\\?|\\.?\\/(?!\\/)|tel:[+0-9]*$|blob:|data:image\\/(png|svg\\+xml))/.test(value) || value.startsWith('http://127.0.0.1')
  for (const page of documents) {
   const link = page.querySelector('.languages a')?.getAttribute('href') ?? ''
   const where = link.replace(/^\\/d\\/[^/?]+/, '/d/X').replace(/\\?.*/, '').slice(0, 40)
   const found = { push: (problem) => problems.push(where === '' ? problem : where + ': ' + problem) }
   for (const element of page.querySelectorAll('*')) {
    const tag = element.localName
    if (!tags.has(tag)) found.push('<' + tag + '>')
    if (tag === 'script') {
      const isData = element.type === 'application/json'
      if (isData) { try { JSON.parse(element.textContent) } catch { found.push('data that is no JSON') } }
      else if (element.textContent.trim() !== '' || !/^\\/(assets|src|main)/.test(element.getAttribute('src') ?? '')) found.push('a script: ' + element.outerHTML.slice(0, 80))
    }
    if (tag === 'meta' && element.hasAttribute('http-equiv')) found.push('a meta that acts')
    for (const { name, value } of element.attributes) {
      if (/^on|^style$|^srcdoc$|^background$/.test(name)) found.push(tag + ' ' + name)
      if (/(^|:)(href|src|action|formaction|data|poster)$/.test(name) && !isOurs(value)) found.push(tag + ' ' + name + ' ' + value.slice(0, 60))
      if (name === 'download' && !/^[\\w-]{0,40}(\\.(png|json|csv))?$/.test(value)) found.push(tag + ' download ' + value.slice(0, 60))
      if (!/^[a-z][a-z0-9:-]*$/i.test(name)) found.push(tag + ' has an attribute ' + name.slice(0, 40))
    }
   }
  }
  return problems
}`
