import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { familyOf, forgetShown, rememberShown } from '../../declare-web/pass/family.ts'
import type { IssuedDeclaration } from '../../shared/http/api.ts'
import { asCheckpointId } from '../../shared/ids.ts'
import { HOUR_MS } from '../../shared/units.ts'

const ARRIVAL = 1_613_600_000_000

function pass(reference: string, change: object = {}): IssuedDeclaration {
  const verdict = { outcome: 'admit', reasons: [], duties: [] } as const
  const times = { issuedAt: ARRIVAL - HOUR_MS, arrivalAt: ARRIVAL, expiresAt: ARRIVAL + HOUR_MS }
  const code = { shortCode: 'ABCD', qrPayload: 'QR', pngUrl: `/d/${reference}.png` }
  return { reference, ...code, checkpoint: asCheckpointId('bach-dang'), direction: 'entry', ...times, verdict, ...change }
}

/** The browser's kept passes, each in a cache of its own. */
function keep(...passes: readonly object[]): void {
  const names = new Map(passes.map((one, at) => [`chot-pass-${at}`, one]))
  const open = async (name: string) => ({ match: async () => ({ json: async () => names.get(name) }) })
  vi.stubGlobal('caches', { keys: async () => ['chot-shell', ...names.keys()], open })
}

const mine = pass('ME')
beforeEach(() => rememberShown(mine))
afterEach(() => {
  for (const reference of ['ME', 'SHOWN', 'GONE']) forgetShown(reference)
  vi.unstubAllGlobals()
})

it('a family on one phone is printed on one sheet: those kept, those just shown, never oneself', async () => {
  keep(mine, pass('KEPT', { issuedAt: ARRIVAL }))
  rememberShown(pass('SHOWN', { issuedAt: ARRIVAL + 1 }))
  expect(await familyOf(mine, ARRIVAL)).toEqual(['KEPT', 'SHOWN'])
})

it('where the browser keeps nothing, those shown since the page was opened are known', async () => {
  rememberShown(pass('SHOWN'))
  expect(await familyOf(mine, ARRIVAL)).toEqual(['SHOWN'])
})

it.each<[string, object, boolean]>([
  ['two hours later', { arrivalAt: ARRIVAL + 2 * HOUR_MS }, true],
  ['later than that', { arrivalAt: ARRIVAL + 2 * HOUR_MS + 1 }, false],
  ['at another checkpoint', { checkpoint: 'bac-luan' }, false],
  ['the other way', { direction: 'exit' }, false],
  ['with a code that is good for a moment yet', { expiresAt: ARRIVAL + 1 }, true],
  ['with one that has expired', { expiresAt: ARRIVAL }, false],
  ['with one that was withdrawn', { state: 'withdrawn' }, false],
])('a kept pass of somebody who crosses %s', async (_when, change, isTogether) => {
  keep(pass('KEPT', change), { reference: 'BROKEN' })
  expect(await familyOf(mine, ARRIVAL)).toEqual(isTogether ? ['KEPT'] : [])
})

it('who took a code back is on no sheet', async () => {
  rememberShown(pass('GONE'))
  forgetShown('GONE')
  expect(await familyOf(mine, ARRIVAL)).toEqual([])
})
