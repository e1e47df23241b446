import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parsePushes } from '../../control-room/board/parse-board.ts'
import { applyPush, bucketKey, type CheckpointFlow, type FlowPush } from '../../shared/flow/flow.ts'

interface GoldenPush {
  readonly before: CheckpointFlow
  /** The `flow` event as the server sends it. */
  readonly message: readonly FlowPush[]
  readonly after: CheckpointFlow
}

const golden: GoldenPush = JSON.parse(readFileSync(new URL('golden/flow-push.json', import.meta.url), 'utf8'))
const [push] = golden.message

it('a push of version 1 is still read by the board', () => {
  expect(parsePushes(golden.message)).toEqual(golden.message)
})

it('brings the board from the values before to the values after', () => {
  if (!push) throw new Error('the golden message has a push')
  expect(applyPush(golden.before, push)).toEqual(golden.after)
  expect(golden.after.buckets.map(({ persons, vehicles }) => [persons, vehicles])).toEqual([
    [2, 1],
    [40, 17],
    [2, 0],
    [1, 1],
    [1, 1],
  ])
})

it('still names its counters by the same keys', () => {
  expect(push?.buckets.map(bucketKey)).toEqual([
    'minute|1613566800000|1|entry|admit|2021:100030',
    'day|1613494800000|1|entry|admit|2021:100030',
    'minute|1613566860000|goods|entry|quarantine|country:CN',
    'day|1613494800000|goods|entry|quarantine|country:CN',
  ])
})
