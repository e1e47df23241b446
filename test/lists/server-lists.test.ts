import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { currentBundle } from '../../server/bundles/current-bundle.ts'
import { rotateListSalt } from '../../server/lists/list-salt.ts'
import { dropNamedList, setNamedList, summariseLists } from '../../server/lists/named-lists.ts'
import { nodeSlowHash } from '../../server/lists/node-slow-hash.ts'
import { addWatch, type NewWatch, removeWatch, summariseWatch } from '../../server/lists/watch.ts'
import { writeSetting } from '../../server/seed/settings.ts'
import type { BundleParts } from '../../shared/bundle/bundle.ts'
import { asCheckpointId, asCredentialId } from '../../shared/ids.ts'
import { findHits, readyLists } from '../../shared/lists/find-hits.ts'
import { documentKey, plateKey } from '../../shared/lists/list-key.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { aCore, CORE_NOW, type Core } from '../support/a-core.ts'
import { NOTHING, quickSalt } from './a-list.ts'

let core: Core
beforeEach(async () => {
  core = await aCore()
  await core.storage.write((tx) => writeSetting(tx, 'list-salt', quickSalt()))
})
afterEach(() => core.close())

const card = { kind: 'citizen-id', country: 'VN', number: '030085123456', birthYear: 1985 } as const
const CARD = documentKey(card)
const change = { staff: null, at: CORE_NOW }
const credential = asCredentialId('00000000000000cc')
const watch: NewWatch = { subject: 'document', key: CARD, kind: 'f1', birthYear: 1985, from: CORE_NOW, to: null, otherPassage: null }

async function parts(): Promise<BundleParts> {
  return (await currentBundle(core.deps, asCheckpointId('bach-dang'))).parts
}

/** As a tablet looks them up. */
async function hits(presented: Partial<typeof NOTHING>) {
  const { 'watch-list': watchList, lists } = await parts()
  return findHits({ ...NOTHING, ...presented }, readyLists(watchList, lists), nodeSlowHash)
}

async function declare(birthYear: number, expiresAt: number): Promise<void> {
  const row = { list_key: CARD, credential_id: credential, birth_year: birthYear, expires_at: expiresAt }
  await core.storage.write((tx) => tx.insertInto('declared_document').values(row).execute())
}

async function audited() {
  return (await core.storage.read.selectFrom('audit').select(['action', 'detail']).orderBy('audit_id').execute()).map(
    ({ action, detail }) => `${action} ${detail}`,
  )
}

describe('the watch-list in the bundle', () => {
  it('is two empty lists while nobody is watched, and no salt is drawn', async () => {
    expect((await parts())['watch-list']).toEqual({ byCredential: [] })
    expect((await parts()).lists).toEqual({ lists: {} })
  })

  it('holds a watched card at once, and not once it is removed', async () => {
    await parts()
    const id = await addWatch(core.storage, watch, change)
    expect((await hits({ documents: [card] })).watch).toMatchObject({ value: [{ kind: 'f1', by: ['document'], confirmed: true }] })
    expect(await removeWatch(core.storage, id, change)).toBe(true)
    expect(await removeWatch(core.storage, id, change)).toBe(false)
    expect((await hits({ documents: [card] })).watch).toEqual({ state: 'known', value: [] })
  })

  it('holds a plate, and neither plate nor number in plain', async () => {
    await addWatch(core.storage, { ...watch, subject: 'plate', key: plateKey('34C-123.45'), birthYear: null }, change)
    await addWatch(core.storage, watch, change)
    expect((await hits({ plates: ['34c12345'] })).watch).toMatchObject({ value: [{ by: ['plate'], confirmed: false }] })
    expect(JSON.stringify(await parts())).not.toMatch(/030085123456|34C12345/)
  })

  it.each([
    ['of the same year of birth is confirmed', 1985, {}],
    ['of another year is for an officer to look at', 1986, { unconfirmed: true }],
  ])('names the live code that declares a watched document; one %s', async (_name, birthYear, expected) => {
    await addWatch(core.storage, watch, change)
    await declare(birthYear, CORE_NOW + 1)
    expect((await parts())['watch-list'].byCredential).toEqual([{ credential, kind: 'f1', from: CORE_NOW, to: null, ...expected }])
    const { watch: found } = await hits({ credentials: [credential] })
    expect(found).toMatchObject({ value: [{ by: ['credential'], confirmed: birthYear === 1985 }] })
  })

  it('does not name a code that has expired', async () => {
    await addWatch(core.storage, watch, change)
    await declare(1985, CORE_NOW)
    expect((await parts())['watch-list'].byCredential).toEqual([])
  })

  it('names a code that is declared after its holder was watched, within ten seconds', async () => {
    await addWatch(core.storage, watch, change)
    await parts()
    await declare(1985, CORE_NOW + HOUR_MS)
    core.pass(10_000)
    expect((await parts())['watch-list'].byCredential).toMatchObject([{ credential }])
  })

  it('names a watched code itself, with where the other passage was', async () => {
    const otherPassage = { checkpoint: 'da-bac', at: CORE_NOW - HOUR_MS }
    await addWatch(core.storage, { ...watch, subject: 'credential', key: `credential:${credential}`, kind: 'contradicted', otherPassage }, change)
    expect((await parts())['watch-list'].byCredential).toEqual([{ credential, kind: 'contradicted', from: CORE_NOW, to: null, otherPassage }])
  })

  it('is not hashed again for every question: the part stays the same object', async () => {
    await addWatch(core.storage, watch, change)
    const before = (await parts())['watch-list']
    core.pass(10_000)
    expect((await parts())['watch-list']).toBe(before)
  })

  it('is told apart by people without telling who', async () => {
    const id = await addWatch(core.storage, watch, change)
    expect(await summariseWatch(core.storage)).toEqual([{ id, subject: 'document', kind: 'f1', from: CORE_NOW, to: null, addedAt: CORE_NOW }])
    expect((await audited()).join('\n')).toMatch(/^watch-added /)
    expect((await audited()).join('\n')).not.toContain('030085123456')
  })
})

