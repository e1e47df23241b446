import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { FormInfo, PassDecision, PassView } from '../../shared/http/api.ts'
import { formatLocal, localDateAt } from '../../shared/time.ts'
import type { EpochMs } from '../../shared/units.ts'
import { VerdictCard } from '../preview/verdict-card.tsx'
import { fill } from '../texts/fill.ts'
import type { Catalogue } from '../texts/vi.ts'
import { passCheckpoint } from './pass-checkpoint.ts'
import { passWordsIn } from './pass-words.ts'
import { QuarantineTimeline } from './quarantine-timeline.tsx'

export interface Shown {
  readonly site: FormInfo | null
  readonly texts: Catalogue
  readonly language: Language
  readonly now: EpochMs
}

/** What was decided, newest first, by which rule, what must be done until when, and what to do against it. */
export function AfterCrossing({ pass, ...shown }: Shown & { readonly pass: PassView }) {
  const words = passWordsIn(shown.language)
  return (
    <section class="after" data-testid="decisions">
      <h2>{words.decisions}</h2>
      {[...pass.decisions].reverse().map((decision) => (
        <DecisionCard key={decision.at} decision={decision} {...shown} />
      ))}
      {pass.decisions.some(({ outcome }) => outcome !== 'admit') && <Appeal pass={pass} language={shown.language} />}
    </section>
  )
}

function DecisionCard({ decision, site, texts, language, now }: Shown & { readonly decision: PassDecision }) {
  const { date, time } = formatLocal(decision.at, site?.zone)
  const checkpoint = passCheckpoint(decision, site, language)
  const direction = texts.vocabulary.direction[decision.direction].toLowerCase()
  const words = passWordsIn(language)
  const occasion = fill(words.decisionAt, { checkpoint, direction, time, date })
  return (
    <>
      <VerdictCard verdict={decision.verdict} texts={texts} language={language} occasion={occasion} say={words.decided[decision.outcome]} />
      <QuarantineTimeline duties={decision.verdict.duties} today={localDateAt(now, site?.zone)} language={language} />
    </>
  )
}

function Appeal({ pass, language }: { readonly pass: PassView; readonly language: Language }) {
  const words = passWordsIn(language)
  return (
    <>
      <h3>{words.appeal}</h3>
      <p>{words.appealHere}</p>
      <p>{words.appealLater}</p>
      {!pass.contact && <p data-testid="contact">{words.callNobody}</p>}
      {pass.contact && (
        <p class="notice" data-testid="contact">
          <strong>{words.call}: </strong>
          <a href={`tel:${pass.contact.phone.replace(/[^0-9+]/g, '')}`}>{pass.contact.phone}</a>
          <br />
          {pass.contact.text[language]}
        </p>
      )}
    </>
  )
}
