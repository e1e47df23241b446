import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import { formatShortCode } from '../../shared/credential/short-code.ts'
import type { FormInfo } from '../../shared/http/api.ts'
import type { SheetPass } from '../../shared/http/plain-pages.ts'
import { formatLocal } from '../../shared/time.ts'
import { pageWordsIn } from '../plain/page-words.ts'
import { fill } from '../texts/fill.ts'
import type { Catalogue } from '../texts/vi.ts'
import { passCheckpoint } from './pass-checkpoint.ts'

export type SheetSize = 'a4' | 'a6'

interface PassSheetProps {
  /** The first is the one whose page it is; the others travel with it. All of them valid. */
  readonly passes: readonly SheetPass[]
  readonly size: SheetSize
  readonly site: FormInfo
  readonly texts: Catalogue
  readonly language: Language
}

/** What a printer or "save as PDF" gets: one slip a person, nothing else. What is around it stays on the screen. */
export function PassSheet(props: PassSheetProps) {
  const { passes, size, texts, language } = props
  const words = pageWordsIn(language).sheet
  const [first] = passes
  return (
    <article class={`sheet ${size} ${passes.length > 1 ? 'family' : 'single'}`}>
      <h1 class={passes.length > 1 ? '' : 'screen-only'}>{passes.length > 1 ? fill(words.family, { count: passes.length }) : words.title}</h1>
      <p class="screen-only">{fill(words.hint, { size: size.toUpperCase() })}</p>
      <div class="slips">
        {passes.map((pass) => (
          <Slip key={pass.reference} pass={pass} {...props} />
        ))}
      </div>
      {first && <Around {...props} first={first} />}
      <p class="sheet-warning">{texts.pass.warning}</p>
    </article>
  )
}

function Slip({ pass, site, texts, language }: PassSheetProps & { readonly pass: SheetPass }) {
  const until = formatLocal(pass.expiresAt, site.zone)
  const arrival = formatLocal(pass.arrivalAt, site.zone)
  const words = texts.pass
  return (
    <section class="slip">
      <img class="qr" src={pass.pngUrl} width="780" height="780" alt={fill(words.qrAlt, { shortCode: pass.shortCode })} />
      <div>
        <p class="holder">
          <bdi>{pass.holder}</bdi>
        </p>
        <p class="short-code">
          <strong>{formatShortCode(pass.shortCode)}</strong>
        </p>
        <p>
          {passCheckpoint(pass, site, language)}, {texts.vocabulary.direction[pass.direction].toLowerCase()}
        </p>
        <p>
          {words.arrival}: {arrival.time} {arrival.date}
        </p>
        <p>
          {words.validUntil}: {until.time} {until.date}
        </p>
        <p>
          {texts.check.previewTitle}: <strong>{texts.outcomeWord[(pass.changed ?? pass).verdict.outcome]}</strong>
        </p>
        {site.demo && <p class="specimen">{words.specimen}</p>}
      </div>
    </section>
  )
}

function Around({ passes, size, language, first }: PassSheetProps & { readonly first: SheetPass }) {
  const words = pageWordsIn(language).sheet
  const others = passes.slice(1).map(({ reference }) => reference)
  const other: SheetSize = size === 'a4' ? 'a6' : 'a4'
  const path = `/d/${first.reference}/sheet`
  return (
    <div class="screen-only">
      <form action={path} method="get">
        <h2>{words.add}</h2>
        <input type="hidden" name="size" value={size} />
        {others.length > 0 && <input type="hidden" name="with" value={others.join(',')} />}
        <label for="add">{words.addField}</label>
        <p class="hint" id="add-hint">
          {words.addHint}
        </p>
        <input class="input" id="add" name="add" type="text" autocomplete="off" spellcheck={false} aria-describedby="add-hint" />
        <p class="buttons">
          <button type="submit" class="button">
            {words.addButton}
          </button>
        </p>
      </form>
      <p>
        <a class="button" href={`${path}?size=${other}${others.length > 0 ? `&with=${others.join(',')}` : ''}`}>
          {fill(words.other, { size: other.toUpperCase() })}
        </a>
      </p>
      <p>
        <a href={`/d/${first.reference}`}>{words.back}</a>
      </p>
    </div>
  )
}
