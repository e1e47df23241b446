import { describe, expect, it } from 'vitest'
import { practiceDeps, specimensOnly } from '../../kiosk/practice/practice.ts'
import { createPracticeStore } from '../../kiosk/practice/practice-store.ts'
import { makeSpecimens } from '../../kiosk/practice/specimens.ts'
import type { ScanDesk } from '../../kiosk/scan/scan-desk.ts'
import { createScanStation } from '../../kiosk/scan/scan-station.ts'
import { aCode, aStation, NOON, readyTestBundle, type TestStation } from './a-station.ts'

async function practising(kiosk: TestStation) {
  const set = await makeSpecimens({ bundle: await readyTestBundle({}), now: NOON, random: kiosk.deps.random })
  const station = createScanStation(practiceDeps(kiosk.deps, set, createPracticeStore()))
  const read = async (id: string) => {
    const specimen = set.specimens.find((one) => one.id === id)
    if (!specimen) throw new Error(`no specimen ${id}`)
    return (await station.readCode(specimen.code)).view
  }
  return { set, station, read }
}

describe('a practice', () => {
  it('answers as the rules in force would, from green to red', async () => {
    const { read } = await practising(await aStation())
    expect((await read('home')).verdict.outcome).toBe('admit')
    expect((await read('ill')).verdict.outcome).not.toBe('admit')
    expect((await read('zone')).verdict.outcome).not.toBe('admit')
    expect((await read('expired')).reading).toMatchObject({ kind: 'unreadable', error: { code: 'expired' } })
    expect((await read('forged')).reading).toMatchObject({ kind: 'unreadable', error: { code: 'signature-invalid' } })
  })

  it('leaves nothing in the log, nothing to send and nobody counted, whatever is done in it', async () => {
    const kiosk = await aStation()
    const { read, station } = await practising(kiosk)
    const view = await read('home')
    await station.observe(view, { kind: 'temperature', tenths: 391 })
    await station.decide(view.passage, { outcome: 'turn-back', reason: 'Sốt cao khi đo' })
    await read('driver')
    await read('passenger')
    const open = await kiosk.store.read('crossings')
    expect(kiosk.log()).toEqual([])
    expect((await kiosk.store.head())?.seq).toBe(0)
    expect(await kiosk.store.passagesSince(0)).toEqual([])
    expect(open).toBeNull()
  })

  it('works while the real disk is full: it never touches it', async () => {
    const kiosk = await aStation()
    kiosk.store.failWrites('yes')
    const { read } = await practising(kiosk)
    expect((await read('home')).step.kind).toBe('decided')
  })

  it('has specimens that the real station refuses, there and everywhere', async () => {
    const kiosk = await aStation()
    const { set } = await practising(kiosk)
    for (const { code } of set.specimens) expect((await kiosk.station.readCode(code)).view.verdict.outcome).toBe('refer')
  })

  it('judges no real code: neither answer nor record', async () => {
    const kiosk = await aStation()
    const { set } = await practising(kiosk)
    const asked: string[] = []
    const desk = specimensOnly({ code: async (text: string) => void asked.push(text) } as ScanDesk, set)
    await desk.code(await aCode())
    expect(asked).toEqual([])
    await desk.code(set.specimens[0]?.code ?? '')
    expect(asked).toHaveLength(1)
  })
})
