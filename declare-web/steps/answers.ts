import { normalisePlate } from '../../shared/declaration/normalise-plate.ts'
import { formatDate, parseLocalDate } from '../../shared/time.ts'
import type { DateDraft, Draft } from '../draft/draft.ts'
import { dateOf, purposeOf, vehicleQuestions } from '../draft/draft-to-input.ts'
import { countryName } from '../form/countries.ts'
import type { Form } from '../form/form.ts'
import { placeName } from '../form/place-name.ts'
import { rangeText } from '../form/range-text.ts'
import { fill } from '../texts/fill.ts'
import type { StepName } from './step-names.ts'

export interface Answer {
  readonly question: string
  /** Lines of text; empty where it was not answered. */
  readonly lines: readonly string[]
}

export interface AnswerGroup {
  readonly step: StepName
  readonly title: string
  readonly answers: readonly Answer[]
}

/** All that was typed, page by page, as people read it. */
export function answersOf(form: Form): readonly AnswerGroup[] {
  return GROUPS.map(([step, answers]) => ({ step, title: form.texts[step].title, answers: answers(form) }))
}

const GROUPS: readonly (readonly [step: StepName, answers: (form: Form) => readonly Answer[]])[] = [
  ['trip', tripAnswers],
  ['traveller', travellerAnswers],
  ['contact', contactAnswers],
  ['destination', destinationAnswers],
  ['stays', (form) => [{ question: form.texts.stays.listTitle, lines: stayLines(form) }]],
  ['means', (form) => [meansAnswer(form)]],
  ['purpose', purposeAnswers],
  ['work', (form) => [workAnswer(form)]],
  ['symptoms', symptomAnswers],
  ['tests', testAnswers],
]

function tripAnswers({ draft, texts, site, language }: Form): readonly Answer[] {
  const checkpoint = site.checkpoints.find(({ id }) => id === draft.checkpoint)
  const hour = draft.arrivalHour === 'now' ? texts.trip.now : draft.arrivalHour && fill(texts.date.hour, { hour: draft.arrivalHour })
  return [
    answer(texts.trip.checkpoint, checkpoint?.name[language] ?? ''),
    answer(texts.trip.direction, wordOf(texts.vocabulary.direction, draft.direction)),
    answer(texts.trip.day, [draft.arrivalDate && formatDate(draft.arrivalDate), hour].filter((part) => part).join(', ')),
  ]
}

function travellerAnswers(form: Form): readonly Answer[] {
  const { draft, texts } = form
  const words = texts.traveller
  const isForeign = draft.documentKind === 'passport' || draft.documentKind === 'other'
  return [
    ...(draft.forWhom === 'other' ? [answer(words.proxyTitle, `${draft.proxyName}, ${draft.proxyPhone}`)] : []),
    answer(words.name, draft.name),
    answer(words.birth, dateText(draft.birth)),
    answer(words.sex, wordOf(texts.vocabulary.sex, draft.sex)),
    answer(words.nationality, countryName(draft.nationality, form)),
    {
      question: words.document,
      lines:
        draft.documentNumber === ''
          ? []
          : filled([
              wordOf(texts.vocabulary.document, draft.documentKind),
              draft.documentNumber,
              isForeign ? countryName(draft.documentCountry, form) : '',
            ]),
    },
  ]
}

function contactAnswers(form: Form): readonly Answer[] {
  const { draft, texts } = form
  const words = texts.contact
  return [
    answer(words.phone, draft.phone),
    { question: words.permanent, lines: filled([placeName(draft.permanentPlace, form), draft.permanentAddress]) },
  ]
}

function destinationAnswers(form: Form): readonly Answer[] {
  const { draft, texts } = form
  const words = texts.destination
  const stay = { '': [], home: [words.stayHome], none: [words.stayNone], elsewhere: [placeName(draft.stayPlace, form), draft.stayAddress] }
  return [
    answer(words.destination, placeName(draft.destination, form)),
    { question: words.stay, lines: filled(stay[draft.stayAt]) },
    answer(words.home, homeText(draft, words)),
  ]
}

