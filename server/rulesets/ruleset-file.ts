import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { err, isNonEmpty, type NonEmpty, ok, type Result } from '../../shared/result.ts'
import type { GoldenCase, GoldenContext } from '../../shared/rules/golden-case.ts'
import { parseGoldenCases } from '../../shared/rules/golden-case.ts'
import { parseRuleset, parseZones } from '../../shared/rules/parse-ruleset.ts'
import type { RulesetFault } from '../../shared/rules/rule-fault.ts'
import type { Ruleset, Zone } from '../../shared/rules/ruleset.ts'
import { readTextFile } from '../start/read-text-file.ts'
import { jsonLines, lineOfPath } from './json-lines.ts'

/** A fault with the line of the file it stands on, where that can be told. */
export interface FileFault extends RulesetFault {
  readonly line: number | null
}

export type FileRefusal =
  /** `problem` is a whole sentence with the file's name. */
  | { readonly kind: 'unreadable'; readonly file: string; readonly problem: string }
  | { readonly kind: 'faulty'; readonly file: string; readonly faults: NonEmpty<FileFault> }

export interface RulesetFile {
  readonly file: string
  /** Without folder and `.json`: what golden cases call it. */
  readonly name: string
  readonly ruleset: Ruleset
}

export function readRulesetFile(file: string): Result<RulesetFile, FileRefusal> {
  const parsed = readParsed(file, parseOneRuleset)
  return parsed.ok ? ok({ file, name: basename(file, '.json'), ruleset: parsed.value }) : parsed
}

/** Of a file of another kind one fault says more than one for each field that it lacks. */
function parseOneRuleset(input: unknown): Result<Ruleset, NonEmpty<RulesetFault>> {
  const isObject = typeof input === 'object' && input !== null
  if (isObject && ('rulesetId' in input || 'rules' in input)) return parseRuleset(input)
  const own =
    isObject && 'cases' in input
      ? 'holds golden cases: name the ruleset that they belong to'
      : 'is no ruleset: docs/rules.md shows what one looks like'
  return err([{ path: '', problem: own }])
}

export function readZonesFile(file: string): Result<readonly Zone[], FileRefusal> {
  return readParsed(file, parseZones)
}

/** The golden cases beside a ruleset; null where there are none. The base may stand in `base.cases.json` of the same folder. */
export function readCasesBeside({ file }: RulesetFile): Result<readonly GoldenCase[], FileRefusal> | null {
  const beside = casesFileOf(file)
  if (!existsSync(beside)) return null
  const common = join(dirname(file), 'base.cases.json')
  const base = existsSync(common) ? readParsed(common, (input) => ok(input)) : ok(null)
  if (!base.ok) return base
  return readParsed(beside, (input) => parseGoldenCases(input, baseIn(base.value)))
}

export function casesFileOf(file: string): string {
  return `${file.replace(/\.json$/, '')}.cases.json`
}

/**
 * Names in golden cases lead to `own` first, then to files beside it, then to the seeds. A faulty neighbour is like none:
 * the case then says which name it missed.
 */
export function goldenContext(own: RulesetFile, seeds: string, areas: GoldenContext['areas']): GoldenContext {
  const folders = [dirname(own.file), dirname(dirname(own.file)), join(seeds, 'rulesets'), seeds]
  const found = new Map<string, unknown>()
  const remembered = <T>(key: string, find: () => T | null): T | null => {
    if (!found.has(key)) found.set(key, find())
    return found.get(key) as T | null
  }
  return {
    areas,
    ruleset: (name) => (name === own.name ? own.ruleset : remembered(`ruleset ${name}`, () => firstIn(folders, name, parseRuleset))),
    // One object for one name: the index of a list of zones is made once.
    zones: (name) => remembered(`zones ${name}`, () => firstIn(folders, name, parseZones)),
  }
}

type Parse<T> = (input: unknown) => Result<T, NonEmpty<RulesetFault>>

function firstIn<T>(folders: readonly string[], name: string, parse: Parse<T>): T | null {
  const file = folders.map((folder) => join(folder, `${name}.json`)).find((path) => existsSync(path))
  const parsed = file === undefined ? null : readParsed(file, parse)
  return parsed?.ok ? parsed.value : null
}

/** Any file of ours, through its own parser; faults come with the line they stand on. */
export function readParsed<T>(file: string, parse: Parse<T>): Result<T, FileRefusal> {
  const text = textOf(file)
  if (!text.ok) return text
  const json = jsonOf(text.value, file)
  if (!json.ok) return json
  const parsed = parse(json.value)
  if (parsed.ok) return parsed
  const lines = jsonLines(text.value)
  const faults = parsed.error.map((fault) => ({ ...fault, line: lineOfPath(lines, fault.path) }))
  return isNonEmpty(faults) ? err({ kind: 'faulty', file, faults }) : err({ kind: 'unreadable', file, problem: `${file} is not what was expected.` })
}

function textOf(file: string): Result<string, FileRefusal> {
  const text = readTextFile(file)
  return text.ok ? text : err({ kind: 'unreadable', file, problem: text.error })
}

function jsonOf(text: string, file: string): Result<unknown, FileRefusal> {
  try {
    return ok(JSON.parse(text))
  } catch (error) {
    const [, position] = /at position (\d+)/.exec(messageOf(error)) ?? []
    const line = position === undefined ? null : text.slice(0, Number(position)).split('\n').length
    const problem = `not JSON: look for a missing comma, quotation mark or bracket (${messageOf(error)})`
    return err({ kind: 'faulty', file, faults: [{ path: '', problem, line }] })
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** A common base is a file of its own, `{ "base": … }`, or the situation itself. */
function baseIn(input: unknown): unknown {
  return typeof input === 'object' && input !== null && 'base' in input ? input.base : input
}
