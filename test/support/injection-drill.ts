import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { flowFeed } from '../../server/flow/flow-feed.ts'
import type { RateLimits } from '../../server/http/rate-limits.ts'
import { createSlowerLane } from '../../server/http/slower-lane.ts'
import { exampleDeclaration } from '../../shared/declaration/declaration-input.ts'
import type { PlainPages } from '../../shared/http/plain-pages.ts'
import { call } from '../http/call.ts'
import { type WholeApp, wholeApp } from '../http/whole-app.ts'
import { openPageJudge, type PageJudge } from './inert-page.ts'
import { look, type Notes } from './injection-notes.ts'
import { throughForms, throughPlainDoors } from './injection-pages.ts'
import { INJECTIONS, MARK } from './injections.ts'

export interface InjectionDrill {
  /** Problems of one text in every field of every public door; nothing where it stayed a text everywhere. */
  readonly play: (text: string) => Promise<readonly string[]>
  /** The same text in a draft of the live page. */
  readonly playLive: (text: string) => Promise<readonly string[]>
  readonly judge: PageJudge
  readonly close: () => Promise<void>
}

/** The fields of the JSON door, by path; each is replaced alone. */
const FIELDS = [
  'traveller.name',
  'traveller.birth',
  'traveller.sex',
  'traveller.nationality',
  'traveller.document.kind',
  'traveller.document.country',
  'traveller.document.number',
  'phone',
  'permanent.place',
  'permanent.address',
  'stay',
  'stops.0.place',
  'stops.0.from',
  'destination',
  'checkpoint',
  'direction',
  'arrivalAt',
  'purpose',
  'sector',
  'employer',
  'travel.means',
  'travel.plate',
  'symptoms.0',
  'exposures.0',
  'tests.0',
  'doses.0.product',
  'proxy.name',
  'proxy.phone',
] as const

const OPEN_LIMITS: RateLimits = { take: async () => null, forgive: async () => undefined }
const VITE = join('node_modules', 'vite', 'bin', 'vite.js')

export async function openInjectionDrill(): Promise<InjectionDrill> {
  const dist = mkdtempSync(join(tmpdir(), 'chot-f15-'))
  for (const app of ['declare-web', 'plain-pages'])
    execFileSync(process.execPath, [VITE, 'build', '--outDir', join(dist, app)], {
      env: { ...process.env, APP: app, NODE_ENV: 'production' },
      stdio: 'pipe',
    })
  const pages: PlainPages = await import(pathToFileURL(join(dist, 'plain-pages', 'answer-page.js')).href)
  const lines: string[] = []
  const note = (fields: object, message: string): void => void lines.push(JSON.stringify({ ...fields, message }))
  const log = { info: note, warn: note, error: note }
  const calm = { challenge: () => null, lane: () => null, slowerLane: createSlowerLane({ realNow: Date.now }) }
  const app = await wholeApp({ distFolder: dist, pages, change: { log, limits: OPEN_LIMITS, siege: calm } })
  const judge = await openPageJudge()
  const operator = await app.cookieOf('operator')
  const close = async (): Promise<void> => {
    await judge.close()
    await app.close()
    rmSync(dist, { recursive: true, force: true })
  }
  const target = { app, judge, operator, lines }
  return { play: (text) => play(target, text), playLive: (text) => playLive(target, text), judge, close }
}

interface Target {
  readonly app: WholeApp
  readonly judge: PageJudge
  readonly operator: string
  readonly lines: string[]
}

async function play(target: Target, text: string): Promise<readonly string[]> {
  const notes: Notes = { problems: [], pages: [], issued: 0 }
  target.lines.length = 0
  const before = await declarationsIn(target)
  await throughJson(target, text, notes)
  await throughGroups(target, text, notes)
  await throughForms(target.app.url, text, notes)
  await throughPlainDoors(target.app.url, text, notes)
  await throughAddresses(target, text, notes)
  if ((await declarationsIn(target)) !== before + notes.issued) notes.problems.push('another number of declarations is stored than was issued')
  if (Object.keys(Object.prototype).length > 0 || MARK in {}) notes.problems.push('every object has got a new property')
  if (target.lines.some((line) => line.includes(MARK) || (text.length > 12 && line.includes(text)))) notes.problems.push('the text is in the log')
  await lookAtBoard(target, notes)
  const broken = target.lines.find((line) => line.includes('a bug: '))
  if (broken) notes.problems.push(`the server broke: ${broken.slice(0, 700)}`)
  return [...new Set([...notes.problems, ...(await target.judge.foreign(notes.pages))])]
}

