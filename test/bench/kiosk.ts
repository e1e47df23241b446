import { availableParallelism, loadavg } from 'node:os'
import { resolve } from 'node:path'
import { NOON } from '../kiosk/a-station.ts'
import { bigLists } from './kiosk/big-lists.ts'
import { busFigures } from './kiosk/bus.ts'
import { corpusRates, DIFFICULTIES, type Rates, READERS, share } from './kiosk/corpus-rates.ts'
import { atLeast, atMost, type Figure, plain, quantile } from './kiosk/figure.ts'
import { guessFigures } from './kiosk/guess-cost.ts'
import { euCode, euKey, latency, nextAfterAdmit, ourCode, PICTURES, picturesRead, rememberScans, verdictWithoutServer } from './kiosk/in-chromium.ts'
import { runParts } from './kiosk/run-parts.ts'
import { sequenceRates } from './kiosk/sequences.ts'
import { openFloor, openStand, type Stand } from './kiosk/stand.ts'
import { weightOf } from './kiosk/weight.ts'

/** How well and how fast the kiosk reads codes, beside the single readers and in real Chromium. `--only PART,PART` runs parts of it. */
const SEED = 20210217
const isFull = process.argv.includes('--full')
const DIST = resolve('dist/kiosk')
/** Of codes timed one after another, ours and the floor's by turns. */
const BLOCKS = 6
const IN_A_BLOCK = 10

await runParts('kiosk', {
  corpus: async () => corpusFigures(await corpusRates(SEED, isFull ? 60 : 30)),
  sequences: sequenceFigures,
  latency: () => atStand(latencyFigures),
  european: () => atStand(europeanFigures),
  next: () => atStand(nextFigures),
  bus: () => atStand(busFigures),
  remembered: () => atStand(rememberedFigures),
  pictures: () => atStand(pictureFigures),
  visit: () => atStand(visitFigures),
  lists: listFigures,
  stolen: guessFigures,
})

function corpusFigures(rates: Rates): readonly Figure[] {
  const singles = READERS.filter((name) => name !== 'kiosk')
  const best = (of: (typeof DIFFICULTIES)[number] | 'all'): number => Math.max(...singles.map((name) => share(rates, name, of)))
  const p = (values: ReadonlyMap<string, readonly number[]>, name: string, at: number): number => quantile(values.get(name) ?? [], at)
  return [
    plain(`frames with a code, seed ${SEED}`, 'frames', rates.frames.get('all') ?? 0),
    ...READERS.flatMap((name) => (['all', ...DIFFICULTIES] as const).map((of) => plain(`read, ${of}: ${name}`, 'share', share(rates, name, of)))),
    plain('read at the first look: kiosk', 'share', rates.atFirstLook / (rates.frames.get('all') ?? 1)),
    atLeast('rate over jsqr, whole corpus', 'ratio', share(rates, 'kiosk', 'all') / share(rates, 'jsqr', 'all'), 1.28),
    ...(['easy', 'medium'] as const).map((of) =>
      atLeast(`rate over the best single reader, ${of}`, 'ratio', share(rates, 'kiosk', of) / best(of), 1),
    ),
    atLeast('rate over the best single reader, hard', 'ratio', share(rates, 'kiosk', 'hard') / best('hard'), 1.001),
    atMost('wrong texts, all readers', 'texts', rates.wrong, 0),
    ...READERS.map((name) => plain(`time of one look, code read, median: ${name}`, 'ms', p(rates.hitMs, name, 0.5))),
    ...READERS.map((name) => plain(`time of one look, code read, p95: ${name}`, 'ms', p(rates.hitMs, name, 0.95))),
    ...READERS.map((name) => plain(`time of one look, no code, p95: ${name}`, 'ms', p(rates.emptyMs, name, 0.95))),
    atMost('p95 without a code, over jsqr', 'ratio', p(rates.emptyMs, 'kiosk', 0.95) / p(rates.emptyMs, 'jsqr', 0.95), 0.1),
  ]
}

