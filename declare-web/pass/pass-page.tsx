import { useEffect, useState } from 'preact/hooks'
import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import { formatShortCode } from '../../shared/credential/short-code.ts'
import type { IssuedDeclaration, SiteInfo } from '../../shared/http/api.ts'
import { formatLocal } from '../../shared/time.ts'
import type { EpochMs } from '../../shared/units.ts'
import { VerdictCard } from '../preview/verdict-card.tsx'
import { fill } from '../texts/fill.ts'
import type { Catalogue } from '../texts/vi.ts'
import { CopyCode } from './copy-code.tsx'
import { fetchPass } from './declarations-api.ts'
import { passCheckpoint } from './pass-checkpoint.ts'

interface PassPageProps {
  readonly reference: string
  /** Just issued: shown without asking again. */
  readonly fresh: IssuedDeclaration | null
  readonly site: SiteInfo | null
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
  if (opened.state === 'open') return <Pass {...props} issued={opened.issued} />
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
        <button type="button" class={isUnknown ? 'primary' : 'plain'} data-testid="another" onClick={onAnother}>
          {texts.pass.newDeclaration}
        </button>
      </div>
    </>
  )
}

function Pass({ issued, site, texts, language, now, onAnother }: PassPageProps & { readonly issued: IssuedDeclaration }) {
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
      <Keeping issued={issued} texts={texts} onAnother={onAnother} />
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

interface KeepingProps {
  readonly issued: IssuedDeclaration
  readonly texts: Catalogue
  readonly onAnother: () => void
}

function Keeping({ issued, texts, onAnother }: KeepingProps) {
  const words = texts.pass
  return (
    <section class="screen-only">
      <h2>{words.keepTitle}</h2>
      <p>{words.bright}</p>
      <div class="buttons">
        <a class="button" href={issued.pngUrl} download={`QR-${issued.shortCode}.png`} data-testid="save">
          {words.save}
        </a>
        <button type="button" class="button" data-testid="print" onClick={() => window.print()}>
          {words.print}
        </button>
      </div>
      <CopyCode text={issued.qrPayload} texts={texts} />
      <p>{words.link}</p>
      <p class="link">{location.href}</p>
      <h2>{words.another}</h2>
      <p>{words.anotherHint}</p>
      <button type="button" class="primary" data-testid="another" onClick={onAnother}>
        {words.another}
      </button>
    </section>
  )
}
