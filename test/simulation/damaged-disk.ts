import type { Page } from 'playwright-core'
import { headerHash } from '../../shared/passage/chain.ts'
import { aCode, aStation, HOME, otherId } from '../kiosk/a-station.ts'
import { type Dice, dice } from '../support/dice.ts'
import { memoryServer } from './memory-server.ts'
import { heard } from './network-history.ts'
import { aRealTablet, enrolAndStartShift, keptRecords, typeCode } from './real-tablet.ts'
import { historyKiosk } from './simulated-kiosk.ts'

const AT = Date.UTC(2021, 1, 17, 13)

/** F10, the kiosk's own code over a disk that refuses, alters or forgets: nothing green that is not kept, nothing altered sent as true. */
export async function playDamagedDisk(seed: number): Promise<readonly string[]> {
  const random = dice(seed)
  return random.chance(0.5) ? refusingDisk(random) : alteredDisk(random)
}

async function refusingDisk(random: Dice): Promise<readonly string[]> {
  const { station, store } = await aStation()
  const faults: string[] = []
  let fails = false
  for (let i = 0; i < random.between(2, 8); i++) {
    if (random.chance(0.5)) {
      fails = !fails
      store.failWrites(fails ? 'yes' : 'no')
    }
    const before = store.records().length
    const { view } = await station.readCode(await aCode(HOME, { id: otherId(random.between(1, 1_000_000)) }))
    const kept = store.records().length - before
    const isGreen = view.step.kind === 'decided' && view.verdict.outcome === 'admit'
    if (isGreen && kept < 2) faults.push('green, and its records are not on the disk')
    if (fails && view.step.kind !== 'unrecorded') faults.push(`a full disk gives ${view.step.kind}`)
    if (fails && kept > 0) faults.push('a refused write left something behind')
  }
  return faults
}

async function alteredDisk(random: Dice): Promise<readonly string[]> {
  const clocks = { now: () => AT, wallAt: () => AT }
  const kiosk = await historyKiosk(1, random, clocks)
  const server = memoryServer()
  await server.enrol(kiosk.identity)
  const carry = async (body: string) => heard(await server.take(body, AT), AT)
  for (let i = 0; i < random.between(0, 5); i++) await kiosk.decide()
  while ((await kiosk.sync(carry)).kind === 'more');
  const sent = kiosk.store.records().length
  for (let i = 0; i < random.between(1, 5); i++) await kiosk.decide()
  const made = kiosk.store.records().map(({ header }) => headerHash(header))
  const seq = random.between(sent + 1, made.length)
  const isGone = random.chance(0.4)
  kiosk.store.harm(
    seq,
    isGone ? null : (record) => ({ ...record, header: { ...record.header, occurredAt: record.header.occurredAt + random.between(1, 1000) } }),
  )
  let last = await kiosk.sync(carry)
  for (let calls = 0; calls < 10 && last.kind === 'more'; calls++) last = await kiosk.sync(carry)
  const there = await server.hashesOf(kiosk.identity)
  const faults: string[] = []
  if (there.join() !== made.slice(0, there.length).join()) faults.push('the server holds a record that was never made')
  if (there.length !== seq - 1) faults.push(`${seq - 1} whole records before the harm, ${there.length} on the server`)
  if (last.kind !== 'stopped') faults.push(`the tablet says ${last.kind} of a log with a ${isGone ? 'missing' : 'altered'} record`)
  return faults
}

const HARMS = ['quota', 'store-gone', 'evicted', 'closed'] as const

/** F10 in real Chromium: quota used up, the log's store gone, everything evicted. */
export async function playDamagedStorage(seed: number): Promise<readonly string[]> {
  const random = dice(seed)
  const harm = random.pick(HARMS)
  const tablet = await aRealTablet()
  try {
    const page = await tablet.open()
    await enrolAndStartShift(page, tablet.server)
    await typeCode(page, await aCode(HOME, { id: otherId(1) }))
    await page.getByTestId('verdict').waitFor()
    await damage(page, harm)
    if (harm === 'evicted') return (await isEnrolAsked(page, tablet.server.url)) ? [] : ['after an eviction the tablet does not ask to be enrolled']
    await typeCode(page, await aCode(HOME, { id: otherId(2) }))
    const shown = page.locator('[data-testid=verdict]')
    await page.waitForTimeout(1500)
    const outcome = await shown.getAttribute('data-outcome').catch(() => null)
    if (outcome !== 'admit') return []
    // A browser may let a quota be overrun for a while: then the records must be there.
    const kept = harm === 'quota' ? (await keptRecords(page)).filter(({ kind }) => kind === 'decision').length : 0
    return kept === 2 ? [] : [`green after ${harm}, and nothing was kept`]
  } finally {
    await tablet.close()
  }
}

async function damage(page: Page, harm: (typeof HARMS)[number]): Promise<void> {
  if (harm === 'quota') {
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, quotaSize: 1 })
    return
  }
  if (harm === 'evicted') {
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Storage.clearDataForOrigin', { origin: new URL(page.url()).origin, storageTypes: 'all' })
    return
  }
  // As text: what runs this file may put names of its own into functions, which no page knows.
  const where = harm === 'store-gone' ? 'IDBObjectStore.prototype.add' : 'IDBDatabase.prototype.transaction'
  await page.evaluate(`${where} = () => { throw new DOMException('${harm}', 'UnknownError') }`)
}

async function isEnrolAsked(page: Page, url: string): Promise<boolean> {
  // The page may be on its way there by itself.
  await page.goto(`${url}/kiosk/`).catch(() => undefined)
  await page.getByTestId('enrol-link').waitFor({ timeout: 10_000 })
  return true
}
