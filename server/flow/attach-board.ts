import type { Server, Socket } from 'socket.io'
import type { BoardEvents } from '../../shared/http/api.ts'
import { SECOND_MS } from '../../shared/units.ts'
import { countOpenFlags } from '../adjudication/flag-store.ts'
import type { CoreDeps } from '../deps.ts'
import { isSameOrigin } from '../http/same-origin.ts'
import { kioskStatuses } from '../kiosks/kiosk-statuses.ts'
import { BOARD_ROLES } from './board-routes.ts'
import { flowFeed } from './flow-feed.ts'

/** A session that ends, or an account that is closed, loses the board within this time. */
const RECHECK_MS = 15 * SECOND_MS

/** For `new Server(...)`: boards say nothing, so whoever sends more than a handshake is no board. */
export const BOARD_SOCKET_OPTIONS = {
  path: '/socket.io',
  serveClient: false,
  maxHttpBufferSize: 4096,
  connectTimeout: 10 * SECOND_MS,
} as const

type BoardSocket = Socket<Record<string, never>, BoardEvents>

export interface AttachedBoard {
  /** Ends the timers; sockets are closed with their server. */
  readonly stop: () => void
}

/** Namespace `/board`: server to client only, for staff who may watch. */
export function attachBoard(io: Server, deps: CoreDeps): AttachedBoard {
  // Socket.io opens this namespace by itself, to everybody and for ever.
  io.use((_socket, next) => next(new Error('no-such-namespace')))
  const board = io.of('/board')
  const feed = flowFeed(deps, {
    onFlow: (pushes) => void board.emit('flow', pushes),
    onKiosks: (kiosks, serverNow) => void board.emit('kiosks', kiosks, serverNow),
    onFlags: (open) => void board.emit('flags', open),
  })
  board.use((socket, next) => {
    mayWatch(socket, deps).then(
      (allowed) => next(allowed ? undefined : new Error('sign-in-needed')),
      () => next(new Error('not-now')),
    )
  })
  board.on('connection', (socket: BoardSocket) => {
    // Boards have nothing to say.
    socket.onAny(() => socket.disconnect(true))
    socket.on('disconnect', () => {
      if (board.sockets.size === 0) feed.stop()
    })
    feed.start()
    sendKiosks(socket, deps)
    sendFlags(socket, deps)
  })
  const recheck = setInterval(() => {
    for (const socket of board.sockets.values()) void endIfSignedOut(socket, deps)
  }, RECHECK_MS)
  return {
    stop: () => {
      clearInterval(recheck)
      feed.stop()
    },
  }
}

async function mayWatch(socket: BoardSocket, deps: CoreDeps): Promise<boolean> {
  const { headers } = socket.handshake
  const fetchSite = headers['sec-fetch-site']
  const host = headers.host
  const origin = headers.origin
  if (!isOurs(deps, origin) && !isSameOrigin({ fetchSite: typeof fetchSite === 'string' ? fetchSite : undefined, origin, host })) return false
  return isWatcher(socket, deps)
}

/** Behind a proxy that rewrites the host, the control room's own address still counts. */
function isOurs({ publicUrls }: CoreDeps, origin: string | undefined): boolean {
  return origin !== undefined && origin === new URL(publicUrls.control).origin
}

async function isWatcher(socket: BoardSocket, deps: CoreDeps): Promise<boolean> {
  const staff = await deps.sessionOf(socket.handshake.headers.cookie)
  return staff !== null && BOARD_ROLES.some((role) => role === staff.role)
}

async function endIfSignedOut(socket: BoardSocket, deps: CoreDeps): Promise<void> {
  // A database that does not answer now is no reason to sign anybody out.
  if (await isWatcher(socket, deps).catch(() => true)) return
  socket.emit('signed-out')
  socket.disconnect(true)
}

function sendKiosks(socket: BoardSocket, { storage, clock, log }: CoreDeps): void {
  kioskStatuses(storage, 'not-revoked').then(
    (kiosks) => socket.emit('kiosks', kiosks, clock.now()),
    (error: unknown) => log.error({ err: error }, 'the kiosks could not be read'),
  )
}

function sendFlags(socket: BoardSocket, { storage, log }: CoreDeps): void {
  countOpenFlags(storage).then(
    (open) => socket.emit('flags', open),
    (error: unknown) => log.error({ err: error }, 'the flags could not be counted'),
  )
}
