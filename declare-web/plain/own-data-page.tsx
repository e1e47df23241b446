import { renderToString } from 'preact-render-to-string'
import type { OwnDataRequest, OwnDataShown, PlainPage } from '../../shared/http/plain-pages.ts'
import { localDateAt } from '../../shared/time.ts'
import { OwnDataView } from '../my-data/own-data-view.tsx'
import { ownDataWords } from '../my-data/own-data-words.ts'
import { draftOfDeclaration } from '../pass/draft-of-declaration.ts'
import { type AnswerGroup, answersOf } from '../steps/answers.ts'
import { en } from '../texts/en.ts'
import { type Catalogue, vi } from '../texts/vi.ts'
import { PlainDocument } from './plain-document.tsx'

/** What is kept of a declaration, for its owner to read: the form's own answers, in its own words. */
export function ownDataPage(request: OwnDataRequest, data: OwnDataShown): PlainPage {
  const { language, site, path } = request
  const texts = language === 'en' ? en : vi
  const html = renderToString(
    <PlainDocument texts={texts} site={site} path={path}>
      <OwnDataView data={data} groups={groupsOf(request, data, texts)} texts={texts} language={language} site={site} />
    </PlainDocument>,
  )
  return { status: 200, title: `${ownDataWords(language).title} - ${texts.site.name}`, html }
}

function groupsOf({ language, site, areas }: OwnDataRequest, { declaration, pass }: OwnDataShown, texts: Catalogue): readonly AnswerGroup[] {
  if (declaration === null) return []
  return answersOf({
    draft: draftOfDeclaration(declaration, pass.reference),
    change: () => undefined,
    errorOf: () => null,
    texts,
    language,
    site,
    areas,
    now: site.now,
    today: localDateAt(site.now, site.zone),
    previewOf: () => ({ state: 'failed' }),
    mode: 'plain',
  })
}
