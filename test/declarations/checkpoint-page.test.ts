import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkpointPage } from '../../declare-web/plain/further-pages.tsx'
import { checkpointPages } from '../../server/declarations/checkpoint-page.ts'
import { publicFactsOf } from '../../server/declarations/public-facts.ts'
import { siteFacts } from '../../server/declarations/site-api.ts'
import { CHECKPOINT_KINDS } from '../../shared/checkpoints/checkpoint.ts'
import type { CheckpointPage } from '../../shared/http/api.ts'
import { asAuthorityId } from '../../shared/ids.ts'
import type { Rule, Ruleset } from '../../shared/rules/ruleset.ts'
import { OUTCOMES } from '../../shared/rules/verdict.ts'
import { startOfLocalDate } from '../../shared/time.ts'
import { MINUTE_MS, SECOND_MS } from '../../shared/units.ts'
import { aPassDesk, type PassDesk } from './a-pass-desk.ts'

let desk: PassDesk
beforeEach(async () => {
  desk = await aPassDesk()
})
afterEach(() => desk.close())

const page = async (id = 'bach-dang') => (await desk.call({ path: `/api/checkpoints/${id}` })).json<CheckpointPage>()
/** A reader of its own, which holds nothing yet. */
const fresh = () => checkpointPages({ ...desk.province.deps, publicFacts: publicFactsOf(desk.province.storage) })('bach-dang')

const count = (persons: number, minutesAgo: number) =>
  desk.province.storage.write((tx) =>
    tx
      .insertInto('flow')
      .values({
        checkpoint_id: 'bach-dang',
        grain: 'minute',
        slot_at: desk.province.now() - minutesAgo * MINUTE_MS,
        lane: 'in-1',
        direction: 'entry',
        outcome: 'admit',
        origin: '',
        persons,
        vehicles: 0,
        rev: 1,
      })
      .execute(),
  )

async function drawnPage(change: CheckpointPage | null = null): Promise<string> {
  const publicFacts = publicFactsOf(desk.province.storage)
  const shown = change ?? (await fresh())
  if (!shown) throw new Error('no checkpoint')
  const site = siteFacts({ ...desk.province.deps, publicFacts }, await publicFacts())
  return checkpointPage({ path: '/checkpoint/bach-dang', language: 'vi', site }, shown).html
}

