import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import type { Rule, Ruleset } from '../../shared/rules/ruleset.ts'
import { conditionLines } from '../rulesets/condition-words.ts'
import { dutyWords } from '../rulesets/duty-words.ts'
import { readRulesetFile } from '../rulesets/ruleset-file.ts'
import { type CliAnswer, done, refused } from './cli-answer.ts'
import { fileRefusal, identityOf, spanOf, summaryOf } from './rules-check.ts'

export function explainCommand(file: string, ruleId: string | null): CliAnswer {
  const read = readRulesetFile(file)
  if (!read.ok) return fileRefusal(read.error)
  const { ruleset } = read.value
  const rules = ruleset.rules.filter((rule) => ruleId === null || rule.id === ruleId)
  if (rules.length === 0) {
    const message = `There is no rule ${ruleId}. There are: ${ruleset.rules.map(({ id }) => id).join(', ')}.`
    return refused(message, { error: 'rule-unknown', message })
  }
  const head = [`${ruleset.title.vi}`, `${ruleset.title.en}`, summaryOf(ruleset), ...parameterLines(ruleset)]
  const explained = rules.map((rule) => explanationOf(rule, ruleset))
  return done([...head, ...explained.flatMap(({ lines }) => ['', ...lines])].join('\n'), {
    ...identityOf(ruleset),
    explained: explained.map(({ json }) => json),
  })
}

function parameterLines({ parameters, parameterNotes = {} }: Ruleset): readonly string[] {
  return Object.entries(parameters).map(([name, value]) => {
    const note = parameterNotes[name]
    return `  ${name} = ${String(value)}${note === undefined ? '' : `: ${note.vi} / ${note.en}`}`
  })
}

function explanationOf(rule: Rule, ruleset: Ruleset): { readonly lines: readonly string[]; readonly json: unknown } {
  const say = (condition: Rule['when'], language: Language) => conditionLines(condition, ruleset.parameters, language)
  const when = { vi: say(rule.when, 'vi'), en: say(rule.when, 'en') }
  const unless = rule.unless === false ? null : { vi: say(rule.unless, 'vi'), en: say(rule.unless, 'en') }
  const dutiesIn = (language: Language) => rule.duties.map((duty) => dutyWords(duty, ruleset.parameters, language))
  const duties = { vi: dutiesIn('vi'), en: dutiesIn('en') }
  const { id, version, strength, outcome, law, officerText, travellerText } = rule
  const words = OUTCOME_WORDS[outcome]
  const lines = [
    `${id} v${version} (${strength}) -> ${outcome}: ${words.vi} / ${words.en}`,
    `  ${law.document.vi}, ${law.clause}: «${law.phrase}»`,
    `  ${law.document.en}`,
    `  ${spanOf({ ...rule, zone: ruleset.zone })}; ${whereOf(rule)}`,
    ...labelled('Khi', when.vi),
    ...labelled('When', when.en),
    ...(unless === null ? [] : [...labelled('Trừ khi', unless.vi), ...labelled('Unless', unless.en)]),
    ...bulleted('Việc phải làm', duties.vi),
    ...bulleted('Duties', duties.en),
    `  Cán bộ / Officer: ${officerText.vi}`,
    `    ${officerText.en}`,
    `  Người qua chốt / Traveller: ${travellerText.vi}`,
    `    ${travellerText.en}`,
    ...(rule.readsPersonLists
      ? ['  Đọc danh sách cá nhân, không có trong bản xem trước / Reads a list of persons: left out of the public preview.']
      : []),
  ]
  const { checkpointKinds, directions, validFrom, validTo } = rule
  const json = {
    id,
    version,
    strength,
    outcome,
    law,
    validFrom,
    validTo,
    checkpointKinds,
    directions,
    when,
    unless,
    duties,
    officerText,
    travellerText,
  }
  return { lines, json }
}

function labelled(label: string, [first = '', ...rest]: readonly string[]): readonly string[] {
  return [`  ${label}: ${first}`, ...rest.map((line) => `  ${line}`)]
}

function bulleted(label: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`  ${label}:`, ...items.map((item) => `    - ${item}`)]
}

function whereOf({ checkpointKinds, directions }: Rule): string {
  const places = checkpointKinds.length === 0 ? 'mọi chốt / every checkpoint' : checkpointKinds.join(', ')
  return `${places}; ${directions.length === 0 ? 'cả hai chiều / both ways' : directions.join(', ')}`
}
