import { computed, effect, signal } from '@preact/signals'
import type { AreaTable } from '../shared/areas/area-table.ts'
import type { CheckpointFlow } from '../shared/flow/flow.ts'
import type { StaffView } from '../shared/http/api.ts'
import type { CheckpointId } from '../shared/ids.ts'
import type { EpochMs } from '../shared/units.ts'
import { applyAppearance, loadAppearance } from './appearance/appearance.ts'
import { BoardFeed } from './board/board-feed.ts'
import type { BoardModel } from './board/board-model.ts'
import { openBoardSocket } from './board/board-socket.ts'
import { type BoardView, parseBoardView, printBoardView } from './board/board-view.ts'
import { type CheckpointRow, checkpointRows } from './board/checkpoint-rows.ts'
import { parseFlow, parseSnapshot } from './board/parse-board.ts'
import { fetchAreas, parseSiteNames } from './board/site-names.ts'
import { type ApiFailure, callApi } from './http/call-api.ts'
import type { TextKey } from './language/texts.ts'
import { formatNumber, translate, type Values } from './language/translate.ts'
import { closeSession, fetchSession, openSession, type Session, sessionOf, signInProblem } from './session/session.ts'

const stored = loadAppearance()
export const language = signal(stored.language)
export const theme = signal(stored.theme)
export const session = signal<Session>({ kind: 'unknown' })
export const view = signal<BoardView>(parseBoardView(location.hash))
export const board = signal<BoardModel | null>(null)
export const boardFailure = signal<ApiFailure | null>(null)
export const connection = signal<'connecting' | 'live' | 'lost'>('connecting')
/** This computer's clock at the last word from the server. */
export const heardAt = signal(Date.now())
/** Flags that nobody has acknowledged; null until the server has said. */
export const openFlags = signal<number | null>(null)
export const isDemo = signal(false)
export const areas = signal<AreaTable | null>(null)

/** The server's clock less this computer's, from the last answer that told it. */
const clockDelta = signal(0)
const wallNow = signal(Date.now())
/** The server's clock, ticking. */
export const serverNow = computed<EpochMs>(() => wallNow.value + clockDelta.value)
/** How long ago the server was last heard, while it is not. */
export const dataAge = computed(() => Math.max(0, wallNow.value - heardAt.value))
/** While disconnected the picture stands still at the last word, so that nothing fades into zeros. */
export const boardNow = computed<EpochMs>(() => (connection.value === 'lost' ? heardAt.value : wallNow.value) + clockDelta.value)
const boardSecond = computed(() => Math.floor(boardNow.value / 1000) * 1000)
export const rows = computed<readonly CheckpointRow[]>(() => (board.value ? checkpointRows(board.value, boardSecond.value) : []))

/** The sentence in the language of the page. */
export function t(key: TextKey, values?: Values): string {
  return translate(key, language.value, values)
}

export function n(value: number): string {
  return formatNumber(value, language.value)
}

/** What to tell people of a failed call. A session that has ended shows itself: the page goes to the sign-in form. */
export function failureText(failure: ApiFailure): string {
  if (failure.kind === 'signed-out') endSession()
  return failure.message || t(failure.kind === 'unreachable' ? 'unreachable' : 'refused')
}

export function changeView(change: Partial<BoardView>): void {
  view.value = { ...view.value, ...change }
}

export function startControlRoom(): void {
  effect(() => applyAppearance({ language: language.value, theme: theme.value }))
  effect(() => {
    document.title = `${t('product')} · ${t('control-room')}`
  })
  effect(() => {
    const hash = printBoardView(view.value)
    if (hash !== location.hash) history.replaceState(null, '', hash)
  })
  addEventListener('hashchange', () => {
    view.value = parseBoardView(location.hash)
  })
  setInterval(() => {
    wallNow.value = Date.now()
  }, 1000)
  setInterval(() => feed.forgetOld(serverNow.peek()), 10 * 60_000)
  followSession()
  void loadSite()
  void resumeSession()
}

/** The sentence to show where it was refused. */
export async function signIn(name: string, password: string): Promise<string | null> {
  const answer = await openSession(name, password, language.peek())
  if (!answer.ok) return answer.error.message || t(signInProblem(answer.error))
  session.value = sessionOf(answer.value)
  return null
}

export async function signOut(): Promise<void> {
  const answer = await closeSession(language.peek())
  if (!answer.ok && answer.error.kind !== 'signed-out') {
    boardFailure.value = answer.error
    return
  }
  session.value = { kind: 'signed-out', hasEnded: false }
}

export function endSession(): void {
  session.value = { kind: 'signed-out', hasEnded: true }
}

/** Asks who is signed in; on a dead network it asks again until there is an answer. */
export async function resumeSession(): Promise<void> {
  const answer = await fetchSession(language.peek())
  if (answer.ok) session.value = sessionOf(answer.value)
  else if (answer.error.kind === 'signed-out') session.value = { kind: 'signed-out', hasEnded: session.peek().kind === 'signed-in' }
  else if (session.peek().kind !== 'signed-in') {
    session.value = { kind: 'unreachable' }
    setTimeout(() => session.peek().kind === 'unreachable' && void resumeSession(), 5000)
  }
}

const feed = new BoardFeed({
  fetchSnapshot: () => callApi({ method: 'GET', path: '/api/board', language: language.peek(), parse: parseSnapshot }),
  fetchFlow: (checkpoint) => fetchFlow(checkpoint, ''),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  onModel: (model) => {
    board.value = model
    boardFailure.value = null
  },
  onServerNow: (now) => {
    clockDelta.value = now - Date.now()
  },
  onFailure,
})

export function reloadBoard(): void {
  void feed.reload()
}

/** One checkpoint with the minutes of its whole day, for its picture by the hour. Null where it could not be had. */
export async function fetchDay(checkpoint: CheckpointId): Promise<CheckpointFlow | null> {
  const answer = await fetchFlow(checkpoint, '?minutes=today')
  if (!answer.ok) onFailure(answer.error)
  return answer.ok ? answer.value : null
}

function fetchFlow(checkpoint: CheckpointId, query: string): ReturnType<typeof callApi<CheckpointFlow>> {
  return callApi({ method: 'GET', path: `/api/board/${checkpoint}${query}`, language: language.peek(), parse: parseFlow })
}

function onFailure(failure: ApiFailure): void {
  if (failure.kind === 'signed-out') endSession()
  else boardFailure.value = failure
}

/** The live line is open exactly while somebody is signed in. The figures of one person's session are not left for the next. */
function followSession(): void {
  let owner: StaffView['id'] | null = null
  const isSignedIn = computed(() => session.value.kind === 'signed-in')
  effect(() => {
    if (!isSignedIn.value) return
    const state = session.peek()
    if (state.kind === 'signed-in' && state.staff.id !== owner) board.value = null
    owner = state.kind === 'signed-in' ? state.staff.id : null
    connection.value = 'connecting'
    const close = openBoardSocket({
      feed,
      onHeard: () => {
        heardAt.value = Date.now()
      },
      onConnection: (state) => {
        connection.value = state
      },
      onFlags: (open) => {
        openFlags.value = open
      },
      onSignedOut: endSession,
      onTurnedAway: () => void resumeSession(),
    })
    return () => {
      close()
      feed.stop()
    }
  })
}

async function loadSite(): Promise<void> {
  const answer = await callApi({ method: 'GET', path: '/api/site', language: language.peek(), parse: parseSiteNames })
  if (!answer.ok) {
    setTimeout(() => void loadSite(), 30_000)
    return
  }
  isDemo.value = answer.value.demo
  areas.value = await fetchAreas(answer.value)
}
