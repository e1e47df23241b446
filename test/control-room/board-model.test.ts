import { describe, expect, it } from 'vitest'
import { BoardFeed, type FeedPorts } from '../../control-room/board/board-feed.ts'
import { applyPushes, type BoardModel, flowOf, forgetOld, modelOf, withFlow, withKiosks } from '../../control-room/board/board-model.ts'
import { FIRST_VIEW, parseBoardView, printBoardView } from '../../control-room/board/board-view.ts'
import { checkpointRows, filterRows, hasTrouble, openingOf, sortRows, strictestOfLastHour } from '../../control-room/board/checkpoint-rows.ts'
import { parseFlow, parseKiosks, parsePushes, parseSnapshot } from '../../control-room/board/parse-board.ts'
import { layoutSchematic } from '../../control-room/board/schematic-layout.ts'
import { parseEnrolmentLink } from '../../control-room/devices/device-calls.ts'
import { TEXTS } from '../../control-room/language/texts.ts'
import { translate } from '../../control-room/language/translate.ts'
import { parseStaffView, sessionOf } from '../../control-room/session/session.ts'
import type { CheckpointFlow, FlowPush } from '../../shared/flow/flow.ts'
import type { BoardSnapshot } from '../../shared/http/api.ts'
import { asCheckpointId, asStaffId } from '../../shared/ids.ts'
import { err, ok } from '../../shared/result.ts'
import { DAY_MS, HOUR_MS } from '../../shared/units.ts'
import { CHECKPOINTS, EVENING, inventBoard } from './invented-board.ts'

const snapshot = inventBoard(EVENING)
const bachDang = asCheckpointId('bach-dang')
const revOf = (model: BoardModel): number => flowOf(model, bachDang).rev
const startRev = revOf(modelOf(snapshot))
const push = (fromRev: number, toRev: number, checkpoint = bachDang): FlowPush => ({ checkpoint, fromRev, toRev, buckets: [] })

describe('pushes', () => {
  it('apply in order, and one that is already there changes nothing', () => {
    const { model, missed } = applyPushes(modelOf(snapshot), [push(startRev, startRev + 2), push(startRev, startRev + 1)])
    expect(revOf(model)).toBe(startRev + 2)
    expect(missed.size).toBe(0)
  })

  it('that leave a gap name the checkpoint and the revision to reach', () => {
    const { model, missed } = applyPushes(modelOf(snapshot), [push(startRev + 1, startRev + 2), push(startRev + 2, startRev + 5)])
    expect(revOf(model)).toBe(startRev)
    expect([...missed]).toEqual([[bachDang, startRev + 5]])
  })

  it('of a checkpoint without a passage yet start from nothing', () => {
    const empty = modelOf({ ...snapshot, flows: [] })
    expect(revOf(applyPushes(empty, [push(0, 3)]).model)).toBe(3)
  })

  it('of a checkpoint that nobody told of ask for everything', () => {
    expect(applyPushes(modelOf(snapshot), [push(0, 1, asCheckpointId('moi-mo'))]).strangers).toEqual(['moi-mo'])
  })

  it('that overtook a fetched flow are not undone by it', () => {
    const model = withFlow(modelOf(snapshot), { checkpoint: bachDang, rev: startRev - 1, buckets: [] })
    expect(revOf(model)).toBe(startRev)
    expect(revOf(withFlow(model, { checkpoint: bachDang, rev: startRev + 9, buckets: [] }))).toBe(startRev + 9)
  })
})

it('old counters are let go without changing a figure', () => {
  const model = modelOf(snapshot)
  const light = forgetOld(model, EVENING)
  expect(checkpointRows(light, EVENING)).toEqual(checkpointRows(model, EVENING))
  expect(flowOf(light, bachDang).buckets.length).toBeLessThan(flowOf(model, bachDang).buckets.length)
  const nextDay = forgetOld(model, EVENING + 2 * DAY_MS)
  expect(flowOf(nextDay, bachDang).buckets).toEqual([])
})

it('a kiosk that the newest list does not have is gone from the board', () => {
  const [first, ...others] = snapshot.kiosks
  expect(first?.checkpoint).toBe(bachDang)
  const row = checkpointRows(withKiosks(modelOf(snapshot), others), EVENING).find((one) => one.checkpoint.id === bachDang)
  expect(row?.kiosks.map((kiosk) => kiosk.kiosk)).toEqual(['0000000000000001'])
})