async function sequenceFigures(): Promise<readonly Figure[]> {
  const { sequences, read, frames, wrong, together } = await sequenceRates(SEED, isFull ? 10 : 3)
  const rate = (name: (typeof READERS)[number]): number => (read.get(name) ?? 0) / sequences
  const best = Math.max(...READERS.filter((name) => name !== 'kiosk').map(rate))
  return [
    plain('one-second sequences, medium and hard', 'sequences', sequences),
    ...READERS.map((name) => plain(`read within the second: ${name}`, 'share', rate(name))),
    ...READERS.map((name) => plain(`camera frames until read, median: ${name}`, 'frames', quantile(frames.get(name) ?? [], 0.5))),
    plain('of the kiosk: by its modules, over frames together', 'sequences', together),
    atLeast('sequences over jsqr', 'ratio', rate('kiosk') / rate('jsqr'), 1.28),
    atLeast('sequences over the best single reader', 'ratio', rate('kiosk') / best, 1),
    atMost('wrong texts in sequences', 'texts', wrong, 0),
  ]
}

/** Each measurement at a kiosk of its own. */
async function atStand(measure: (stand: Stand) => Promise<readonly Figure[]>): Promise<readonly Figure[]> {
  const stand = await openStand(DIST, { certificates: [euKey.trusted] })
  try {
    return await measure(stand)
  } finally {
    await stand.close()
  }
}

async function visitFigures(stand: Stand): Promise<readonly Figure[]> {
  const { brotli, gzip } = weightOf(DIST, await fetchedBy(stand))
  const isThere = await verdictWithoutServer(stand, await ourCode(900_001))
  return [
    atLeast('verdict after first visit, server gone, reload', 'yes', isThere ? 1 : 0, 1),
    atMost('first load, JavaScript and wasm, gzip -6, as the peer was measured', 'kB', gzip / 1000, 461),
    plain('the same with Brotli, as served to browsers that take it', 'kB', brotli / 1000),
  ]
}

/** By the page and by its worker, until the first code was read. */
async function fetchedBy({ page, load, read, clear }: Stand): Promise<readonly string[]> {
  await load('first', await ourCode(900_000))
  await read('first', { scale: 0.7 })
  await clear()
  const names = (): string[] => [location.href, ...performance.getEntriesByType('resource').map(({ name }) => name)]
  const everywhere = await Promise.all([page.evaluate(names), ...page.workers().map((worker) => worker.evaluate(names))])
  return everywhere.flat()
}

function codes(from: number, count: number, of: (n: number) => Promise<string>): Promise<readonly string[]> {
  return Promise.all(Array.from({ length: count }, (_, i) => of(from + i)))
}

async function latencyFigures(stand: Stand): Promise<readonly Figure[]> {
  const measured = await besideFloor(stand, (n) => ourCode(100_000 + n))
  return latencyOf('our code', measured, { median: 3, p95: 4 })
}

async function europeanFigures(stand: Stand): Promise<readonly Figure[]> {
  const measured = await besideFloor(stand, (n) => euCode(200_000 + n))
  return latencyOf('EU certificate', measured, { median: 5, p95: null })
}

interface Block {
  readonly floor: readonly number[]
  readonly frames: readonly number[]
  readonly misses: number
}

/** Block by block beside a page that decodes nothing, so that each block shows how busy the machine was during it. */
async function besideFloor(stand: Stand, codeOf: (n: number) => Promise<string>): Promise<readonly Block[]> {
  const blocks: Block[] = []
  for (let at = 0; at < BLOCKS * IN_A_BLOCK; at += IN_A_BLOCK) {
    const floor = await floorOf(stand, await codes(50_000 + at, IN_A_BLOCK, ourCode))
    blocks.push({ floor, ...(await latency(stand, await codes(at, IN_A_BLOCK, codeOf))) })
  }
  return blocks
}

