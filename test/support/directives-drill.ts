import type { Page } from 'playwright-core'
import { bumpBundle } from '../../server/bundles/bundle-rev.ts'
import { FLAG_CLASSES } from '../../shared/adjudication/finding.ts'
import { injectionAt } from './injection-square.ts'
import { plantDirectives } from './injection-stored.ts'
import { INJECTIONS, MARK } from './injections.ts'
import type { KioskStand } from './kiosk-drill.ts'
import { signedCode } from './signed-code.ts'

/** As many as a page of the list shows. */
const FLAGS = 50
/** A bundle takes a tablet seconds: each of its texts is so many hostile ones, and so many bundles hold them all in each place. */
const TEXTS_IN_ONE = 26
export const BUNDLES = Math.ceil(INJECTIONS.length / TEXTS_IN_ONE)
const LONGEST = 80
const PANELS = ['menu', 'open-scans', 'form', 'vehicle']

/**
 * Problems where names of checkpoints and officers, rules and what was noted on flags are hostile: on the tablet that holds
 * them in its bundle, on its slip, and in every view of the control room. After this the wall shows texts: play it last.
 */
export async function playDirectives(stand: KioskStand, nth: number): Promise<readonly string[]> {
  const texts = Array.from({ length: TEXTS_IN_ONE }, (_, at) => injectionAt(nth * TEXTS_IN_ONE + at).text)
  let turned = 0
  // Another one first each time: what takes all after it for its own must not hide the others.
  const next = (): string => {
    const first = turned++ % TEXTS_IN_ONE
    return [...texts.slice(first), ...texts.slice(0, first)].map((text) => text.slice(0, LONGEST)).join(' ')
  }
  await plant(stand, next)
  const problems = [...(await onTheTablet(stand)), ...(await inTheControlRoom(stand))]
  return [...new Set(problems)]
}

async function plant({ installation: { storage, clock } }: KioskStand, next: () => string): Promise<void> {
  await plantDirectives(storage, clock.now(), next)
  const kiosk = await storage.read.selectFrom('kiosk').select(['kiosk_id', 'checkpoint_id']).executeTakeFirstOrThrow()
  await storage.write(async (tx) => {
    for (const { staff_id } of await tx.selectFrom('staff').select('staff_id').execute())
      await tx.updateTable('staff').set({ name: next() }).where('staff_id', '=', staff_id).execute()
    await tx.deleteFrom('flag').execute()
    for (let at = 0; at < FLAGS; at++) {
      const kind = FLAG_CLASSES[at % FLAG_CLASSES.length] ?? 'fork'
      const detail = { rules: [next()], cause: next(), count: 1, minutes: 1 }
      // The wall refuses a list in which an id is none: only words are hostile.
      const records = [{ checkpoint: kiosk.checkpoint_id, kiosk: kiosk.kiosk_id, epoch: 1, seq: 1 }]
      const finding = JSON.stringify({ class: kind, key: String(at), at: clock.now(), records, detail })
      const said = { acknowledged_at: at % 2 === 0 ? clock.now() : null, acknowledged_by: 'operator', note: next() }
      const row = { ...kiosk, epoch: 1, class: kind, occurred_at: clock.now(), raised_at: clock.now() + at, withdrawn_at: null, finding, ...said }
      await tx
        .insertInto('flag')
        .values({ ...row, flag_id: at.toString(16).padStart(32, '0') })
        .execute()
    }
    await bumpBundle(tx)
  })
}

async function onTheTablet({ kiosk, look, installation }: KioskStand): Promise<readonly string[]> {
  const before = await bundleOf(kiosk)
  await kiosk.getByTestId('online').click()
  await kiosk.waitForFunction((old) => Number(document.querySelector('[data-testid=bundle]')?.getAttribute('data-version')) > old, before)
  await kiosk.reload()
  await kiosk.getByTestId('type-code').waitFor()
  const problems = [...(await look(kiosk))]
  if (!(await kiosk.content()).includes(MARK)) problems.push('the tablet shows nothing of its new bundle: it proves nothing')
  for (const panel of PANELS) {
    await kiosk.getByTestId(panel).click()
    await kiosk.locator('dialog[open], [data-testid=verdict]').or(kiosk.getByTestId('type-code')).first().waitFor()
    problems.push(...(await look(kiosk)))
    await kiosk.reload()
    await kiosk.getByTestId('type-code').waitFor()
  }
  await kiosk.getByTestId('type-code').click()
  await kiosk.getByTestId('manual-code').fill(await signedCode(installation, ['Nguyễn Thị Minh Thử']))
  await kiosk.getByTestId('manual-check').click()
  await kiosk.getByTestId('verdict').waitFor()
  for (const more of await kiosk.locator('[data-testid=verdict] details > summary').all()) await more.click()
  problems.push(...(await look(kiosk)))
  await kiosk.getByTestId('turn-face').click()
  await kiosk.getByTestId('turned-face').waitFor()
  problems.push(...(await look(kiosk)))
  await kiosk.getByTestId('turned-back').click()
  await kiosk.locator('[data-testid=decide-confirm], [data-testid=next]').first().click()
  problems.push(...(await slipOf(kiosk)), ...(await look(kiosk)))
  await kiosk.reload()
  await kiosk.getByTestId('type-code').waitFor()
  return problems.map((problem) => `tablet: ${problem}`)
}

async function slipOf(kiosk: Page): Promise<readonly string[]> {
  await kiosk.getByTestId('form').click()
  await kiosk.getByTestId('form-name').fill('Trần Văn Thử')
  await kiosk.getByTestId('form-birth').fill('1958')
  await kiosk.getByTestId('form-submit').click()
  await kiosk.getByTestId('slip-make').click()
  await kiosk.getByTestId('slip-code').waitFor()
  return (await kiosk.getByTestId('slip').innerText()).includes('Trần Văn Thử') ? [] : ['the slip does not say whose it is']
}

async function bundleOf(kiosk: Page): Promise<number> {
  return Number(await kiosk.getByTestId('bundle').getAttribute('data-version'))
}

async function inTheControlRoom({ wall, look, server }: KioskStand): Promise<readonly string[]> {
  const problems: string[] = []
  const seen = async (where: string): Promise<void> => {
    problems.push(...(await look(wall)).map((problem) => `${where}: ${problem}`))
    if (!(await wall.content()).includes(MARK)) problems.push(`${where}: shows nothing of what was planted: it proves nothing`)
  }
  await wall.goto(`${server.url}/control/`)
  await wall.getByTestId('board').waitFor()
  for (const layout of ['table', 'cards']) {
    await wall.getByTestId(`layout-${layout}`).click()
    await seen(layout)
  }
  await wall.getByTestId('checkpoint-bach-dang').locator('a, button').first().click()
  await wall.getByTestId('close-detail').waitFor()
  await seen('detail')
  await wall.getByTestId('close-detail').click()
  await wall.getByTestId('flags-button').click()
  await wall.locator('.flag-list > li').first().waitFor()
  await wall.locator('[data-testid=flags] input[type=checkbox]').check()
  await wall.locator('.flag-note').first().waitFor()
  for (const more of await wall.locator('[data-testid=flags] details > summary').all()) await more.click()
  await seen('flags')
  await wall.getByTestId('language').click()
  await seen('flags in English')
  await wall.getByTestId('language').click()
  return problems
}
