import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import { formatShortCode } from '../../shared/credential/short-code.ts'
import type { FormInfo, PassView } from '../../shared/http/api.ts'
import type { OwnDataShown } from '../../shared/http/plain-pages.ts'
import { formatDate, formatLocal, localDateAt, type ZoneName } from '../../shared/time.ts'
import type { EpochMs } from '../../shared/units.ts'
import { passCheckpoint } from '../pass/pass-checkpoint.ts'
import { pageWordsIn } from '../plain/page-words.ts'
import { AnswerList } from '../steps/answer-list.tsx'
import type { Answer, AnswerGroup } from '../steps/answers.ts'
import { fill } from '../texts/fill.ts'
import { wordsOf } from '../texts/outcome-word.ts'
import type { Catalogue } from '../texts/vi.ts'
import { ownDataWords } from './own-data-words.ts'

interface OwnDataViewProps {
  readonly data: OwnDataShown
  /** All that was typed; empty once it is erased. */
  readonly groups: readonly AnswerGroup[]
  readonly texts: Catalogue
  readonly language: Language
  readonly site: FormInfo
}

/** What is kept, as people read it: the file to download says the same to programs. */
export function OwnDataView({ data, groups, texts, language, site }: OwnDataViewProps) {
  const words = ownDataWords(language)
  const { pass } = data
  const { zone } = site
  const code = [
    { question: words.shortCode, lines: [formatShortCode(pass.shortCode)] },
    { question: words.issued, lines: [momentText(pass.issuedAt, zone)] },
    { question: words.expires, lines: [momentText(pass.expiresAt, zone)] },
    { question: words.decided, lines: decisionLines(pass, site, language) },
  ]
  return (
    <article data-testid="own-data">
      <h1 tabIndex={-1}>{words.title}</h1>
      <p>{words.lead}</p>
      {pass.state === 'erased' && <p class="notice">{words.erased}</p>}
      {groups.map(({ step, title, answers }) => (
        <Answers key={step} title={title} answers={answers} texts={texts} />
      ))}
      <Answers title={words.code} answers={code} texts={texts} />
      {pass.state !== 'erased' && <Kept data={data} language={language} site={site} />}
      <div class="buttons screen-only">
        {pass.state !== 'erased' && (
          <a class="button" href={`/api/declarations/${pass.reference}/data?download=1`} download={`chot-${pass.shortCode}.json`}>
            {words.download}
          </a>
        )}
        <a class="button" href={`/d/${pass.reference}`}>
          {pageWordsIn(language).sheet.back}
        </a>
      </div>
    </article>
  )
}

function Answers({ title, answers, texts }: { readonly title: string; readonly answers: readonly Answer[]; readonly texts: Catalogue }) {
  return (
    <section class="answers">
      <h2>{title}</h2>
      <AnswerList answers={answers} texts={texts} />
    </section>
  )
}

function Kept({ data, language, site }: Pick<OwnDataViewProps, 'data' | 'language' | 'site'>) {
  const words = ownDataWords(language)
  const until = data.keptUntil
  return (
    <section>
      <h2>{words.kept}</h2>
      {until === null && <p>{words.erasable}</p>}
      {until !== null && (
        <p>
          {fill(words.keptUntil, { date: formatDate(localDateAt(until, site.zone)) })} {data.keptBecause?.[language]}
        </p>
      )}
    </section>
  )
}

function decisionLines(pass: PassView, site: FormInfo, language: Language): readonly string[] {
  if (pass.decisions.length === 0) return [ownDataWords(language).undecided]
  return pass.decisions.map(
    (decision) => `${passCheckpoint(decision, site, language)}, ${momentText(decision.at, site.zone)}: ${wordsOf(language)[decision.outcome]}`,
  )
}

function momentText(at: EpochMs, zone: ZoneName): string {
  const { date, time } = formatLocal(at, zone)
  return `${time} ${date}`
}
