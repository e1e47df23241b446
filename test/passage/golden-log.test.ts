import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parseRecordValue } from '../../server/sync/parse-record-value.ts'
import { asCheckpointId, asKioskId } from '../../shared/ids.ts'
import { appendRecord, emptyLog, followsHead, headerHash } from '../../shared/passage/chain.ts'
import { type BodyValue, type Hash, type LogRecord, RECORD_KINDS } from '../../shared/passage/records.ts'

interface GoldenLog {
  readonly emptyHash: Hash
  readonly records: readonly (LogRecord & { readonly hash: Hash })[]
}

const golden: GoldenLog = JSON.parse(readFileSync(new URL('golden-log.json', import.meta.url), 'utf8'))
const empty = emptyLog(asCheckpointId('bach-dang'), asKioskId('00112233aabbccdd'), 1)

function plainValue({ body }: LogRecord): BodyValue {
  if (body.form !== 'plain') throw new Error('the golden log is plain')
  return body.value
}

it('has every kind of record of the first version', () => {
  const first = RECORD_KINDS.filter((kind) => kind !== 'queue' && kind !== 'claims' && kind !== 'slip')
  expect(golden.records.map(({ header }) => header.kind).sort()).toEqual([...first].sort())
})

it('is still linked, hash by hash', () => {
  expect(empty.hash).toBe(golden.emptyHash)
  let head = empty
  for (const { hash, ...record } of golden.records) {
    expect([record.header.seq, followsHead(head, record), headerHash(record.header)]).toEqual([record.header.seq, null, hash])
    head = { ...head, seq: record.header.seq, hash }
  }
})

it('is still what a tablet would write', () => {
  let head = empty
  for (const { hash, ...record } of golden.records) {
    const { occurredAt, wallAt } = record.header
    const salt = record.body.form === 'plain' ? record.body.salt : ''
    const next = appendRecord(head, { value: plainValue(record), occurredAt, wallAt, salt })
    expect([next.record, next.head.hash]).toEqual([record, hash])
    head = next.head
  }
})

it.each(golden.records.map((record) => [record.header.kind, record] as const))('of %s is still read by the server', (_kind, record) => {
  expect(parseRecordValue(plainValue(record))).toEqual(plainValue(record))
})
