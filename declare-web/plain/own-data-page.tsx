import type { OwnDataRequest, OwnDataShown, PlainPage } from '../../shared/http/plain-pages.ts'
import { OwnDataView } from '../my-data/own-data-view.tsx'
import { ownDataWords } from '../my-data/own-data-words.ts'
import { draftOfDeclaration } from '../pass/draft-of-declaration.ts'
import { type AnswerGroup, answersOf } from '../steps/answers.ts'
import { drawn, textsOf } from './drawn.tsx'
import { drawnForm } from './drawn-form.ts'

/** What is kept of a declaration, for its owner to read: the form's own answers, in its own words. */
export function ownDataPage(request: OwnDataRequest, data: OwnDataShown): PlainPage {
  const { language, site } = request
  const texts = textsOf(language)
  const groups = groupsOf(request, data)
  return drawn(request, ownDataWords(language).title, <OwnDataView data={data} groups={groups} texts={texts} language={language} site={site} />)
}

function groupsOf(request: OwnDataRequest, { declaration, pass }: OwnDataShown): readonly AnswerGroup[] {
  if (declaration === null) return []
  return answersOf(drawnForm(request, draftOfDeclaration(declaration, pass.reference)))
}
