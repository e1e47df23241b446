import { describe, expect, test } from 'vitest'
import { nodeSlowHash } from '../../server/lists/node-slow-hash.ts'
import type { BundleParts } from '../../shared/bundle/bundle.ts'
import { asCredentialId } from '../../shared/ids.ts'
import { findHits, type PresentedNumber, readyLists } from '../../shared/lists/find-hits.ts'
import { documentKey, employerKey, plateKey } from '../../shared/lists/list-key.ts'
import type { SlowHash } from '../../shared/lists/slow-hash.ts'
import { NOTHING, namedList, quickSalt, watchOf } from './a-list.ts'

const from = Date.parse('2021-02-17T00:00:00+07:00')
const to = Date.parse('2021-03-04T00:00:00+07:00')
const card: PresentedNumber = { kind: 'citizen-id', country: 'VN', number: '030085123456', birthYear: 1985 }
const [mine, other] = [asCredentialId('00000000000000aa'), asCredentialId('00000000000000bb')]
const NONE: BundleParts['lists'] = { lists: {} }

async function watched() {
  const salt = quickSalt()
  const watch: BundleParts['watch-list'] = {
    byCredential: [{ credential: mine, kind: 'f1', from, to }],
    byDocument: await watchOf(salt, [
      { key: documentKey(card), kind: 'f1', birthYear: 1985, from, to },
      { key: documentKey({ ...card, number: '030090000001' }), kind: 'breach', from, to: null },
    ]),
    byPlate: await watchOf(salt, [{ key: plateKey('34C-123.45'), kind: 'breach', from, to: null }]),
  }
  return readyLists(watch, NONE)
}

async function hitsOf(presented: Partial<typeof NOTHING>) {
  const { watch } = await findHits({ ...NOTHING, ...presented }, await watched(), nodeSlowHash)
  return watch.state === 'known' ? watch.value : watch
}

describe('the watch-list', () => {
  test('a card on it, of the same year of birth, is a confirmed hit', async () => {
    expect(await hitsOf({ documents: [card] })).toEqual([{ kind: 'f1', by: ['document'], confirmed: true, from, to }])
  })

  test.each([
    ['a year later', 1986],
    ['a year earlier', 1984],
    ['of no known year', null],
  ])('the same number with a birth %s is a hit that is not confirmed', async (_name, birthYear) => {
    expect(await hitsOf({ documents: [{ ...card, birthYear }] })).toEqual([{ kind: 'f1', by: ['document'], confirmed: false, from, to }])
  })

  test('an entry without a year of birth is never confirmed', async () => {
    expect(await hitsOf({ documents: [{ ...card, number: '030090000001', birthYear: 1990 }] })).toMatchObject([{ kind: 'breach', confirmed: false }])
  })

  test('the next number is nobody', async () => {
    expect(await hitsOf({ documents: [{ ...card, number: '030085123457' }] })).toEqual([])
  })

  test('a plate is a hit however it is written, and never a confirmed one', async () => {
    expect(await hitsOf({ plates: ['34c 12345'] })).toEqual([{ kind: 'breach', by: ['plate'], confirmed: false, from, to: null }])
    expect(await hitsOf({ plates: ['34c 12346'] })).toEqual([])
  })

  test("a watched credential's hit is confirmed, another's is none", async () => {
    expect(await hitsOf({ credentials: [mine] })).toMatchObject([{ by: ['credential'], confirmed: true }])
    expect(await hitsOf({ credentials: [other] })).toEqual([])
  })

  test('code and card of one entry are one hit, found by both', async () => {
    const documents = [{ ...card, birthYear: null }]
    expect(await hitsOf({ credentials: [mine], documents })).toEqual([{ kind: 'f1', by: ['credential', 'document'], confirmed: true, from, to }])
  })

  test('a passage that another contradicts says where and when', async () => {
    const salt = quickSalt()
    const otherPassage = { checkpoint: 'bach-dang', at: from }
    const byDocument = await watchOf(salt, [{ key: documentKey(card), kind: 'contradicted', birthYear: 1985, from, to, otherPassage }])
    const { watch } = await findHits({ ...NOTHING, documents: [card] }, readyLists({ byCredential: [], byDocument }, NONE), nodeSlowHash)
    expect(watch).toEqual({ state: 'known', value: [{ kind: 'contradicted', by: ['document'], confirmed: true, from, to, otherPassage }] })
  })

  test('what this app cannot hash makes it unknown, not empty', async () => {
    const byDocument = { salt: 'argon2id:3:00ff', entries: [] }
    const lists = readyLists({ byCredential: [], byDocument }, NONE)
    expect((await findHits({ ...NOTHING, documents: [card] }, lists, nodeSlowHash)).watch).toEqual({ state: 'unknown', why: 'missing' })
    expect((await findHits(NOTHING, lists, nodeSlowHash)).watch).toEqual({ state: 'known', value: [] })
  })

  test('rows out of order or cut off are refused with the whole bundle', async () => {
    const good = await watchOf(quickSalt(), [
      { key: 'a', kind: 'f1', from, to },
      { key: 'b', kind: 'f1', from, to },
    ])
    const { packed = '' } = good
    const cut = { ...good, packed: packed.slice(0, -4) }
    const bytes = Buffer.from(packed, 'base64url')
    const swapped = { ...good, packed: Buffer.concat([bytes.subarray(32), bytes.subarray(0, 32)]).toString('base64url') }
    for (const byDocument of [cut, swapped]) expect(() => readyLists({ byCredential: [], byDocument }, NONE)).toThrow('byDocument')
    expect(() => readyLists({ byCredential: [], byDocument: good }, NONE)).not.toThrow()
  })
})

