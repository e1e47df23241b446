import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { isDeepStrictEqual } from 'node:util'
import { toBuffer } from 'qrcode'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { certificateKeyOf } from '../../server/certificates/certificate-key.ts'
import { verifyWithNode } from '../../server/keys/verify-with-node.ts'
import type { CertificateKey } from '../../shared/bundle/bundle.ts'
import { bytesOfBase45 } from '../../shared/documents/base45.ts'
import { checkEuTerm, findEuSigner, isEuUsageAllowed } from '../../shared/documents/eu-certificate.ts'
import { decodeEuCose, readEuContent, stripEuPrefix } from '../../shared/documents/eu-envelope.ts'
import { decodeForeignCbor, type ForeignCbor } from '../../shared/documents/foreign-cbor.ts'
import { inflate } from '../../shared/documents/inflate.ts'
import { bytesOfHex, hexOf } from '../../shared/hex.ts'
import { isObject, type Json } from './layouts.ts'

/** What a file expects of one check, and what came. */
export interface CertificateCheck {
  readonly check: string
  readonly expected: boolean
  readonly got: boolean
}

export const CERTIFICATE_CHECKS = [
  'UNPREFIX',
  'B45DECODE',
  'COMPRESSION',
  'VERIFY',
  'EXPIRATIONCHECK',
  'DECODE',
  'VALIDJSON',
  'KEYUSAGE',
  'PICTUREDECODE',
] as const
type CheckName = (typeof CERTIFICATE_CHECKS)[number]

/** Every expected boolean that this file states and we check. */
export async function certificateChecks(json: Json): Promise<readonly CertificateCheck[]> {
  const expected = isObject(json.EXPECTEDRESULTS) ? json.EXPECTEDRESULTS : {}
  const stages = stagesOf(json)
  const checks: CertificateCheck[] = []
  for (const check of CERTIFICATE_CHECKS) {
    const wanted = expected[`EXPECTED${check}`]
    if (typeof wanted !== 'boolean') continue
    checks.push({ check, expected: wanted, got: await CHECKS[check](json, stages) })
  }
  return checks
}

/** Keys of `EXPECTEDRESULTS` that are not counted: other people's schema checks, and misspelt ones. */
export function uncheckedKeys(json: Json): readonly string[] {
  const counted: readonly string[] = CERTIFICATE_CHECKS.map((check) => `EXPECTED${check}`)
  return Object.keys(isObject(json.EXPECTEDRESULTS) ? json.EXPECTEDRESULTS : {}).filter((key) => !counted.includes(key))
}

export function isPictureDrawn(json: Json): boolean {
  return isObject(json.EXPECTEDRESULTS) && typeof json.EXPECTEDRESULTS.EXPECTEDPICTUREDECODE === 'boolean' && textIn(json, '2DCODE') === null
}

/** The chain of layers, each from the one before; null where it did not open. */
interface Stages {
  readonly letters: string | null
  readonly packed: Uint8Array | null
  readonly cose: Uint8Array | null
  readonly envelope: ReturnType<typeof decodeEuCose>
  readonly content: ReturnType<typeof readEuContent>
  readonly key: CertificateKey | null
}

function stagesOf(json: Json): Stages {
  const letters = stripEuPrefix(textIn(json, 'PREFIX') ?? '')
  const packed = letters === null ? null : bytesOfBase45(letters)
  const cose = packed && inflate(packed)
  const envelope = cose && decodeEuCose(cose)
  return { letters, packed, cose, envelope, content: envelope && readEuContent(envelope.payload), key: trustedKey(json) }
}

const CHECKS: { readonly [name in CheckName]: (json: Json, stages: Stages) => boolean | Promise<boolean> } = {
  UNPREFIX: (json, { letters }) => letters !== null && agrees(letters, textIn(json, 'BASE45')),
  B45DECODE: (json, { packed }) => packed !== null && agreesHex(packed, json, 'COMPRESSED'),
  COMPRESSION: (json, { cose }) => cose !== null && agreesHex(cose, json, 'COSE'),
  VERIFY: async (_json, { envelope, content, key }) => {
    if (!envelope || !content || !key) return false
    const trust = { certificates: [key], clock: 'sure', verifyWith: verifyWithNode } as const
    return (await findEuSigner(envelope, trust)).ok
  },
  EXPIRATIONCHECK: (json, { content }) => {
    const clock = Date.parse(contextOf(json, 'VALIDATIONCLOCK') ?? '')
    return content !== null && checkEuTerm(content, { now: clock, skewMs: 0, clock: 'sure' }) === null
  },
  DECODE: (json, { envelope, content }) =>
    content !== null && storedCborAgrees(json, envelope?.payload, content.certificate) && sameJson(content.certificate, json),
  VALIDJSON: (json, { content }) => content !== null && sameJson(content.certificate, json),
  KEYUSAGE: (_json, { content, key }) => content !== null && key !== null && isEuUsageAllowed(content, key.usages),
  PICTUREDECODE: async (json) => {
    prepareReader()
    const [found] = await readBarcodes(new Uint8Array(await pictureOf(json)), { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 1 })
    return found?.isValid === true && agrees(found.text, textIn(json, 'PREFIX'))
  },
}

/** Where a file brings no picture, its text is drawn: what it expects of the reader is the same. */
async function pictureOf(json: Json): Promise<Buffer> {
  const stored = textIn(json, '2DCODE')
  return stored === null ? toBuffer(textIn(json, 'PREFIX') ?? '', { errorCorrectionLevel: 'Q', margin: 4 }) : Buffer.from(stored, 'base64')
}

let isPrepared = false

/** Node cannot fetch the wasm by its address as a page does. */
function prepareReader(): void {
  if (isPrepared) return
  isPrepared = true
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } })
}

function trustedKey(json: Json): CertificateKey | null {
  const der = contextOf(json, 'CERTIFICATE')
  if (der === null) return null
  const key = certificateKeyOf(new X509Certificate(Buffer.from(der, 'base64')), 'XX')
  return key.ok ? key.value : null
}

function sameJson(certificate: ForeignCbor, json: Json): boolean {
  return !isObject(json.JSON) || isDeepStrictEqual(plain(certificate), json.JSON)
}

/** Some files store the whole payload, some the certificate in it. */
function storedCborAgrees(json: Json, payload: Uint8Array | undefined, certificate: ForeignCbor): boolean {
  const stored = decodeForeignCbor(bytesOfHex(textIn(json, 'CBOR') ?? '') ?? new Uint8Array())
  const whole = payload && decodeForeignCbor(payload)
  return stored === undefined || [whole, certificate].some((got) => got !== undefined && isDeepStrictEqual(plain(got), plain(stored)))
}

/** As JSON has it. */
function plain(value: ForeignCbor): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, each]) => [String(key), plain(each)]))
  if (value instanceof Uint8Array) return hexOf(value)
  return Array.isArray(value) ? value.map(plain) : value
}

function agreesHex(bytes: Uint8Array, json: Json, field: string): boolean {
  return agrees(hexOf(bytes), textIn(json, field)?.toLowerCase() ?? null)
}

/** A stage is compared with what is stored of it only where something is. */
function agrees(got: string, stored: string | null): boolean {
  return stored === null || got === stored
}

function contextOf(json: Json, field: string): string | null {
  return isObject(json.TESTCTX) ? textIn(json.TESTCTX, field) : null
}

function textIn(json: Json, field: string): string | null {
  const value = json[field]
  return typeof value === 'string' && value !== '' ? value : null
}
