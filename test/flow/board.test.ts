import { once } from 'node:events'
import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { io, type Socket } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { attachBoard, BOARD_SOCKET_OPTIONS } from '../../server/flow/attach-board.ts'
import { boardSnapshot, checkpointFlow } from '../../server/flow/board-snapshot.ts'
import { readFlow, readPush, windowAt } from '../../server/flow/read-flow.ts'
import { recount } from '../../server/flow/recount.ts'
import { applyPush, bucketKey, type CheckpointFlow, type FlowPush } from '../../shared/flow/flow.ts'
import type { KioskStatus, StaffView } from '../../shared/http/api.ts'
import { asCheckpointId, asStaffId } from '../../shared/ids.ts'
import { DEFAULT_ZONE } from '../../shared/time.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/units.ts'
import { aCore, CORE_NOW, type Core } from '../support/a-core.ts'

let core: Core
beforeEach(async () => {
  core = await aCore()
})
afterEach(() => core.close())

const bachDang = asCheckpointId('bach-dang')
const window = () => windowAt(core.now(), DEFAULT_ZONE)
const byKey = (flow: CheckpointFlow | null) => new Map(flow?.buckets.map((bucket) => [bucketKey(bucket), bucket]))
const personsIn = (flow: CheckpointFlow | null, grain: string) =>
  flow?.buckets.filter((bucket) => bucket.grain === grain).reduce((sum, bucket) => sum + bucket.persons, 0)

describe('the snapshot', () => {
  it('names every checkpoint, also one that has counted nothing', async () => {
    const kiosk = await core.kiosk()
    kiosk.decide('admit')
    await kiosk.sync()
    const snapshot = await boardSnapshot(core.deps)
    expect(snapshot.checkpoints.map((checkpoint) => checkpoint.id)).toEqual(['bach-dang', 'da-bac'])
    expect(snapshot.flows.map((flow) => [flow.checkpoint, flow.rev, personsIn(flow, 'day')])).toEqual([
      ['bach-dang', 1, 1],
      ['da-bac', 0, 0],
    ])
    expect(snapshot.kiosks.map((status) => status.kiosk)).toEqual([kiosk.kiosk])
    expect(snapshot).toMatchObject({ serverNow: CORE_NOW, zone: DEFAULT_ZONE })
  })

  it('shows today by the local calendar and the last hour by the minute', async () => {
    const kiosk = await core.kiosk()
    const midnight = Date.UTC(2021, 1, 16, 17)
    kiosk.decide('admit', { at: midnight - 1 })
    kiosk.decide('admit', { at: midnight })
    kiosk.decide('admit', { at: CORE_NOW - HOUR_MS - 1 })
    kiosk.decide('admit', { at: CORE_NOW - HOUR_MS })
    kiosk.decide('admit', { at: CORE_NOW })
    await kiosk.sync()
    const flow = await checkpointFlow(core.deps, bachDang, 'last-hour')
    expect(personsIn(flow, 'day')).toBe(4)
    expect(personsIn(flow, 'minute')).toBe(2)
    expect(personsIn(await checkpointFlow(core.deps, bachDang, 'today'), 'minute')).toBe(4)
  })

  it('rolls over at local midnight', async () => {
    const kiosk = await core.kiosk()
    kiosk.decide('admit')
    await kiosk.sync()
    core.pass(4 * HOUR_MS - 1)
    expect(personsIn(await checkpointFlow(core.deps, bachDang, 'last-hour'), 'day')).toBe(1)
    core.pass(1)
    expect(personsIn(await checkpointFlow(core.deps, bachDang, 'last-hour'), 'day')).toBe(0)
  })

  it('of a checkpoint that does not exist is none', async () => {
    expect(await checkpointFlow(core.deps, asCheckpointId('khong-co'), 'last-hour')).toBeNull()
  })
})

describe('pushes', () => {
  it('from any rev that a board may stand at lead to the snapshot', async () => {
    const kiosk = await core.kiosk()
    const states: CheckpointFlow[] = [await readFlow(core.storage.read, bachDang, window())]
    for (let i = 0; i < 6; i++) {
      const passage = kiosk.decide(i % 2 === 0 ? 'admit' : 'refer', { at: CORE_NOW - i * MINUTE_MS })
      if (i === 3) kiosk.annul(passage, CORE_NOW)
      await kiosk.sync()
      states.push(await readFlow(core.storage.read, bachDang, window()))
    }
    const [newest] = states.slice(-1)
    expect(states.map((state) => state.rev)).toEqual([0, 1, 2, 3, 4, 5, 6])
    for (const state of states) {
      for (const fromRev of Array.from({ length: state.rev + 1 }, (_, rev) => rev)) {
        const push = await readPush(core.storage.read, { checkpoint: bachDang, fromRev }, window())
        const applied = applyPush(state, push)
        expect(applied?.rev).toBe(6)
        expect(byKey(applied)).toEqual(byKey(newest ?? null))
      }
    }
  })

  it('do not fit a board that missed one: it fetches again', async () => {
    const kiosk = await core.kiosk()
    kiosk.decide('admit')
    await kiosk.sync()
    const stands = await readFlow(core.storage.read, bachDang, window())
    for (let i = 0; i < 2; i++) {
      kiosk.decide('admit')
      await kiosk.sync()
    }
    const push = await readPush(core.storage.read, { checkpoint: bachDang, fromRev: 2 }, window())
    expect(applyPush(stands, push)).toBeNull()
    const again = await checkpointFlow(core.deps, bachDang, 'last-hour')
    expect([again?.rev, personsIn(again, 'day')]).toEqual([3, 3])
  })
})

