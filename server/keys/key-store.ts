import { createHmac } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { bytesOfBase64Url } from '../../shared/base64url.ts'
import { CREDENTIAL_TYPES, type Sign, type TrustedKey } from '../../shared/credential/credential.ts'
import { keyIdOf } from '../../shared/credential/key-id.ts'
import type { AuthorityId } from '../../shared/ids.ts'
import type { OpeningKey } from '../../shared/sealing/seal-body.ts'
import { DAY_MS, type EpochMs } from '../../shared/units.ts'
import { nodeOpenPort } from '../sealing/node-open-port.ts'
import { type KeyFile, makeKeyFile, parseKeyFile, privateKeyOf } from './key-file.ts'
import { nodeSign } from './node-sign.ts'
import { makeSealingFile, parseSealingFile, type SealingFile, sealingKeyOf } from './sealing-file.ts'
import { writeOnce } from './write-once.ts'

/** What an installation signs with, and what others need to check it. The private keys stay inside. */
export interface KeyStore {
  readonly trustedKey: TrustedKey
  readonly signCredential: { readonly keyId: string; readonly sign: Sign }
  /** base64url without padding. */
  readonly bundlePublicKey: string
  readonly signBundle: Sign
  /** What kiosks seal personal bodies to. */
  readonly sealingKey: { readonly keyId: string; readonly publicKey: string }
  readonly openingKeys: readonly OpeningKey[]
  /** `now`: there was none in the folder, and what was sealed before to another one stays shut. */
  readonly sealingMade: 'now' | 'before'
  /** Private links are kept under it, so that the database alone opens no pass. */
  readonly linkSecret: string
}

const FILE_NAME = 'keys.json'
const SEALING_NAME = 'sealing.json'

/**
 * The keys in `folder`, made at the first start and never again: with other keys every code in people's pockets would fail
 * and every tablet would refuse its bundle. So anything odd about folder or file throws, in words that say what to do.
 */
export function openKeyStore(folder: string, kind: 'demo' | 'production', issuer: AuthorityId, realNow: EpochMs): KeyStore {
  const file = join(folder, FILE_NAME)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  refuseOpenDoor(folder, '700')
  if (!existsSync(file)) {
    refuseForeignFolder(folder)
    writeOnce(file, `${JSON.stringify(makeKeyFile(kind, issuer, realNow), null, 2)}\n`)
  }
  refuseOpenDoor(file, '600')
  const sealing = join(folder, SEALING_NAME)
  const sealingMade = existsSync(sealing) ? 'before' : 'now'
  return { ...storeOf(readKeyFile(file, kind, issuer), openSealingFile(sealing, realNow)), sealingMade }
}

/** Made once, like the others: without it nobody can read again what was sealed to it. */
function openSealingFile(file: string, realNow: EpochMs): SealingFile {
  if (!existsSync(file)) writeOnce(file, `${JSON.stringify(makeSealingFile(realNow), null, 2)}\n`)
  refuseOpenDoor(file, '600')
  const parsed = parseSealingFile(readFileSync(file, 'utf8'))
  if (!parsed.ok) throw new Error(`The key file ${file} cannot be used: its content ${parsed.error}. ${MEND}`)
  return parsed.value
}

function readKeyFile(file: string, kind: KeyFile['kind'], issuer: AuthorityId): KeyFile {
  const parsed = parseKeyFile(readFileSync(file, 'utf8'))
  if (!parsed.ok) throw new Error(`The key file ${file} cannot be used: its content ${parsed.error}. ${MEND}`)
  const keys = parsed.value
  if (keys.kind !== kind) throw new Error(`The key file ${file} holds ${keys.kind} keys, and this is ${NAMES[kind]}. ${REMEDIES[kind]}`)
  if (keys.issuer !== issuer) throw new Error(`The key file ${file} belongs to ${keys.issuer}, and this installation is ${issuer}. ${MEND}`)
  return keys
}

function storeOf(keys: KeyFile, sealing: SealingFile): Omit<KeyStore, 'sealingMade'> {
  const keyId = keyIdOf(bytesOfBase64Url(keys.credential.publicKey) ?? new Uint8Array())
  const sealingPoint = bytesOfBase64Url(sealing.publicKey) ?? new Uint8Array()
  const sealingKeyId = keyIdOf(sealingPoint)
  return {
    trustedKey: {
      keyId,
      issuer: keys.issuer,
      publicKey: keys.credential.publicKey,
      types: CREDENTIAL_TYPES,
      validFrom: firstIssue(keys),
      validTo: null,
      specimen: keys.specimen,
    },
    signCredential: { keyId, sign: nodeSign(privateKeyOf(keys.credential)) },
    bundlePublicKey: keys.bundle.publicKey,
    signBundle: nodeSign(privateKeyOf(keys.bundle)),
    sealingKey: { keyId: sealingKeyId, publicKey: sealing.publicKey },
    openingKeys: [{ keyId: sealingKeyId, publicKey: sealingPoint, port: nodeOpenPort(sealingKeyOf(sealing)) }],
    linkSecret: createHmac('sha256', 'chot-link-secret-1')
      .update(privateKeyOf(keys.credential).export({ format: 'der', type: 'pkcs8' }))
      .digest('hex'),
  }
}

/** A demo's clock stands years before its keys were made. A server's clock may be put right after its first start, by less than a day. */
function firstIssue(keys: KeyFile): EpochMs {
  return keys.specimen ? 0 : keys.madeAt - DAY_MS
}

/** Windows has no such bits; there the folder's own access list must do. */
function refuseOpenDoor(path: string, mode: '600' | '700'): void {
  if (process.platform === 'win32' || (statSync(path).mode & 0o077) === 0) return
  throw new Error(`Others than the owner can read ${path}, which holds private keys. If nobody can have copied them, run: chmod ${mode} '${path}'`)
}

/** A temporary file of ours is what a first start leaves that was stopped midway: no key in it was ever used. */
function refuseForeignFolder(folder: string): void {
  const foreign = readdirSync(folder).filter((name) => !/^keys\.json\.\d+\.tmp$/.test(name))
  if (foreign.length === 0) return
  throw new Error(`The key folder ${folder} has no ${FILE_NAME}, but it is not empty (${foreign.slice(0, 3).join(', ')}). ${MEND}`)
}

const MEND = 'Put back the key file from your backup, or name another data folder to start anew; no key is replaced by itself.'

const NAMES = { demo: 'a demo', production: 'a production installation' } as const
const REMEDIES = {
  demo: 'Give the demo a data folder of its own (DATA_DIR).',
  production: 'Demo keys sign specimens only: start production with a fresh data folder (DATA_DIR), and keep nothing of the demo.',
} as const
