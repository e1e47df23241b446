import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { formatLocal } from '../shared/time.ts'
import { chooseLanguage, startAgain, startCompanion } from './actions.ts'
import { draft, issued, language, online, page, passPage, pending, sending, serverNow, site, textsNow } from './app-state.ts'
import { FormPage, GroupDoor } from './form-page.tsx'
import { loadEverything, loadPassPage, loadPassPageLater } from './loading.ts'
import { IssuedPass } from './pass/issued-pass.tsx'
import { onCellChange } from './site/cell.ts'
import { stepHref } from './site/route.ts'
import { useTitle } from './site/use-title.ts'
import { StartStep } from './steps/start-step.tsx'
import { fill } from './texts/fill.ts'
import { LANGUAGES } from './texts/languages.ts'

const MAIN = '#main'

export function App() {
  const [, redraw] = useState(0)
  useLayoutEffect(() => onCellChange(() => redraw((drawn) => drawn + 1)), [])
  const texts = textsNow()
  return (
    <>
      <a class="skip" href={MAIN} onClick={skip}>
        {texts.site.skip}
      </a>
      <header>
        <div class="masthead">
          <a class="home" href="/">
            {texts.site.name}
          </a>
          <LanguageSwitch />
        </div>
        <DemoBanner />
        <WaitingBanner />
        {!online.value && (
          <p class="banner offline" role="status">
            {texts.site.offline}
          </p>
        )}
      </header>
      <main id="main" tabIndex={-1}>
        <Page />
      </main>
    </>
  )
}

function Page() {
  const texts = textsNow()
  const where = page.value
  const key = where.kind === 'step' ? where.step : where.kind
  useNewPage(key)
  if (where.kind === 'pass') return <Pass reference={where.reference} />
  if (where.kind === 'unknown') return <UnknownPage />
  if (where.kind === 'step' && where.step === 'start') return <StartPage />
  if (site.value.state === 'failed') return <LoadFailed onRetry={loadEverything} />
  if (site.value.state === 'loading') return <p role="status">{texts.site.loading}</p>
  if (where.kind === 'group') return <GroupDoor site={site.value.value.info} />
  return <FormPage step={where.step} from={where.from} site={site.value.value.info} />
}

function Pass({ reference }: { readonly reference: string }) {
  const loaded = passPage.value
  const fresh = issued.value?.reference === reference ? issued.value : null
  useEffect(loadPassPageLater, [])
  useKeptFocus(fresh !== null && loaded.state === 'ready')
  if (loaded.state !== 'ready' && fresh?.modules !== undefined) {
    return <IssuedPass issued={fresh} isDemo={site.value.state === 'ready' && site.value.value.info.demo} texts={textsNow()} />
  }
  if (loaded.state === 'failed') return <LoadFailed onRetry={loadPassPage} />
  if (loaded.state === 'loading') return <p role="status">{textsNow().pass.loading}</p>
  const PassPage = loaded.value
  return (
    <PassPage
      key={reference}
      reference={reference}
      fresh={fresh}
      site={site.value.state === 'ready' ? site.value.value.info : null}
      texts={textsNow()}
      language={language.value}
      now={serverNow()}
      onAnother={startAgain}
    />
  )
}

function StartPage() {
  const texts = textsNow()
  useTitle(texts.start.title, texts)
  return (
    <StartStep
      mode="live"
      draft={draft.value}
      texts={texts}
      language={language.value}
      site={site.value.state === 'ready' ? site.value.value.info : null}
      onRestart={startAgain}
      onCompanion={() => void startCompanion()}
      search={location.search}
    />
  )
}

function LoadFailed({ onRetry }: { readonly onRetry: () => void }) {
  const texts = textsNow()
  return (
    <>
      <h1 tabIndex={-1}>{texts.site.loadFailed}</h1>
      <p>{texts.site.loadFailedHelp}</p>
      <button type="button" class="primary" data-testid="retry" onClick={onRetry}>
        {texts.site.retry}
      </button>
      <p class="notice">{texts.site.help}</p>
    </>
  )
}

function UnknownPage() {
  const texts = textsNow()
  return (
    <>
      <h1 tabIndex={-1}>{texts.site.notFound}</h1>
      <p>{texts.site.notFoundHelp}</p>
      <a class="button primary" href="/">
        {texts.pass.newDeclaration}
      </a>
    </>
  )
}

function LanguageSwitch() {
  return (
    <nav class="languages" aria-label={textsNow().site.language}>
      {LANGUAGES.map(({ code, name }) => (
        <button
          type="button"
          key={code}
          lang={code}
          aria-pressed={language.value === code ? 'true' : 'false'}
          data-testid={`language-${code}`}
          onClick={() => void chooseLanguage(code)}
        >
          {name}
        </button>
      ))}
    </nav>
  )
}

function DemoBanner() {
  if (site.value.state !== 'ready' || !site.value.value.info.demo) return null
  const texts = textsNow().site
  const { date, time } = formatLocal(serverNow(), site.value.value.info.zone)
  return (
    <p class="banner demo" data-testid="demo-banner">
      <strong>{texts.demo}</strong> {fill(texts.demoClock, { date, time })}
    </p>
  )
}

/** On every page but the one that says it at its button: nobody should take a declaration that waits for one that was received. */
function WaitingBanner() {
  const { queue } = textsNow()
  const where = page.value
  if (!pending.value?.isWaiting || (where.kind === 'step' && where.step === 'check')) return null
  return (
    <p class="banner offline" role="status" data-testid="waiting">
      {sending.value === 'busy' ? queue.waitingBusy : queue.waiting} <a href={stepHref('check')}>{queue.see}</a>
    </p>
  )
}

/** A turned page begins at its top, and its heading is read out; the very first page takes no focus. */
function useNewPage(key: string): void {
  const shown = useRef(key)
  useLayoutEffect(() => {
    if (shown.current === key) return
    shown.current = key
    window.scrollTo(0, 0)
    document.querySelector<HTMLElement>('main h1')?.focus()
  }, [key])
}

/** The heading that was read out gives way to the same one of the whole pass: the focus stays there. */
function useKeptFocus(isWhole: boolean): void {
  useLayoutEffect(() => {
    if (isWhole && document.activeElement === document.body) document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
  }, [isWhole])
}

function skip(event: Event): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
