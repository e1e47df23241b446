import { useEffect, useState } from 'preact/hooks'
import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { FormInfo, IssuedDeclaration } from '../../shared/http/api.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { Catalogue } from '../texts/vi.ts'
import { asPassView } from './as-pass-view.ts'
import { familyOf, forgetShown, rememberShown } from './family.ts'
import { fetchPass } from './fetch-pass.ts'
import { ForgetHere } from './forget-here.tsx'
import { forgetOldPasses, forgetPass, keepPass } from './kept-passes.ts'
import { PassView } from './pass-view.tsx'
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

export function PassPage(props: PassPageProps) {
  const { reference, fresh, texts, onAnother } = props
  const [opened, setOpened] = useState<Opened>(fresh ? { state: 'open', issued: fresh } : { state: 'loading' })
  const open = () => {
    setOpened({ state: 'loading' })
    void fetchPass(reference).then((answer) => setOpened(answer.kind === 'found' ? { state: 'open', issued: answer.issued } : { state: answer.kind }))
  }
  useEffect(() => {
    if (!fresh) open()
  }, [reference])
  const shown = opened.state === 'open' ? opened.issued : null
  useEffect(() => {
    if (shown) void (isRevoked(asPassView(shown)) ? forgetPass(reference) : keepPass(shown))
  }, [shown])
  // By the server's clock alone: a phone's own may be years off.
  const isTimeKnown = props.site !== null
  useEffect(() => {
    if (isTimeKnown) void forgetOldPasses(props.now)
  }, [isTimeKnown])
  const family = useFamily(shown, props.now)
  if (opened.state === 'open') {
    return (
      <>
        <PassView {...props} family={family} issued={opened.issued} mode="live" link={location.href} />
        <ForgetHere reference={opened.issued.reference} language={props.language} />
      </>
    )
  }
  if (opened.state === 'loading') return <p role="status">{texts.pass.loading}</p>
  const isUnknown = opened.state === 'unknown'
  return (
    <>
      <h1 tabIndex={-1}>{isUnknown ? texts.pass.unknown : texts.pass.failed}</h1>
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