describe('the public page of a checkpoint', () => {
  it('works: open, its rules strictest first, each once, with their clause', async () => {
    const { state, rules, waitMinutes } = await page()
    expect([state, waitMinutes]).toEqual(['open', null])
    const strictness = rules.map(({ outcome }) => OUTCOMES.indexOf(outcome))
    expect(strictness.length).toBeGreaterThan(5)
    expect(strictness).toEqual([...strictness].sort((a, b) => b - a))
    expect(new Set(rules.map(({ text }) => text.vi)).size).toBe(rules.length)
    for (const { text, law } of rules) expect([text.vi, text.en, law.vi, law.en].every((words) => words.length > 5)).toBe(true)
  })

  it.each([
    [4, null],
    [5, 10],
    [14, 10],
    [15, 20],
    [104, 100],
  ])('%i persons in an hour are told as %j', async (persons, told) => {
    await count(persons, 1)
    const hours = (await fresh())?.hours ?? []
    expect(hours).toHaveLength(21)
    expect(hours.at(-2)?.persons).toBe(told)
    expect(hours.slice(0, -2).every((hour) => hour.persons === null)).toBe(true)
  })

  it('just after midnight counts the hour before it, which stands in no table of the new day', async () => {
    desk.province.pass(startOfLocalDate('2021-02-18') + 20 * MINUTE_MS - desk.province.now())
    await count(30, 40)
    expect((await fresh())?.hours.map(({ persons }) => persons)).toEqual([30, null])
    const html = await drawnPage()
    expect(html).toContain('Giờ qua có khoảng 30 người')
    expect(html).not.toContain('<table')
  })

  it('tells the rules that are in force there now, and never one that reads a list of persons', async () => {
    const facts = await publicFactsOf(desk.province.storage)()
    const now = desk.province.now()
    const set = facts.rulesets.find(({ authority }) => authority === 'VN-22')
    const rule = set?.rules.find(({ readsPersonLists }) => !readsPersonLists)
    const here = facts.checkpoints.find(({ id }) => id === 'bach-dang')
    if (!set || !rule || !here) throw new Error('no rule to begin with')
    const named = (name: string, change: Partial<Rule> = {}): Rule => ({
      ...rule,
      validFrom: now,
      validTo: now + 1,
      checkpointKinds: [here.kind],
      travellerText: { vi: name, en: name },
      ...change,
    })
    const rules = [
      named('in force'),
      named('to come', { validFrom: now + 1 }),
      named('over', { validTo: now }),
      named('of elsewhere', { checkpointKinds: CHECKPOINT_KINDS.filter((kind) => kind !== here.kind) }),
      named('of a list', { readsPersonLists: true }),
    ]
    const old = { ...set, rulesetId: 'two', version: 1, validFrom: now - 1, validTo: null, rules: [named('superseded')] }
    const planned = { ...old, rulesetId: 'three', version: 1, rules: [named('until then')] }
    const rulesets: readonly Ruleset[] = [
      { ...set, validFrom: now, validTo: null, rules },
      old,
      { ...old, version: 2, rules: [named('newer')] },
      planned,
      { ...planned, version: 2, validFrom: now + 1, rules: [named('planned')] },
      { ...old, rulesetId: 'four', authority: asAuthorityId('VN-30'), rules: [named('of a neighbour')] },
    ]
    const read = checkpointPages({ ...desk.province.deps, publicFacts: async () => ({ ...facts, rulesets }) })
    const told = (await read('bach-dang'))?.rules.map(({ text }) => text.vi) ?? []
    expect([...told].sort()).toEqual(['in force', 'newer', 'until then'])
  })

  it('is not yet open, open, and closed, each from its moment on', async () => {
    const facts = await publicFactsOf(desk.province.storage)()
    const now = desk.province.now()
    const stateOf = async (change: { readonly opensAt?: number; readonly closesAt?: number | null }) => {
      const checkpoints = facts.checkpoints.map((one) => ({ ...one, opensAt: now - 1, closesAt: null, ...change }))
      const read = checkpointPages({ ...desk.province.deps, publicFacts: async () => ({ ...facts, checkpoints }) })
      return (await read('bach-dang'))?.state
    }
    expect([await stateOf({ opensAt: now + 1 }), await stateOf({ opensAt: now })]).toEqual(['not-yet-open', 'open'])
    expect([await stateOf({ closesAt: now + 1 }), await stateOf({ closesAt: now })]).toEqual(['open', 'closed'])
  })

  it('closed leads to the other checkpoints, and asks nobody to declare for it', async () => {
    const read = await fresh()
    if (!read) throw new Error('no checkpoint')
    const closed = await drawnPage({ ...read, state: 'closed', checkpoint: { ...read.checkpoint, closesAt: read.now } })
    expect(closed).toMatch(/class="button primary" href="\/checkpoint"/)
    expect(closed).not.toMatch(/href="\/\?checkpoint=|Quy định đang áp dụng/)
    expect(await drawnPage({ ...read, state: 'not-yet-open' })).toMatch(/class="button primary" href="\/\?checkpoint=bach-dang"/)
  })

  it('expects a wait where an officer tapped the queue within the hour, by the flow of the last half hour', async () => {
    const tap = async (length: '50' | 'none' | 'more', minutesAgo: number, seq: number, lane = 'in-1') => {
      const occurred_at = desk.province.now() - minutesAgo * MINUTE_MS
      const value = { kind: 'queue', lane, officer: null, length }
      const key = { checkpoint_id: 'bach-dang', kiosk_id: 'k', epoch: 1, seq, kind: 'queue', occurred_at, received_at: occurred_at }
      const body = JSON.stringify({ form: 'plain', salt: '', value })
      await desk.province.storage.write((tx) =>
        tx
          .insertInto('record')
          .values({ ...key, hash: '', header: '{}', body, parked: null, oddity: null })
          .execute(),
      )
      return occurred_at
    }
    await tap('50', 60, 1)
    expect((await fresh())?.waitMinutes).toBeNull()
    const saidAt = await tap('50', 59, 2)
    expect((await fresh())?.waitMinutes).toBeNull()
    await count(30, 29)
    expect((await fresh())?.waitMinutes).toEqual({ from: 25, to: 75, saidAt })
    await tap('none', 1, 3)
    expect((await fresh())?.waitMinutes).toMatchObject({ from: 0, to: 5 })
    await tap('50', 1, 4, 'in-2')
    expect((await fresh())?.waitMinutes).toMatchObject({ from: 25, to: 80 })
    await tap('more', 0, 5, 'in-2')
    await tap('more', 0, 6)
    expect((await fresh())?.waitMinutes).toMatchObject({ from: 150, to: 240 })
  })

  it('is read once a minute, whoever looks', async () => {
    const read = checkpointPages({ ...desk.province.deps, publicFacts: publicFactsOf(desk.province.storage) })
    const first = await read('bach-dang')
    await count(50, 1)
    desk.province.pass(MINUTE_MS - SECOND_MS)
    expect(await read('bach-dang')).toBe(first)
    desk.province.pass(SECOND_MS)
    expect((await read('bach-dang'))?.hours.some(({ persons }) => persons === 50)).toBe(true)
  })

  it('is not found for a checkpoint that is not there', async () => {
    expect((await desk.call({ path: '/api/checkpoints/nowhere' })).status).toBe(404)
  })
})