describe('a named list', () => {
  it('answers for cards, for live codes of people on it, and for passes', async () => {
    await declare(1985, CORE_NOW + 1)
    await setNamedList(core.storage, 'roster', [{ subject: 'document', key: CARD }], change)
    await setNamedList(core.storage, 'suspended-passes', [{ subject: 'pass', key: 'pass:00000000000000dd' }], change)
    const pass = asCredentialId('00000000000000dd')
    const known = (value: boolean) => ({ state: 'known', value })
    expect((await hits({ documents: [card] })).named).toMatchObject({ roster: known(true), 'suspended-passes': { state: 'unknown' } })
    expect((await hits({ credentials: [credential] })).named.roster).toEqual(known(true))
    expect((await hits({ credentials: [pass], passes: [pass] })).named['suspended-passes']).toEqual(known(true))
    expect((await hits({ documents: [{ ...card, number: '030085123457' }] })).named.roster).toEqual(known(false))
  })

  it('is replaced whole, counted without names, and gone when dropped', async () => {
    const two = ['a', 'b', 'a'].map((key) => ({ subject: 'plate' as const, key: plateKey(`34C1234${key === 'a' ? 1 : 2}`) }))
    expect(await setNamedList(core.storage, 'trucks', two, change)).toBe(2)
    expect(await setNamedList(core.storage, 'trucks', two.slice(0, 1), change)).toBe(1)
    expect(await summariseLists(core.storage)).toEqual([{ list: 'trucks', updatedAt: CORE_NOW, entries: { plate: 1 } }])
    expect((await hits({ plates: ['34C12342'] })).named.trucks).toEqual({ state: 'known', value: false })
    expect(await dropNamedList(core.storage, 'trucks', change)).toBe(true)
    expect(await dropNamedList(core.storage, 'trucks', change)).toBe(false)
    expect((await parts()).lists).toEqual({ lists: {} })
  })

  it('that is set empty is a no for everybody', async () => {
    await setNamedList(core.storage, 'roster', [], change)
    expect((await hits({})).named.roster).toEqual({ state: 'known', value: false })
  })
})

it('a new salt makes every hash anew, and everybody is still found', async () => {
  await addWatch(core.storage, watch, change)
  await setNamedList(core.storage, 'roster', [{ subject: 'document', key: CARD }], change)
  const before = await parts()
  const restore = await core.storage.read.selectFrom('setting').select('value').where('name', '=', 'list-salt').executeTakeFirst()
  expect(await rotateListSalt(core.storage, CORE_NOW)).toEqual({ keys: 1 })
  const after = await parts()
  expect(after.lists.lists.roster?.salt).not.toBe(restore?.value)
  expect(after.lists.lists.roster?.hashes).not.toEqual(before.lists.lists.roster?.hashes)
  expect(after['watch-list'].byDocument?.salt).toBe(after.lists.lists.roster?.salt)
  expect(await hits({ documents: [card] })).toMatchObject({ watch: { value: [{ kind: 'f1' }] }, named: { roster: { value: true } } })
  expect((await audited()).at(-1)).toBe('list-salt-rotated {"keys":1}')
})
