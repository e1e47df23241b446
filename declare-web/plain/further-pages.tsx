import type { Declaration } from '../../shared/declaration/declaration.ts'
import type { CheckpointPage as CheckpointFacts } from '../../shared/http/api.ts'
import type { LaneWait, PageRequest, PlainPage, SheetPass } from '../../shared/http/plain-pages.ts'
import { CheckpointList } from '../checkpoint-page/checkpoint-list.tsx'
import { CheckpointPage } from '../checkpoint-page/checkpoint-page.tsx'
import { companionOf } from '../draft/companion-of.ts'
import { draftOfDeclaration } from '../pass/draft-of-declaration.ts'
import { birthAsKept, FindPage } from '../pass/find-page.tsx'
import { PassSheet } from '../pass/pass-sheet.tsx'
import { drawn, textsOf } from './drawn.tsx'
import { LaneNotice } from './lane-notice.tsx'
import { pageWordsIn } from './page-words.ts'
import { plainWordsIn } from './plain-words.ts'

/** Pages that need no script at all. */
export function checkpointPage(request: PageRequest, page: CheckpointFacts): PlainPage {
  const { language, site } = request
  return drawn(request, page.checkpoint.name[language], <CheckpointPage page={page} language={language} zone={site.zone} />)
}

export function checkpointsPage(request: PageRequest, pages: readonly CheckpointFacts[]): PlainPage {
  const { language } = request
  return drawn(request, pageWordsIn(language).place.listTitle, <CheckpointList pages={pages} language={language} />)
}

export function findPage(request: PageRequest, failed: { readonly shortCode: string; readonly birth: string } | null): PlainPage {
  const { language } = request
  const prefix = failed ? textsOf(language).nav.errorPrefix : ''
  const page = drawn(request, prefix + pageWordsIn(language).finding.title, <FindPage language={language} failed={failed} />)
  return { ...page, status: failed ? 404 : 200 }
}

export function sheetPage(request: PageRequest, passes: readonly SheetPass[], size: 'a4' | 'a6'): PlainPage {
  const { language, site } = request
  const sheet = <PassSheet passes={passes} size={size} site={site} texts={textsOf(language)} language={language} />
  return drawn(request, pageWordsIn(language).sheet.title, sheet)
}

/** The answers are kept by the server; only that they were sent, and the place in the lane, go along. */
export function lanePage(request: PageRequest, lane: LaneWait): PlainPage {
  const words = plainWordsIn(request.language)
  const body = (
    <form method="post" action="/declare/check">
      <h1 tabIndex={-1}>{words.laneTitle}</h1>
      <LaneNotice lane={lane} language={request.language} />
      <input type="hidden" name="consent" value="yes" />
      <button type="submit" class="primary wide" name="go" value="send">
        {words.laneAgain}
      </button>
    </form>
  )
  return { ...drawn(request, words.laneTitle, body), status: 503 }
}

export function draftOf(declaration: Declaration, reference: string): unknown {
  return draftOfDeclaration(declaration, reference)
}

/** Of that declaration: never its health, its tests or its promise. */
export function companionDraftOf(declaration: Declaration): unknown {
  return companionOf(draftOfDeclaration(declaration, ''))
}

export { birthAsKept }
