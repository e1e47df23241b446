import { type AskedFact, reads } from './rules-that-ask.ts'
import type { Rule } from './ruleset.ts'

/** What rules are about, from the narrowest group of people to everybody: a rule for miners who were away is one for miners. */
const FACTS_BY_TOPIC = {
  work: ['sector', 'employer'],
  vehicle: ['travel.means', 'travel.plate', 'travel.personsAboard', 'cargo'],
  purpose: ['purpose'],
  health: ['symptoms', 'exposures', 'tests', 'doses'],
  places: ['stops', 'destination', 'person.residence'],
} as const satisfies Record<string, readonly AskedFact[]>

export type RuleTopic = keyof typeof FACTS_BY_TOPIC | 'everyone'

const TOPICS = Object.entries(FACTS_BY_TOPIC) as readonly (readonly [RuleTopic, readonly AskedFact[]])[]

/** Which of the topics a rule belongs to, by the facts that it looks at first of all in its condition. */
export function ruleTopic({ when }: Pick<Rule, 'when'>): RuleTopic {
  const found = TOPICS.find(([, facts]) => facts.some((fact) => reads({ when, unless: false }, fact)))
  return found?.[0] ?? 'everyone'
}