describe('a named list', () => {
  const salt = quickSalt()

  async function isOn(list: BundleParts['lists']['lists'][string], presented: Partial<typeof NOTHING>) {
    const { named } = await findHits({ ...NOTHING, ...presented }, readyLists({ byCredential: [] }, { lists: { list } }), nodeSlowHash)
    return named.list?.state === 'known' ? named.list.value : null
  }

  test('of people is unknown until a full number is shown', async () => {
    const roster = await namedList(salt, ['document'], [documentKey(card)])
    expect(await isOn(roster, { credentials: [mine], plates: ['34C12345'] })).toBeNull()
    expect(await isOn(roster, { documents: [card] })).toBe(true)
    expect(await isOn(roster, { documents: [{ ...card, number: '030085123457' }] })).toBe(false)
  })

  test('knows the live code of somebody on it, and only of them', async () => {
    const roster = { ...(await namedList(salt, ['document'], [documentKey(card)])), credentials: [mine] }
    expect(await isOn(roster, { credentials: [mine] })).toBe(true)
    expect(await isOn(roster, { credentials: [other] })).toBeNull()
  })

  test('of passes needs the pass, and a pass that is not on it is not suspended', async () => {
    const suspended = { salt, hashes: [], about: ['pass'] as const, credentials: [mine] }
    expect(await isOn(suspended, { credentials: [mine], passes: [mine] })).toBe(true)
    expect(await isOn(suspended, { credentials: [other], passes: [other] })).toBe(false)
    expect(await isOn(suspended, { credentials: [other] })).toBeNull()
  })

  test('by pass and plate is a no only where both were shown', async () => {
    const suspended = { ...(await namedList(salt, ['pass', 'plate'], [plateKey('34C-123.45')])), credentials: [mine] }
    expect(await isOn(suspended, { plates: ['34C 123 45'] })).toBe(true)
    expect(await isOn(suspended, { plates: ['34C 123 46'] })).toBeNull()
    expect(await isOn(suspended, { credentials: [other], passes: [other], plates: ['34C 123 46'] })).toBe(false)
  })

  test('of employers goes by the name as declared', async () => {
    const list = await namedList(salt, ['employer'], [employerKey('Công ty Than Hạ Long')])
    expect(await isOn(list, { employers: ['CONG TY  THAN HA LONG'] })).toBe(true)
    expect(await isOn(list, { employers: ['Công ty Than Hòn Gai'] })).toBe(false)
    expect(await isOn(list, {})).toBeNull()
  })

  test('that is empty names nobody, whatever was shown', async () => {
    expect(await isOn({ salt, hashes: [], about: [] }, {})).toBe(false)
  })

  test('out of order is refused with the whole bundle', () => {
    const list = { salt, hashes: ['b'.repeat(32), 'a'.repeat(32)] }
    expect(() => readyLists({ byCredential: [] }, { lists: { list } })).toThrow('list list')
  })
})

test('one salt for all lists costs one slow hash for each key', async () => {
  const salt = quickSalt()
  const hashedKeys: string[] = []
  const counting: SlowHash = (key, ...others) => {
    hashedKeys.push(Buffer.from(key).toString())
    return nodeSlowHash(key, ...others)
  }
  const lists = { roster: await namedList(salt, ['document'], ['x']), drivers: await namedList(salt, ['document'], ['y']) }
  const ready = readyLists({ byCredential: [], byDocument: await watchOf(salt, []) }, { lists })
  await findHits({ ...NOTHING, documents: [card] }, ready, counting)
  expect(hashedKeys).toEqual(['document:citizen-id:VN:030085123456'])
})
