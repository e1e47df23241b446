import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MOST_PER_KIOSK, purgeContradicted } from '../../server/adjudication/contradicted.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/units.ts'
import { aProvince, type Declared, type Province } from '../support/a-province.ts'
import type { Tablet } from '../support/a-tablet.ts'

let province: Province
beforeEach(async () => {
  province = await aProvince()
})
afterEach(async () => {
  await province.close()
})

const entries = () => province.storage.read.selectFrom('watch_entry').selectAll().execute()

/** The same code the same way at two tablets of one checkpoint. */
async function usedTwice(): Promise<{ readonly declared: Declared; readonly tablets: readonly [Tablet, Tablet]; readonly at: number }> {
  const tablets = [await province.tablet('bach-dang'), await province.tablet('bach-dang')] as const
  const declared = await province.declare()
  await tablets[0].station.readCode(declared.qr)
  province.pass(30 * MINUTE_MS)
  await tablets[1].station.readCode(declared.qr)
  for (const tablet of tablets) await tablet.syncAll()
  const at = province.now()
  await province.adjudicate()
  return { declared, tablets, at }
}

describe('a code that was used twice', () => {
  it('is watched as contradicted with place and time of its latest use, until it expires', async () => {
    const { declared, at } = await usedTwice()
    const [row] = await entries()
    expect(row).toMatchObject({
      list_key: `credential:${declared.id}`,
      kind: 'contradicted',
      other_checkpoint: 'bach-dang',
      other_at: at,
      valid_from: at + 1,
      valid_to: (await declarationOf(declared)).expires_at,
    })
    expect((await province.flags()).map((flag) => flag.class)).toEqual(['double-use'])
  })

  it('is asked about at a third place that has the next bundle', async () => {
    const { declared, at } = await usedTwice()
    province.pass(HOUR_MS)
    const third = await province.tablet('da-bac')
    expect(third.bundle()?.held.parts['watch-list'].byCredential).toMatchObject([
      { credential: declared.id, kind: 'contradicted', otherPassage: { checkpoint: 'bach-dang', at } },
    ])
    const { view } = await third.station.readCode(declared.qr)
    expect(view.verdict.outcome).toBe('refer')
    await third.syncAll()
    await province.adjudicate()
    expect((await province.flags()).map((flag) => flag.class)).toEqual(['double-use'])
  })

  it('is watched no longer when the passage out between comes in late', async () => {
    const [one, out, two] = [await province.tablet(), await province.tablet(), await province.tablet()]
    const { qr } = await province.declare()
    await one.station.readCode(qr)
    province.pass(HOUR_MS)
    out.setDirection('exit')
    await out.station.readCode(qr)
    province.pass(HOUR_MS)
    await two.station.readCode(qr)
    for (const tablet of [one, two]) await tablet.syncAll()
    await province.adjudicate()
    expect(await entries()).toHaveLength(1)
    await out.syncAll()
    await province.adjudicate()
    expect(await entries()).toEqual([])
  })

  it('is not watched where it is revoked or expired already, and is forgotten when it expires', async () => {
    const { declared, tablets } = await usedTwice()
    await province.revoke(declared.id)
    province.pass(MINUTE_MS)
    await tablets[0].station.readCode(declared.qr)
    await tablets[0].syncAll()
    await province.adjudicate()
    const { expires_at } = await declarationOf(declared)
    expect(await province.storage.write((tx) => purgeContradicted(tx, expires_at - 1))).toBe(0)
    await province.storage.write((tx) => purgeContradicted(tx, expires_at))
    expect(await entries()).toEqual([])
  })

  it('is not made by a tablet that contradicts everybody', async () => {
    const flag = { checkpoint_id: 'bach-dang', epoch: 1, class: 'double-use', occurred_at: 0, raised_at: 0, finding: '{}' }
    const open = { withdrawn_at: null, acknowledged_at: null, acknowledged_by: null, note: null }
    const tablets = [await province.tablet('bach-dang'), await province.tablet('bach-dang')] as const
    await province.storage.write(async (tx) => {
      for (let i = 0; i < MOST_PER_KIOSK; i++) {
        const flag_id = i.toString(16).padStart(32, '0')
        await tx
          .insertInto('flag')
          .values({ ...flag, ...open, flag_id, kiosk_id: tablets[1].kiosk })
          .execute()
      }
    })
    const { qr } = await province.declare()
    await tablets[0].station.readCode(qr)
    province.pass(DAY_MS / 24)
    await tablets[1].station.readCode(qr)
    for (const tablet of tablets) await tablet.syncAll()
    await province.adjudicate()
    expect(await entries()).toEqual([])
  })
})

function declarationOf({ id }: Declared) {
  return province.storage.read.selectFrom('declaration').select('expires_at').where('credential_id', '=', id).executeTakeFirstOrThrow()
}
