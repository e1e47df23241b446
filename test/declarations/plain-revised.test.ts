import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepDraft } from '../../server/declarations/plain-drafts.ts'
import type { Claims } from '../../shared/declaration/claims.ts'
import { completeDraft } from '../declare-web/support/complete-draft.ts'
import { call } from '../http/call.ts'
import type { WholeApp } from '../http/whole-app.ts'
import { drawnApp, watchedLimits } from './drawn-app.ts'

const FEVER = { symptoms: 'fever', exposures: 'none' }
const WELL = { symptoms: 'none', exposures: 'none' }

let app: WholeApp
const { limits, taken } = watchedLimits()
beforeAll(async () => {
  app = await drawnApp({ limits })
})
afterAll(() => app.close())

/** A browser without scripts before its last page, all answered. */
async function atTheEnd() {
  const key = randomBytes(32).toString('base64url')
  const { storage, clock } = app.deps
  await keepDraft(storage, key, { draft: completeDraft(clock.now()), at: clock.realNow() })
  const headers = { cookie: `chot-draft=${key}` }
  const see = (path = '/declare/check') => fetch(app.url + path, { headers, redirect: 'manual' })
  const press = (step: string, fields: Readonly<Record<string, string>>) =>
    fetch(`${app.url}/declare/${step}`, { method: 'POST', headers, redirect: 'manual', body: new URLSearchParams({ ...fields, go: 'next' }) })
  const send = async () => {
    const to = (await press('check', { consent: 'yes' })).headers.get('location')
    return (await call(app.url, { path: `/api/declarations/${to?.split('/')[2]}/data` })).json<{
      readonly declaration: { readonly claims: Claims }
    }>().declaration.claims
  }
  return { see, press, send }
}

it('a page with a preview on it has a limit of its own, which sending the form does not meet: it costs as much as a hundred others', async () => {
  const { see, press } = await atTheEnd()
  const previews = async (...looks: readonly (() => Promise<unknown>)[]) => {
    taken.length = 0
    for (const look of looks) await look()
    return taken.filter((limit) => limit === 'preview').length
  }
  expect(
    await previews(
      see,
      () => see('/declare/check/'),
      () => see('/declare/check?lang=en'),
      () => press('check', {}),
    ),
  ).toBe(4)
  expect(
    await previews(
      () => see('/'),
      () => see('/declare/symptoms'),
      () => press('symptoms', WELL),
    ),
  ).toBe(0)
})

describe('without scripts', () => {
  it('who changes an answer after the preview is marked, however the last page was left', async () => {
    const one = await atTheEnd()
    await one.press('symptoms', FEVER)
    await one.see()
    await one.press('symptoms', WELL)
    await one.see()
    expect(await one.send()).toMatchObject({ symptoms: [], revised: true })
    const two = await atTheEnd()
    await two.press('symptoms', FEVER)
    await two.see('/declare/check/')
    await two.press('symptoms', WELL)
    expect(await two.send()).toMatchObject({ symptoms: [], revised: true })
  })

  it('also where the preview stood on a page that only missed the promise', async () => {
    const { press, send } = await atTheEnd()
    await press('symptoms', FEVER)
    expect((await press('check', {})).status).toBe(422)
    await press('symptoms', WELL)
    expect(await send()).toMatchObject({ revised: true })
  })

  it('who saw no preview, or changed nothing that rules read, is not', async () => {
    const one = await atTheEnd()
    await one.press('symptoms', FEVER)
    await one.press('symptoms', WELL)
    expect(await one.send()).toMatchObject({ revised: false })
    const two = await atTheEnd()
    await two.see()
    await two.see()
    await two.press('trip', { checkpoint: 'bach-dang', direction: 'entry', arrivalDate: '2021-02-18', arrivalHour: '9' })
    expect(await two.send()).toMatchObject({ revised: false })
  })
})
