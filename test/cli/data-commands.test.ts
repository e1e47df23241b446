import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { currentBundle } from '../../server/bundles/current-bundle.ts'
import { dropListCommand, rotateSaltCommand, setListCommand, showListsCommand } from '../../server/cli/lists.ts'
import { liftZoneCommand, listCheckpointsCommand, listZonesCommand, setCheckpointsCommand, setZonesCommand } from '../../server/cli/places.ts'
import { requireCommand } from '../../server/cli/rules-require.ts'
import { addWatchCommand, listWatchCommand, removeWatchCommand, type WatchFlags } from '../../server/cli/watch.ts'
import { writeSetting } from '../../server/seed/settings.ts'
import { asCheckpointId } from '../../shared/ids.ts'
import { quickSalt } from '../lists/a-list.ts'
import { aRuleset } from '../rules/a-ruleset.ts'
import { aCore, CORE_NOW, type Core } from '../support/a-core.ts'
import { testAreas } from '../support/areas.ts'

let core: Core
let folder: string
beforeEach(async () => {
  core = await aCore()
  await core.storage.write((tx) => writeSetting(tx, 'list-salt', quickSalt()))
  folder = mkdtempSync(join(tmpdir(), 'chot-data-'))
})
afterEach(async () => {
  await core.close()
  rmSync(folder, { recursive: true, force: true })
})

const here = () => ({ storage: core.storage, clock: core.deps.clock, areaTable: testAreas() })
const bundle = async (id = 'bach-dang') => (await currentBundle(core.deps, asCheckpointId(id))).parts