async function throughJson(target: Target, text: string, notes: Notes): Promise<void> {
  for (const field of FIELDS) {
    const body = withField(declarationOf(target), field.split('.'), text)
    const answer = await call(target.app.url, { method: 'POST', path: '/api/declarations', body })
    look(`POST /api/declarations, ${field}`, answer, notes, [201, 400, 422])
    if (answer.status === 201) await lookAtPass(target, answer.json().reference, { field, notes })
  }
  const free = withField(declarationOf(target), ['employer'], text)
  look('POST /api/preview', await call(target.app.url, { method: 'POST', path: '/api/preview', body: free }), notes, [200, 400, 422])
  const named = JSON.stringify(declarationOf(target)).replace('"consent"', `${JSON.stringify(text)}:1,"consent"`)
  const odd = await call(target.app.url, {
    method: 'POST',
    path: '/api/declarations',
    body: named,
    headers: { 'content-type': 'application/json' },
  })
  look('a field of that name', odd, notes, [201, 400, 422])
  if (odd.status === 201) notes.issued++
  const find = { shortCode: text, birth: text }
  look('POST /api/find', await call(target.app.url, { method: 'POST', path: '/api/find', body: find }), notes, [404, 422])
}

async function lookAtPass(target: Target, reference: string, { field, notes }: { readonly field: string; readonly notes: Notes }): Promise<void> {
  notes.issued++
  for (const language of ['vi', 'en']) {
    const page = await call(target.app.url, { path: `/d/${reference}`, headers: { 'accept-language': language } })
    look(`pass, ${field}`, page, notes, [200])
    notes.pages.push(page.text)
    for (const beside of ['sheet', 'sheet?size=a6', 'data']) {
      const further = await call(target.app.url, { path: `/d/${reference}/${beside}`, headers: { 'accept-language': language } })
      look(`${beside} of the pass, ${field}`, further, notes, [200])
      notes.pages.push(further.text)
    }
  }
  look(`pass as JSON, ${field}`, await call(target.app.url, { path: `/api/declarations/${reference}` }), notes, [200])
  look(`own data, ${field}`, await call(target.app.url, { path: `/api/declarations/${reference}/data?download=1` }), notes, [200])
  const picture = await call(target.app.url, { path: `/q/${reference}.png` })
  if (picture.headers['content-type'] !== 'image/png') notes.problems.push(`picture, ${field}: ${picture.headers['content-type']}`)
}

async function throughGroups(target: Target, text: string, notes: Notes): Promise<void> {
  const good = declarationOf(target)
  const rows = [good, withField(good, ['traveller', 'name'], text), withField(good, ['employer'], text), text, [text]]
  const answer = await call(target.app.url, { method: 'POST', path: '/api/groups', body: { rows } })
  look('POST /api/groups', answer, notes, [200])
  if (answer.status !== 200) return
  const told = answer.json<{ readonly rows: readonly object[] }>().rows
  notes.issued += told.filter((row) => 'issued' in row).length
  if (told.length !== rows.length || !('issued' in (told[0] ?? {}))) notes.problems.push('the good row of a group was lost beside odd ones')
}

