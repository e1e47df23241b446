import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { referenceOf } from '../../shared/credential/reference.ts'
import { exampleDeclaration } from '../../shared/declaration/declaration-input.ts'
import type { GroupReply } from '../../shared/http/api.ts'
import { call } from '../http/call.ts'
import type { WholeApp } from '../http/whole-app.ts'
import { drawnApp, watchedLimits } from './drawn-app.ts'

const PERSONS = 12

let app: WholeApp
let references: readonly string[]
const { limits, taken } = watchedLimits()

beforeAll(async () => {
  app = await drawnApp({ limits })
  const rows = Array.from({ length: PERSONS }, () => exampleDeclaration(app.deps.clock.now(), 'bach-dang'))
  const answer = (await call(app.url, { method: 'POST', path: '/api/groups', body: { rows } })).json<GroupReply>()
  references = answer.rows.flatMap((row) => ('issued' in row ? [row.issued.reference] : []))
})
afterAll(() => app.close())

const sheet = () => fetch(`${app.url}/d/${references[0]}/sheet?with=${references.slice(1).join(',')}`)

describe('the sheet of a group', () => {
  it('lets others be answered between two of its passes, each of which is judged anew', async () => {
    const { storage } = app.deps
    let passes = 0
    const between: number[] = []
    // Looked at from outside: a request that needs nothing of the database, again and again, while the sheet is made.
    const read = storage.read.selectFrom
    Object.assign(storage.read, {
      selectFrom: (...asked: Parameters<typeof read>) => {
        if (String(asked[0]) === 'passage') passes++
        return read.apply(storage.read, asked)
      },
    })
    let done = false
    const made = sheet().finally(() => {
      done = true
    })
    while (!done) {
      await new Promise((resolve) => setImmediate(resolve))
      if (!between.includes(passes)) between.push(passes)
    }
    expect((await made).status).toBe(200)
    expect(between.length).toBeGreaterThanOrEqual(PERSONS)
  })

  it('counts as as many look-ups as it shows', async () => {
    taken.length = 0
    await sheet()
    expect(taken.filter((limit) => limit === 'lookUp')).toHaveLength(PERSONS)
  })

  it('and so do the page of a pass and that of its data as one: nobody tries links by pages either', async () => {
    for (const page of ['', '/data', '/sheet']) {
      taken.length = 0
      await fetch(`${app.url}/d/${'0'.repeat(26)}${page}`)
      expect([page, taken.filter((limit) => limit === 'lookUp').length]).toEqual([page, 1])
    }
  })

  it('is of sixty at most, however many links are asked for', async () => {
    const many = Array.from({ length: 80 }, (_, nth) => referenceOf(new Uint8Array(16).fill(nth)))
    taken.length = 0
    await fetch(`${app.url}/d/${references[0]}/sheet?with=${many.join(',')}`)
    expect(taken.filter((limit) => limit === 'lookUp')).toHaveLength(60)
  })
})