function file(content: unknown): string {
  const path = join(folder, 'file.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

async function actions() {
  return (await core.storage.read.selectFrom('audit').select('action').orderBy('audit_id').execute()).map(({ action }) => action)
}

describe('checkpoints', () => {
  const seeds = JSON.parse(readFileSync('seeds/demo/checkpoints.json', 'utf8'))
  const [bachDang] = seeds.checkpoints

  it('are added and replaced from a file, and the bundle follows at once', async () => {
    await bundle()
    const road = { ...bachDang, road: 'Quốc lộ 18', borders: null }
    const fresh = { ...bachDang, id: 'cau-moi', borders: null }
    expect(await setCheckpointsCommand(here(), file({ checkpoints: [road, fresh] }))).toMatchObject({
      kind: 'done',
      json: { created: ['cau-moi'], changed: ['bach-dang'], sites: 0 },
    })
    expect((await bundle()).checkpoint.road).toBe('Quốc lộ 18')
    expect((await bundle('cau-moi')).checkpoint.id).toBe('cau-moi')
    expect((await listCheckpointsCommand(here())).text).toMatch(/^bach-dang: Cầu Bạch Đằng \(province-road, VN-22, 4 lane\(s\)\)$/m)
    expect(await setCheckpointsCommand(here(), file({ checkpoints: [road] }))).toMatchObject({ json: { created: [], changed: [] } })
    expect(await actions()).toEqual(['checkpoints-set', 'checkpoints-set'])
  })

  it('at a place that no table holds are refused with the path, and nothing is kept', async () => {
    const answer = await setCheckpointsCommand(here(), file({ checkpoints: [{ ...bachDang, id: 'cau-moi', place: '2021:399999', borders: null }] }))
    expect(answer).toMatchObject({ kind: 'refused', json: { faults: [{ path: 'checkpoints.0.place' }] } })
    expect((await listCheckpointsCommand(here())).text).not.toContain('cau-moi')
  })

  it('with a fault are refused with the line', async () => {
    const answer = await setCheckpointsCommand(here(), file(JSON.stringify({ checkpoints: [{ ...bachDang, kind: 'gate' }] }, null, 2)))
    expect(answer).toMatchObject({ kind: 'refused', json: { faults: [{ path: 'checkpoints.0.kind', line: 9 }] } })
  })

  it('of a file that is not there are wrong use', async () => {
    expect((await setCheckpointsCommand(here(), join(folder, 'none.json'))).kind).toBe('wrong-use')
  })
})

describe('zones', () => {
  const zone = {
    zoneId: 'z-1',
    place: '2021:310930',
    kind: 'sealed',
    state: 'active',
    from: '2021-02-10T00:00:00+07:00',
    to: null,
    authority: 'VN-30',
    source: { vi: 'Thông báo thử', en: 'A test notice' },
  }

  it('reach the bundle at once, and end when they are lifted', async () => {
    await bundle()
    expect(await setZonesCommand(here(), file([zone]))).toMatchObject({ kind: 'done', json: { created: ['z-1'] } })
    expect((await bundle()).zones.zones).toMatchObject([{ zoneId: 'z-1', to: null }])
    expect((await listZonesCommand(here())).text).toBe('z-1: sealed 2021:310930, active, 10/02/2021 00:00 –')
    expect((await liftZoneCommand(here(), 'z-1', null)).kind).toBe('done')
    expect((await bundle()).zones.zones).toMatchObject([{ zoneId: 'z-1', state: 'lifted', to: CORE_NOW }])
    expect(await actions()).toEqual(['zones-set', 'zone-lifted'])
  })

  it.each([
    ['that nobody knows', 'z-2', null, 'unknown-zone'],
    ['at its first instant', 'z-1', zone.from, 'not-begun'],
  ])('%s cannot be lifted', async (_name, id, at, error) => {
    await setZonesCommand(here(), file([zone]))
    expect(await liftZoneCommand(here(), id, at)).toMatchObject({ kind: 'refused', json: { error } })
  })

  it('lifted once are not made longer', async () => {
    await setZonesCommand(here(), file([zone]))
    await liftZoneCommand(here(), 'z-1', '2021-02-16T00:00:00+07:00')
    expect(await liftZoneCommand(here(), 'z-1', '2021-02-16T00:00:01+07:00')).toMatchObject({ json: { error: 'ended-before' } })
    expect((await liftZoneCommand(here(), 'z-1', '2021-02-15T00:00:00+07:00')).kind).toBe('done')
    expect((await liftZoneCommand(here(), 'z-1', 'yesterday')).kind).toBe('wrong-use')
  })

  it('with a fault are refused with the path', async () => {
    expect(await setZonesCommand(here(), file([{ ...zone, to: zone.from }]))).toMatchObject({ kind: 'refused', json: { faults: [{ path: '0.to' }] } })
  })
})

describe('lists', () => {
  const entries = [
    { document: { kind: 'citizen-id', country: 'VN', number: '030 085 123 456' } },
    { document: { kind: 'citizen-id', country: 'VN', number: '030085123456' } },
    { plate: '34C-123.45' },
    { pass: '00000000000000dd' },
    { employer: 'Công ty Than Hạ Long' },
  ]

  it('are set from a file, shown as numbers, hashed anew, dropped', async () => {
    expect(await setListCommand(here(), 'roster', file(entries))).toMatchObject({ kind: 'done', json: { list: 'roster', entries: 4 } })
    expect((await showListsCommand(here(), null)).text).toBe('roster: 1 by document, 1 by employer, 1 by pass, 1 by plate; set 17/02/2021 20:00')
    const { hashes } = (await bundle()).lists.lists.roster ?? { hashes: [] }
    expect(hashes).toHaveLength(3)
    expect(await rotateSaltCommand(here())).toMatchObject({ json: { keys: 3 } })
    expect((await bundle()).lists.lists.roster?.hashes).not.toEqual(hashes)
    expect((await dropListCommand(here(), 'roster')).kind).toBe('done')
    expect((await dropListCommand(here(), 'roster')).kind).toBe('refused')
    expect((await showListsCommand(here(), 'roster')).kind).toBe('refused')
    expect((await bundle()).lists.lists).toEqual({})
    expect(await actions()).toEqual(['list-set', 'list-salt-rotated', 'list-dropped'])
  })

  it.each([
    ['a plate without a digit', { plate: 'ABCD' }],
    ['a pass that is no id', { pass: '12' }],
    ['a document of no country', { document: { kind: 'passport', country: 'Lào', number: 'P123456' } }],
    ['two names in one entry', { plate: '34C-123.45', pass: '00000000000000dd' }],
  ])('with %s are refused, and nothing is kept', async (_name, entry) => {
    expect((await setListCommand(here(), 'roster', file([entry]))).kind).toBe('refused')
    expect((await showListsCommand(here(), null)).text).toBe('There are no lists.')
  })

  it('are called by small words', async () => {
    expect((await setListCommand(here(), 'Roster', file([]))).kind).toBe('wrong-use')
  })
})

describe('required rulesets', () => {
  it('reach the policy of the bundle, once they are published', async () => {
    expect(await requireCommand(here(), ['vn'])).toMatchObject({ kind: 'refused', json: { error: 'unknown-ruleset' } })
    expect((await bundle()).policy).not.toHaveProperty('requiredRulesets')
    const row = { ruleset_id: 'vn', version: 1, authority: 'VN', body: JSON.stringify(aRuleset({ rulesetId: 'vn' })), published_at: 0 }
    await core.storage.write((tx) => tx.insertInto('ruleset').values(row).execute())
    expect((await requireCommand(here(), ['vn', 'vn'])).text).toBe('Without these in force kiosks refer everybody: vn.')
    expect((await bundle()).policy.requiredRulesets).toEqual(['vn'])
    expect(await requireCommand(here(), [])).toMatchObject({ json: { required: ['vn'] } })
    expect(await requireCommand(here(), ['none'])).toMatchObject({ json: { required: [] } })
    expect((await bundle()).policy).not.toHaveProperty('requiredRulesets')
  })

  it.each([
    ['from this moment', 0, []],
    ['from a minute later', 60_000, ['vn']],
  ])('that are in force %s warn of everybody who is referred until then', async (_name, later, missing) => {
    const body = JSON.stringify(aRuleset({ rulesetId: 'vn', validFrom: core.deps.clock.now() + later }))
    await core.storage.write((tx) =>
      tx.insertInto('ruleset').values({ ruleset_id: 'vn', version: 1, authority: 'VN', body, published_at: 0 }).execute(),
    )
    expect(await requireCommand(here(), ['vn'])).toMatchObject({ json: { required: ['vn'], missing } })
  })
})

describe('the watch-list', () => {
  const flags: WatchFlags = { documentKind: 'citizen-id', country: 'VN', kind: 'f1' }

  it('takes a document, a plate, a code, and lists them without telling who', async () => {
    const document = await addWatchCommand(here(), { ...flags, document: '030085123456', birthYear: '1985', to: '2021-03-04T00:00:00+07:00' })
    expect(document).toMatchObject({ kind: 'done', json: { subject: 'document', kind: 'f1' } })
    expect((await addWatchCommand(here(), { ...flags, plate: '34C-123.45', kind: 'breach' })).kind).toBe('done')
    expect((await addWatchCommand(here(), { ...flags, credential: '00000000000000cc' })).kind).toBe('done')
    const { text } = await listWatchCommand(here())
    expect(text.split('\n')).toHaveLength(3)
    expect(text).toMatch(/^[0-9a-f]{16} document f1 17\/02\/2021 20:00 – 04\/03\/2021 00:00$/m)
    expect(text).not.toMatch(/030085123456|34C|00cc/)
    expect((await bundle())['watch-list'].byCredential).toMatchObject([{ credential: '00000000000000cc', kind: 'f1' }])
    const [id = ''] = text.split(' ')
    expect((await removeWatchCommand(here(), id)).kind).toBe('done')
    expect((await removeWatchCommand(here(), id)).kind).toBe('refused')
  })

  it('says that without a year of birth nobody is confirmed', async () => {
    expect((await addWatchCommand(here(), { ...flags, document: '030085123456' })).text).toContain('for an officer to look at')
  })

  it.each([
    ['nobody', {}],
    ['two at once', { document: '030085123456', plate: '34C-123.45' }],
    ['a plate that is none', { plate: 'xe' }],
    ['a kind that only the server finds', { document: '030085123456', kind: 'contradicted' }],
    ['an end before its beginning', { document: '030085123456', to: '2021-02-17T20:00:00+07:00' }],
    ['a year of two digits', { document: '030085123456', birthYear: '85' }],
    ['an instant without its offset', { document: '030085123456', from: '2021-02-17T20:00' }],
  ])('does not take %s', async (_name, change) => {
    expect((await addWatchCommand(here(), { ...flags, ...change })).kind).toBe('wrong-use')
    expect((await listWatchCommand(here())).text).toBe('Nobody is watched.')
  })

  it('does not take a reference that leads to no declaration', async () => {
    expect((await addWatchCommand(here(), { ...flags, credential: '0'.repeat(26) })).kind).toBe('refused')
  })
})
