import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rideOf } from '../bench/kiosk/bus.ts'
import { nextAfterAdmit, ourCode, verdictWithoutServer } from '../bench/kiosk/in-chromium.ts'
import { openStand, type Stand, shownPassage } from '../bench/kiosk/stand.ts'
import { buildKiosk } from './build-kiosk.ts'

let folder: string
let at: Stand

beforeAll(async () => {
  folder = buildKiosk()
  at = await openStand(folder)
})
afterAll(async () => {
  await at.close()
  rmSync(folder, { recursive: true, force: true })
})

const HELD = { scale: 0.7 }

async function reads(n: number, stand = at): Promise<boolean> {
  await stand.load(`code-${n}`, await ourCode(n))
  const ms = await stand.read(`code-${n}`, HELD)
  await stand.clear()
  return ms !== null
}

it('asks the camera for enough pixels, and judges another code right after an admit without a tap', async () => {
  const [ms] = await nextAfterAdmit(at, [[await ourCode(1), await ourCode(2)]])
  expect(ms).not.toBeNull()
  await at.clear()
  expect(await at.page.evaluate(() => window.stubCamera.size)).toEqual([1280, 720])
})

it('says the same of a code that stays in view, and writes nothing twice', async () => {
  await at.load('one', await ourCode(3))
  await at.read('one', HELD)
  const first = await shownPassage(at.page)
  // Green leaves by itself; the code is still there.
  await at.page.evaluate(() => window.stubCamera.noVerdict(10_000))
  await at.page.getByTestId('notice').filter({ hasText: 'vừa được xét' }).waitFor()
  expect([first === null, await shownPassage(at.page)]).toEqual([false, null])
  await at.clear()
})

it('reads on with a new worker when the old one dies, and opens the camera again when it went away', async () => {
  expect(await reads(5)).toBe(true)
  const decoder = at.page.workers().find((worker) => worker.url().includes('decoder'))
  const born = at.page.waitForEvent('worker')
  await decoder?.evaluate(() => {
    setTimeout(() => {
      throw new Error('died')
    })
  })
  await born
  expect(await reads(6)).toBe(true)
  await at.page.evaluate(() => {
    const film = document.querySelector('video')?.srcObject
    if (film instanceof MediaStream) film.getVideoTracks()[0]?.dispatchEvent(new Event('ended'))
  })
  await at.page.locator('[data-testid="camera-failed"][data-why="lost"]').waitFor()
  await at.page.getByTestId('scan-ready').waitFor()
  expect(await reads(7)).toBe(true)
})

it('reads without WebAssembly where that is forbidden', async () => {
  const plain = await openStand(folder, { wasm: 'no-wasm' })
  expect(await reads(8, plain)).toBe(true)
  await plain.close()
})

it('gets its verdict after a first visit with the server gone and the page loaded anew', async () => {
  expect(await verdictWithoutServer(at, await ourCode(4))).toBe(true)
})

it('answers everybody of a bus in a row without a touch, a red one among them', async () => {
  const bus = await openStand(folder)
  const ride = await rideOf(bus, 6, 0x7100)
  await bus.close()
  expect(ride).toMatchObject({ answered: 6, green: 5, touches: 0, seats: 6 })
})
