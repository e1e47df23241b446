import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import type { PlaceCode } from '../../shared/areas/place.ts'
import type { Direction } from '../../shared/checkpoints/checkpoint.ts'
import { asCredentialId, asCrossingId, asLaneId, asPassageId, type CheckpointId, type KioskId, type PassageId } from '../../shared/ids.ts'
import { appendRecord, emptyLog, type LogHead } from '../../shared/passage/chain.ts'
import type { BodyValue, LogRecord, RecordedVerdict, RecordKind } from '../../shared/passage/records.ts'
import type { Outcome } from '../../shared/rules/verdict.ts'
import {
  type EnrolReply,
  type EnrolRequest,
  KIOSK_HEADER,
  MAX_BATCH_RECORDS,
  PROTOCOL_VERSION,
  SIGNATURE_HEADER,
  type SyncReply,
  type SyncRequest,
  signedText,
} from '../../shared/sync/protocol.ts'
import type { EpochMs } from '../../shared/units.ts'

export interface Reply {
  readonly status: number
  readonly body: unknown
}

/** The network of a simulated kiosk: over HTTP, or straight into the routes. */
export type PostJson = (path: string, body: string, headers: Readonly<Record<string, string>>) => Promise<Reply>

export function postTo(url: string): PostJson {
  return async (path, body, headers) => {
    const answer = await fetch(`${url}${path}`, { method: 'POST', body, headers: { ...headers, 'content-type': 'application/json' } })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
  }
}

/** A tablet's P-256 key, as a browser would keep it. */
export interface DeviceKey {
  readonly publicKey: string
  readonly sign: (text: string) => string
}

export function makeDeviceKey(): DeviceKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'), sign: (text) => signText(privateKey, text) }
}

function signText(key: KeyObject, text: string): string {
  return sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')
}

export function signedHeaders(kiosk: string, key: DeviceKey, path: string, body: string): Record<string, string> {
  return { [KIOSK_HEADER]: kiosk, [SIGNATURE_HEADER]: key.sign(signedText(path, body)) }
}

export interface DecideOptions {
  readonly at?: EpochMs
  readonly direction?: Direction
  readonly lane?: string
  readonly origin?: PlaceCode | null
  readonly passage?: PassageId
}

/** A kiosk without a screen: a real log, a real key, the real wire. */
export interface SimulatedKiosk {
  readonly kiosk: KioskId
  readonly checkpoint: CheckpointId
  readonly key: DeviceKey
  readonly log: LogRecord[]
  head: LogHead
  /** What the server has acknowledged to it. */
  acked: number
  /** Of the newest bundle it was given. */
  bundleVersion: number
  /** Appends any record to the log. */
  record(value: BodyValue, at?: EpochMs): LogRecord
  /** Appends a record whose body was sealed before. */
  seal(kind: RecordKind, box: string, at?: EpochMs): LogRecord
  /** A scan alone: the passage stays open. */
  scan(options?: DecideOptions): PassageId
  /** A scan and its decision. */
  decide(outcome: Outcome, options?: DecideOptions): PassageId
  annul(passage: PassageId, at?: EpochMs): LogRecord
  cross(vehicles: number, options?: DecideOptions & { readonly outcome?: Outcome }): LogRecord
  /** The request that would be sent now; `change` makes it lie. */
  request(change?: Partial<SyncRequest>): SyncRequest
  send(request: SyncRequest): Promise<Reply>
  /** One call; takes over what was acknowledged, also where it went back. */
  sync(): Promise<Reply>
  /** Until nothing is left. Throws where the server refuses. */
  syncAll(): Promise<void>
}

export interface KioskOptions {
  readonly post: PostJson
  readonly now: () => EpochMs
}

/** Uses up an enrolment token. */
export async function enrolAKiosk(token: string, options: KioskOptions, key: DeviceKey = makeDeviceKey()): Promise<SimulatedKiosk> {
  const request: EnrolRequest = { protocol: PROTOCOL_VERSION, token, publicKey: key.publicKey, device: 'simulated', appVersion: '0.1.0' }
  const { status, body } = await options.post('/api/kiosks/enrol', JSON.stringify(request), {})
  if (status !== 201) throw new Error(`not enrolled: ${status} ${JSON.stringify(body)}`)
  return aKiosk(body as EnrolReply, key, options)
}

