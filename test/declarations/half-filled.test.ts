import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEMO_REFERENCE, DEMO_SPARES } from '../../server/seed/demo-passes.ts'
import type { WholeApp } from '../http/whole-app.ts'
import { browserWithoutScripts } from './browser-without-scripts.ts'
import { drawnApp } from './drawn-app.ts'

let app: WholeApp
beforeAll(async () => {
  app = await drawnApp()
})
afterAll(() => app.close())

/** A browser without scripts, which has begun to declare for its mother where `begun`. */
async function browser(begun: 'begun' | 'new') {
  const go = browserWithoutScripts(app.url)
  if (begun === 'begun') await go('/declare/traveller', { name: 'Trần <b>Mẹ</b> Thử', documentNumber: '022160000123' })
  return go
}

const CORRECT = `/d/${DEMO_REFERENCE}/correct`
const COMPANION = `/d/${DEMO_REFERENCE}/companion`
const nameIn = (html: string) => /name="name"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="name"/.exec(html)?.slice(1).join('')

it.each([
  [CORRECT, 'Bỏ tờ đang dở, sửa khai báo này'],
  [COMPANION, 'Bỏ tờ đang dở, khai cho người đi cùng'],
])('%s asks whoever has half filled a form of their own, says whose it is, and takes nothing of it', async (path, other) => {
  const go = await browser('begun')
  const asked = await go(path, {})
  expect([asked.status, asked.to]).toEqual([200, ''])
  for (const said of ['Còn một tờ khai đang dở', 'Trần &lt;b>Mẹ&lt;/b> Thử', 'Khai tiếp tờ đang dở', other, `action="${path}"`]) {
    expect(asked.html).toContain(said)
  }
  expect(nameIn((await go('/declare/traveller')).html)).toContain('Mẹ')
})

it('opens the other form for who says so, and then that one is kept', async () => {
  const go = await browser('begun')
  expect(await go(CORRECT, { instead: 'yes' })).toMatchObject({ status: 303, to: '/declare/check' })
  expect(nameIn((await go('/declare/traveller')).html)).toBe('Nguyễn Thị Minh Thử')
})

it('goes on where the same pass is being corrected already: what was typed since is there', async () => {
  const go = await browser('new')
  await go(CORRECT, {})
  await go('/declare/traveller', { name: 'Nguyễn Thị Minh Sửa' })
  expect(await go(CORRECT, {})).toMatchObject({ status: 303, to: '/declare/check' })
  expect(nameIn((await go('/declare/traveller')).html)).toBe('Nguyễn Thị Minh Sửa')
  expect((await go(`/d/${DEMO_SPARES.corrected}/correct`, {})).status).toBe(200)
})

it('asks nobody who has typed nothing: not the first time, and not the second', async () => {
  const go = await browser('new')
  expect([(await go(COMPANION, {})).status, (await go(COMPANION, {})).status]).toEqual([303, 303])
})
