import { once } from 'node:events'
import { createServer } from 'node:http'
import express from 'express'
import { Server } from 'socket.io'
import { siteHeaders } from '../../server/http/security-headers.ts'
import type { CheckpointFlow, FlowPush } from '../../shared/flow/flow.ts'
import type { BoardEvents, BoardSnapshot, EnrolmentView, StaffView } from '../../shared/http/api.ts'
import type { FlagPage, FlagView } from '../../shared/http/flags.ts'
import type { CheckpointId } from '../../shared/ids.ts'
import { testAreasPart } from '../support/areas.ts'

/** What a control room talks to, without the rest: the board's calls and a real socket.io, told what to answer by the test. */
export interface FakeControlServer {
  readonly url: string
  /** `GET` and the like with their path, in order. */
  readonly calls: string[]
  board: BoardSnapshot
  flags: FlagView[]
  staff: StaffView | null
  /** What a link asked for stands at. */
  enrolment: EnrolmentView
  isDown: boolean
  push(pushes: readonly FlowPush[]): void
  setFlow(flow: CheckpointFlow): void
  /** Tells every board how many flags are open now. */
  countFlags(): void
  endSessions(): void
  dropSockets(): void
  connected(): number
  close(): Promise<void>
}

export const PASSWORD = 'mat-khau-mau-2021'

export async function runFakeControlServer(folder: string, board: BoardSnapshot, staff: StaffView): Promise<FakeControlServer> {
  const app = express()
  const http = createServer(app)
  const io = new Server<Record<string, never>, BoardEvents>(http, { path: '/socket.io' })
  const namespace = io.of('/board')
  const fake: FakeControlServer = {
    url: '',
    calls: [],
    board,
    flags: [],
    staff: null,
    enrolment: { state: 'waiting', checkNumber: null, device: null, kiosk: null },
    isDown: false,
    push: (pushes) => void namespace.emit('flow', pushes),
    setFlow: (flow) => {
      const others = fake.board.flows.filter((one) => one.checkpoint !== flow.checkpoint)
      fake.board = { ...fake.board, flows: [...others, flow] }
    },
    countFlags: () => void namespace.emit('flags', openIn(fake)),
    endSessions: () => {
      fake.staff = null
      namespace.emit('signed-out')
    },
    dropSockets: () => {
      for (const socket of namespace.sockets.values()) socket.conn.close()
    },
    connected: () => namespace.sockets.size,
    close: async () => {
      await io.close()
    },
  }
  namespace.use((_socket, next) => next(fake.staff && !fake.isDown ? undefined : new Error('signed out')))
  namespace.on('connection', (socket) => void socket.emit('flags', openIn(fake)))
  routes({ app, fake, folder, staff })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const address = http.address()
  return Object.assign(fake, { url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` })
}

interface Wiring {
  readonly app: express.Express
  readonly fake: FakeControlServer
  readonly folder: string
  readonly staff: StaffView
}

function routes({ app, fake, folder, staff }: Wiring): void {
  app.use('/control', siteHeaders('control-room', 'http'), express.static(folder))
  app.get('/areas/2021.txt', (_req, res) => void res.type('text').send(testAreasPart().divisions[0]?.table))
  app.get('/api/site', (_req, res) => void res.json({ demo: true, divisions: [{ division: '2021', url: '/areas/2021.txt' }], sites: [] }))
  app.use('/api', express.json(), (req, res, next) => {
    fake.calls.push(`${req.method} ${req.originalUrl}`)
    if (fake.isDown) res.status(503).json({ error: 'down', message: 'Máy chủ đang bận.' })
    else if (fake.staff === null && !(req.path === '/session' && req.method === 'POST')) res.status(401).json({ error: 'signed-out', message: '' })
    else next()
  })
  app.get('/api/session', (_req, res) => void res.json(fake.staff))
  app.post('/api/session', (req, res) => {
    const isRight = req.body.id === staff.id && req.body.password === PASSWORD
    if (isRight) fake.staff = staff
    res.status(isRight ? 201 : 401).json(isRight ? staff : { error: 'wrong-login', message: 'Sai tên đăng nhập hoặc mật khẩu.' })
  })
  app.delete('/api/session', (_req, res) => {
    fake.staff = null
    res.status(204).end()
  })
  app.get('/api/board', (_req, res) => void res.json(fake.board))
  app.get('/api/board/:checkpoint', (req, res) => void res.json(fake.board.flows.find((flow) => flow.checkpoint === req.params.checkpoint)))
  app.get('/api/flags', (req, res) => {
    const { class: wanted, checkpoint, state } = req.query
    const flags = fake.flags.filter(
      (flag) => (!wanted || flag.class === wanted) && (!checkpoint || flag.checkpoint === checkpoint) && (state === 'all' || isOpen(flag)),
    )
    res.json({ flags, next: null, open: openIn(fake) } satisfies FlagPage)
  })
  app.post('/api/flags/:checkpoint/:flag/acknowledge', (req, res) => {
    fake.flags = fake.flags.map((flag) => {
      return flag.id === req.params.flag ? { ...flag, acknowledged: { at: fake.board.serverNow, by: staff.id, note: req.body.note } } : flag
    })
    res.json(fake.flags.find((flag) => flag.id === req.params.flag))
  })
  app.post('/api/enrolments', (req, res) => {
    const checkpoint: CheckpointId = req.body.checkpoint
    const token = 'THE0TOKEN0OF0THE0TEST00001'
    res
      .status(201)
      .json({ url: `${fake.url}/kiosk/#enrol=${token}`, token, id: '0'.repeat(64), checkpoint, expiresAt: fake.board.serverNow + 900_000 })
  })
  app.get('/api/enrolments/:enrolment', (_req, res) => void res.json(fake.enrolment))
  app.post('/api/enrolments/:enrolment/answer', (req, res) => {
    const isSame = req.body.checkNumber === fake.enrolment.checkNumber
    if (isSame) fake.enrolment = { ...fake.enrolment, state: req.body.answer === 'yes' ? 'confirmed' : 'refused' }
    res.status(isSame ? 204 : 409).end()
  })
  app.post('/api/kiosks/:kiosk/revoke', (req, res) => {
    const kiosks = fake.board.kiosks.map((kiosk) => (kiosk.kiosk === req.params.kiosk ? { ...kiosk, state: 'revoked' as const } : kiosk))
    fake.board = { ...fake.board, kiosks }
    res.json(kiosks.find((kiosk) => kiosk.kiosk === req.params.kiosk))
  })
}

function isOpen(flag: FlagView): boolean {
  return flag.acknowledged === null && flag.withdrawnAt === null
}

function openIn({ flags }: FakeControlServer): number {
  return flags.filter(isOpen).length
}
