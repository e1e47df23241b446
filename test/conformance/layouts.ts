import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'

/** One JSON file of a corpus, by what it is for. */
export type Found =
  | { readonly kind: 'suite'; readonly path: string; readonly json: Json }
  | { readonly kind: 'format'; readonly path: string; readonly json: Json }
  | { readonly kind: 'rule'; readonly path: string; readonly json: Json; readonly tests: readonly RuleTest[] }
  | { readonly kind: 'certificate'; readonly path: string; readonly json: Json }
  | { readonly kind: 'broken'; readonly path: string; readonly problem: string }
  /** No JSON, and nothing around it says that it should be one of ours. */
  | { readonly kind: 'stray'; readonly path: string; readonly problem: string }

export interface RuleTest {
  readonly path: string
  /** Null where the file is JSON, but no object. */
  readonly json: Json | null
}

export type Json = { readonly [key: string]: unknown }

/** Everything of a known layout under a folder, in order of path. Other JSON is none of our business. */
export function findLayouts(folder: string): readonly Found[] {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json') && !isOfTheMachine(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const ruleFolders = new Set(paths.filter((path) => basename(path) === 'rule.json').map(dirname))
  const isRuleTest = (path: string) => basename(dirname(path)) === 'tests' && ruleFolders.has(dirname(dirname(path)))
  const testsOf = (rule: string) => paths.filter((path) => isRuleTest(path) && dirname(dirname(path)) === dirname(rule))
  const found = paths
    .filter((path) => !isRuleTest(path))
    .flatMap((path) => {
      const shown = under(folder, path)
      if (basename(path) === 'rule.json') return ruleFolder(path, shown, testsOf(path), folder)
      return plainFile(path, shown)
    })
  const suites = new Set(found.flatMap((one) => (one.kind === 'suite' || one.kind === 'format' ? [dirname(one.path)] : [])))
  return found.map((one) => (one.kind === 'stray' && isAmongSuites(one.path, suites) ? { ...one, kind: 'broken' } : one))
}

function isAmongSuites(path: string, suites: ReadonlySet<string>): boolean {
  const folder = dirname(path)
  return folder === '.' || suites.has(folder) || /testSuite$/i.test(folder)
}

function plainFile(path: string, shown: string): readonly Found[] {
  const isAmongCertificates = /(^|\/)2dcode\//i.test(shown)
  const read = readJson(path)
  if ('problem' in read) return [{ kind: isAmongCertificates ? 'broken' : 'stray', path: shown, problem: read.problem }]
  const { json } = read
  if (json === null) return []
  if (isAmongCertificates || 'EXPECTEDRESULTS' in json) return [{ kind: 'certificate', path: shown, json }]
  if (has(json, 'cases', 'assertions')) return [{ kind: 'suite', path: shown, json }]
  return has(json, 'cases', 'issues') ? [{ kind: 'format', path: shown, json }] : []
}

function ruleFolder(path: string, shown: string, tests: readonly string[], root: string): readonly Found[] {
  const broken: Found[] = []
  const load = (file: string): readonly (Json | null)[] => {
    const read = readJson(file)
    if ('json' in read) return [read.json]
    broken.push({ kind: 'broken', path: under(root, file), problem: read.problem })
    return []
  }
  const [rule = null] = load(path)
  const loaded = tests.flatMap((test) => load(test).map((json): RuleTest => ({ path: under(root, test), json })))
  return [...broken, { kind: 'rule', path: shown, json: rule ?? {}, tests: loaded }]
}

function under(root: string, file: string): string {
  return relative(root, file).split(sep).join('/')
}

/** Null: JSON, but no object. */
function readJson(path: string): { readonly json: Json | null } | { readonly problem: string } {
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
    return { json: isObject(parsed) ? parsed : null }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}

function has(json: Json, list: string, field: string): boolean {
  const items = json[list]
  return Array.isArray(items) && items.some((item) => isObject(item) && field in item)
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isOfTheMachine(folder: string): boolean {
  return /[\\/](node_modules|\.git)([\\/]|$)/.test(folder)
}
