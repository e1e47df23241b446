import { expect, it } from 'vitest'
import { mayUpdate, WAIT_FOR_QUEUE_MS } from '../../kiosk/update/may-update.ts'

const idle = { isJudging: false, isEnrolling: false, queued: 0, waitedMs: 0, isForced: false }

it.each([
  ['at rest with everything sent', {}, true],
  ['with a verdict, a vehicle or a panel open', { isJudging: true }, false],
  ['with one open, also where it is forced', { isJudging: true, isForced: true, waitedMs: 10 * WAIT_FOR_QUEUE_MS }, false],
  ['while a link is typed', { isEnrolling: true }, false],
  ['with something still to send', { queued: 1, waitedMs: WAIT_FOR_QUEUE_MS - 1 }, false],
  ['with something that nobody takes, after its time', { queued: 1, waitedMs: WAIT_FOR_QUEUE_MS }, true],
  ['with something to send that this version cannot send', { queued: 1, isForced: true }, true],
] as const)('a kiosk %s: %j takes the new version: %s', (_name, change, takes) => {
  expect(mayUpdate({ ...idle, ...change })).toBe(takes)
})
