import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findReply } from '../../server/declarations/declaration-store.ts'
import { DEMO_REFERENCE, DEMO_SPARES } from '../../server/seed/demo-passes.ts'
import { DEMO_STARTS_AT } from '../../server/seed/seed-demo.ts'
import { verifyPassword } from '../../server/staff/password.ts'
import { formatLocal, parseInstant } from '../../shared/time.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { type DemoInstallation, demoInstallation, FIRST_START } from './demo-installation.ts'

let demo: DemoInstallation
beforeEach(async () => {
  demo = await demoInstallation()
})
afterEach(() => demo.close())

async function everything(): Promise<string> {
  const { read } = demo.storage
  const tables = ['setting', 'checkpoint', 'ruleset', 'zone', 'staff', 'staff_checkpoint', 'declaration'] as const
  return JSON.stringify(await Promise.all(tables.map((table) => read.selectFrom(table).selectAll().execute())))
}

describe('the first start of the demo', () => {
  it('works: the province, its rules, its people and an example', async () => {
    const { staff } = await demo.seed(FIRST_START, 'simple')
    const count = async (table: 'checkpoint' | 'ruleset' | 'zone' | 'staff' | 'declaration'): Promise<number> =>
      (await demo.storage.read.selectFrom(table).selectAll().execute()).length
    expect(await count('checkpoint')).toBe(10)
    expect(await count('ruleset')).toBe(demo.seeds.rulesets.length)
    expect(await count('zone')).toBe(demo.seeds.zones.length)
    expect(await count('staff')).toBe(staff?.length)
    expect(await count('declaration')).toBe(1 + Object.keys(DEMO_SPARES).length)
    expect((await findReply(demo.storage, DEMO_REFERENCE))?.verdict.outcome).toBe('admit')
  })

  it('sets the clock to 17 February 2021, 20:00 in Hạ Long, at that very moment', async () => {
    const { offsetMs } = await demo.seed(FIRST_START, 'simple')
    expect(FIRST_START + offsetMs).toBe(parseInstant('2021-02-17T20:00:00+07:00'))
    expect(formatLocal(DEMO_STARTS_AT)).toEqual({ date: '17/02/2021', time: '20:00' })
  })

  it('leaves nothing half done when the disk refuses midway', async () => {
    await demo.storage.write((tx) =>
      tx
        .insertInto('zone')
        .values({ zone_id: demo.seeds.zones[0]?.zoneId ?? '', body: '{}', updated_at: 0 })
        .execute(),
    )
    await expect(demo.seed(FIRST_START, 'simple')).rejects.toThrow()
    expect(await demo.storage.read.selectFrom('checkpoint').selectAll().execute()).toEqual([])
    expect(await demo.storage.read.selectFrom('staff').selectAll().execute()).toEqual([])
  })
})

describe('a later start', () => {
  it('changes nothing and keeps the clock ticking from the first', async () => {
    const first = await demo.seed(FIRST_START, 'simple')
    const before = await everything()
    const second = await demo.seed(FIRST_START + 50 * HOUR_MS, 'simple')
    expect(await everything()).toBe(before)
    expect(second).toEqual(first)
  })

  it('does not know random passwords any more', async () => {
    expect((await demo.seed(FIRST_START, 'random')).staff).not.toBeNull()
    const before = await everything()
    expect((await demo.seed(FIRST_START, 'random')).staff).toBeNull()
    expect((await demo.seed(FIRST_START, 'simple')).staff).toBeNull()
    expect(await everything()).toBe(before)
  })

  it('replaces simple passwords and PINs before strangers can reach them, and ends every session', async () => {
    await demo.seed(FIRST_START, 'simple')
    const session = { token_hash: 'x', staff_id: 'operator', created_at: 0, last_used_at: 0, expires_at: 9e15 }
    await demo.storage.write((tx) => tx.insertInto('session').values(session).execute())
    const { staff } = await demo.seed(FIRST_START, 'random')
    const rows = await demo.storage.read.selectFrom('staff').selectAll().execute()
    for (const row of rows) {
      const seed = demo.seeds.staff.find(({ id }) => id === row.staff_id)
      const drawn = staff?.find(({ id }) => id === row.staff_id)
      expect(await verifyPassword(row.password_hash, seed?.password ?? '')).toBe(false)
      expect(await verifyPassword(row.password_hash, drawn?.password ?? '')).toBe(true)
      if (row.pin_hash !== null) expect(await verifyPassword(row.pin_hash, drawn?.pin ?? '')).toBe(true)
    }
    expect(await demo.storage.read.selectFrom('session').selectAll().execute()).toEqual([])
  })
})

