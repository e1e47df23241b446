import { useState } from 'preact/hooks'
import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import { formatShortCode } from '../../shared/credential/short-code.ts'
import type { FormInfo, IssuedDeclaration } from '../../shared/http/api.ts'
import { formatLocal } from '../../shared/time.ts'
import type { EpochMs } from '../../shared/units.ts'
import { VerdictCard } from '../preview/verdict-card.tsx'
import { fill } from '../texts/fill.ts'
import type { Catalogue } from '../texts/vi.ts'
import { CopyCode } from './copy-code.tsx'
import { passCheckpoint } from './pass-checkpoint.ts'

interface PassViewProps {
  readonly issued: IssuedDeclaration
  readonly site: FormInfo | null
  readonly texts: Catalogue
  readonly language: Language
  readonly now: EpochMs
  /** `plain`: drawn by the server, for a browser without JavaScript. */
  readonly mode: 'live' | 'plain'
  /** The private address of this page. */
  readonly link: string
  readonly onAnother: () => void
}

/** The pass: the code first, then what it is good for, and how to keep it. */
export function PassView(props: PassViewProps) {
  const { issued, site, texts, language, now } = props
  const words = texts.pass
  const at = (instant: EpochMs) => {
    const { date, time } = formatLocal(instant, site?.zone)
    return `${time} ${date}`
  }
  const checkpoint = passCheckpoint(issued, site, language)
  const direction = texts.vocabulary.direction[issued.direction]
  const { date, time } = formatLocal(issued.arrivalAt, site?.zone)
  return (
    <article class="pass">
      <h1 tabIndex={-1}>{words.title}</h1>
      {site && issued.expiresAt <= now && <p class="notice warn">{words.expired}</p>}
      <p class="lead screen-only">{words.lead}</p>
      {site?.demo && <p class="specimen">{words.specimen}</p>}
      <QrPicture issued={issued} texts={texts} />
      <p class="short-code">
        <span>{words.shortCode}</span> <strong data-testid="short-code">{formatShortCode(issued.shortCode)}</strong>
      </p>
      <p class="hint centred">{words.shortCodeHint}</p>
      <p class="notice warn">{words.warning}</p>
      <dl class="facts">
        <Fact term={words.checkpoint} value={`${checkpoint}, ${direction.toLowerCase()}`} />
        <Fact term={words.arrival} value={at(issued.arrivalAt)} />
        <Fact term={words.validUntil} value={at(issued.expiresAt)} />
      </dl>
      <h2>{texts.check.previewTitle}</h2>
      <VerdictCard
        verdict={issued.verdict}
        texts={texts}
        language={language}
        occasion={fill(texts.check.previewAt, { checkpoint, direction: direction.toLowerCase(), time, date })}
      />
      <p class="hint">{texts.check.previewNote}</p>
      <Keeping {...props} />
    </article>
  )
}

function Fact({ term, value }: { readonly term: string; readonly value: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </div>
  )
}

/** A picture by its own address: it can be saved, shared and printed even where downloads are refused. */
function QrPicture({ issued, texts }: { readonly issued: IssuedDeclaration; readonly texts: Catalogue }) {
  const [attempt, setAttempt] = useState(0)
  const [isBroken, setBroken] = useState(false)
  const url = attempt === 0 ? issued.pngUrl : `${issued.pngUrl}?again=${attempt}`
  const again = () => {
    setBroken(false)
    setAttempt(attempt + 1)
  }
  if (isBroken) {
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
    <img
      class="qr"
      data-testid="qr"
      src={url}
      width="780"
      height="780"
      alt={fill(texts.pass.qrAlt, { shortCode: issued.shortCode })}
      onError={() => setBroken(true)}
    />
  )
}

function Keeping({ issued, texts, mode, link, onAnother }: PassViewProps) {
  const words = texts.pass
  return (
    <section class="screen-only">
      <h2>{words.keepTitle}</h2>
      <p>{words.bright}</p>
      <div class="buttons">
        <a class="button" href={issued.pngUrl} download={`QR-${issued.shortCode}.png`} data-testid="save">
          {words.save}
        </a>
        {mode === 'live' && (
          <button type="button" class="button" data-testid="print" onClick={() => window.print()}>
            {words.print}
          </button>
        )}
      </div>
      {mode === 'live' && <CopyCode text={issued.qrPayload} texts={texts} />}
      <p>{words.link}</p>
      <p class="link">{link}</p>
      <h2>{words.another}</h2>
      <p>{words.anotherHint}</p>
      {mode === 'live' ? (
        <button type="button" class="primary" data-testid="another" onClick={onAnother}>
          {words.another}
        </button>
      ) : (
        <a class="button primary" href="/">
          {words.another}
        </a>
      )}
    </section>
  )
}
