import { expect, it } from 'vitest'
import { offlinePage } from '../../declare-web/offline/offline-page.ts'
import { NEEDS_NETWORK } from '../../declare-web/offline/server-page.ts'

it.each(['sheet', 'data', 'withdraw', 'erase', 'correct', 'companion'])(
  '%s of a pass is drawn by the server: without a network the worker says so',
  (act) => {
    expect(NEEDS_NETWORK.test(`/d/5QVBG8ZJ3N4T7W2XKM9D1CPRHA/${act}`)).toBe(true)
  },
)

it('offers the pass again where an act of it was not sent: the act itself has no page', () => {
  const retry = (path: string) => /class="button primary" href="([^"]*)"/.exec(offlinePage({ path, styles: '', passes: [], places: [] }))?.[1]
  expect(['/d/A/companion', '/d/A/withdraw', '/d/A/sheet', '/find'].map(retry)).toEqual(['/d/A', '/d/A', '/d/A/sheet', '/find'])
})

it.each(['/d/5QVBG8ZJ3N4T7W2XKM9D1CPRHA', '/', '/declare/traveller', '/companion', '/d/a/companion/b'])('%s is none of these pages', (path) => {
  expect(NEEDS_NETWORK.test(path)).toBe(false)
})