describe('the seed files', () => {
  it('draw strong secrets, each its own', async () => {
    const { staff } = await demo.seed(FIRST_START, 'random')
    const passwords = (staff ?? []).map(({ password }) => password)
    expect(new Set(passwords).size).toBe(passwords.length)
    for (const password of passwords) expect(password).toMatch(/^[b-z2-9]{4}-[b-z2-9]{4}-[b-z2-9]{4}$/)
    for (const { pin } of staff ?? []) expect(pin ?? '000000').toMatch(/^\d{6}$/)
  })

  it.each([
    ['bach-dang', 'Xã Liên Vị', 'Thành phố Hải Phòng'],
    ['da-bac', 'Phường Phương Nam', 'Thành phố Hải Phòng'],
    ['dong-trieu', 'Xã Bình Dương', 'Tỉnh Hải Dương'],
    ['ha-my', 'Xã Tân Dân', 'Tỉnh Bắc Giang'],
    ['dien-xa', 'Xã Điền Xá', 'Tỉnh Lạng Sơn'],
    ['bac-luan', 'Phường Hải Hoà', null],
    ['dong-van', 'Xã Đồng Văn', null],
    ['cai-lan', 'Phường Giếng Đáy', null],
    ['tuan-chau', 'Phường Tuần Châu', 'Thành phố Hải Phòng'],
    ['tan-truong', 'Xã Tân Trường', 'Tỉnh Hưng Yên'],
  ])('stand %s in %s, at the border of %s', (id, commune, neighbour) => {
    const checkpoint = demo.seeds.checkpoints.find((one) => one.id === id)
    if (!checkpoint) throw new Error(`no checkpoint ${id}`)
    expect(demo.areaTable.get(checkpoint.place)?.name).toBe(commune)
    expect(checkpoint.borders && (demo.areaTable.get(checkpoint.borders)?.name ?? null)).toBe(neighbour)
    const province = demo.areaTable.lineage(checkpoint.place).at(-1)
    expect(province).toBe(`2021:1000${checkpoint.authority.slice(3)}`)
  })

  it('give every checkpoint lanes both ways, an officer, and a place of its own on the wall', () => {
    const { checkpoints, staff } = demo.seeds
    for (const { id, lanes } of checkpoints) {
      expect(new Set(lanes.map(({ direction }) => direction)), id).toEqual(new Set(['entry', 'exit']))
      expect(new Set(lanes.map((lane) => lane.id)).size, id).toBe(lanes.length)
      expect(
        staff.some((one) => one.checkpoints.includes(id)),
        id,
      ).toBe(true)
    }
    expect(new Set(checkpoints.map(({ schematic: { x, y } }) => `${x},${y}`)).size).toBe(checkpoints.length)
    expect(checkpoints.some(({ lanes }) => lanes.some(({ vehicles }) => vehicles === 'goods'))).toBe(true)
  })

  it('name a ruleset for every authority that has a checkpoint', () => {
    const owners = new Set(demo.seeds.rulesets.map(({ authority }) => authority))
    for (const { authority } of demo.seeds.checkpoints) expect(owners.has(authority), authority).toBe(true)
  })
})
