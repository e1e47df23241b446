import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { parseSync } from 'vite'
import { expect, it } from 'vitest'

const MAY_IMPORT: Record<string, readonly string[]> = {
  shared: ['shared'],
  server: ['server', 'shared', 'seeds'],
  kiosk: ['kiosk', 'shared'],
  'declare-web': ['declare-web', 'shared'],
  'control-room': ['control-room', 'shared'],
  seeds: ['seeds', 'shared'],
}
const MAX_FILE_LINES = 350
const MAX_FUNCTION_LINES = 60
/** In `shared` the clock and the dice are arguments. */
const IMPURE = /\bDate\.now\(|new Date\(\)|Math\.random\(|crypto\.getRandomValues|\blocalStorage\b/

interface Source {
  readonly path: string
  readonly folder: string
  readonly text: string
  readonly imports: readonly string[]
  readonly functions: readonly { readonly line: number; readonly lines: number }[]
}

const sources = Object.keys(MAY_IMPORT).flatMap((folder) => filesUnder(folder).map(readSource))

it('finds the sources of every folder', () => {
  for (const folder of Object.keys(MAY_IMPORT)) expect(sources.filter((source) => source.folder === folder).length, folder).toBeGreaterThan(0)
  expect(sources.flatMap((source) => source.functions).length).toBeGreaterThan(300)
})

it('keeps every import within the direction of the house', () => {
  const crossings = sources.flatMap((source) => source.imports.flatMap((path) => (allowed(source, path) ? [] : [`${source.path} imports ${path}`])))
  expect(crossings).toEqual([])
})

it('has no import cycles', () => {
  expect(cycles(new Map(sources.map((source) => [source.path, localImports(source)])))).toEqual([])
})

it('keeps clock and dice out of shared', () => {
  const impure = sources.filter((source) => source.folder === 'shared' && IMPURE.test(withoutComments(source.text)))
  expect(impure.map((source) => source.path)).toEqual([])
})

it('keeps files and functions short enough to be held in the head', () => {
  const long = sources.flatMap((source) => {
    const lines = source.text.split('\n').length - 1
    const functions = source.functions
      .filter((one) => one.lines > MAX_FUNCTION_LINES)
      .map((one) => `${source.path}:${one.line} function of ${one.lines} lines`)
    return lines > MAX_FILE_LINES ? [`${source.path} has ${lines} lines`, ...functions] : functions
  })
  expect(long).toEqual([])
})

it('escapes the type checker nowhere', () => {
  const escapes = sources.filter((source) => /@ts-(ignore|nocheck|expect-error)|\bas any\b|: any\b|biome-ignore/.test(source.text))
  expect(escapes.map((source) => source.path)).toEqual([])
})

it('exports nothing named then: whoever imports such a module waits for ever', () => {
  expect(sources.filter((source) => /export (async )?(function|const) then\b/.test(source.text)).map((source) => source.path)).toEqual([])
})

it('reads the environment in one place', () => {
  const readers = sources
    .filter((source) => source.folder === 'server' && /\bprocess\.env\b/.test(withoutComments(source.text)))
    .map((source) => source.path)
  expect(readers.filter((path) => path !== 'server/main.ts' && path !== 'server/cli/main.ts')).toEqual([])
})

it('would see a violation: the guards are tried on invented sources', () => {
  const bad = parseOne('shared/x.ts', `import { a } from '../server/app.ts'\nimport fs from 'node:fs'\nconst f = () => {${'\n'.repeat(61)}}\n`)
  expect(bad.imports.filter((path) => !allowed(bad, path))).toEqual(['../server/app.ts', 'node:fs'])
  expect(bad.functions.map((one) => one.lines)).toEqual([62])
  expect(
    cycles(
      new Map([
        ['a.ts', ['b.ts']],
        ['b.ts', ['a.ts']],
      ]),
    ),
  ).toEqual(['a.ts -> b.ts -> a.ts'])
})

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => join(folder, file))
    .sort()
}

function readSource(path: string): Source {
  return parseOne(path, readFileSync(path, 'utf8'))
}

function parseOne(path: string, text: string): Source {
  const parsed = parseSync(path, text, { lang: path.endsWith('x') ? 'tsx' : 'ts' })
  const statics = parsed.module.staticImports.map((one) => one.moduleRequest.value)
  const reExports = parsed.module.staticExports.flatMap((one) => one.entries.flatMap((entry) => entry.moduleRequest?.value ?? []))
  const dynamics = parsed.module.dynamicImports.map((one) => text.slice(one.moduleRequest.start + 1, one.moduleRequest.end - 1))
  const functions: { line: number; lines: number }[] = []
  walk(parsed.program, (from, to) => functions.push({ line: lineAt(text, from), lines: lineAt(text, to) - lineAt(text, from) + 1 }))
  return { path, folder: path.split('/')[0] ?? '', text, imports: [...statics, ...reExports, ...dynamics], functions }
}

function walk(node: unknown, onFunction: (from: number, to: number) => void): void {
  if (Array.isArray(node)) {
    for (const child of node) walk(child, onFunction)
    return
  }
  if (typeof node !== 'object' || node === null) return
  const { type, start, end } = node as { type?: string; start?: number; end?: number }
  const isFunction = type === 'FunctionDeclaration' || type === 'FunctionExpression' || type === 'ArrowFunctionExpression'
  if (isFunction && typeof start === 'number' && typeof end === 'number') onFunction(start, end)
  for (const child of Object.values(node)) walk(child, onFunction)
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

function allowed(source: Source, path: string): boolean {
  if (!path.startsWith('.')) return source.folder !== 'shared' || !path.startsWith('node:')
  const target = normalize(join(dirname(source.path), path)).split('/')[0] ?? ''
  return MAY_IMPORT[source.folder]?.includes(target) ?? false
}

function localImports(source: Source): string[] {
  return source.imports.filter((path) => path.startsWith('.')).map((path) => normalize(join(dirname(source.path), path)))
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
}

function cycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>()
  const found: string[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) {
      found.push([...trail.slice(trail.indexOf(path)), path].join(' -> '))
      return
    }
    if (done.has(path)) return
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path])
    done.add(path)
  }
  for (const path of graph.keys()) visit(path, [])
  return found
}
