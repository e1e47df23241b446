import type { PageRequest, PlainPage, Refused, UnknownThing } from '../../shared/http/plain-pages.ts'
import { drawn } from './drawn.tsx'
import { pageWordsIn } from './page-words.ts'

/** An address that leads to nothing: what to do instead. The same for every such address, so that it tells nothing of what there is. */
export function unknownPage(request: PageRequest, what: UnknownThing): PlainPage {
  const { unknown, place } = pageWordsIn(request.language)
  const { title, help } = unknown[what]
  const body = (
    <>
      <h1 tabIndex={-1}>{title}</h1>
      <p>{help}</p>
      <div class="buttons">
        {what === 'pass' && (
          <a class="button" href="/find">
            {unknown.find}
          </a>
        )}
        {what === 'checkpoint' && (
          <a class="button" href="/checkpoint">
            {place.others}
          </a>
        )}
        <a class="button primary" href="/">
          {unknown.declare}
        </a>
      </div>
      <p class="notice">{unknown.come}</p>
    </>
  )
  return { ...drawn(request, title, body), status: 404 }
}

/** In the language of the page from which it was pressed, to which its other languages lead too. */
export function refusedPage(request: PageRequest, { status, texts, back }: Refused): PlainPage {
  const words = pageWordsIn(request.language)
  const body = (
    <>
      <h1 tabIndex={-1}>{words.refused}</h1>
      <p>{texts[request.language]}</p>
      <a class="button primary" href={back}>
        {words.sheet.back}
      </a>
    </>
  )
  return { ...drawn({ ...request, path: back }, words.refused, body), status }
}