describe('the feed', () => {
  function feedOn(answers: { snapshots: readonly BoardSnapshot[]; flows: CheckpointFlow[] }, fetchSnapshot?: FeedPorts['fetchSnapshot']) {
    const seen = { snapshots: 0, flows: 0, waits: 0, model: null as BoardModel | null, failures: 0 }
    const ports: FeedPorts = {
      fetchSnapshot: async () => {
        const answer = answers.snapshots[Math.min(seen.snapshots++, answers.snapshots.length - 1)]
        return answer ? ok(answer) : err({ kind: 'unreachable', status: 0, message: '' })
      },
      fetchFlow: async () => {
        seen.flows++
        const flow = answers.flows.shift()
        return flow ? ok(flow) : err({ kind: 'refused', status: 404, message: '' })
      },
      wait: async () => void seen.waits++,
      onModel: (model) => {
        seen.model = model
      },
      onServerNow: () => undefined,
      onFailure: () => void seen.failures++,
    }
    const feed = new BoardFeed(fetchSnapshot ? { ...ports, fetchSnapshot } : ports)
    return { feed, seen, rev: () => (seen.model ? revOf(seen.model) : -1) }
  }
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 50; turn++) await Promise.resolve()
  }

  it('keeps pushes that come before the snapshot and applies them to it', async () => {
    const { feed, rev } = feedOn({ snapshots: [snapshot], flows: [] })
    const loading = feed.reload()
    feed.push([push(startRev, startRev + 1)])
    await loading
    expect(rev()).toBe(startRev + 1)
  })

  it('fetches a checkpoint once for a gap, and again only while it is short of what was pushed', async () => {
    const { feed, seen, rev } = feedOn({
      snapshots: [snapshot],
      flows: [
        { checkpoint: bachDang, rev: startRev + 3, buckets: [] },
        { checkpoint: bachDang, rev: startRev + 6, buckets: [] },
      ],
    })
    await feed.reload()
    feed.push([push(startRev + 2, startRev + 3)])
    feed.push([push(startRev + 5, startRev + 6)])
    await settle()
    expect(rev()).toBe(startRev + 6)
    expect([seen.flows, seen.waits, seen.snapshots]).toEqual([2, 1, 1])
  })

  it('asks once where one answer covers all that was pushed meanwhile', async () => {
    const { feed, seen, rev } = feedOn({ snapshots: [snapshot], flows: [{ checkpoint: bachDang, rev: startRev + 6, buckets: [] }] })
    await feed.reload()
    feed.push([push(startRev + 2, startRev + 3)])
    feed.push([push(startRev + 5, startRev + 6)])
    await settle()
    expect([rev(), seen.flows, seen.failures]).toEqual([startRev + 6, 1, 0])
  })

  it('drops the answer of an earlier connection that comes late', async () => {
    const late: { send: (answer: BoardSnapshot) => void } = { send: () => undefined }
    const answers = [new Promise<BoardSnapshot>((resolve) => Object.assign(late, { send: resolve })), Promise.resolve(snapshot)]
    const { feed, seen } = feedOn({ snapshots: [], flows: [] }, async () => ok(await (answers.shift() ?? Promise.resolve(snapshot))))
    const first = feed.reload()
    await feed.reload()
    late.send({ ...snapshot, installation: { vi: 'cũ', en: 'old' } })
    await first
    expect(seen.model?.installation).toEqual(snapshot.installation)
  })

  it('does not ask for ever for a checkpoint that is refused', async () => {
    const { feed, seen } = feedOn({ snapshots: [snapshot], flows: [] })
    await feed.reload()
    feed.push([push(startRev + 2, startRev + 3)])
    await settle()
    expect([seen.flows, seen.failures]).toEqual([1, 1])
  })
})

