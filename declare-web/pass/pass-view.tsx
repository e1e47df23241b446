import { useState } from 'preact/hooks'
import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { FormInfo, IssuedDeclaration, PassView as Pass } from '../../shared/http/api.ts'
import { formatLocal } from '../../shared/time.ts'
import type { EpochMs } from '../../shared/units.ts'
import { hasJourney } from '../draft/companion.ts'
import { MyDeclaration } from '../my-data/my-declaration.tsx'
import { VerdictCard } from '../preview/verdict-card.tsx'
import { fill } from '../texts/fill.ts'
import type { Catalogue } from '../texts/vi.ts'
import { AfterCrossing } from './after-crossing.tsx'
import { asPassView } from './as-pass-view.ts'
import { BigCode } from './big-code.tsx'
import { CodeImage } from './code-image.tsx'
import { CopyCode } from './copy-code.tsx'
import { OpenForm } from './open-form.tsx'
import { passCheckpoint } from './pass-checkpoint.ts'
import { PassState, passTitle } from './pass-state.tsx'
import { passWordsIn } from './pass-words.ts'
import { ShortCode } from './short-code.tsx'

interface PassViewProps {
  readonly issued: IssuedDeclaration | Pass
  readonly site: FormInfo | null
  readonly texts: Catalogue
  readonly language: Language
  readonly now: EpochMs
  /** `plain`: drawn by the server, for a browser without JavaScript. */
  readonly mode: 'live' | 'plain'
  /** The private address of this page. */
  readonly link: string
  readonly onAnother: () => void
  /** References of others on this device who cross with this one. */
  readonly family?: readonly string[]
}

/** The pass: the code first, or what was decided; then what it is good for, how to keep it, and whose it is. */
export function PassView(props: PassViewProps) {
  const { site, texts, language, now } = props
  const words = texts.pass
  const pass = withClock(asPassView(props.issued), site === null ? null : now)
  const isGood = pass.state === 'valid'
  const after = pass.decisions.length > 0 && <AfterCrossing pass={pass} site={site} texts={texts} language={language} now={now} />
  return (
    <article class={`pass ${pass.state}`}>
      <h1 tabIndex={-1}>{passTitle({ pass, texts, language })}</h1>
      <PassState pass={pass} texts={texts} language={language} />
      {site?.demo && <p class="specimen">{words.specimen}</p>}
      {after}
      {isGood && (
        <>
          <Changed {...props} pass={pass} />
          <p class="lead screen-only">{words.lead}</p>
          <Code {...props} pass={pass} />
        </>
      )}
      {(isGood || pass.state === 'expired') && <Facts {...props} pass={pass} />}
      {isGood && !after && !pass.changed && <Said {...props} pass={pass} />}
      {isGood && <Keeping {...props} pass={pass} />}
      <MyDeclaration pass={pass} language={language} />
      <Further {...props} pass={pass} />
    </article>
  )
}

type Opened = PassViewProps & { readonly pass: Pass }

/** A page left open, or opened without a network, sees for itself that the code has expired. */
export function withClock(pass: Pass, now: EpochMs | null): Pass {
  return pass.state === 'valid' && now !== null && pass.expiresAt <= now ? { ...pass, state: 'expired', correctable: false } : pass
}

function Code({ pass, texts, language, mode }: Opened) {
  const picture = <QrPicture issued={pass} texts={texts} />
  return (
    <>
      {mode === 'live' ? <BigCode language={language}>{picture}</BigCode> : picture}
      {mode === 'plain' && <p class="hint centred">{texts.pass.bright}</p>}
      <ShortCode shortCode={pass.shortCode} texts={texts} />
    </>
  )
}

function Facts({ pass, site, texts, language }: Opened) {
  const words = texts.pass
  const at = (instant: EpochMs) => {
    const { date, time } = formatLocal(instant, site?.zone)
    return `${time} ${date}`
  }
  return (
    <dl class="facts">
      {pass.holder !== undefined && (
        <div>
          <dt>{passWordsIn(language).holder}</dt>
          <dd>
            <bdi class="holder">{pass.holder}</bdi>
          </dd>
        </div>
      )}
      <Fact term={words.checkpoint} value={`${passCheckpoint(pass, site, language)}, ${texts.vocabulary.direction[pass.direction].toLowerCase()}`} />
      <Fact term={words.arrival} value={at(pass.arrivalAt)} />
      <Fact term={words.validUntil} value={at(pass.expiresAt)} />
    </dl>
  )
}

function Said({ pass, site, texts, language }: Opened) {
  return (
    <>
      <h2>{texts.check.previewTitle}</h2>
      <VerdictCard verdict={pass.verdict} texts={texts} language={language} occasion={occasionOf(pass, { site, texts, language })} />
      <p class="hint">{texts.check.previewNote}</p>
    </>
  )
}

function Changed({ pass, site, texts, language }: Opened) {
  if (!pass.changed) return null
  const words = passWordsIn(language)
  return (
    <section data-testid="changed">
      <h2>{words.changed}</h2>
      <p>{fill(words.changedText, formatLocal(pass.changed.since, site?.zone))}</p>
      <VerdictCard verdict={pass.changed.verdict} texts={texts} language={language} occasion={occasionOf(pass, { site, texts, language })} />
      <p>{words.changedHint}</p>
    </section>
  )
}

