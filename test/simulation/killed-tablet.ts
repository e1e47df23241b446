import type { Page } from 'playwright-core'
import { aCode, HOME, otherId } from '../kiosk/a-station.ts'
import { dice } from '../support/dice.ts'
import { aRealTablet, enrolAndStartShift, keptRecords, type RealTablet } from './real-tablet.ts'

let shared: { readonly tablet: RealTablet; page: Page; codes: number } | null = null

/** F9: the browser dies by SIGKILL at some moment between the code and the paint. Green shown means stored; nothing is there twice. */
export async function playKilledTablet(seed: number): Promise<readonly string[]> {
  const random = dice(seed)
  const world = shared ?? (await start())
  shared = world
  const before = await keptRecords(world.page)
  let green = false
  await world.page.exposeFunction('chotGreen', () => {
    green = true
  })
  await world.page.evaluate(() => {
    const say = (window as unknown as { chotGreen: () => void }).chotGreen
    new MutationObserver(() => {
      if (document.querySelector('[data-testid=verdict][data-outcome=admit]')) say()
    }).observe(document.body, { subtree: true, childList: true, attributes: true })
  })
  await world.page.getByTestId('type-code').click()
  await world.page.getByTestId('manual-code').fill(await aCode(HOME, { id: otherId(seed * 1000 + world.codes++) }))
  const clicked = world.page
    .getByTestId('manual-check')
    .click()
    .catch(() => undefined)
  await new Promise((resolve) => setTimeout(resolve, random.between(0, 250)))
  const wasGreen = green
  await world.tablet.kill()
  await clicked
  world.page = await reopen(world.tablet)
  const fresh = (await keptRecords(world.page)).filter(({ seq }) => !before.some((old) => old.seq === seq))
  const scans = fresh.filter(({ kind }) => kind === 'scan')
  const decisions = fresh.filter(({ kind }) => kind === 'decision')
  const faults: string[] = []
  if (wasGreen && decisions.length === 0) faults.push('green was shown, and nothing is stored')
  if (scans.length > 1 || decisions.length > 1) faults.push(`${scans.length} scans and ${decisions.length} decisions of one code`)
  if (scans.length !== decisions.length) faults.push('a scan without its decision, though they are one transaction')
  const seqs = (await keptRecords(world.page)).map(({ seq }) => seq)
  if (seqs.some((seq, index) => index > 0 && seq !== (seqs[index - 1] ?? 0) + 1)) faults.push(`gaps in the log: ${seqs.join()}`)
  moments.set(
    wasGreen ? 'after green' : decisions.length > 0 ? 'stored, not shown' : 'before it was stored',
    (moments.get(wasGreen ? 'after green' : decisions.length > 0 ? 'stored, not shown' : 'before it was stored') ?? 0) + 1,
  )
  return faults
}

/** Where the kills fell: a run that never hit a moment has not tried it. */
export const moments = new Map<string, number>()

async function start(): Promise<NonNullable<typeof shared>> {
  const tablet = await aRealTablet()
  const page = await tablet.open()
  await enrolAndStartShift(page, tablet.server)
  return { tablet, page, codes: 0 }
}

async function reopen(tablet: RealTablet): Promise<Page> {
  const page = await tablet.open()
  await page.goto(`${tablet.server.url}/kiosk/`)
  await page.getByTestId('scan-ready').waitFor()
  return page
}

export async function endKilledTablet(): Promise<void> {
  await shared?.tablet.close()
  shared = null
}
