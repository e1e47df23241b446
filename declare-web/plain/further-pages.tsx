import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Declaration } from '../../shared/declaration/declaration.ts'
import type { CheckpointPage as CheckpointFacts } from '../../shared/http/api.ts'
import type { PageRequest, PlainPage, SheetPass } from '../../shared/http/plain-pages.ts'
import { CheckpointPage } from '../checkpoint-page/checkpoint-page.tsx'
import { draftOfDeclaration } from '../pass/draft-of-declaration.ts'
import { birthAsKept, FindPage } from '../pass/find-page.tsx'
import { PassSheet } from '../pass/pass-sheet.tsx'
import { passWordsIn } from '../pass/pass-words.ts'
import { en } from '../texts/en.ts'
import { type Catalogue, vi } from '../texts/vi.ts'
import { PlainDocument } from './plain-document.tsx'

/** Pages that need no script at all. */
export function checkpointPage(request: PageRequest, page: CheckpointFacts): PlainPage {
  const { language, site } = request
  return drawn(request, page.checkpoint.name[language], <CheckpointPage page={page} language={language} zone={site.zone} />)
}

export function findPage(request: PageRequest, failed: { readonly shortCode: string; readonly birth: string } | null): PlainPage {
  const page = drawn(request, passWordsIn(request.language).finding.title, <FindPage language={request.language} failed={failed} />)
  return { ...page, status: failed ? 404 : 200 }
}

export function sheetPage(request: PageRequest, passes: readonly SheetPass[], size: 'a4' | 'a6'): PlainPage {
  const { language, site } = request
  const sheet = <PassSheet passes={passes} size={size} site={site} texts={textsOf(request)} language={language} />
  return drawn(request, passWordsIn(language).sheet.title, sheet)
}

export function draftOf(declaration: Declaration, reference: string): unknown {
  return draftOfDeclaration(declaration, reference)
}

export { birthAsKept }

function drawn(request: PageRequest, title: string, body: VNode): PlainPage {
  const texts = textsOf(request)
  const html = renderToString(
    <PlainDocument texts={texts} site={request.site} path={request.path}>
      {body}
    </PlainDocument>,
  )
  return { status: 200, title: `${title} - ${texts.site.name}`, html }
}

function textsOf({ language }: PageRequest): Catalogue {
  return language === 'en' ? en : vi
}
