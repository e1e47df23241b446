import { describe, expect, it } from 'vitest'
import { verifyWithPlatform } from '../../kiosk/bundle/verify-with.ts'
import { verifyWithNode } from '../../server/keys/verify-with-node.ts'
import { type EuTrust, openEuCertificate } from '../../shared/documents/eu-certificate.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/units.ts'
import { ISSUED_AT } from '../support/a-credential.ts'
import { anEuCertificate, anEuKey, EU_TEST } from '../support/an-eu-certificate.ts'

const key = anEuKey()
const trusting = (change: Partial<EuTrust> = {}): EuTrust => ({
  certificates: [key.trusted],
  clock: 'sure',
  verifyWith: verifyWithPlatform,
  ...change,
})
const open = (text: string, change: Partial<EuTrust> = {}, now = ISSUED_AT) => openEuCertificate(text, trusting(change), now)
const seconds = ISSUED_AT / 1000

describe('an EU certificate', () => {
  it('attests its test to a named person, whoever verifies', async () => {
    for (const verifyWith of [verifyWithPlatform, verifyWithNode]) {
      const opened = await open(anEuCertificate(key), { verifyWith })
      expect(opened).toMatchObject({
        source: 'eu-certificate',
        trust: 'attested',
        problem: null,
        issuedAt: ISSUED_AT,
        birthDate: '1984-05-03',
        mark: '01:VN:0123456789#A',
        signedBy: 'VN',
        claims: {
          name: 'Nguyễn Thị Hoàng Phương Ánh',
          birthYear: 1984,
          tests: [{ kind: 'pcr', result: 'negative', sampledAt: ISSUED_AT - 30 * HOUR_MS, evidence: 'attested' }],
          doses: [],
          symptoms: null,
          stops: [],
        },
      })
    }
  })

  it('is signed with PS256 too', async () => {
    const rsa = anEuKey('ps256')
    expect(await open(anEuCertificate(rsa), { certificates: [key.trusted, rsa.trusted] })).toMatchObject({ trust: 'attested' })
    expect(await open(anEuCertificate(rsa), { certificates: [rsa.trusted], verifyWith: verifyWithNode })).toMatchObject({ trust: 'attested' })
  })

  it('attests every dose that its number stands for, the last by its day and name', async () => {
    const certificate = { ...EU_TEST, t: undefined, v: [{ tg: '840539006', mp: 'EU/1/20/1528', dn: 2, sd: 2, dt: '2021-01-20' }] }
    expect((await open(anEuCertificate(key, { certificate }))).claims?.doses).toEqual([
      { givenOn: '2021-01-19', evidence: 'attested' },
      { givenOn: '2021-01-20', evidence: 'attested', product: 'Comirnaty' },
    ])
  })

  it('tells a recovery as the positive test that it rests on', async () => {
    const certificate = { ...EU_TEST, t: undefined, r: [{ tg: '840539006', fr: '2021-01-20' }] }
    const { claims } = await open(anEuCertificate(key, { certificate }))
    expect(claims?.tests).toEqual([{ kind: 'pcr', result: 'positive', sampledAt: Date.parse('2021-01-20T00:00:00+07:00'), evidence: 'attested' }])
  })

  it('does not mind what a scanner types behind it', async () => {
    for (const typed of ['\r\n', '\t', ' ']) expect(await open(anEuCertificate(key) + typed)).toMatchObject({ trust: 'attested' })
  })

  it.each([
    ['the signature of another key', anEuCertificate({ ...anEuKey(), keyId: key.keyId }), 'signature-invalid'],
    ['another algorithm in the header', anEuCertificate(key, { algorithm: -37 }), 'signature-invalid'],
    ['no algorithm that exists', anEuCertificate(key, { algorithm: 0 }), 'signature-invalid'],
    ['a term that is over', anEuCertificate(key, { expiresAt: seconds - 1 }), 'expired'],
    ['an issue six minutes ahead', anEuCertificate(key, { issuedAt: seconds + 360 }), 'not-yet-valid'],
    ['no certificate in it', anEuCertificate(key, { payload: Uint8Array.of(0xa0) }), 'malformed'],
    ['one letter less', anEuCertificate(key).slice(0, -1), 'malformed'],
    ['nothing behind the prefix', 'HC1:', 'malformed'],
  ])('is bad with %s, and nothing of it is believed', async (_name, text, problem) => {
    expect(await open(text)).toMatchObject({ trust: 'bad', problem, claims: null, mark: null })
  })

  it('is good to the last second of its term, and five minutes before its issue by a clock that is slow', async () => {
    expect(await open(anEuCertificate(key, { expiresAt: seconds }))).toMatchObject({ trust: 'attested' })
    expect(await open(anEuCertificate(key), {}, ISSUED_AT - 5 * MINUTE_MS)).toMatchObject({ trust: 'attested' })
    expect(await open(anEuCertificate(key), {}, ISSUED_AT - 5 * MINUTE_MS - 1)).toMatchObject({ problem: 'not-yet-valid' })
  })

  it.each([
    ['by a new key of a known country', anEuKey(), {}, 'unknown-key'],
    ['by a country of which no key is known', anEuKey('es256'), { issuer: 'XK' }, 'unknown-country'],
    ['without an end of its term', key, { expiresAt: null }, 'content-unknown'],
    ['of a test of another kind', key, { certificate: { ...EU_TEST, t: [{ ...EU_TEST.t[0], tt: 'LP0' }] } }, 'content-unknown'],
    ['of a sample without its zone', key, { certificate: { ...EU_TEST, t: [{ ...EU_TEST.t[0], sc: '2021-02-16T08:00:00' }] } }, 'content-unknown'],
  ])('signed %s could not be checked, which is not bad', async (_name, signer, change, problem) => {
    const opened = await open(anEuCertificate(signer, change))
    expect(opened.trust === 'unchecked' || signer !== key).toBe(true)
    expect(opened).toMatchObject({ trust: 'unchecked', problem })
    expect(opened.claims?.tests.some(({ evidence }) => evidence === 'attested') ?? false).toBe(false)
  })

  it('is judged by no doubtful clock and without keys by nobody', async () => {
    const late = anEuCertificate(key, { expiresAt: seconds - 1 })
    expect(await open(late, { clock: 'doubtful' })).toMatchObject({ trust: 'unchecked', problem: 'clock-doubtful' })
    expect(await open(late, { certificates: null })).toMatchObject({ trust: 'unchecked', problem: 'keys-missing' })
  })

  it.each([
    ['a kind of certificate that its key may not sign', { usages: ['vaccination'] as const }, 'wrong-usage'],
    ['a key that was not yet in service', { validFrom: ISSUED_AT + 1 }, 'key-not-in-service'],
    ['a key that was out of service at the issue', { validTo: ISSUED_AT }, 'key-not-in-service'],
  ])('is bad under %s', async (_name, change, problem) => {
    expect(await open(anEuCertificate(key), { certificates: [{ ...key.trusted, ...change }] })).toMatchObject({ trust: 'bad', problem })
  })

  it('outlives its key, and opens where the key may sign just this', async () => {
    const change = { usages: ['test'] as const, validFrom: ISSUED_AT, validTo: ISSUED_AT + 1 }
    const opened = await open(anEuCertificate(key), { certificates: [{ ...key.trusted, ...change }] }, ISSUED_AT + 30 * DAY_MS)
    expect(opened).toMatchObject({ trust: 'attested' })
  })
})
