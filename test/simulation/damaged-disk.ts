import type { Page } from 'playwright-core'
import { headerHash } from '../../shared/passage/chain.ts'
import { aCode, aStation, HOME, otherId } from '../kiosk/a-station.ts'
import { type Dice, dice } from '../support/dice.ts'
import { memoryServer } from './memory-server.ts'
import { heard } from './network-history.ts'
import { aRealTablet, enrolAndStartShift, keptRecords, type RealTablet, tapAway, typeCode } from './real-tablet.ts'
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

type Harm = (page: Page, tablet: RealTablet) => Promise<readonly string[]>

const HARMS: readonly (readonly [name: string, harm: Harm])[] = [
  ['quota', whileQuotaIsUsedUp],
  ['store-gone', (page) => whileBroken(page, 'IDBObjectStore.prototype.add')],
  ['closed', (page) => whileBroken(page, 'IDBDatabase.prototype.transaction')],
  ['evicted', afterEviction],
  ['altered', afterAlteration],
  ['store-deleted', afterDeletion],
]

/** F10 in real Chromium: quota used up, the log's store broken or deleted, a record altered, everything evicted. One harm after the other. */
export async function playDamagedStorage(seed: number): Promise<readonly string[]> {
  const [name, harm] = HARMS[seed % HARMS.length] ?? ['quota', whileQuotaIsUsedUp]
  const tablet = await aRealTablet()
  try {
    const page = await tablet.open()
    await enrolAndStartShift(page, tablet.server)
    await typeCode(page, await aCode(HOME, { id: otherId(1) }))
    await page.getByTestId('verdict').waitFor()
    await tapAway(page)
    return (await harm(page, tablet)).map((fault) => `${name}: ${fault}`)
  } finally {
    await tablet.close()
  }
}

/** A browser may let a quota be overrun for a while: then the records must be there. */
async function whileQuotaIsUsedUp(page: Page): Promise<readonly string[]> {
  await forDevtools(page, 'Storage.overrideQuotaForOrigin', { quotaSize: 1 })
  await typeCode(page, await aCode(HOME, { id: otherId(2) }))
  if ((await page.getByTestId('verdict').getAttribute('data-outcome')) !== 'admit') return notTold(page)
  const kept = (await keptRecords(page)).filter(({ kind }) => kind === 'decision').length
  return kept === 2 ? [] : ['green, and nothing was kept']
}

/** As text: what runs this file may put names of its own into functions, which no page knows. */
async function whileBroken(page: Page, what: string): Promise<readonly string[]> {
  await page.evaluate(`${what} = () => { throw new DOMException('broken', 'UnknownError') }`)
  await typeCode(page, await aCode(HOME, { id: otherId(2) }))
  if ((await page.getByTestId('verdict').getAttribute('data-outcome')) === 'admit') return ['green, and nothing was kept']
  return notTold(page)
}

async function notTold(page: Page): Promise<readonly string[]> {
  return (await isSaid(page, '.warnings')) ? [] : ['nobody is told that nothing can be kept']
}

/** The storage of the whole site thrown away under the page: it starts anew by itself, and asks to be enrolled. */
async function afterEviction(page: Page, { server }: RealTablet): Promise<readonly string[]> {
  await forDevtools(page, 'Storage.clearDataForOrigin', { storageTypes: 'all' })
  // The page may be on its way there by itself.
  await page.goto(`${server.url}/kiosk/`).catch(() => undefined)
  return (await isSaid(page, '[data-testid=enrol-link]')) ? [] : ['the tablet does not ask to be enrolled']
}

/** A decision that lies on the disk as another one: what is whole before it arrives, the rest is never sent as if it were true. */
async function afterAlteration(page: Page, { server }: RealTablet): Promise<readonly string[]> {
  server.isDown = true
  await typeCode(page, await aCode(HOME, { id: otherId(2) }))
  await page.getByTestId('verdict').waitFor()
  await tapAway(page)
  const altered = (await keptRecords(page)).findLast(({ kind }) => kind === 'decision')?.seq ?? 0
  await page.evaluate(ALTER_RECORD.replace('SEQ', String(altered)))
  server.isDown = false
  await page.getByTestId('online').click()
  const isTold = await isSaid(page, '[data-testid=sync-stopped][data-why=damaged]')
  const sent = server.records.map(({ header }) => header.seq)
  return [
    ...(isTold ? [] : ['nobody is told that a record is damaged']),
    ...(sent.length === altered - 1 && sent.every((seq, at) => seq === at + 1) ? [] : [`${altered - 1} whole records, sent ${sent.join()}`]),
  ]
}

const ALTER_RECORD = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('chot-kiosk')
  opening.onerror = () => reject(opening.error)
  opening.onsuccess = () => {
    const tx = opening.result.transaction('record', 'readwrite')
    const walk = tx.objectStore('record').openCursor()
    walk.onsuccess = () => {
      const row = walk.result
      if (!row) return
      if (row.value.seq === SEQ) row.update({ ...row.value, record: { ...row.value.record, body: { ...row.value.record.body, salt: '0'.repeat(32) } } })
      row.continue()
    }
    tx.oncomplete = () => {
      opening.result.close()
      resolve(null)
    }
  }
})`

/** The database is there with its settings, and the store of its log is not: nothing is green, whatever opens. */
async function afterDeletion(page: Page, { server }: RealTablet): Promise<readonly string[]> {
  await page.goto(`${server.url}/elsewhere`)
  await page.evaluate(DELETE_STORE)
  await page.goto(`${server.url}/kiosk/`)
  await page.locator('[role=alert], [data-testid=type-code]').first().waitFor()
  if (!(await page.getByTestId('type-code').isVisible())) return []
  await typeCode(page, await aCode(HOME, { id: otherId(2) }))
  return (await page.getByTestId('verdict').getAttribute('data-outcome')) === 'admit' ? ['green without a log'] : notTold(page)
}

const DELETE_STORE = `(async () => {
  const done = (asked) => new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
  const held = await done(indexedDB.open('chot-kiosk'))
  const [version, settings] = [held.version, held.transaction('setting').objectStore('setting')]
  const [keys, values] = await Promise.all([done(settings.getAllKeys()), done(settings.getAll())])
  held.close()
  await done(indexedDB.deleteDatabase('chot-kiosk'))
  const asked = indexedDB.open('chot-kiosk', version)
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore('setting')
    asked.result.createObjectStore('past', { keyPath: 'name' })
    const passages = asked.result.createObjectStore('passage', { keyPath: 'passage' })
    passages.createIndex('credential', 'credentialKey')
    passages.createIndex('time', 'scannedAt')
  }
  const again = await done(asked)
  const tx = again.transaction('setting', 'readwrite')
  keys.forEach((key, at) => tx.objectStore('setting').put(values[at], key))
  await new Promise((resolve) => (tx.oncomplete = resolve))
  again.close()
})()`

async function isSaid(page: Page, where: string): Promise<boolean> {
  return page
    .locator(where)
    .first()
    .waitFor()
    .then(
      () => true,
      () => false,
    )
}

async function forDevtools(page: Page, order: 'Storage.overrideQuotaForOrigin' | 'Storage.clearDataForOrigin', asked: object): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send(order, { origin: new URL(page.url()).origin, ...asked } as never)
}