/** Of all blocks, and of the third that was quietest by the floor alone: a busy machine stalls the camera's stand-in too. */
function latencyOf(what: string, blocks: readonly Block[], target: { readonly median: number; readonly p95: number | null }): readonly Figure[] {
  const quietest = [...blocks].sort((a, b) => quantile(a.floor, 0.95) - quantile(b.floor, 0.95)).slice(0, BLOCKS / 3)
  const figuresOf = (of: readonly Block[], when: string): readonly Figure[] => {
    const floor = of.flatMap((block) => block.floor)
    const frames = of.flatMap((block) => block.frames)
    const p95 = `${what} in view to verdict, p95, ${when}`
    return [
      plain(`a page that decodes nothing, median, ${when}`, 'camera frames', quantile(floor, 0.5)),
      plain(`a page that decodes nothing, p95, ${when}`, 'camera frames', quantile(floor, 0.95)),
      atMost(`${what} in view to verdict, median, ${when}`, 'camera frames', quantile(frames, 0.5), target.median),
      target.p95 === null ? plain(p95, 'camera frames', quantile(frames, 0.95)) : atMost(p95, 'camera frames', quantile(frames, 0.95), target.p95),
    ]
  }
  const misses = blocks.reduce((sum, block) => sum + block.misses, 0)
  return [
    ...figuresOf(blocks, 'all'),
    ...figuresOf(quietest, 'quietest third'),
    atMost(`${what}: not read within 15 s`, 'codes', misses, 0),
    plain('processes that wanted a processor, of how many there are', 'ratio', (loadavg()[0] ?? 0) / availableParallelism()),
  ]
}

async function nextFigures(stand: Stand): Promise<readonly Figure[]> {
  const pairs = await Promise.all(
    Array.from({ length: 5 }, async (_, i) => [await ourCode(300_000 + 2 * i), await ourCode(300_001 + 2 * i)] as const),
  )
  const next = await nextAfterAdmit(stand, pairs)
  return [atMost('another code after an admit to its own verdict, slowest of 5', 's', Math.max(...next.map((ms) => ms ?? 12_000)) / 1000, 1)]
}

async function rememberedFigures(stand: Stand): Promise<readonly Figure[]> {
  const before = await latency(stand, await codes(400_000, 15, ourCode))
  await rememberScans(stand, 50_000, NOON)
  const after = await latency(stand, await codes(500_000, 15, ourCode))
  const ratio = quantile(after.frames, 0.5) / quantile(before.frames, 0.5)
  return [atMost('our code to verdict with 50,000 remembered scans, median over that without', 'ratio', ratio, 1.5)]
}

async function floorOf(stand: Stand, codes: readonly string[]): Promise<readonly number[]> {
  const floor = await openFloor(stand)
  const { frames } = await latency(floor, codes)
  await floor.close()
  await stand.page.bringToFront()
  await stand.page.getByTestId('scan-ready').waitFor()
  return frames
}

async function pictureFigures(stand: Stand): Promise<readonly Figure[]> {
  let n = 600_000
  const ours = await picturesRead(stand, () => ourCode(n++))
  const european = await picturesRead(stand, () => euCode(n++))
  const count = (read: ReadonlyMap<string, boolean>): number => [...read.values()].filter(Boolean).length
  for (const name of Object.keys(PICTURES))
    if (!ours.get(name) || !european.get(name)) console.log(`  not read: ${name}: ours ${ours.get(name)}, EU ${european.get(name)}`)
  return [
    atLeast('of 17 kinds of picture read within 3 s, our code', 'kinds', count(ours), 17),
    atLeast('the same, EU certificate', 'kinds', count(european), 15),
  ]
}

async function listFigures(): Promise<readonly Figure[]> {
  const { emptyMs, fullMs, zones, watched } = await bigLists(1_000_000)
  return [
    plain('a reading with nothing listed, median', 'ms', emptyMs),
    atMost(`a reading with ${zones} zones and ${watched} watch-list entries, over that`, 'ratio', fullMs / emptyMs, 1.5),
  ]
}
