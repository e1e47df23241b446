import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { FormInfo, IssuedDeclaration, PassView as Pass } from '../../shared/http/api.ts'
import type { EpochMs } from '../../shared/units.ts'
import { journeyKept } from '../draft/companion.ts'
import { pageOf } from '../site/route.ts'
import { useTitle } from '../site/use-title.ts'
import type { Catalogue } from '../texts/vi.ts'
import { asPassView } from './as-pass-view.ts'
import { familyOf, forgetShown, rememberShown } from './family.ts'
import { fetchPass, type PassAnswer } from './fetch-pass.ts'
import { ForgetHere } from './forget-here.tsx'
import { forgetOldPasses, forgetPass, keepPass } from './kept-passes.ts'
import { ownDraft } from './own-draft.ts'
import { passTitle } from './pass-state.tsx'
import { PassView, withClock } from './pass-view.tsx'
import { passWordsIn } from './pass-words.ts'

export interface PassPageProps {
  readonly reference: string
  /** Just issued: shown without asking again. */
  readonly fresh: IssuedDeclaration | null
  readonly site: FormInfo | null
  readonly texts: Catalogue
  readonly language: Language
  readonly now: EpochMs
  readonly onAnother: () => void
}

type Opened = { readonly state: 'loading' | 'unknown' | 'failed' } | { readonly state: 'open'; readonly issued: IssuedDeclaration }

let answered: { readonly reference: string; readonly answer: PassAnswer } | null = null

/**
 * The page once it has something to show: the one that the server drew has the code on it and stays until then. Throws where
 * there is nothing to show in its place, or only what this device knew before.
 */
export async function openedPassPage(fresh: IssuedDeclaration | null): Promise<typeof PassPage> {
  const where = pageOf(location.pathname, location.search)
  if (fresh !== null || where.kind !== 'pass') return PassPage
  const answer = await fetchPass(where.reference)
  if ((answer.kind === 'failed' || answer.kind === 'kept') && document.querySelector('main h1')) throw new Error('the drawn page of a pass says more')
  answered = { reference: where.reference, answer }
  return PassPage
}

/** Once: whoever comes again to the same address sees what holds then. */
function takeAnswered(reference: string): Opened {
  const taken = answered?.reference === reference ? openedBy(answered.answer) : ({ state: 'loading' } as const)
  answered = null
  return taken
}

/** The reply to a declaration names nobody: whoever typed it here did. */
function withHolder(fresh: IssuedDeclaration): Pass {
  const sent = journeyKept()
  return { ...asPassView(fresh), ...(sent && { holder: sent.name.trim() }) }
}

function openedBy(answer: PassAnswer): Opened {
  return 'issued' in answer ? { state: 'open', issued: answer.issued } : { state: answer.kind }
}

export function PassPage(props: PassPageProps) {
  const { reference, fresh, texts } = props
  // What somebody has half filled here stays: the first page offers to go on with it, and to begin anew.
  const onAnother = () => (ownDraft() === null ? props.onAnother() : location.assign('/'))
  const [opened, setOpened] = useState<Opened>(() => (fresh ? { state: 'open', issued: withHolder(fresh) } : takeAnswered(reference)))
  const keepFocus = useFocusKept(opened)
  const open = () => {
    keepFocus()
    setOpened({ state: 'loading' })
    void fetchPass(reference).then((answer) => {
      keepFocus()
      setOpened(openedBy(answer))
    })
  }
  useEffect(() => {
    if (opened.state === 'loading') open()
  }, [reference])
  const shown = opened.state === 'open' ? opened.issued : null
  const zone = props.site?.zone ?? null
  useEffect(() => {
    if (shown) void (isRevoked(asPassView(shown)) ? forgetPass(reference) : keepPass(shown, zone))
  }, [shown, zone])
  useOldPassesForgotten(props)
  const family = useFamily(shown, props.now)
  useTitle(titleOf(opened, props), texts)
  if (opened.state === 'open') {
    return (
      <>
        <PassView {...props} onAnother={onAnother} family={family} issued={opened.issued} mode="live" link={location.href} />
        <ForgetHere reference={opened.issued.reference} language={props.language} />
      </>
    )
  }
  const heading = <h1 tabIndex={-1}>{titleOf(opened, props)}</h1>
  if (opened.state === 'loading') return heading
  const isUnknown = opened.state === 'unknown'
  return (
    <>
      {heading}
      <p>{isUnknown ? texts.pass.unknownHelp : texts.site.loadFailedHelp}</p>
      <div class="buttons">
        {!isUnknown && (
          <button type="button" class="primary" data-testid="retry" onClick={open}>
            {texts.site.retry}
          </button>
        )}
        {isUnknown && (
          <a class="button" href="/find">
            {passWordsIn(props.language).find}
          </a>
        )}
        <button type="button" class={isUnknown ? 'primary' : 'plain'} data-testid="another" onClick={onAnother}>
          {texts.pass.newDeclaration}
        </button>
      </div>
    </>
  )
}

/** By the server's clock alone: a phone's own may be years off. */
function useOldPassesForgotten({ site, now }: PassPageProps): void {
  const isTimeKnown = site !== null
  useEffect(() => {
    if (isTimeKnown) void forgetOldPasses(now)
  }, [isTimeKnown])
}

function titleOf(opened: Opened, { site, texts, language, now }: PassPageProps): string {
  if (opened.state !== 'open') return texts.pass[opened.state]
  return passTitle({ pass: withClock(asPassView(opened.issued), site === null ? null : now), texts, language })
}

/** Called before another heading takes the place of this one: whoever was here is taken to it. A page opened anew has no focus to keep. */
function useFocusKept(opened: Opened): () => void {
  const wasHere = useRef(false)
  useLayoutEffect(() => {
    if (wasHere.current && document.activeElement === document.body) document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
    wasHere.current = false
  }, [opened])
  return () => {
    wasHere.current ||= document.activeElement !== document.body
  }
}

/** Of the codes this device knows, those that cross with this one. */
function useFamily(shown: IssuedDeclaration | null, now: EpochMs): readonly string[] {
  const [family, setFamily] = useState<readonly string[]>([])
  useEffect(() => {
    if (shown === null) return
    if (isRevoked(asPassView(shown))) forgetShown(shown.reference)
    else rememberShown(shown)
    void familyOf(shown, now).then(setFamily)
  }, [shown])
  return family
}

/** Taken back or replaced: without a network the device must not show it as good. */
function isRevoked({ state }: { readonly state: string }): boolean {
  return state === 'withdrawn' || state === 'replaced' || state === 'erased'
}