describe('the recount', () => {
  it('sees a counter that is off by one, in either grain, and one that nothing explains', async () => {
    const kiosk = await core.kiosk()
    kiosk.decide('admit')
    await kiosk.sync()
    expect(await recount(core.storage)).toMatchObject({ records: 2, persons: 1, mismatches: [] })
    for (const grain of ['minute', 'day'] as const) {
      await core.storage.write((tx) => tx.updateTable('flow').set({ persons: 2 }).where('grain', '=', grain).execute())
      const { mismatches } = await recount(core.storage)
      expect(mismatches).toMatchObject([{ bucket: { grain }, counted: { persons: 1 }, stored: { persons: 2 } }])
      await core.storage.write((tx) => tx.updateTable('flow').set({ persons: 1 }).execute())
    }
    await core.storage.write((tx) =>
      tx
        .updateTable('flow')
        .set({ slot_at: CORE_NOW - DAY_MS })
        .where('grain', '=', 'day')
        .execute(),
    )
    expect((await recount(core.storage)).mismatches.length).toBe(2)
  })
})

describe('the live board', () => {
  const operator: StaffView = { id: asStaffId('dieu-hanh'), name: 'Điều hành', role: 'operator' }
  const officer: StaffView = { id: asStaffId('can-bo'), name: 'Cán bộ', role: 'officer' }
  const closers: (() => void)[] = []
  afterEach(() => {
    vi.useRealTimers()
    for (const close of closers.splice(0)) close()
  })

  async function served(sessionOf: Core['deps']['sessionOf']): Promise<string> {
    const http = createServer()
    const server = new Server(http, BOARD_SOCKET_OPTIONS)
    const board = attachBoard(server, { ...core.deps, sessionOf })
    http.listen(0, '127.0.0.1')
    await once(http, 'listening')
    closers.push(() => {
      board.stop()
      void server.close()
    })
    const address = http.address()
    if (typeof address !== 'object' || address === null) throw new Error('no port')
    return `http://127.0.0.1:${address.port}`
  }

  function connect(url: string, headers: Record<string, string> = { cookie: 'session=1' }): Socket {
    const socket = io(`${url}/board`, { transports: ['websocket'], extraHeaders: headers, reconnection: false, forceNew: true })
    closers.push(() => socket.close())
    return socket
  }

  const next = <T>(socket: Socket, event: string): Promise<T> => new Promise((resolve) => socket.once(event, (first: T) => resolve(first)))

  it('pushes values to those who may watch, and they add up to the snapshot', async () => {
    const url = await served(async () => operator)
    const kiosk = await core.kiosk()
    const socket = connect(url)
    const statuses = await next<readonly KioskStatus[]>(socket, 'kiosks')
    expect(statuses.map((status) => status.kiosk)).toEqual([kiosk.kiosk])
    let flow = await readFlow(core.storage.read, bachDang, window())
    for (let i = 1; i <= 3; i++) {
      const pushed = next<readonly FlowPush[]>(socket, 'flow')
      kiosk.decide('admit')
      await kiosk.sync()
      for (const push of await pushed) flow = applyPush(flow, push) ?? flow
      expect([flow.rev, personsIn(flow, 'day')]).toEqual([i, i])
    }
    expect(byKey(flow)).toEqual(byKey(await checkpointFlow(core.deps, bachDang, 'last-hour')))
  })

  it.each([
    ['nobody', async (): Promise<StaffView | null> => null, {}],
    ['an officer', async (): Promise<StaffView | null> => officer, {}],
    ['a page of another site', async (): Promise<StaffView | null> => operator, { origin: 'https://evil.example' }],
  ] as const)('turns %s away', async (_name, sessionOf, headers) => {
    const socket = connect(await served(sessionOf), { cookie: 'session=1', ...headers })
    const error = await next<Error>(socket, 'connect_error')
    expect(error.message).toBe('sign-in-needed')
  })

  it('lets the control room’s own address in', async () => {
    const socket = connect(await served(async () => operator), { cookie: 'session=1', origin: 'http://127.0.0.1:8080' })
    await next(socket, 'connect')
    expect(socket.connected).toBe(true)
  })

  it('has nothing beside the board: a stranger’s socket finds no other place to stay', async () => {
    const url = await served(async () => operator)
    const socket = io(url, { transports: ['websocket'], reconnection: false, forceNew: true })
    closers.push(() => socket.close())
    const outcome = await Promise.race([
      next(socket, 'connect').then(() => 'let in'),
      next<Error>(socket, 'connect_error').then(({ message }) => message),
    ])
    expect(outcome).toBe('no-such-namespace')
  })

  it('hangs up on a board that speaks', async () => {
    const socket = connect(await served(async () => operator))
    await next(socket, 'connect')
    const gone = next(socket, 'disconnect')
    socket.emit('flow', 'anything')
    expect(await gone).toBe('io server disconnect')
  })

  it('signs a board out when its session has ended', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    let staff: StaffView | null = operator
    const socket = connect(await served(async () => staff))
    await next(socket, 'connect')
    const out = new Promise<string>((resolve) => socket.once('signed-out', () => resolve('signed-out')))
    staff = null
    vi.advanceTimersByTime(15_000)
    expect(await out).toBe('signed-out')
  })
})
