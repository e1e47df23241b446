import { aCode, otherId } from '../../kiosk/a-station.ts'
import { anEuCertificate, anEuKey, EU_TEST } from '../../support/an-eu-certificate.ts'
import { type Stand, shownPassage, startShift } from './stand.ts'
import { FRAME_MS, type Held } from './stub-camera.ts'

export interface Latency {
  readonly frames: readonly number[]
  readonly misses: number
  readonly cameraSize: readonly [number, number]
}

const HELD: Held = { scale: 0.7 }

/** Code in view to verdict on the screen, in camera frames; each time a code never seen before. */
export async function latency(stand: Stand, codes: readonly string[]): Promise<Latency> {
  const frames: number[] = []
  let misses = 0
  for (const [i, code] of codes.entries()) {
    await stand.load(`code-${i}`, code)
    const ms = await stand.read(`code-${i}`, HELD)
    if (ms === null) misses++
    else frames.push(ms / FRAME_MS)
    await stand.clear()
  }
  return { frames, misses, cameraSize: await stand.page.evaluate(() => window.stubCamera.size) }
}

/** After an `admit`, another code takes its place in the picture: milliseconds to its own verdict, without a tap. */
export async function nextAfterAdmit(stand: Stand, pairs: readonly (readonly [string, string])[]): Promise<readonly (number | null)[]> {
  const all: (number | null)[] = []
  for (const [i, [first, second]] of pairs.entries()) {
    await stand.load(`first-${i}`, first)
    await stand.load(`second-${i}`, second)
    const ms = (await stand.read(`first-${i}`, HELD)) === null ? null : await readSecond(stand, `second-${i}`)
    all.push(ms)
    await stand.clear()
  }
  return all
}

async function readSecond(stand: Stand, name: string): Promise<number | null> {
  const outcome = await stand.page.getByTestId('verdict').getAttribute('data-outcome')
  if (outcome !== 'admit') throw new Error(`the first code got ${outcome}`)
  await new Promise((done) => setTimeout(done, 100))
  return stand.read(name, HELD, 12_000)
}

/** The pictures of the peers' measurement, part c. */
export const PICTURES: Readonly<Record<string, Held>> = {
  '90 %': { scale: 0.9 },
  '70 %': { scale: 0.7 },
  '60 %': { scale: 0.6 },
  '50 %': { scale: 0.5 },
  '40 %': { scale: 0.4 },
  '30 %': { scale: 0.3 },
  '20 %': { scale: 0.2 },
  'turned 20': { scale: 0.7, turn: 20 },
  'turned 45': { scale: 0.7, turn: 45 },
  'turned 180': { scale: 0.7, turn: 180 },
  'blur 1 px': { scale: 0.7, blur: 1 },
  'blur 2 px': { scale: 0.7, blur: 2 },
  'contrast 50 %': { scale: 0.7, contrast: 0.5 },
  'contrast 25 %': { scale: 0.7, contrast: 0.25 },
  'contrast 12 %': { scale: 0.7, contrast: 0.12 },
  'off centre': { scale: 0.6, dx: 110, dy: 60 },
  '60 %, turned 20, blur 1 px': { scale: 0.6, turn: 20, blur: 1 },
}

/** Which of the pictures are read within three seconds, in each of two tries. */
export async function picturesRead(stand: Stand, codeOf: (n: number) => Promise<string>): Promise<ReadonlyMap<string, boolean>> {
  const read = new Map<string, boolean>()
  let n = 0
  for (const [name, held] of Object.entries(PICTURES)) {
    const tries: boolean[] = []
    for (let i = 0; i < 2; i++) {
      const id = `picture-${n++}`
      await stand.load(id, await codeOf(n))
      tries.push((await stand.read(id, held, 3000)) !== null)
      await stand.clear()
    }
    read.set(name, tries.every(Boolean))
  }
  return read
}

/** First visit over, server gone, page loaded anew: does a code still get its verdict? */
export async function verdictWithoutServer(stand: Stand, code: string): Promise<boolean> {
  const { page, server } = stand
  await page.evaluate(() => navigator.serviceWorker.ready)
  server.isDown = true
  await page.reload()
  const ready = page.getByTestId('scan-ready')
  await ready.or(page.getByTestId('shift-pin')).first().waitFor()
  if ((await ready.count()) === 0) await startShift(page, server)
  await ready.waitFor()
  await stand.load('offline', code)
  const ms = await stand.read('offline', HELD)
  const passage = await shownPassage(page)
  server.isDown = false
  return ms !== null && passage !== null
}

export const ourCode = (n: number): Promise<string> => aCode(undefined, { id: otherId(n) })

export const euKey = anEuKey()
/** As large as the EU's own test codes: 69 modules at level L. */
export async function euCode(n: number): Promise<string> {
  const [test] = EU_TEST.t
  return anEuCertificate(euKey, { certificate: { ...EU_TEST, t: [{ ...test, ci: `URN:UVCI:01:VN:${String(n).padStart(60, 'B7K9')}#A` }] } })
}

/** Passages of the last days, written straight to the tablet's database, as 50,000 scans would have left them. */
export async function rememberScans({ page }: Stand, count: number, now: number): Promise<void> {
  await page.evaluate(
    ([many, at]) =>
      new Promise<void>((done, failed) => {
        const opening = indexedDB.open('chot-kiosk')
        opening.onsuccess = () => {
          const tx = opening.result.transaction('passage', 'readwrite')
          const store = tx.objectStore('passage')
          for (let i = 0; i < many; i++) {
            const id = `f${i.toString(16).padStart(15, '0')}`
            const verdict = { outcome: 'admit', reasons: [], duties: [] }
            const decided = { outcome: 'admit', verdictOutcome: 'admit', decidedAt: at - i * 1000, officer: null, override: null }
            const row = {
              passage: id.repeat(2),
              credential: id,
              credentialKey: id,
              lane: 'vao-1',
              direction: 'entry',
              origin: null,
              verdict,
              decided,
            }
            store.put({ ...row, scannedAt: at - i * 4000 })
          }
          tx.oncomplete = () => {
            opening.result.close()
            done()
          }
          tx.onerror = () => failed(tx.error)
        }
      }),
    [count, now] as const,
  )
}
