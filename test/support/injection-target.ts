import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pino from 'pino'
import { describe } from '../../server/http/error-door.ts'
import type { RateLimits } from '../../server/http/rate-limits.ts'
import { createSlowerLane } from '../../server/http/slower-lane.ts'
import { exampleDeclaration } from '../../shared/declaration/declaration-input.ts'
import type { PlainPages } from '../../shared/http/plain-pages.ts'
import { type WholeApp, wholeApp } from '../http/whole-app.ts'
import { builtInto } from './built-site.ts'
import { openPageJudge, type PageJudge } from './inert-page.ts'
import { MARK } from './injections.ts'

/** One server with the built declaration site and one browser, for all texts of a run. */
export interface InjectionTarget {
  readonly app: WholeApp
  readonly judge: PageJudge
  readonly operator: string
  /** What the server wrote to its log, as it would reach a file. */
  readonly written: string[]
  readonly close: () => Promise<void>
}

const OPEN_LIMITS: RateLimits = { take: async () => null, forgive: async () => undefined }
export async function openInjectionTarget(): Promise<InjectionTarget> {
  const dist = mkdtempSync(join(tmpdir(), 'chot-f15-'))
  for (const app of ['declare-web', 'plain-pages'] as const) builtInto(app, join(dist, app))
  const pages: PlainPages = await import(pathToFileURL(join(dist, 'plain-pages', 'answer-page.js')).href)
  const written: string[] = []
  const log = pino({ base: { version: '0.0.0' }, serializers: { err: describe } }, { write: (line: string) => void written.push(line) })
  const calm = { challenge: () => null, lane: () => null, slowerLane: createSlowerLane({ realNow: Date.now }) }
  const app = await wholeApp({ distFolder: dist, pages, change: { log, limits: OPEN_LIMITS, siege: calm } })
  const judge = await openPageJudge()
  const close = async (): Promise<void> => {
    await judge.close()
    await app.close()
    rmSync(dist, { recursive: true, force: true })
  }
  return { app, judge, operator: await app.cookieOf('operator'), written, close }
}

export function declarationAt({ app }: Pick<InjectionTarget, 'app'>) {
  return exampleDeclaration(app.deps.clock.now(), 'bach-dang')
}

/** A line an event, nothing in it that ends a line elsewhere or that a terminal obeys, and no text of a stranger. */
export function logProblems(written: readonly string[], texts: readonly string[]): readonly string[] {
  const told = texts.filter((text) => text.length > 12)
  return written.flatMap((line) => [
    ...(line.includes(MARK) || told.some((text) => line.includes(text)) ? ['the text is in the log'] : []),
    ...(/^\{.*\}\n$/.test(line) && isJson(line) ? [] : [`a line of the log is no event: ${JSON.stringify(line.slice(0, 120))}`]),
    ...(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(line.slice(0, -1)) ? ['a line of the log has signs that are obeyed'] : []),
    ...(line.includes('a bug: ') ? [`the server broke: ${line.slice(0, 700)}`] : []),
  ])
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
