import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { webSealPort } from '../../kiosk/sealing/web-seal-port.ts'
import { heldThen } from '../../server/adjudication/bundle-history.ts'
import { MOST_OPEN_FLAGS } from '../../server/adjudication/keep-results.ts'
import { MOST_RECORDS_LINKED } from '../../server/sync/project-records.ts'
import { bytesOfBase64Url } from '../../shared/base64url.ts'
import { PART_NAMES } from '../../shared/bundle/bundle.ts'
import type { Json } from '../../shared/canonical-json.ts'
import { asCredentialId, asLaneId, asPassageId, asStaffId } from '../../shared/ids.ts'
import type { BodyValue, Scan } from '../../shared/passage/records.ts'
import { sealBody } from '../../shared/sealing/seal-body.ts'
import { HOME } from '../kiosk/a-station.ts'
import { aParsedDeclaration } from '../support/a-declaration.ts'
import type { SimulatedKiosk } from '../support/a-kiosk.ts'
import { aProvince, type Province } from '../support/a-province.ts'
import type { Tablet } from '../support/a-tablet.ts'

let province: Province
let liar: SimulatedKiosk
beforeEach(async () => {
  province = await aProvince()
  // In the order of the logs its own come before the honest one's.
  liar = await province.kiosk()
})
afterEach(async () => {
  await province.close()
})

const PASSAGE = asPassageId('5'.repeat(32))
const VERDICT = { outcome: 'refer', reasons: [], duties: [] } as const
const SCAN: Scan = {
  kind: 'scan',
  passage: PASSAGE,
  crossing: null,
  lane: asLaneId('1'),
  direction: 'entry',
  officer: null,
  reading: { kind: 'none' },
  origin: null,
  verdict: VERDICT,
  bundle: {},
  clock: 'sure',
  online: false,
}
const DECISION = { kind: 'decision', lane: asLaneId('1'), direction: 'entry', origin: null, officer: null, override: null } as const

async function send(values: readonly BodyValue[]): Promise<void> {
  for (const value of values) liar.record(value)
  await liar.syncAll()
}

function versionsOf(tablet: Tablet): Scan['bundle'] {
  const parts = tablet.bundle()?.held.manifest.parts
  return parts ? Object.fromEntries(PART_NAMES.map((part) => [part, parts[part].version])) : {}
}

/** Somebody honest at the next checkpoint, whose log comes after the liar's. */
async function honestIsJudged(): Promise<void> {
  const tablet = await province.tablet('da-bac')
  const { qr } = await province.declare()
  const { view } = await tablet.station.readCode(qr)
  await tablet.syncAll()
  await province.adjudicate()
  const row = await province.storage.read
    .selectFrom('adjudication')
    .select('judged')
    .where('subject', '=', view.passage)
    .where('topic', '=', 'passage')
    .executeTakeFirst()
  expect(row?.judged).toBe('ok')
}

describe('a tablet that lies', () => {
  it('keeps nobody from being judged by thousands of records of one passage', async () => {
    const seen: BodyValue = { kind: 'observation', passage: PASSAGE, observed: { kind: 'mask', worn: true }, verdict: VERDICT }
    await send([SCAN, ...Array.from({ length: MOST_RECORDS_LINKED + 50 }, () => seen)])
    const row = await province.storage.read.selectFrom('passage').select('record_seqs').executeTakeFirstOrThrow()
    expect(JSON.parse(row.record_seqs)).toHaveLength(MOST_RECORDS_LINKED)
    await honestIsJudged()
  })

  it('asks nothing of the database by a bundle’s parts that there are not', async () => {
    const tablet = await province.tablet()
    const invented = Object.fromEntries(Array.from({ length: 40_000 }, (_, i) => [`p${i}`, i + 1]))
    const real = versionsOf(tablet)
    expect(await heldThen(province.storage, tablet.checkpoint, { ...real, ...invented })).toEqual(
      await heldThen(province.storage, tablet.checkpoint, real),
    )
  })

  it('keeps nobody from being judged by a paper written in a year that no calendar has', async () => {
    const writtenAt = Number.MAX_SAFE_INTEGER
    const paper = { serial: 'QN1', writtenAt, keyedBy: asStaffId('lan.bach-dang') }
    liar.record({ ...SCAN, bundle: versionsOf(await province.tablet()), reading: { kind: 'form', paper } })
    liar.record({ ...DECISION, passage: PASSAGE, outcome: 'admit', verdictOutcome: 'refer', writtenAt })
    await sealForm()
    await liar.syncAll()
    await honestIsJudged()
    expect((await province.flags()).map((flag) => flag.detail.cause)).toEqual(['ahead'])
  })

  it('or a part that nobody can compile any more stops nothing: it is said, and the next is looked at', async () => {
    const bundle = versionsOf(await province.tablet())
    await send([
      { ...SCAN, bundle },
      { ...SCAN, passage: asPassageId('6'.repeat(32)) },
    ])
    await province.storage.write((tx) => tx.updateTable('part_body').set({ body: '{}' }).where('part', '=', 'rules').execute())
    await province.adjudicate()
    expect((await province.flags()).map((flag) => flag.detail.cause)).toEqual(['judging-failed'])
    expect([...(await province.judged())].sort()).toEqual(['body-not-here', 'kiosk-without-bundle'])
  })

  it('keeps nobody from being judged by hundreds of uses of one code', async () => {
    const reading = { kind: 'short-code', credential: asCredentialId('c'.repeat(16)) } as const
    const uses = Array.from({ length: 300 }, (_, i): readonly BodyValue[] => {
      const passage = asPassageId(i.toString(16).padStart(32, '0'))
      return [
        { ...SCAN, passage, reading },
        { ...DECISION, passage, outcome: 'admit', verdictOutcome: 'refer' },
      ]
    })
    await send(uses.flat())
    await honestIsJudged()
    const { flags } = await province.storage.read
      .selectFrom('flag')
      .select(({ fn }) => fn.countAll<number>().as('flags'))
      .where('class', '=', 'double-use')
      .executeTakeFirstOrThrow()
    expect(Number(flags)).toBeLessThanOrEqual(MOST_OPEN_FLAGS)
  })

  it('buries nobody else’s flags under its own', async () => {
    await send(Array.from({ length: MOST_OPEN_FLAGS + 20 }, () => ({ kind: 'scan' }) as never))
    await province.adjudicate()
    expect((await province.flags()).filter((flag) => flag.class === 'unreadable-record')).toHaveLength(MOST_OPEN_FLAGS)
  })
})

/** As the tablet would seal it: whoever holds the bundle can. */
async function sealForm(): Promise<void> {
  const { sealingKey } = province.deps.keys
  const value = {
    kind: 'claims',
    passage: PASSAGE,
    source: 'form',
    claims: { ...aParsedDeclaration().claims, ...HOME },
    contact: { documentNumber: null, birthDate: null, phone: null, address: null, proxy: null },
  }
  const place = { checkpoint: liar.checkpoint, kiosk: liar.kiosk, epoch: 1, kind: 'claims' } as const
  const to = { keyId: sealingKey.keyId, publicKey: bytesOfBase64Url(sealingKey.publicKey) ?? new Uint8Array() }
  const box = await sealBody({ value: value as unknown as Json, passage: PASSAGE, place }, to, webSealPort)
  liar.seal('claims', box)
}
