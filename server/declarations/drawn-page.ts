import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Request, RequestHandler, Response } from 'express'
import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { PlainAnswer, PlainPages } from '../../shared/http/plain-pages.ts'
import type { NextTurn, Turns } from '../http/kiosks-first.ts'
import { originOf } from '../http/mount-routes.ts'
import { addressKey, type LimitName, type RateLimits } from '../http/rate-limits.ts'
import { preferredLanguage } from '../http/refusal.ts'
import { CROSS_SITE, isSameOrigin } from '../http/same-origin.ts'
import { sendPlainPage } from '../http/serve-sites.ts'
import { languageCookie, plainCookies } from './plain-cookies.ts'
import { BUSY, busyFor } from './plain-words.ts'
import { lightOf } from './site-api.ts'

export type About = Omit<Parameters<PlainPages['answerPage']>[0], 'entries' | 'draft'>

interface Drawn extends Pick<About, 'language' | 'site'> {
  readonly answer: Extract<PlainAnswer, { readonly kind: 'page' }>
  /** Handed to the live page, which goes on where the plain one was; null where nothing was answered yet. */
  readonly draft: unknown
  /** Absent: kept by the browser unless it holds answers. A pass never is, on a phone that others use too. */
  readonly cache?: 'no-store'
}

/** The built page with what it shows, and what the live page would else have to ask for. */
export function sendDrawn(site: { readonly template: string }, res: Response, { answer, language, site: facts, draft, cache }: Drawn): void {
  // Who sends plain pages seldom has a script that would read the facts: it asks for them where they are not here.
  const known = draft === null ? data('form-info', lightOf(facts)) : data('kept-draft', draft)
  const html = site.template
    .replace('<html lang="vi"', `<html lang="${language}"`)
    .replace('</head>', () => `${textsAhead(site.template, language)}</head>`)
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escaped(answer.title)}</title>`)
    .replace(/<div id="app">[\s\S]*?<\/div>/, () => `<div id="app">${answer.html}</div>${known}`)
    .replace(/<noscript>[\s\S]*?<\/noscript>/, '')
  const mayKeep = cache === undefined && draft === null && answer.status === 200
  res.status(answer.status).setHeader('Cache-Control', mayKeep ? 'private, no-cache' : 'no-store')
  res.setHeader('Vary', 'Cookie, Accept-Language')
  if (cache === 'no-store') res.setHeader(...UNLISTED)
  res.type('html').send(html)
}

/**
 * The texts that the script of the page will ask for come beside it and not after it. Not where no script runs, nor where the
 * browser does not know that question: there they come as before.
 */
function textsAhead(template: string, language: Language): string {
  const [, url] = new RegExp(`data-texts='[^']*"${language}":"([^"]+)"`).exec(template) ?? []
  return url === undefined ? '' : `<link rel="preload" as="fetch" crossorigin media="(scripting: enabled)" href="${url}">`
}

/** Data for the script of the page: no browser runs it, and no text in it can end it. */
function data(id: string, value: unknown): string {
  return `<script type="application/json" id="${id}">${JSON.stringify(value).replace(/</g, '\\u003c')}</script>`
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
}

/** The built page, into which the server writes what a browser without scripts shows. */
export function templateOf(distFolder: string): string | null {
  try {
    return readFileSync(join(distFolder, 'declare-web', 'index.html'), 'utf8')
  } catch {
    return null
  }
}

export function languageIn(req: Request, res: Response, { transport }: { readonly transport: 'http' | 'https' }): Language {
  const asked = req.query.lang
  if (asked === 'vi' || asked === 'en') {
    res.append('Set-Cookie', languageCookie(asked, transport))
    return asked
  }
  return plainCookies(req.get('cookie'), transport).language ?? preferredLanguage(req.get('accept-language'))
}

export function searchOf(req: Request): string {
  const at = req.originalUrl.indexOf('?')
  return at < 0 ? '' : req.originalUrl.slice(at, at + 200)
}

/** Where somebody has put a private link on a public page, no search engine lists what it leads to. */
export const UNLISTED = ['X-Robots-Tag', 'noindex'] as const

/** The same doors as the API's: origin, then rate. */
export function guardPage(limits: RateLimits, limit: LimitName): RequestHandler {
  const limited = limitPage(limits, limit)
  return (req, res, next) => (isSameOrigin(originOf(req)) ? limited(req, res, next) : sendPlainPage(res, CROSS_SITE.status, CROSS_SITE.texts))
}

/** For pages that a link on another site may lead to. */
export function limitPage(limits: RateLimits, limit: LimitName): RequestHandler {
  return async (req, res, next) => {
    const wait = await limits.take(limit, addressKey(req.ip ?? ''))
    if (wait !== null) return sendBusy(res, wait)
    next()
  }
}

/** Drawing a page takes as long as a declaration does: kiosks go first here too. */
export async function drawInTurn(turns: Turns, res: Response, work: (again: NextTurn) => Promise<void>): Promise<void> {
  const answered = await turns.traveller(
    async (again) => {
      await work(again)
      return 'answered'
    },
    addressKey(res.req.ip ?? ''),
  )
  if (answered === null) sendPlainPage(res.setHeader('Retry-After', '30'), 503, BUSY)
}

export function sendBusy(res: Response, seconds: number): void {
  sendPlainPage(res.setHeader('Retry-After', String(seconds)), 429, busyFor(seconds))
}
