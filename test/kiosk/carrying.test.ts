import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { packText, unpackText } from '../../kiosk/carrying/pack-letter.ts'
import { checkShiftCode } from '../../kiosk/shift/shift-codes.ts'
import { letterChunks, qrSheet } from '../../server/carrying/qr-sheet.ts'
import { takeLogLetter } from '../../server/carrying/take-letter.ts'
import { bundleLetter, writeCodes, writeEnvelope } from '../../server/carrying/write-letters.ts'
import { CHUNK_BYTES, type Collected, chunksOf, gather } from '../../shared/carrying/chunks.ts'
import type { LogLetter } from '../../shared/carrying/letter.ts'
import { parseLetter } from '../../shared/carrying/parse-letter.ts'
import { asCheckpointId } from '../../shared/ids.ts'
import { DAY_MS } from '../../shared/units.ts'
import { aCore, type Core } from '../support/a-core.ts'
import { dice } from '../support/dice.ts'
import { aTablet, personsCounted, type Tablet } from './a-tablet.ts'

const HERE = asCheckpointId('bach-dang')
let core: Core
let tablet: Tablet
beforeEach(async () => {
  core = await aCore()
  tablet = aTablet(core)
})
afterEach(() => core.close())

const enrolled = async (): Promise<void> => {
  await tablet.enrol(await core.token())
  await tablet.syncAll()
  tablet.network = 'down'
}
const savedLog = async (): Promise<LogLetter> => {
  const letter = parseLetter(await tablet.save())
  if (!letter.ok || letter.value.kind !== 'log') throw new Error('no log letter')
  return letter.value
}
const versionHeld = async () => (await tablet.store.read('manifest'))?.manifest.version
const letterOf = async (checkpoint = HERE) => JSON.stringify(await bundleLetter(core.deps, checkpoint))

/** Everything that a tablet keeps, to see that a refusal left it as it was. */
const diskOf = async () => JSON.stringify([await tablet.store.read('manifest'), await tablet.store.read('acked'), await tablet.store.head()])

describe('a log carried out by hand', () => {
  it('is counted once, and its receipt carried back lets the tablet rest', async () => {
    await enrolled()
    await tablet.admit()
    const taken = await takeLogLetter(core.deps, await savedLog())
    expect(taken.requests.map(({ error }) => error)).toEqual([null])
    expect(await tablet.take(JSON.stringify(taken.receipt))).toMatchObject({ ok: true, value: { kind: 'receipt', acked: 2 } })
    expect((await tablet.store.read('acked'))?.seq).toBe(taken.requests[0]?.acked?.seq)
    await takeLogLetter(core.deps, await savedLog())
    tablet.network = 'up'
    await tablet.syncAll()
    expect(await personsCounted(core)).toBe(1)
  })

  it('goes in batches where it is long, and brings old logs with it', async () => {
    await tablet.enrol(await core.token())
    for (let i = 0; i < 120; i++) await tablet.admit()
    await tablet.enrol(await core.token())
    await tablet.admit()
    const letter = await savedLog()
    expect(letter.requests.length).toBeGreaterThan(2)
    const taken = await takeLogLetter(core.deps, letter)
    expect(taken.requests.map(({ error }) => error)).toEqual(letter.requests.map(() => null))
    expect(await tablet.take(JSON.stringify(taken.receipt))).toMatchObject({ ok: true })
    expect(await tablet.store.past()).toEqual([])
    expect(await personsCounted(core)).toBe(121)
  })

  it('is no new contact: a file says nothing of when', async () => {
    await enrolled()
    const contactAt = async () => (await core.storage.read.selectFrom('kiosk').select('last_contact_at').executeTakeFirst())?.last_contact_at
    const before = await contactAt()
    core.pass(DAY_MS)
    await tablet.admit()
    await takeLogLetter(core.deps, await savedLog())
    expect(await contactAt()).toBe(before)
  })

  it('altered on the way is refused, and nothing is stored', async () => {
    await enrolled()
    await tablet.admit()
    const letter = await savedLog()
    const forged = { ...letter, requests: letter.requests.map((one) => ({ ...one, body: one.body.replaceAll('"admit"', '"refer"') })) }
    expect((await takeLogLetter(core.deps, forged)).requests).toMatchObject([{ status: 401, error: 'signature-invalid' }])
    expect(await personsCounted(core)).toBe(0)
  })

  it('that no tablet of the place it names has signed brings no bundle back: no names, no lists', async () => {
    await enrolled()
    const letter = await savedLog()
    const nobody = { ...letter, requests: letter.requests.map((one) => ({ ...one, headers: {} })) }
    expect((await takeLogLetter(core.deps, nobody)).receipt.parts).toEqual({})
    const elsewhere = { ...letter, checkpoint: asCheckpointId('da-bac'), requests: letter.requests }
    const { receipt } = await takeLogLetter(core.deps, elsewhere)
    expect(receipt.parts).toEqual({})
    await core.storage.write((tx) => tx.updateTable('kiosk').set({ state: 'revoked', revoked_as: 'stolen', revoked_at: core.now() }).execute())
    expect((await takeLogLetter(core.deps, letter)).receipt.parts).toEqual({})
  })

  it('says which parts of the bundle the answer may leave out', async () => {
    await enrolled()
    const { receipt } = await takeLogLetter(core.deps, await savedLog())
    expect(receipt.parts.areas).toBeUndefined()
    expect(JSON.stringify(receipt).length).toBeLessThan(20_000)
  })
})

