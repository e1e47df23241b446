import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as pages from '../../declare-web/plain/answer-page.tsx'
import type { Deps } from '../../server/app.ts'
import { type LimitName, memoryRateLimits, type RateLimits } from '../../server/http/rate-limits.ts'
import { type WholeApp, wholeApp } from '../http/whole-app.ts'

const TEMPLATE = '<!doctype html>\n<html lang="vi">\n<head><title></title></head>\n<body><div id="app"></div></body></html>\n'

/** A fresh demo that draws its pages on the server, into a bare page of the site that was built for nobody. */
export async function drawnApp(change: Partial<Pick<Deps, 'hosts' | 'limits' | 'log' | 'siege' | 'transport'>> = {}): Promise<WholeApp> {
  const folder = mkdtempSync(join(tmpdir(), 'chot-drawn-'))
  mkdirSync(join(folder, 'declare-web'))
  writeFileSync(join(folder, 'declare-web', 'index.html'), TEMPLATE)
  const app = await wholeApp({ distFolder: folder, pages, change })
  const close = async (): Promise<void> => {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { ...app, close }
}

/** The server's own limits, and the names of those that were drawn upon. */
export function watchedLimits(): { readonly limits: RateLimits; readonly taken: LimitName[] } {
  const own = memoryRateLimits()
  const taken: LimitName[] = []
  const take: RateLimits['take'] = (limit, key) => {
    taken.push(limit)
    return own.take(limit, key)
  }
  return { limits: { ...own, take }, taken }
}
