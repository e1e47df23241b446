import { referenceHash } from '../../server/declarations/issue-declaration.ts'
import { writeSetting } from '../../server/seed/settings.ts'
import type { Storage } from '../../server/storage/storage.ts'
import type { IssuedDeclaration } from '../../shared/http/api.ts'
import { asCheckpointId } from '../../shared/ids.ts'
import { aDecision } from '../declarations/a-decision.ts'
import { type Answer, call } from '../http/call.ts'
import { openWatchedPage, type WatchedPage } from './injection-live.ts'
import { look, type Notes } from './injection-notes.ts'
import { planted, textsOfRow } from './injection-square.ts'
import { declarationAt, type InjectionTarget, logProblems } from './injection-target.ts'
import { MARK } from './injections.ts'

export interface StoredDrill {
  /** Problems of one row of texts, each in another stored field, in every output that shows what is stored. */
  readonly play: (row: number) => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

const CHECKPOINT = asCheckpointId('bach-dang')
const STEPS = ['trip', 'traveller', 'contact', 'destination', 'stays', 'means', 'purpose', 'work', 'symptoms', 'tests', 'check']

/**
 * No parser of today stood before what is stored: another version, another program or an operator may have written it. What
 * shows it must hold by itself, so the texts are put into the tables past every door.
 */
export async function openStoredDrill(target: InjectionTarget): Promise<StoredDrill> {
  const live = await openWatchedPage(target.judge, target.app.url)
  return { play: (row) => play(target, live, row), close: () => live.close() }
}

async function play(target: InjectionTarget, live: WatchedPage, row: number): Promise<readonly string[]> {
  const notes: Notes = { problems: [], pages: [], issued: 0 }
  target.written.length = 0
  const next = textsOfRow(row)
  const passes = [await declared(target), await declared(target)] as const
  const holder = await plantPass(target, passes[0], next)
  await plantPass(target, passes[1], next)
  await plantAround(target, next)
  await lookAround(target, { passes, holder }, notes)
  await aDecision(target.app.deps.storage, passes[0])
  await lookAround(target, { passes, holder }, notes)
  await lookAtForm(target, passes[0], notes)
  notes.problems.push(...(await lookLive(target, live, passes)), ...logProblems(target.written, []))
  return [...new Set([...notes.problems, ...(await target.judge.foreign(notes.pages))])]
}

/** From a place under quarantine: what rules say of it fills the pass. */
async function declared(target: InjectionTarget): Promise<IssuedDeclaration> {
  const plain = declarationAt(target)
  const [{ from = '', to = '', place = '' } = {}] = plain.stops
  const stops = [
    { place, from, to: from },
    { place: '2021:200288', from, to },
  ]
  const body = { ...plain, stops, proxy: { name: 'Trần Thị Trưởng', phone: '0987654321' }, employer: 'Cảng Cái Lân' }
  const answer = await call(target.app.url, { method: 'POST', path: '/api/declarations', body })
  if (answer.status !== 201) throw new Error(`nothing to plant in: ${answer.text}`)
  return answer.json<IssuedDeclaration>()
}

/** Gives the name that its holder has now. */
async function plantPass({ app }: InjectionTarget, { reference }: IssuedDeclaration, next: () => string): Promise<string> {
  return app.deps.storage.write(async (tx) => {
    const where = referenceHash(reference)
    const row = await tx.selectFrom('declaration').select(['body', 'reply']).where('reference_hash', '=', where).executeTakeFirstOrThrow()
    const body = planted(JSON.parse(row.body), next)
    const hostile = { body: JSON.stringify(body), reply: JSON.stringify(planted(JSON.parse(row.reply), next)) }
    await tx.updateTable('declaration').set(hostile).where('reference_hash', '=', where).execute()
    return String(body.claims.name)
  })
}

/** The checkpoint, the rules of its authority and whom to call. */
async function plantAround({ app: { deps } }: InjectionTarget, next: () => string): Promise<void> {
  await plantDirectives(deps.storage, deps.clock.now(), next)
  const contact = { phone: next(), text: { vi: next(), en: next() } }
  await deps.storage.write((tx) => writeSetting(tx, 'contacts', JSON.stringify({ '': contact })))
}

export async function plantDirectives(storage: Storage, now: number, next: () => string): Promise<void> {
  await storage.write(async (tx) => {
    for (const { checkpoint_id, body } of await tx.selectFrom('checkpoint').select(['checkpoint_id', 'body']).execute()) {
      const hostile = { body: JSON.stringify(planted(JSON.parse(body), next)), updated_at: now }
      await tx.updateTable('checkpoint').set(hostile).where('checkpoint_id', '=', checkpoint_id).execute()
    }
    for (const { ruleset_id, version, body } of await tx.selectFrom('ruleset').select(['ruleset_id', 'version', 'body']).execute()) {
      const hostile = { body: JSON.stringify(planted(JSON.parse(body), next)), published_at: now }
      await tx.updateTable('ruleset').set(hostile).where('ruleset_id', '=', ruleset_id).where('version', '=', version).execute()
    }
  })
}

type Passes = readonly [IssuedDeclaration, IssuedDeclaration]

interface Planted {
  readonly passes: Passes
  readonly holder: string
}

async function lookAround({ app: { url }, operator }: InjectionTarget, { passes, holder }: Planted, notes: Notes): Promise<void> {
  const [{ reference }, other] = passes
  const pass = `/d/${reference}`
  const showing = [pass, `${pass}/sheet`, `${pass}/sheet?size=a6`, `${pass}/sheet?with=${other.reference}`, `${pass}/data`]
  const around = ['/', '/find', '/checkpoint', `/checkpoint/${CHECKPOINT}`, '/declare/trip', '/declare/group', `/declare/check?from=${reference}`]
  const data = [`/api/declarations/${reference}`, `/api/declarations/${reference}/data?download=1`, `/api/checkpoints/${CHECKPOINT}`, '/api/form']
  const ask = async (path: string, language: string): Promise<Answer> => {
    const answer = await call(url, { path, headers: { 'accept-language': language, cookie: path.startsWith('/api/board') ? operator : '' } })
    look(path.replaceAll(reference, 'X'), answer, notes, [200])
    if (String(answer.headers['content-type']).startsWith('text/html')) notes.pages.push(answer.text)
    return answer
  }
  for (const language of ['vi', 'en']) {
    const answers = await Promise.all(
      [...showing, ...data, `/checkpoint/${CHECKPOINT}`].map(async (path) => ({ path, answer: await ask(path, language) })),
    )
    // A sheet tells little more than who holds it, and some names carry no mark (`__proto__`).
    for (const { path, answer } of answers)
      if (!answer.text.includes(MARK) && !(path.includes('/sheet') && !holder.includes(MARK)))
        notes.problems.push(`${path.replaceAll(reference, 'X')}: shows nothing of what was planted: it proves nothing`)
    await Promise.all(around.map((path) => ask(path, language)))
  }
  for (const path of ['/api/board', `/q/${reference}.png`, '/declare/group/template.csv']) await ask(path, 'vi')
}

/** The form filled again for a correction and for a companion: every box holds what was stored. */
async function lookAtForm({ app: { url } }: InjectionTarget, { reference }: IssuedDeclaration, notes: Notes): Promise<void> {
  for (const act of ['correct', 'companion']) {
    const opened = await call(url, { method: 'POST', path: `/d/${reference}/${act}` })
    look(`POST ${act}`, opened, notes, [303, 409])
    const cookie = [opened.headers['set-cookie'] ?? []]
      .flat()
      .map((one) => one.split(';')[0])
      .join('; ')
    if (cookie === '') continue
    const drawn = await Promise.all(STEPS.map((step) => call(url, { path: `/declare/${step}`, headers: { cookie } })))
    for (const page of drawn) look(`the form to ${act}`, page, notes, [200])
    notes.pages.push(...drawn.map(({ text }) => text))
    if (!drawn.some(({ text }) => text.includes(MARK))) notes.problems.push(`the form to ${act} shows nothing of what was planted`)
  }
}

/** The same where JavaScript draws: the pass before and after the crossing, and the form to correct it. */
async function lookLive(
  { app: { url } }: InjectionTarget,
  { page, look: lookNow }: WatchedPage,
  [decided, open]: Passes,
): Promise<readonly string[]> {
  const problems: string[] = []
  for (const path of [`/d/${decided.reference}`, `/d/${open.reference}`, '/declare/trip']) {
    await page.goto(`${url}${path}`)
    await page.locator('h1, h2').first().waitFor()
    problems.push(...(await lookNow()))
  }
  await page.goto(`${url}/d/${open.reference}`)
  // Whoever holds another declaration half filled is asked first; the page before and the row before left one.
  await page.context().clearCookies()
  await page.evaluate(() => localStorage.clear())
  await page.getByTestId('correct').click()
  await page.waitForURL('**/declare/check')
  await page.locator('h2').first().waitFor()
  return [...problems, ...(await lookNow())]
}
