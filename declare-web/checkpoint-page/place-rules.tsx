import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { CheckpointPage } from '../../shared/http/api.ts'
import { OUTCOME_ICONS } from '../../shared/rules/outcome-icons.ts'
import type { RuleTopic } from '../../shared/rules/rule-topic.ts'
import { compareOutcomes, type Outcome } from '../../shared/rules/verdict.ts'
import { pageWordsIn } from '../plain/page-words.ts'
import { fill } from '../texts/fill.ts'
import { wordsOf } from '../texts/outcome-word.ts'

type Rules = CheckpointPage['rules']

interface PlaceRulesProps {
  readonly rules: Rules
  readonly language: Language
}

/** One fold for each kind of traveller: nobody reads through twenty rules to find the one that speaks of them. */
export function PlaceRules({ rules, language }: PlaceRulesProps) {
  const words = pageWordsIn(language).place
  return (
    <section aria-labelledby="place-rules">
      <h2 id="place-rules">{words.rules}</h2>
      <p>{words.rulesLead}</p>
      {topicsOf(rules).map(({ topic, about }) => (
        <Topic key={topic} topic={topic} rules={about} language={language} />
      ))}
      <p class="hint">{words.rulesHint}</p>
    </section>
  )
}

function Topic({ topic, rules, language }: PlaceRulesProps & { readonly topic: RuleTopic }) {
  const words = pageWordsIn(language).place
  const [strictest] = rules
  if (strictest === undefined) return null
  const count = rules.length === 1 ? words.countOne : fill(words.count, { count: rules.length })
  return (
    <details class={`place-topic outcome-${strictest.outcome}`}>
      <summary>
        <strong>{words.topic[topic]}</strong>
        <span>
          <OutcomeIcon outcome={strictest.outcome} />
          {count}, {fill(words.strictest, { outcome: wordsOf(language)[strictest.outcome] })}
        </span>
      </summary>
      <ul class="place-rules">
        {rules.map(({ text, law, outcome }) => (
          <li key={text.vi} class={`outcome-${outcome}`}>
            <p class="rule-outcome">
              <OutcomeIcon outcome={outcome} />
              {wordsOf(language)[outcome]}
            </p>
            <p>{text[language]}</p>
            <p class="law">{law[language]}</p>
          </li>
        ))}
      </ul>
    </details>
  )
}

function OutcomeIcon({ outcome }: { readonly outcome: Outcome }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={OUTCOME_ICONS[outcome]} />
    </svg>
  )
}

/** Who is hit hardest first; of those alike, whom more rules are about. */
function topicsOf(rules: Rules): readonly { readonly topic: RuleTopic; readonly about: Rules }[] {
  const topics = [...new Set(rules.map(({ topic = 'everyone' }) => topic))]
  const groups = topics.map((topic) => ({ topic, about: rules.filter((rule) => (rule.topic ?? 'everyone') === topic) }))
  const strictest = (about: Rules): Outcome => about[0]?.outcome ?? 'admit'
  return groups.sort((a, b) => compareOutcomes(strictest(b.about), strictest(a.about)) || b.about.length - a.about.length)
}