function stayLines(form: Form): readonly string[] {
  return form.draft.stops.map((stop) => `${placeName(stop.place, form)}: ${rangeText(stop, form.texts)}`)
}

function meansAnswer({ draft, texts }: Form): Answer {
  const { means: words, vocabulary } = texts
  const asked = vehicleQuestions(draft.means)
  const vehicle = [
    wordOf(vocabulary.means, draft.means),
    asked.plate !== 'not-asked' ? normalisePlate(draft.plate) : '',
    asked.trailer && draft.trailerPlate ? `${words.trailerPlate}: ${normalisePlate(draft.trailerPlate)}` : '',
    asked.persons && draft.personsAboard ? `${words.personsAboard}: ${draft.personsAboard}` : '',
  ]
  return { question: words.means, lines: filled(vehicle) }
}

function purposeAnswers(form: Form): readonly Answer[] {
  const { draft, texts } = form
  const { purpose: words, vocabulary } = texts
  const purpose = purposeOf(draft)
  const cargo = filled([wordOf(vocabulary.cargo, draft.cargo), ...[draft.cargoOrigin, ...draft.cargoVia].map((place) => placeName(place, form))])
  return [answer(words.purpose, wordOf(vocabulary.purpose, purpose)), ...(purpose === 'goods' ? [{ question: words.cargoTitle, lines: cargo }] : [])]
}

function workAnswer({ draft, texts }: Form): Answer {
  return { question: texts.work.sector, lines: filled([wordOf(texts.vocabulary.sector, draft.sector), draft.employer]) }
}

function symptomAnswers({ draft, texts }: Form): readonly Answer[] {
  const { symptoms: words, vocabulary } = texts
  return [
    { question: words.symptoms, lines: codesText(draft.symptoms, vocabulary.symptom, words.noSymptoms) },
    { question: words.exposures, lines: codesText(draft.exposures, vocabulary.exposure, words.noExposures) },
  ]
}

function testAnswers({ draft, texts }: Form): readonly Answer[] {
  const { tests: words, vocabulary, check } = texts
  const tests = draft.tests.map((test) =>
    filled([
      wordOf(vocabulary.testKind, test.kind),
      wordOf(vocabulary.testResult, test.result),
      labelled(words.sampledOn, dateText(test.sampled), test.sampledHour && fill(texts.date.hour, { hour: test.sampledHour })),
      test.result === 'pending' ? '' : labelled(words.resultOn, dateText(test.resulted), ''),
    ]).join(', '),
  )
  const doses = draft.doses.map((dose) => filled([dateText(dose.given), dose.product]).join(', '))
  return [
    { question: words.tests, lines: tests.length > 0 ? tests : [check.none] },
    { question: words.doses, lines: doses.length > 0 ? doses : [check.none] },
  ]
}

function homeText({ homePossible }: Draft, words: { readonly homeYes: string; readonly homeNo: string }): string {
  if (homePossible === '') return ''
  return homePossible === 'yes' ? words.homeYes : words.homeNo
}

function codesText(codes: readonly string[], words: { readonly [code: string]: string }, none: string): readonly string[] {
  return codes.map((code) => (code === 'none' ? none : wordOf(words, code)))
}

function wordOf(words: { readonly [code: string]: string }, code: string): string {
  return words[code] ?? ''
}

function dateText(date: DateDraft): string {
  const text = dateOf(date)
  return parseLocalDate(text) === null ? filled([date.day, date.month, date.year]).join('/') : formatDate(text)
}

function labelled(label: string, date: string, hour: string): string {
  return date === '' ? '' : `${label.toLowerCase()} ${filled([date, hour]).join(' ')}`
}

function answer(question: string, line: string): Answer {
  return { question, lines: filled([line]) }
}

function filled(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => line !== '')
}
