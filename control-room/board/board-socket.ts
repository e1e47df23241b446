import { io } from 'socket.io-client'
import type { BoardFeed } from './board-feed.ts'
import { parseKiosks, parsePushes } from './parse-board.ts'

export interface SocketPorts {
  readonly feed: BoardFeed
  readonly onHeard: () => void
  readonly onConnection: (connection: 'live' | 'lost') => void
  readonly onFlags: (open: number) => void
  readonly onSignedOut: () => void
  /** The server would not have us: perhaps the session has ended. */
  readonly onTurnedAway: () => void
}

/** A refused connection is tried again by us; a broken one socket.io mends by itself. */
const TURNED_AWAY_RETRY_MS = 5000

/** Opens the board's live line; the returned function closes it for good. */
export function openBoardSocket(ports: SocketPorts): () => void {
  const { feed } = ports
  const socket = io('/board', { path: '/socket.io', transports: ['websocket', 'polling'], tryAllTransports: true, reconnectionDelayMax: 5000 })
  let retry: ReturnType<typeof setTimeout> | undefined
  socket.on('connect', () => {
    ports.onHeard()
    ports.onConnection('live')
    void feed.reload()
  })
  socket.on('disconnect', (reason) => {
    ports.onConnection('lost')
    if (reason === 'io server disconnect') retry = turnedAway()
  })
  socket.on('connect_error', () => {
    ports.onConnection('lost')
    if (!socket.active) retry = turnedAway()
  })
  socket.io.on('ping', ports.onHeard)
  socket.on('flow', (message: unknown) => {
    ports.onHeard()
    const pushes = parsePushes(message)
    if (pushes) feed.push(pushes)
    else void feed.reload()
  })
  socket.on('kiosks', (message: unknown, serverNow: unknown) => {
    ports.onHeard()
    const kiosks = parseKiosks(message)
    if (kiosks && typeof serverNow === 'number') feed.kiosks(kiosks, serverNow)
  })
  socket.on('flags', (open: unknown) => {
    ports.onHeard()
    if (typeof open === 'number') ports.onFlags(open)
  })
  socket.on('signed-out', ports.onSignedOut)

  function turnedAway(): ReturnType<typeof setTimeout> {
    clearTimeout(retry)
    ports.onTurnedAway()
    return setTimeout(() => socket.connect(), TURNED_AWAY_RETRY_MS)
  }
  return () => {
    clearTimeout(retry)
    socket.removeAllListeners()
    socket.io.off('ping', ports.onHeard)
    socket.disconnect()
  }
}
