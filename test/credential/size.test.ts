import QRCode from 'qrcode'
import { expect, it } from 'vitest'
import { issueCredential } from '../../shared/credential/issue-credential.ts'
import { qrSegments } from '../../shared/credential/qr-segments.ts'
import { addDays } from '../../shared/time.ts'
import { aCredential, areaCode, ordinaryClaims } from '../support/a-credential.ts'
import { testKey } from '../support/test-keys.ts'

const hours = { fromHour: 18, toHour: 23 }
const fourteenStops = Array.from({ length: 14 }, (_, i) => ({
  place: areaCode(310_000 + 61 * i + 7),
  from: addDays('2021-02-03', i),
  to: addDays('2021-02-04', i),
}))

it('keeps a name of 25 letters, three stops, one test and a plate within version 10 at level M', async () => {
  const letters = ordinaryClaims.name.replace(/ /g, '')
  expect([letters.length >= 23, ordinaryClaims.name.length >= 25, ordinaryClaims.stops.length, ordinaryClaims.tests.length]).toEqual([
    true,
    true,
    3,
    1,
  ])
  expect(await versionOf(aCredential({ specimen: true }))).toBe(10)
})

it('and is then past it with 16 bytes more: the bound is near', async () => {
  expect(await versionOf(aCredential({ specimen: true }, { employer: 'Cảng Cái Lân, kho' }))).toBe(11)
})

it('keeps fourteen stops within version 12 at level M', async () => {
  expect(await versionOf(aCredential({ specimen: true }, { stops: fourteenStops }))).toBe(11)
  expect(await versionOf(aCredential({ specimen: true }, { stops: fourteenStops.map((stop) => ({ ...stop, ...hours })) }))).toBe(12)
  expect(await versionOf(aCredential({ specimen: true }, { stops: fourteenStops, employer: 'Công ty than Hạ Long, mỏ Hà Tu' }))).toBe(12)
})

it('and is past it with hours on every stop and an employer besides', async () => {
  const stops = fourteenStops.map((stop) => ({ ...stop, ...hours }))
  expect(await versionOf(aCredential({ specimen: true }, { stops, employer: 'Công ty than Hạ Long, mỏ Hà Tu' }))).toBe(13)
})

it('names segments that are no larger than those a QR library finds by itself', async () => {
  for (let letters = 1; letters <= 60; letters++) {
    const text = await issueCredential(aCredential({}, { name: 'Ư'.repeat(letters) }), testKey().signer)
    const named = QRCode.create(qrSegments(text), { errorCorrectionLevel: 'M' })
    expect(named.version).toBe(QRCode.create(text, { errorCorrectionLevel: 'M' }).version)
    expect(named.segments.map((segment) => String(segment.data)).join('')).toBe(text)
  }
})

it('makes segments of nothing but a code of ours', () => {
  expect(qrSegments('KB1:0123')).toEqual([
    { data: 'KB1:', mode: 'alphanumeric' },
    { data: '0123', mode: 'numeric' },
  ])
  for (const text of ['KB1:', 'HC1:012', 'KB1:01 2', 'KB1:01a']) expect(() => qrSegments(text)).toThrow('not a QR text of ours')
})

async function versionOf(content: ReturnType<typeof aCredential>): Promise<number> {
  const text = await issueCredential(content, testKey().signer)
  return QRCode.create(qrSegments(text), { errorCorrectionLevel: 'M' }).version
}