describe('rows', () => {
  const rows = checkpointRows(modelOf(snapshot), EVENING)
  const ids = (list: typeof rows): readonly string[] => list.map((row) => row.checkpoint.id)

  it('are found without diacritics, by name or road', () => {
    expect(ids(filterRows(rows, { text: 'bach dang', shown: 'all' }))).toEqual(['bach-dang'])
    expect(ids(filterRows(rows, { text: 'ĐÈO', shown: 'all' }))).toEqual(['ha-my'])
    expect(ids(filterRows(rows, { text: 'quoc lo 279', shown: 'all' }))).toEqual(['ha-my'])
  })

  it('know open from closed at the very instant', () => {
    const [checkpoint] = CHECKPOINTS
    if (!checkpoint) throw new Error('the invented board has checkpoints')
    const closing = { ...checkpoint, closesAt: EVENING }
    expect(openingOf(closing, EVENING - 1)).toBe('open')
    expect(openingOf(closing, EVENING)).toBe('closed')
    expect(openingOf(checkpoint, checkpoint.opensAt - 1)).toBe('not-yet')
    expect(openingOf(checkpoint, checkpoint.opensAt)).toBe('open')
    expect(ids(filterRows(rows, { text: '', shown: 'closed' }))).toEqual(['van-don'])
  })

  it('show the checkpoints whose kiosks are behind', () => {
    expect(ids(filterRows(rows, { text: '', shown: 'trouble' }))).toEqual(['ha-my'])
    const silent = checkpointRows(modelOf({ ...snapshot, kiosks: [] }), EVENING)
    expect(silent.filter(hasTrouble)).toHaveLength(8)
  })

  it('stand by name with the closed last, or by a figure with the largest first', () => {
    expect(ids(sortRows(rows, 'name', 'vi')).at(-1)).toBe('van-don')
    const byEntry = sortRows(rows, 'entry', 'vi').map((row) => row.entry)
    expect(byEntry).toEqual([...byEntry].sort((a, b) => b - a))
    const byDetain = sortRows(rows, 'detain', 'vi').map((row) => row.byOutcome.detain)
    expect(byDetain).toEqual([...byDetain].sort((a, b) => b - a))
  })

  it('name the strictest outcome of the last hour, and none where all were let through', () => {
    const row = rows.find((one) => one.checkpoint.id === bachDang)
    if (!row) throw new Error('the invented board has Bạch Đằng')
    const only = { admit: 9, 'admit-with-test': 0, refer: 0, 'turn-back': 0, quarantine: 0, detain: 0 }
    expect(strictestOfLastHour({ ...row, lastHourByOutcome: only })).toBeNull()
    expect(strictestOfLastHour({ ...row, lastHourByOutcome: { ...only, refer: 3, quarantine: 1 } })).toEqual({ outcome: 'quarantine', persons: 1 })
  })
})

describe('the address', () => {
  it('brings back the very place on the board', () => {
    const view = { checkpoint: bachDang, layout: 'table', sort: 'turn-back', shown: 'trouble', text: 'cầu & đường', panel: 'flags' } as const
    expect(parseBoardView(printBoardView(view))).toEqual(view)
    expect(printBoardView(FIRST_VIEW)).toBe('#/board')
  })

  it('falls back to the first view for what it does not know', () => {
    expect(parseBoardView('#/board?checkpoint=../x&layout=pie&sort=age&shown=maybe')).toEqual(FIRST_VIEW)
    expect(parseBoardView('')).toEqual(FIRST_VIEW)
  })
})

describe('the door in', () => {
  it("takes what the server sends, and a newer server's further fields", () => {
    const sent: unknown = JSON.parse(JSON.stringify({ ...snapshot, weather: 'rain' }))
    expect(parseSnapshot(sent)).toEqual(snapshot)
  })

  it('refuses what it could not count with', () => {
    expect(parseSnapshot({ ...snapshot, serverNow: 'now' })).toBeNull()
    expect(parseFlow({ checkpoint: 'bach-dang', rev: 1, buckets: [{ grain: 'minute' }] })).toBeNull()
    expect(parsePushes([{ checkpoint: 'bach-dang', fromRev: 1 }])).toBeNull()
    expect(parseKiosks('none')).toBeNull()
    expect(parseEnrolmentLink({ url: 'javascript:alert(1)', token: 'x', checkpoint: 'bach-dang', expiresAt: 1 })).toBeNull()
  })

  it('lets operators and administrators in, and officers not', () => {
    const staff = (role: string) => parseStaffView({ id: 'lan', name: 'Lan', role })
    const kindOf = (role: string) => {
      const view = staff(role)
      return view && sessionOf(view).kind
    }
    expect([kindOf('admin'), kindOf('operator'), kindOf('officer'), kindOf('king')]).toEqual(['signed-in', 'signed-in', 'wrong-role', null])
    expect(staff('admin')?.id).toBe(asStaffId('lan'))
  })
})

