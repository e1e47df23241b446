import { constants, createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { encode } from 'cbor2'
import type { CertificateKey } from '../../shared/bundle/bundle.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { ISSUED_AT } from './a-credential.ts'

/** A signer of EU-format certificates of our own making. */
export interface EuKey {
  readonly trusted: CertificateKey
  readonly keyId: Uint8Array
  readonly sign: (message: Uint8Array) => Uint8Array
}

export function anEuKey(algorithm: CertificateKey['algorithm'] = 'es256', change: Partial<CertificateKey> = {}): EuKey {
  const { publicKey, privateKey } = keyPair(algorithm)
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const keyId = new Uint8Array(createHash('sha256').update(spki).digest().subarray(0, 8))
  const options = algorithm === 'es256' ? { dsaEncoding: 'ieee-p1363' as const } : { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
  return {
    keyId,
    sign: (message) => new Uint8Array(sign('sha256', message, { key: privateKey, ...options })),
    trusted: {
      keyId: Buffer.from(keyId).toString('base64'),
      country: 'VN',
      algorithm,
      publicKey: spki.toString('base64url'),
      usages: [],
      validFrom: 0,
      validTo: null,
      ...change,
    },
  }
}

function keyPair(algorithm: CertificateKey['algorithm']): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  return algorithm === 'es256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 })
}

/** An invented traveller with one negative PCR test, 30 hours old. */
export const EU_TEST = {
  ver: '1.3.0',
  nam: { fn: 'Nguyễn', fnt: 'NGUYEN', gn: 'Thị Hoàng Phương Ánh', gnt: 'THI<HOANG<PHUONG<ANH' },
  dob: '1984-05-03',
  t: [
    {
      tg: '840539006',
      tt: 'LP6464-4',
      sc: new Date(ISSUED_AT - 30 * HOUR_MS).toISOString(),
      tr: '260415000',
      tc: 'Phòng xét nghiệm số 1',
      co: 'VN',
      is: 'Bộ Y tế',
      ci: 'URN:UVCI:01:VN:0123456789#A',
    },
  ],
} as const

export interface EuChange {
  readonly certificate?: unknown
  readonly issuer?: string
  /** Seconds; null leaves it out. */
  readonly issuedAt?: number | null
  readonly expiresAt?: number | null
  readonly algorithm?: number
  readonly keyId?: Uint8Array
  /** Of the whole CWT. */
  readonly payload?: Uint8Array
}

/** The text of the QR code, by an independent CBOR encoder and zlib. */
export function anEuCertificate(key: EuKey, change: EuChange = {}): string {
  const { certificate = EU_TEST, issuer = 'VN', issuedAt = ISSUED_AT / 1000, expiresAt = ISSUED_AT / 1000 + 90 * 86_400 } = change
  const cwt = new Map<number, unknown>([[1, issuer]])
  if (expiresAt !== null) cwt.set(4, expiresAt)
  if (issuedAt !== null) cwt.set(6, issuedAt)
  cwt.set(-260, new Map([[1, certificate]]))
  const payload = change.payload ?? encode(cwt)
  const numbered = key.trusted.algorithm === 'es256' ? -7 : -37
  const header = encode(
    new Map<number, unknown>([
      [1, change.algorithm ?? numbered],
      [4, change.keyId ?? key.keyId],
    ]),
  )
  const signature = key.sign(encode(['Signature1', header, new Uint8Array(), payload]))
  return `HC1:${base45Of(deflateSync(encode([header, new Map(), payload, signature])))}`
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

export function base45Of(bytes: Uint8Array): string {
  let text = ''
  const put = (value: number, length: number): void => {
    for (let i = 0, rest = value; i < length; i++, rest = Math.floor(rest / 45)) text += ALPHABET.charAt(rest % 45)
  }
  for (let i = 0; i < bytes.length; i += 2) {
    const [first = 0, second] = bytes.subarray(i, i + 2)
    if (second === undefined) put(first, 2)
    else put(first * 256 + second, 3)
  }
  return text
}