describe('a bundle carried in by hand', () => {
  it('is taken as from the network, and its issue time is the last contact', async () => {
    await enrolled()
    core.pass(DAY_MS)
    const letter = await bundleLetter(core.deps, HERE)
    expect(await tablet.take(JSON.stringify(letter))).toEqual({ ok: true, value: { kind: 'bundle', version: letter.bundle.manifest.version } })
    expect(tablet.contacts).toEqual([core.now()])
    expect((await tablet.store.read('manifest'))?.manifest.issuedAt).toBe(core.now())
  })

  const wrong: readonly (readonly [string, () => Promise<string>, string])[] = [
    ['of another checkpoint', () => letterOf(asCheckpointId('da-bac')), 'wrong-checkpoint'],
    ['cut in half', async () => (await letterOf()).slice(0, 5000), 'not-a-letter'],
    ['of another kind of file', async () => '{"hello":"world"}', 'not-a-letter'],
    ['of a later version', async () => (await letterOf()).replace('{"v":1,"kind":"bundle"', '{"v":2,"kind":"bundle"'), 'newer'],
    [
      'with an altered part',
      async () => (await letterOf()).replace('"revocations":{"credentials":[', '"revocations":{"credentials":["00000000000000ff"'),
      'part-altered',
    ],
    [
      'with another version in it',
      async () => (await letterOf()).replace(/"version":\d+,"issuedAt"/, '"version":99,"issuedAt"'),
      'signature-invalid',
    ],
    ['that is the tablet’s own log', () => tablet.save(), 'for-the-server'],
  ]
  it.each(wrong)('%s is refused in clear words, and nothing changes', async (_name, make, problem) => {
    await enrolled()
    const before = await diskOf()
    expect(await tablet.take(await make())).toEqual({ ok: false, error: problem })
    expect(await diskOf()).toBe(before)
    expect(tablet.contacts).toEqual([])
  })

  it('that is older than the one held is refused', async () => {
    await enrolled()
    const old = await letterOf()
    core.pass(1000)
    tablet.network = 'up'
    await tablet.syncAll()
    const before = await versionHeld()
    expect(await tablet.take(old)).toEqual({ ok: false, error: 'older-version' })
    expect(await versionHeld()).toBe(before)
  })
})