/** In the address and in headers; what Node itself does not send no client sends. */
async function throughAddresses({ app }: Target, text: string, notes: Notes): Promise<void> {
  const coded = encodeURIComponent(Buffer.from(text).toString()).slice(0, 4000)
  const paths = [
    '/d/X',
    '/declare/X',
    '/q/X.png',
    '/api/declarations/X',
    '/api/checkpoints/X',
    '/areas/X',
    '/X',
    '/?lang=X',
    '/declare/trip?from=X&kept=X',
    '/areas/2021.txt?v=X',
  ]
  for (const path of paths) {
    const answer = await call(app.url, { path: path.replaceAll('X', coded) })
    look(path, answer, notes, [200, 303, 308, 400, 404, 414, 431])
    if (String(answer.headers['content-type']).startsWith('text/html')) notes.pages.push(answer.text)
  }
  const printable = Buffer.from(text.slice(0, 2000), 'utf8')
    .toString('latin1')
    .replace(/[^\x20-\x7e]/g, '')
  const body = JSON.stringify(exampleDeclaration(app.deps.clock.now(), 'no-such-checkpoint'))
  for (const name of [
    'idempotency-key',
    'accept-language',
    'cookie',
    'referer',
    'user-agent',
    'x-forwarded-for',
    'x-proof',
    'content-type',
    'origin',
  ]) {
    const headers = { 'content-type': 'application/json', [name]: printable }
    look(`header ${name}`, await call(app.url, { method: 'POST', path: '/api/declarations', body, headers }), notes, [400, 403, 415, 422])
  }
}

/** What the wall shows, as its first reading and as the socket sends it. */
async function lookAtBoard({ app, operator }: Target, notes: Notes): Promise<void> {
  const board = await call(app.url, { path: '/api/board', headers: { cookie: operator } })
  const flags = await call(app.url, { path: '/api/flags', headers: { cookie: operator } })
  if (board.status !== 200) notes.problems.push(`the board answers ${board.status}`)
  const sent = await new Promise<string>((resolve) => {
    const feed = flowFeed(app.deps, {
      onFlow: () => undefined,
      onFlags: () => undefined,
      onKiosks: (kiosks) => {
        feed.stop()
        resolve(JSON.stringify(kiosks))
      },
    })
    feed.start()
  })
  if ([board.text, flags.text, sent].some((shown) => shown.includes(MARK))) notes.problems.push('the text is on the board')
}

/** A draft with the text wherever one can be typed, as a live page finds it on its device. */
async function playLive({ app, judge }: Target, text: string): Promise<readonly string[]> {
  const context = await judge.browser.newContext({ viewport: { width: 360, height: 740 }, serviceWorkers: 'block' })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('dialog', (dialog) => {
    problems.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== app.url && !request.url().startsWith('blob:') && !request.url().startsWith('data:'))
      problems.push(`asked for ${request.url()}`)
  })
  await page.goto(`${app.url}/declare/traveller`)
  for (const [step, fields] of Object.entries({
    traveller: ['name', 'documentNumber'],
    contact: ['phone', 'permanentAddress'],
    work: ['employer'],
  })) {
    await page.goto(`${app.url}/declare/${step}`)
    for (const field of fields) await page.locator(`[name="${field}"]`).fill(text)
    await page.getByTestId('next').click()
    problems.push(...(await judge.foreignOn(page)))
  }
  await page.goto(`${app.url}/declare/check`)
  await page.locator('h2').first().waitFor()
  problems.push(...(await judge.foreignOn(page)))
  await context.close()
  return [...new Set(problems)]
}

function declarationOf({ app }: Target): object {
  return exampleDeclaration(app.deps.clock.now(), 'bach-dang')
}

async function declarationsIn({ app }: Target): Promise<number> {
  const { count } = await app.deps.storage.read
    .selectFrom('declaration')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** A copy with that text at the path; lists and parts on the way are made where there are none. */
function withField(value: unknown, [key, ...rest]: readonly string[], text: string): object {
  if (key === undefined) throw new Error('a path has a last part')
  const held = typeof value === 'object' && value !== null ? value : {}
  const below = Object.entries(held).find(([name]) => name === key)?.[1]
  const next = rest.length === 0 ? text : withField(below, rest, text)
  if (/^\d+$/.test(key)) return [next]
  return { ...held, [key]: next }
}

export function injectionAt(seed: number) {
  return INJECTIONS[seed % INJECTIONS.length] ?? INJECTIONS[0]
}