export function aKiosk(identity: Pick<EnrolReply, 'kiosk' | 'checkpoint' | 'epoch'>, key: DeviceKey, { post, now }: KioskOptions): SimulatedKiosk {
  const { checkpoint, kiosk, epoch } = identity
  const scan = (options: DecideOptions = {}): PassageId => {
    const passage = options.passage ?? asPassageId(randomBytes(16).toString('hex'))
    self.record(scanOf(passage, options), options.at)
    return passage
  }
  const self: SimulatedKiosk = {
    kiosk,
    checkpoint,
    key,
    log: [],
    head: emptyLog(checkpoint, kiosk, epoch),
    acked: 0,
    bundleVersion: 0,
    record: (value, at = now()) => {
      const { record, head } = appendRecord(self.head, { value, occurredAt: at, wallAt: at, salt: randomBytes(16).toString('hex') })
      self.log.push(record)
      self.head = head
      return record
    },
    seal: (kind, box, at = now()) => {
      const { record, head } = appendRecord(self.head, { kind, box, occurredAt: at, wallAt: at, salt: randomBytes(16).toString('hex') })
      self.log.push(record)
      self.head = head
      return record
    },
    scan,
    decide: (outcome, options = {}) => {
      const passage = scan(options)
      self.record(decisionOf(passage, outcome, options), options.at)
      return passage
    },
    annul: (passage, at) => self.record({ kind: 'annul', passage, reason: 'bấm nhầm', officer: null }, at),
    cross: (vehicles, options = {}) => self.record(crossingOf(vehicles, options), options.at),
    request: (change = {}) => ({ ...requestOf(self, epoch, now()), ...change }),
    send: async (request) => {
      const body = JSON.stringify(request)
      return post('/api/sync', body, signedHeaders(kiosk, key, '/api/sync', body))
    },
    sync: async () => {
      const reply = await self.send(self.request())
      takeOver(self, reply)
      return reply
    },
    syncAll: async () => {
      while (self.acked < self.head.seq) {
        const reply = await self.sync()
        if (reply.status !== 200 && errorOf(reply) !== 'gap') throw new Error(`refused: ${reply.status} ${JSON.stringify(reply.body)}`)
      }
    },
  }
  return self
}

function requestOf(self: SimulatedKiosk, epoch: number, wallAt: EpochMs): SyncRequest {
  return {
    protocol: PROTOCOL_VERSION,
    checkpoint: self.checkpoint,
    kiosk: self.kiosk,
    epoch,
    records: self.log.slice(self.acked, self.acked + MAX_BATCH_RECORDS),
    head: { seq: self.head.seq, hash: self.head.hash },
    wallAt,
    appVersion: '0.1.0',
    bundleVersion: self.bundleVersion,
    parts: {},
  }
}

function takeOver(self: SimulatedKiosk, { status, body }: Reply): void {
  if (status === 200) {
    const reply = body as SyncReply
    self.acked = reply.acked.seq
    self.bundleVersion = reply.bundle.manifest.version
  }
  if (errorOf({ status, body }) === 'gap') self.acked = (body as { expectedSeq: number }).expectedSeq - 1
}

export function errorOf({ body }: Reply): string | null {
  return typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string' ? body.error : null
}

const VERDICT: RecordedVerdict = { outcome: 'admit', reasons: [], duties: [] }

function scanOf(passage: PassageId, { direction = 'entry', lane = '1', origin = null }: DecideOptions): BodyValue {
  return {
    kind: 'scan',
    passage,
    crossing: null,
    lane: asLaneId(lane),
    direction,
    officer: null,
    reading: { kind: 'unreadable', code: 'not-ours', textHash: 'a'.repeat(64), credential: asCredentialId(passage.slice(0, 16)) },
    origin,
    verdict: VERDICT,
    bundle: { rules: 1 },
    clock: 'sure',
    online: false,
  }
}

function decisionOf(passage: PassageId, outcome: Outcome, { direction = 'entry', lane = '1', origin = null }: DecideOptions): BodyValue {
  return { kind: 'decision', passage, lane: asLaneId(lane), direction, origin, outcome, verdictOutcome: outcome, officer: null, override: null }
}

function crossingOf(vehicles: number, options: DecideOptions & { readonly outcome?: Outcome }): BodyValue {
  const { direction = 'entry', lane = '1', origin = null, outcome = 'admit', passage } = options
  return {
    kind: 'crossing',
    crossing: asCrossingId(randomBytes(16).toString('hex')),
    lane: asLaneId(lane),
    direction,
    passages: passage ? [passage] : [],
    personsCounted: 1,
    vehicles,
    plate: null,
    trailerPlate: null,
    outcome,
    origin,
  }
}
