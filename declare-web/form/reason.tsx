import type { AskedFact } from '../../shared/rules/rules-that-ask.ts'
import { fill } from '../texts/fill.ts'
import type { Form, StepProps } from './form.ts'

/** What each question is for, where it is not asked for a rule. */
type Purpose = 'occasion' | 'identity' | 'contact'

const ASKED_FOR: { readonly [field: string]: AskedFact | Purpose } = {
  checkpoint: 'occasion',
  direction: 'occasion',
  arrivalDate: 'occasion',
  arrivalHour: 'occasion',
  forWhom: 'contact',
  proxyName: 'contact',
  proxyPhone: 'contact',
  name: 'identity',
  birth: 'identity',
  sex: 'identity',
  nationality: 'person.nationality',
  documentKind: 'identity',
  documentCountry: 'identity',
  documentNumber: 'identity',
  phone: 'contact',
  permanentPlace: 'person.residence',
  permanentAddress: 'contact',
  destination: 'destination',
  stayAt: 'contact',
  stayPlace: 'contact',
  stayAddress: 'contact',
  homePossible: 'homePossible',
  stays: 'stops',
  stay: 'stops',
  means: 'travel.means',
  plate: 'travel.plate',
  trailerPlate: 'travel.plate',
  personsAboard: 'travel.personsAboard',
  purpose: 'purpose',
  cargo: 'cargo',
  cargoOrigin: 'cargo',
  cargoVia: 'cargo',
  sector: 'sector',
  employer: 'employer',
  symptoms: 'symptoms',
  exposures: 'exposures',
  tests: 'tests',
  doses: 'doses',
}

const PURPOSES: readonly string[] = ['occasion', 'identity', 'contact']

export interface ReasonProps extends StepProps {
  /** Of the question, or of a page that is one question. */
  readonly name: string
}

/** Which clause a question is asked for, or what it is for where no rule asks it. */
export function Reason({ form, name }: ReasonProps) {
  // A field of one test is asked for what tests are.
  const reason = ASKED_FOR[name.split('.')[0] ?? '']
  if (reason === undefined) return null
  return <p>{isPurpose(reason) ? form.texts.why[reason] : byRule(reason, form)}</p>
}

function isPurpose(reason: AskedFact | Purpose): reason is Purpose {
  return PURPOSES.includes(reason)
}

function byRule(fact: AskedFact, { site, texts, language }: Form): string {
  const clauses = site.asked?.[fact] ?? []
  if (clauses.length === 0) return texts.why.noRule
  const laws = clauses.map(({ document, clause }) => fill(texts.check.law, { document: document[language], clause }))
  return fill(texts.why.rule, { laws: laws.join('; ') })
}
