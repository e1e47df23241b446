import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { type SealingFile, sealingKeyOf } from '../../server/keys/sealing-file.ts'
import { nodeOpenPort } from '../../server/sealing/node-open-port.ts'
import { parsePersonalClaims } from '../../server/sealing/parse-personal-claims.ts'
import { parseRecordValue } from '../../server/sync/parse-record-value.ts'
import { bytesOfBase64Url } from '../../shared/base64url.ts'
import { keyIdOf } from '../../shared/credential/key-id.ts'
import { asCheckpointId, asKioskId } from '../../shared/ids.ts'
import { appendRecord, emptyLog, followsHead, headerHash } from '../../shared/passage/chain.ts'
import type { Hash, LogRecord } from '../../shared/passage/records.ts'
import { openSealed } from '../../shared/sealing/seal-body.ts'

// A log once written is read for ever: if one of these fails, the reader is wrong, never the file.
interface GoldenLog {
  readonly emptyHash: Hash
  readonly sealing: Pick<SealingFile, 'publicKey' | 'privateKey'>
  /** What lies in the sealed record. */
  readonly claims: unknown
  readonly records: readonly (LogRecord & { readonly hash: Hash })[]
}

const golden: GoldenLog = JSON.parse(readFileSync(new URL('golden-log-personal.json', import.meta.url), 'utf8'))
const empty = emptyLog(asCheckpointId('bach-dang'), asKioskId('00112233aabbccdd'), 2)

it('has what the first golden log has not: sealed and erased claims, a slip, a paper, a document, a short code', () => {
  const kinds = golden.records.map(({ header, body }) => {
    const reading = body.form === 'plain' && body.value.kind === 'scan' ? `:${body.value.reading.kind}` : ''
    return `${header.kind}:${body.form}${reading}`
  })
  expect(kinds).toEqual(['scan:plain:form', 'claims:sealed', 'slip:plain', 'claims:erased', 'scan:plain:document', 'scan:plain:short-code'])
})

it('is still linked, hash by hash, through what was erased', () => {
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
    const { occurredAt, wallAt, kind } = record.header
    const { body } = record
    if (body.form !== 'erased') {
      const moment = { occurredAt, wallAt, salt: body.salt }
      const next = appendRecord(head, body.form === 'sealed' ? { kind, box: body.box, ...moment } : { value: body.value, ...moment })
      expect([next.record, next.head.hash]).toEqual([record, hash])
    }
    head = { ...head, seq: record.header.seq, hash }
  }
})

it('is still opened by the key it was sealed to', async () => {
  const publicKey = bytesOfBase64Url(golden.sealing.publicKey) ?? new Uint8Array()
  const port = nodeOpenPort(sealingKeyOf({ v: 1, madeAt: 0, ...golden.sealing }))
  const sealed = golden.records[1]
  if (sealed?.body.form !== 'sealed') throw new Error('the second is sealed')
  const opened = await openSealed(sealed.body.box, sealed.header, [{ keyId: keyIdOf(publicKey), publicKey, port }])
  expect(opened).toMatchObject({ ok: true, value: { value: golden.claims } })
  expect(parsePersonalClaims(golden.claims)).toEqual(golden.claims)
})

it('is still read by the server', () => {
  const plain = golden.records.flatMap(({ body }) => (body.form === 'plain' ? [body.value] : []))
  expect(plain.map(parseRecordValue)).toEqual(plain)
})