describe('a receipt', () => {
  it('of another kiosk, or forged, acknowledges nothing', async () => {
    await enrolled()
    await tablet.admit()
    const { receipt } = await takeLogLetter(core.deps, await savedLog())
    const other = aTablet(core)
    await other.enrol(await core.token())
    expect(await other.take(JSON.stringify(receipt))).toEqual({ ok: false, error: 'wrong-kiosk' })
    const raised = JSON.stringify(receipt).replace(/"acked":\{"seq":\d+/, '"acked":{"seq":9')
    const before = await diskOf()
    expect(await tablet.take(raised)).toEqual({ ok: false, error: 'signature-invalid' })
    expect(await diskOf()).toBe(before)
  })

  it('that comes after the network has gone on moves nothing back', async () => {
    await enrolled()
    await tablet.admit()
    const { receipt } = await takeLogLetter(core.deps, await savedLog())
    await tablet.admit()
    tablet.network = 'up'
    await tablet.syncAll()
    const acked = await tablet.store.read('acked')
    expect(await tablet.take(JSON.stringify(receipt))).toMatchObject({ ok: true, value: { acked: 0 } })
    expect(await tablet.store.read('acked')).toEqual(acked)
  })
})

describe('a sequence of QR codes', () => {
  const text = 'Cầu Bạch Đằng '.repeat(400)

  it('is put together in any order, with repeats', async () => {
    const chunks = chunksOf(await packText(text))
    const roll = dice(20_260_131)
    const order = [...chunks, ...chunks, ...chunks].sort(() => roll.between(0, 1) - 0.5)
    let collected: Collected | null = null
    for (const chunk of [...order, ...chunks]) {
      const step = gather(collected, chunk)
      if (step.kind === 'whole') return expect(await unpackText(step.packed)).toBe(text)
      if (step.kind === 'refused') throw new Error(step.why)
      collected = step.collected
    }
    throw new Error('never whole')
  })

  it('of another letter in between changes nothing', () => {
    const bytes = new Uint8Array(CHUNK_BYTES * 2).fill(7)
    const [first] = chunksOf({ packing: 'plain', bytes })
    const [other] = chunksOf({ packing: 'plain', bytes: new Uint8Array(CHUNK_BYTES * 2).fill(8) })
    const step = gather(null, first ?? '')
    if (step.kind !== 'more') throw new Error(step.kind)
    expect(gather(step.collected, other ?? '')).toEqual({ kind: 'refused', why: 'other-letter', collected: step.collected })
    expect(gather(step.collected, 'KB1:123')).toMatchObject({ why: 'not-a-chunk', collected: step.collected })
  })

  it('with one byte altered is found out when it is whole', () => {
    const [first = '', second = ''] = chunksOf({ packing: 'plain', bytes: new Uint8Array(CHUNK_BYTES + 3).fill(7) })
    const step = gather(null, first)
    if (step.kind !== 'more') throw new Error(step.kind)
    expect(gather(step.collected, second.replace(/:[^:]+$/, ':AAAA'))).toEqual({ kind: 'refused', why: 'altered', collected: null })
  })

  it('of a bundle reads back as that bundle, and its page has as many pictures', async () => {
    await enrolled()
    core.pass(1000)
    const { receipt } = await takeLogLetter(core.deps, await savedLog())
    const chunks = letterChunks(receipt)
    let collected: Collected | null = null
    for (const chunk of chunks) {
      const step = gather(collected, chunk)
      if (step.kind === 'whole') expect(JSON.parse((await unpackText(step.packed)) ?? '')).toEqual(JSON.parse(JSON.stringify(receipt)))
      collected = step.kind === 'more' ? step.collected : null
    }
    const page = await qrSheet('Chốt', chunks)
    expect(page.match(/<svg/g)).toHaveLength(chunks.length)
  })
})

describe('a sealed envelope', () => {
  it('lets a spare work with no network, and its records arrive when the token has bound its key', async () => {
    const made = await writeEnvelope(core.deps, HERE, 'cli')
    if (!made.ok) throw new Error(made.error)
    tablet.network = 'down'
    expect(await tablet.take(JSON.stringify(made.value.letter))).toMatchObject({ ok: true, value: { kind: 'enrolled' } })
    expect(await versionHeld()).toBe(made.value.letter.bundle.manifest.version)
    await tablet.admit()
    expect(await tablet.sync()).toMatchObject({ kind: 'retry' })
    core.pass(30 * DAY_MS)
    tablet.network = 'up'
    expect((await tablet.syncAll()).kind).toBe('in-step')
    expect(await tablet.store.read('envelope')).toBeNull()
    expect(await personsCounted(core)).toBe(1)
    const kiosk = await core.storage.read.selectFrom('kiosk').select(['kiosk_id', 'epoch']).execute()
    expect(kiosk).toEqual([{ kiosk_id: made.value.letter.kiosk, epoch: 1 }])
  })

  it('opened on two tablets binds the first that comes; the other keeps its records and brings them after a new enrolment', async () => {
    const made = await writeEnvelope(core.deps, HERE, 'cli')
    if (!made.ok) throw new Error(made.error)
    const second = aTablet(core)
    for (const one of [tablet, second]) {
      await one.take(JSON.stringify(made.value.letter))
      await one.admit()
    }
    await tablet.syncAll()
    expect(await second.syncAll()).toMatchObject({ kind: 'stopped', why: 'not-known-here' })
    expect(await second.enrol(await core.token())).toMatchObject({ ok: true })
    expect((await second.syncAll()).kind).toBe('in-step')
    expect(await personsCounted(core)).toBe(2)
  })

  it('altered, or for a tablet that is enrolled already, enrols nobody', async () => {
    const made = await writeEnvelope(core.deps, HERE, 'cli')
    if (!made.ok) throw new Error(made.error)
    const text = JSON.stringify(made.value.letter)
    expect(await tablet.take(text.replace('"revocations":{"credentials":[', '"revocations":{"credentials":["00000000000000ff"'))).toEqual({
      ok: false,
      error: 'part-altered',
    })
    expect(await tablet.store.head()).toBeNull()
    await enrolled()
    expect(await tablet.take(text)).toEqual({ ok: false, error: 'already-enrolled' })
  })

  it('holds codes that each open one shift, on this tablet', async () => {
    const made = await writeEnvelope(core.deps, HERE, 'cli')
    if (!made.ok) throw new Error(made.error)
    const { letter, codes } = made.value
    expect(JSON.stringify(letter)).not.toContain(codes[0])
    await tablet.take(JSON.stringify(letter))
    const used = await checkShiftCode(tablet, codes[2] ?? '')
    if (!used.ok) throw new Error(used.error)
    expect(used.value.code).toEqual({ list: letter.codes?.codes.list, number: 3 })
    await tablet.store.write({ shiftCodes: used.value.left })
    expect(await checkShiftCode(tablet, codes[2] ?? '')).toEqual({ ok: false, error: 'wrong-code' })
    expect(await checkShiftCode(tablet, codes[3] ?? '')).toMatchObject({ ok: true, value: { code: { number: 4 } } })
  })

  it('locks its codes after five wrong ones; a new list of codes, signed, lifts that, and a forged one does not', async () => {
    await enrolled()
    const { letter, codes } = await writeCodes(core.deps, HERE)
    expect(await tablet.take(JSON.stringify(letter))).toMatchObject({ ok: true, value: { kind: 'codes' } })
    for (let i = 0; i < 4; i++) expect(await checkShiftCode(tablet, `9999999${i}`)).toEqual({ ok: false, error: 'wrong-code' })
    expect(await checkShiftCode(tablet, '99999999')).toEqual({ ok: false, error: 'codes-locked' })
    expect(await checkShiftCode(tablet, codes[0] ?? '')).toEqual({ ok: false, error: 'codes-locked' })
    const again = await tablet.take(JSON.stringify(letter))
    expect(again.ok && (await checkShiftCode(tablet, codes[0] ?? ''))).toEqual({ ok: false, error: 'codes-locked' })
    const next = await writeCodes(core.deps, HERE)
    const forged = { ...next.letter, codes: { ...next.letter.codes, codes: { ...next.letter.codes.codes, hashes: [] } } }
    expect(await tablet.take(JSON.stringify(forged))).toEqual({ ok: false, error: 'signature-invalid' })
    await tablet.take(JSON.stringify(next.letter))
    expect(await checkShiftCode(tablet, next.codes[0] ?? '')).toMatchObject({ ok: true })
  })
})
