import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import express from 'express'
import { siteHeaders } from '../../server/http/security-headers.ts'
import type { CertificateKey } from '../../shared/bundle/bundle.ts'
import type { Lane } from '../../shared/checkpoints/checkpoint.ts'
import { asCheckpointId, asKioskId, asLaneId } from '../../shared/ids.ts'
import { emptyLog, followsHead, headerHash, type LogHead } from '../../shared/passage/chain.ts'
import type { LogRecord } from '../../shared/passage/records.ts'
import type { EnrolReply, PinRequest, SyncReply, SyncRequest } from '../../shared/sync/protocol.ts'
import { aSignedBundle, bundleKey, bundleParts } from './a-bundle.ts'
import { NOON } from './a-station.ts'

/** What a kiosk talks to, without the rest: it checks the chain and acknowledges, as the script says. */
export interface FakeKioskServer {
  readonly url: string
  readonly token: string
  readonly pin: string
  /** What arrived, in order, without repeats. */
  readonly records: readonly LogRecord[]
  /** Down: connections are cut before an answer. */
  isDown: boolean
  /** 401 to every sync. */
  isStrange: boolean
  /** 507 to every sync. */
  isFull: boolean
  /** It speaks to this version of the page no more. */
  wantsNewerPage: boolean
  /** Somebody in between alters the officers on their way. */
  isForging: boolean
  /** From the first bundle on, overriding a detention takes two officers. */
  wantsTwo: boolean
  /** Signers of EU-format certificates that the first bundle lists. */
  certificates: readonly CertificateKey[]
  /** The next bundle no longer names officer `lan.bach-dang`. */
  isLanGone: boolean
  close(): Promise<void>
}

const KIOSK = asKioskId('00000000000000aa')
const CHECKPOINT = asCheckpointId('bach-dang')

export async function runFakeKioskServer(folder: string): Promise<FakeKioskServer> {
  const app = express()
  const http = createServer(app)
  const records: LogRecord[] = []
  const fake: FakeKioskServer = {
    url: '',
    token: 'mot-lan-dung-thoi-0001',
    // As long as they get: six digits stand by chance among the times that a browser writes into its files.
    pin: '48291357',
    records,
    isDown: false,
    isStrange: false,
    isFull: false,
    wantsNewerPage: false,
    isForging: false,
    wantsTwo: false,
    certificates: [],
    isLanGone: false,
    close: async () => {
      http.closeAllConnections()
      http.close()
      await once(http, 'close')
    },
  }
  const startedAt = Date.now()
  const now = (): number => NOON + Date.now() - startedAt
  app.use((req, _res, next) => (fake.isDown ? void req.socket.destroy() : next()))
  app.use(express.json({ limit: '1mb' }))
  app.post('/api/kiosks/enrol', (req, res) => {
    if (req.body.token !== fake.token) return void res.status(410).json({ error: 'enrolment-used', message: '' })
    const reply: EnrolReply = { kiosk: KIOSK, checkpoint: CHECKPOINT, epoch: 1, bundleKey: bundleKey.trusted.publicKey, serverNow: now() }
    res.status(201).json(reply)
  })
  app.post('/api/kiosks/pin', (req, res) => {
    const { pin }: PinRequest = req.body
    if (pin === fake.pin) res.json({})
    else res.status(401).json({ error: 'pin-wrong', message: '' })
  })
  let head = emptyLog(CHECKPOINT, KIOSK, 1)
  app.post('/api/sync', async (req, res) => {
    if (fake.isStrange) return void res.status(401).json({ error: 'kiosk-revoked', message: '' })
    if (fake.wantsNewerPage) return void res.status(426).json({ error: 'client-too-old', message: '' })
    if (fake.isFull) return void res.status(507).json({ error: 'no-space', message: '' })
    const request: SyncRequest = req.body
    for (const record of request.records) head = take(head, record, records)
    const version = fake.isLanGone ? 2 : 1
    const { signed, parts } = await aSignedBundle(
      now(),
      version,
      fake.isLanGone ? withoutLan() : fake.wantsTwo ? withTwo() : withLanes(fake.certificates),
    )
    const missing = fake.isForging ? { officers: { officers: [] } } : request.bundleVersion === version ? {} : parts
    const reply: SyncReply = { protocol: 1, acked: { seq: head.seq, hash: head.hash }, serverNow: now(), bundle: signed, parts: missing, parked: [] }
    res.json(reply)
  })
  app.use('/kiosk', siteHeaders('kiosk', 'http'), express.static(folder))
  app.get('/kiosk/', (_req, res) => res.sendFile(join(folder, 'index.html')))
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const address = http.address()
  return Object.assign(fake, { url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` })
}

function take(head: LogHead, record: LogRecord, records: LogRecord[]): LogHead {
  if (record.header.seq <= head.seq) return head
  const fault = followsHead(head, record)
  if (fault) throw new Error(`${fault} at ${record.header.seq}`)
  records.push(record)
  return { ...head, seq: record.header.seq, hash: headerHash(record.header) }
}

const lane = (id: string, direction: 'entry' | 'exit', vi: string): Lane => ({ id: asLaneId(id), name: { vi, en: vi }, direction, vehicles: 'any' })
const LANES: readonly Lane[] = [
  lane('vao-1', 'entry', 'Làn 1: xe chở người vào'),
  lane('vao-2', 'entry', 'Làn 2: xe chở người vào'),
  lane('vao-hang', 'entry', 'Làn hàng hóa vào'),
  lane('ra', 'exit', 'Làn ra'),
]
let parts: ReturnType<typeof bundleParts> | null = null

function withLanes(certificates: readonly CertificateKey[] = []): ReturnType<typeof bundleParts> {
  parts = parts ?? bundleParts({ checkpoint: { ...bundleParts().checkpoint, lanes: LANES } })
  return certificates.length === 0 ? parts : { ...parts, keys: { ...parts.keys, certificates } }
}

function withTwo(): ReturnType<typeof bundleParts> {
  const all = withLanes()
  const rulesets = all.rules.rulesets.map((ruleset) => ({ ...ruleset, secondOfficerFor: ['detain'] as const }))
  return { ...all, rules: { rulesets } }
}

function withoutLan(): ReturnType<typeof bundleParts> {
  const all = withLanes()
  return { ...all, officers: { officers: all.officers.officers.filter(({ id }) => id !== 'lan.bach-dang') } }
}
