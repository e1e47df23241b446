import { render } from 'preact'
import { chooseLanguage, watchWorld } from './actions.ts'
import { App } from './app.tsx'
import { areas, draft, page, passPage, site, textsNow } from './app-state.ts'
import { watchOtherTabs } from './draft/other-tabs.ts'
import { draftToGoOnWith, isEmpty } from './draft/take-over.ts'
import { asksNoPlace, canAnswer, loadGroupPage } from './form-page.tsx'
import { keepSending } from './keep-sending.ts'
import { loadFacts, loadPassPage, loadPlaces } from './loading.ts'
import { workOffline } from './site/work-offline.ts'
import { chosenLanguage } from './texts/chosen-language.ts'
import './styles/base.css'
import './styles/form.css'
import './styles/pass.css'

const root = document.getElementById('app')
if (!root) throw new Error('no #app')
void start(root)

/** What the server drew stays until the live page can take its place: it works by itself, only with a round trip a page. */
async function start(root: HTMLElement): Promise<void> {
  if (!(await equip())) return sayNothingCame(root)
  const facts = loadFacts()
  const places = facts.then(loadPlaces)
  const pass = page.value.kind === 'pass' ? loadPassPage() : null
  const group = page.value.kind === 'group' ? loadGroupPage() : true
  if (!(await chooseLanguage(chosenLanguage()))) return sayNothingCame(root)
  const isKeptHere = !isEmpty(draft.value)
  draft.value = draftToGoOnWith(draft.value)
  // Where the server drew the page, a line that says loading would take it from under the thumb.
  if (!root.querySelector('.boot')) {
    await (pass ?? facts.then(() => (standsWithoutPlaces(isKeptHere ? canAnswer : asksNoPlace) ? undefined : places)))
    if ((canOnlyFail() || !(await group)) && (pass !== null || !isKeptHere)) return sayItIsPlain(root)
  }
  const typing = await typingInto(root)
  if (!typing) return sayItIsPlain(root)
  const typeAgain = typing(root)
  root.textContent = ''
  render(<App />, root)
  watchWorld()
  watchOtherTabs()
  keepSending()
  workOffline()
  void typeAgain(root)
}

/** Only what lacks the newest of what the pages use lacks anything of it. */
async function equip(): Promise<boolean> {
  if ('hasOwn' in Object) return true
  return import('./old-browsers.ts').then(
    ({ equipOldBrowser }) => equipOldBrowser(),
    () => false,
  )
}

/** What takes over the words typed into a drawn page; null where it did not come. A page without boxes needs none. */
async function typingInto(root: HTMLElement): Promise<((root: ParentNode) => (live: ParentNode) => Promise<void>) | null> {
  if (!root.querySelector('main input, main select')) return () => async () => undefined
  try {
    const { canBeTypedAgain, typedSoFar } = await import('./draft/typed-so-far.ts')
    return (await canBeTypedAgain(root)) ? typedSoFar : null
  } catch {
    return null
  }
}

/** The first pages name no place: they go live before the table of places has come. So do others, where the drawn page lacks what is kept here. */
function standsWithoutPlaces(stands: typeof canAnswer): boolean {
  const where = page.value
  return where.kind === 'step' && stands(where.step)
}

/** Without facts or places the live page could only say so. Answers that are on this device alone are better kept by it all the same. */
function canOnlyFail(): boolean {
  const where = page.value
  if (where.kind === 'pass') return passPage.value.state === 'failed'
  if (where.kind === 'unknown' || site.value.state === 'failed') return site.value.state === 'failed'
  return areas.value.state === 'failed' && !standsWithoutPlaces(canAnswer)
}

function sayItIsPlain(root: HTMLElement): void {
  const line = document.createElement('p')
  line.className = 'notice'
  line.textContent = textsNow().site.plainOnly
  root.querySelector('main')?.prepend(line)
}

/** Without its texts the page can only say so in both languages; a page drawn by the server is left to work as it is. */
function sayNothingCame(root: HTMLElement): void {
  const boot = root.querySelector<HTMLElement>('.boot')
  if (boot) boot.textContent = boot.dataset.failed ?? ''
}