function occasionOf(pass: Pass, { site, texts, language }: Pick<PassViewProps, 'site' | 'texts' | 'language'>): string {
  const direction = texts.vocabulary.direction[pass.direction].toLowerCase()
  return fill(texts.check.previewAt, { checkpoint: passCheckpoint(pass, site, language), direction, ...formatLocal(pass.arrivalAt, site?.zone) })
}

function Fact({ term, value }: { readonly term: string; readonly value: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </div>
  )
}

/**
 * A picture by its own address: it can be saved, shared and printed even where downloads are refused. Until that is here,
 * or where it does not come, the code as the reply brought it. The picture is asked for once: what was shown never goes again.
 */
function QrPicture({ issued, texts }: { readonly issued: Pass; readonly texts: Catalogue }) {
  const [attempt, setAttempt] = useState(0)
  const [picture, setPicture] = useState<'coming' | 'here' | 'broken'>('coming')
  const isDrawn = issued.modules !== undefined && picture !== 'here'
  if (picture === 'broken' && !isDrawn) {
    const again = () => {
      setPicture('coming')
      setAttempt(attempt + 1)
    }
    return (
      <div class="notice warn" role="alert">
        <p>{texts.pass.imageFailed}</p>
        <button type="button" class="primary" onClick={again}>
          {texts.site.retry}
        </button>
      </div>
    )
  }
  return (
    <>
      {isDrawn && <CodeImage issued={issued} texts={texts} />}
      <img
        class={isDrawn ? 'hidden' : 'qr'}
        aria-hidden={isDrawn ? 'true' : undefined}
        data-testid={isDrawn ? undefined : 'qr'}
        src={attempt === 0 ? issued.pngUrl : `${issued.pngUrl}?again=${attempt}`}
        width="780"
        height="780"
        decoding="sync"
        alt={fill(texts.pass.qrAlt, { shortCode: issued.shortCode })}
        onLoad={() => setPicture('here')}
        onError={() => setPicture('broken')}
      />
    </>
  )
}

function Keeping({ pass, texts, language, mode, link, family = [] }: Opened) {
  const words = texts.pass
  const more = passWordsIn(language)
  return (
    <section class="screen-only">
      <h2>{words.keepTitle}</h2>
      <div class="buttons">
        <a class="button" href={pass.pngUrl} download={`QR-${pass.shortCode}.png`} data-testid="save">
          {words.save}
        </a>
      </div>
      <Printing reference={pass.reference} texts={texts} language={language} mode={mode} family={family} />
      <p>{more.noSuchButton}</p>
      {mode === 'live' && <p>{more.home}</p>}
      {mode === 'live' && <CopyCode text={pass.qrPayload} texts={texts} />}
      <p>{words.link}</p>
      <p class="link">{link}</p>
      <p>
        <a href={`/checkpoint/${pass.checkpoint}`}>{more.checkpointPage}</a>
      </p>
    </section>
  )
}

type PrintingProps = Pick<PassViewProps, 'texts' | 'language' | 'mode'> & { readonly reference: string; readonly family: readonly string[] }

/** Two sizes behind one button; the whole page as it stands is the large one, where a script can print it. */
function Printing({ reference, texts, language, mode, family }: PrintingProps) {
  const words = passWordsIn(language)
  const sheet = (query: string) => `/d/${reference}/sheet?size=${query}`
  return (
    <details class="printing">
      <summary class="button" data-testid="print">
        {texts.pass.print}
      </summary>
      <div class="buttons">
        {mode === 'live' ? (
          <button type="button" class="button" data-testid="print-a4" onClick={() => window.print()}>
            {words.sheetA4}
          </button>
        ) : (
          <a class="button" href={sheet('a4')}>
            {words.sheetA4}
          </a>
        )}
        <a class="button" href={sheet('a6')} data-testid="sheet-a6">
          {words.sheetA6}
        </a>
        {family.length > 0 && (
          <a class="button" href={sheet(`a4&with=${family.join(',')}`)} data-testid="sheet-family">
            {fill(words.sheetFamily, { count: family.length + 1 })}
          </a>
        )}
      </div>
      <p>
        {words.sheetHint}{' '}
        <a href={sheet('a4')} data-testid="sheet-a4">
          {words.sheetOpen}
        </a>
      </p>
    </details>
  )
}

function Further({ pass, texts, language, mode, onAnother }: Opened) {
  const words = texts.pass
  // Whoever has just declared here finds it on the first page, which needs no network for it.
  const isOpenedLater = mode === 'plain' || !hasJourney()
  return (
    <section class="screen-only">
      <h2>{words.another}</h2>
      <p>{words.anotherHint}</p>
      <div class="buttons">
        {mode === 'live' ? (
          <button type="button" class="primary" data-testid="another" onClick={onAnother}>
            {words.another}
          </button>
        ) : (
          <a class="button primary" href="/">
            {words.another}
          </a>
        )}
        {isOpenedLater && pass.state === 'valid' && (
          <OpenForm act="companion" reference={pass.reference} label={texts.start.companion} language={language} />
        )}
      </div>
    </section>
  )
}
