import type { PlainPage, PlainPages } from '../../shared/http/plain-pages.ts'
import { parseSaved } from '../draft/draft-store.ts'
import { isEmpty } from '../draft/take-over.ts'
import { HalfFilled } from '../pass/half-filled.tsx'
import { passWordsIn } from '../pass/pass-words.ts'
import { drawn } from './drawn.tsx'
import { pageWordsIn } from './page-words.ts'

/** A form that was sent, or opened and not touched since, is nobody's loss. */
export function openingOf(kept: unknown, opened: unknown): 'open' | 'go-on' | 'ask' {
  const [begun, next] = [parseSaved({ draft: kept }).draft, parseSaved({ draft: opened }).draft]
  if (isEmpty(begun) || JSON.stringify(begun) === JSON.stringify(next)) return 'open'
  return next.corrects !== '' && begun.corrects === next.corrects ? 'go-on' : 'ask'
}

/** Reached by a press on the pass, to which its other languages lead. */
export function halfFilledPage(...[request, { kept, act, reference }]: Parameters<PlainPages['halfFilledPage']>): PlainPage {
  const { title } = passWordsIn(request.language).halfFilled
  const back = `/d/${reference}`
  const { name } = parseSaved({ draft: kept }).draft
  const body = (
    <>
      <h1 tabIndex={-1}>{title}</h1>
      <HalfFilled name={name} act={act} reference={reference} language={request.language} />
      <p>
        <a href={back}>{pageWordsIn(request.language).sheet.back}</a>
      </p>
    </>
  )
  return drawn({ ...request, path: back }, title, body)
}
