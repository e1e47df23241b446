import { flowFeed } from '../../server/flow/flow-feed.ts'
import { exampleDeclaration } from '../../shared/declaration/declaration-input.ts'
import { call } from '../http/call.ts'
import type { PageJudge } from './inert-page.ts'
import { openWatchedPage, typeThroughForm } from './injection-live.ts'
import { look, type Notes } from './injection-notes.ts'
import { throughForms, throughPlainDoors } from './injection-pages.ts'
import { textsOfRow } from './injection-square.ts'
import { declarationAt, type InjectionTarget, logProblems, openInjectionTarget } from './injection-target.ts'
import { MARK } from './injections.ts'

export interface InjectionDrill {
  /** Problems of one text in every field of every public door; nothing where it stayed a text everywhere. */
  readonly play: (text: string) => Promise<readonly string[]>
  /** A row of texts, each in another box of the live page. */
  readonly playLive: (row: number) => Promise<readonly string[]>
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

/** On a server of its own, or on one that other drills share. */
export async function openInjectionDrill(target?: InjectionTarget): Promise<InjectionDrill> {
  const here = target ?? (await openInjectionTarget())
  const live = await openWatchedPage(here.judge, here.app.url)
  const close = async (): Promise<void> => {
    await live.close()
    if (!target) await here.close()
  }
  return { play: (text) => play(here, text), playLive: (row) => typeThroughForm(live, here.app.url, textsOfRow(row)), judge: here.judge, close }
}

async function play(target: InjectionTarget, text: string): Promise<readonly string[]> {
  const notes: Notes = { problems: [], pages: [], issued: 0 }
  target.written.length = 0
  const before = await declarationsIn(target)
  await throughJson(target, text, notes)
  await throughGroups(target, text, notes)
  await throughForms(target.app.url, text, notes)
  await throughPlainDoors(target.app.url, text, notes)
  await throughAddresses(target, text, notes)
  if ((await declarationsIn(target)) !== before + notes.issued) notes.problems.push('another number of declarations is stored than was issued')
  if (Object.keys(Object.prototype).length > 0 || MARK in {}) notes.problems.push('every object has got a new property')
  await lookAtBoard(target, notes)
  notes.problems.push(...logProblems(target.written, [text]))
  return [...new Set([...notes.problems, ...(await target.judge.foreign(notes.pages))])]
}

async function throughJson(target: InjectionTarget, text: string, notes: Notes): Promise<void> {
  const through = async (field: string): Promise<void> => {
    const body = withField(declarationAt(target), field.split('.'), text)
    const answer = await call(target.app.url, { method: 'POST', path: '/api/declarations', body })
    look(`POST /api/declarations, ${field}`, answer, notes, [201, 400, 422])
    if (answer.status === 201) await lookAtPass(target, answer.json().reference, { field, notes })
  }
  await Promise.all(FIELDS.map(through))
  const free = withField(declarationAt(target), ['employer'], text)
  look('POST /api/preview', await call(target.app.url, { method: 'POST', path: '/api/preview', body: free }), notes, [200, 400, 422])
  const named = JSON.stringify(declarationAt(target)).replace('"consent"', `${JSON.stringify(text)}:1,"consent"`)
  const odd = await call(target.app.url, {
    method: 'POST',
    path: '/api/declarations',
    body: named,
    headers: { 'content-type': 'application/json' },
  })
  look('a field of that name', odd, notes, [201, 400, 422])
  if (odd.status === 201) notes.issued++
  const find = { shortCode: text, birth: text }
  // A question of two short answers takes 1 KB.
  const expected = Buffer.byteLength(JSON.stringify(find)) > 1024 ? [413] : [404, 422]
  look('POST /api/find', await call(target.app.url, { method: 'POST', path: '/api/find', body: find }), notes, expected)
}

async function lookAtPass(
  target: InjectionTarget,
  reference: string,
  { field, notes }: { readonly field: string; readonly notes: Notes },
): Promise<void> {
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

async function throughGroups(target: InjectionTarget, text: string, notes: Notes): Promise<void> {
  const good = declarationAt(target)
  const rows = [good, withField(good, ['traveller', 'name'], text), withField(good, ['employer'], text), text, [text]]
  const answer = await call(target.app.url, { method: 'POST', path: '/api/groups', body: { rows } })
  look('POST /api/groups', answer, notes, [200])
  if (answer.status !== 200) return
  const told = answer.json<{ readonly rows: readonly object[] }>().rows
  notes.issued += told.filter((row) => 'issued' in row).length
  if (told.length !== rows.length || !('issued' in (told[0] ?? {}))) notes.problems.push('the good row of a group was lost beside odd ones')
}

/** In the address and in headers; what Node itself does not send no client sends. */
async function throughAddresses({ app }: InjectionTarget, text: string, notes: Notes): Promise<void> {
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
async function lookAtBoard({ app, operator }: InjectionTarget, notes: Notes): Promise<void> {
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

async function declarationsIn({ app }: InjectionTarget): Promise<number> {
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