describe('the schematic', () => {
  const wishes = CHECKPOINTS.map(({ id, schematic, name }, i) => ({ id, ...schematic, volume: i * 10, name: name.vi, flowLength: 9 }))

  it('keeps every node inside, the busier the larger', () => {
    for (const size of [
      { width: 620, height: 680 },
      { width: 360, height: 380 },
    ]) {
      const { nodes } = layoutSchematic(wishes, size)
      for (const { x, y, radius } of nodes) {
        expect(x - radius).toBeGreaterThanOrEqual(0)
        expect(x + radius).toBeLessThanOrEqual(size.width)
        expect(y - radius).toBeGreaterThanOrEqual(0)
        expect(y + radius).toBeLessThanOrEqual(size.height)
      }
      const radii = nodes.map((node) => node.radius)
      expect(radii).toEqual([...radii].sort((a, b) => a - b))
    }
  })

  it('puts west left of east and north above south', () => {
    const { nodes } = layoutSchematic(wishes, { width: 620, height: 680 })
    const at = (id: string) => nodes.find((node) => node.id === id) ?? { x: Number.NaN, y: Number.NaN }
    expect(at('dong-trieu').x).toBeLessThan(at('bac-luan').x)
    expect(at('dong-van').y).toBeLessThan(at('bach-dang').y)
  })

  it('tells flow under the names where there is room, and only names where there is not', () => {
    const linesAt = (width: number, height: number): string => layoutSchematic(wishes, { width, height }).lines
    expect(linesAt(620, 680)).toBe('name-and-flow')
    expect(linesAt(330, 330)).toBe('name')
  })

  it('breaks a long name in two where names stand alone, and keeps its words', () => {
    const namesAt = (width: number): readonly (readonly string[])[] =>
      layoutSchematic(wishes, { width, height: width }).nodes.map((node) => node.label.name)
    expect(namesAt(330)).toContainEqual(['Cửa khẩu Bắc Luân II,', 'Móng Cái'])
    expect(namesAt(330)).toContainEqual(['Cảng hàng', 'không Vân Đồn'])
    expect(namesAt(330)).toContainEqual(['Cầu Bạch Đằng'])
    expect(namesAt(330).map((lines) => lines.join(' '))).toEqual(wishes.map((wish) => wish.name))
  })

  it('sets no name nearer to the ring of another than to its own', () => {
    const { nodes } = layoutSchematic(wishes, { width: 490, height: 560 })
    for (const { id, label } of nodes) {
      const width = Math.max(...label.name.map((line) => line.length)) * 7
      const left = label.x - { start: 0, middle: width / 2, end: width }[label.anchor]
      const distance = ({ x, y, radius }: (typeof nodes)[number]): number => {
        const across = Math.max(left - x, 0, x - left - width)
        const down = Math.max(label.y - 12 - y, 0, y - label.y - 16 * (label.name.length - 1))
        return Math.hypot(across, down) - radius
      }
      const nearest = [...nodes].sort((a, b) => distance(a) - distance(b))[0]
      expect(nearest?.id).toBe(id)
    }
  })

  it('puts one checkpoint alone into the middle', () => {
    const { nodes } = layoutSchematic(wishes.slice(0, 1), { width: 600, height: 600 })
    expect(nodes[0]?.x).toBe(300)
  })
})

it('every sentence fills the same holes in both languages', () => {
  const holes = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).sort()
  for (const [key, { vi, en }] of Object.entries(TEXTS)) {
    expect(holes(en), key).toEqual(holes(vi))
    expect([vi.trim() === '', en.trim() === ''], key).toEqual([false, false])
  }
  expect(translate('behind', 'vi', { n: 1234 })).toBe('1.234 máy chưa gửi')
  expect(translate('behind', 'en', { n: 1234 })).toBe('1,234 tablets behind')
})

it('the minutes of the last two hours are enough for the hour shown', () => {
  const kept = flowOf(forgetOld(modelOf(snapshot), EVENING), bachDang).buckets.filter((bucket) => bucket.grain === 'minute')
  expect(Math.min(...kept.map((bucket) => bucket.slotAt))).toBeGreaterThanOrEqual(EVENING - 2 * HOUR_MS)
})
