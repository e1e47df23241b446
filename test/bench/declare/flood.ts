import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { clockWithOffset } from '../../../server/clock.ts'
import { createEnrolment } from '../../../server/kiosks/enrolment.ts'
import { openSqlite } from '../../../server/storage/open-sqlite.ts'
import type { FormInfo } from '../../../shared/http/api.ts'
import type { SyncReply, SyncRequest } from '../../../shared/sync/protocol.ts'
import { HOUR_MS, SECOND_MS } from '../../../shared/units.ts'
import { enrolAKiosk, type PostJson, postTo, type SimulatedKiosk } from '../../support/a-kiosk.ts'
import { type RunningServer, runServer } from '../../support/running-server.ts'
import { atMost, type Figure, plain, quantile } from '../kiosk/figure.ts'

const KIOSKS = 200
/** Times the kiosks sync less often under the flood. */
const MAX_SLOWDOWN = 1.3

interface FloodRun {
  readonly rounds: number
  readonly roundMs: number
}

interface Round {
  /** Per second, as are declarations. */
  readonly syncs: number
  readonly latencies: readonly number[]
  readonly declared: number
  readonly turnedAway: number
}

/**
 * 200 kiosks send passages as fast as they are answered, one round with and one without a flood of declarations from 64
 * connections, each from another address. The two kinds of round alternate, so that whatever else this machine does meets both.
 */
export async function floodFigures({ rounds, roundMs }: FloodRun): Promise<readonly Figure[]> {
  const server = await runServer({ TRUST_PROXY: 'loopback' })
  const info: FormInfo = await (await fetch(`${server.url}/api/form`)).json()
  const kiosks = await enrolAll(server, info)
  const flooder = fork(join('test', 'bench', 'declare', 'flooder.ts'), [server.url, String(info.now)], { execArgv: ['--import', 'tsx'] })
  try {
    await playRound(kiosks, null, roundMs)
    const calm: Round[] = []
    const flooded: Round[] = []
    for (let i = 0; i < rounds; i++) {
      calm.push(await playRound(kiosks, null, roundMs))
      flooded.push(await playRound(kiosks, flooder, roundMs))
    }
    return figuresOf(calm, flooded)
  } finally {
    flooder.kill()
    await server.close()
  }
}

function figuresOf(calm: readonly Round[], flooded: readonly Round[]): readonly Figure[] {
  const median = (rounds: readonly Round[], of: (round: Round) => number): number => quantile(rounds.map(of), 0.5)
  const late = (round: Round): number => quantile(round.latencies, 0.95)
  return [
    plain(
      `syncs per second of ${KIOSKS} kiosks, median of ${calm.length} rounds`,
      'per s',
      median(calm, ({ syncs }) => syncs),
    ),
    plain(
      'the same under a flood of declarations',
      'per s',
      median(flooded, ({ syncs }) => syncs),
    ),
    plain(
      'declarations issued per second meanwhile',
      'per s',
      median(flooded, ({ declared }) => declared),
    ),
    plain(
      'declarations turned away per second meanwhile',
      'per s',
      median(flooded, ({ turnedAway }) => turnedAway),
    ),
    atMost(
      'syncs without the flood over syncs with it',
      'ratio',
      median(calm, ({ syncs }) => syncs) / median(flooded, ({ syncs }) => syncs),
      MAX_SLOWDOWN,
    ),
    plain('p95 of a sync with the flood over p95 without it', 'ratio', median(flooded, late) / median(calm, late)),
  ]
}

async function playRound(kiosks: readonly FloodedKiosk[], flooder: ChildProcess | null, roundMs: number): Promise<Round> {
  flooder?.send('start')
  if (flooder) await sleep(300)
  const latencies: number[] = []
  const startedAt = performance.now()
  const loops = kiosks.map(async (kiosk) => {
    while (performance.now() - startedAt < roundMs) {
      const askedAt = performance.now()
      await kiosk.syncOnce()
      latencies.push(performance.now() - askedAt)
    }
  })
  await Promise.all(loops)
  const seconds = (performance.now() - startedAt) / SECOND_MS
  const answers = flooder ? await stopped(flooder) : {}
  const { 201: issued = 0, ...others } = answers
  const turnedAway = Object.values(others).reduce((sum, count) => sum + count, 0)
  return { syncs: latencies.length / seconds, latencies, declared: issued / seconds, turnedAway: turnedAway / seconds }
}

async function stopped(flooder: ChildProcess): Promise<Readonly<Record<string, number>>> {
  flooder.send('stop')
  const [answers] = await once(flooder, 'message')
  // What was under way is not the next round's.
  await sleep(500)
  return answers as Record<string, number>
}

/** A kiosk that holds its bundle, as one does that has synced before. */
interface FloodedKiosk {
  readonly syncOnce: () => Promise<void>
}

async function enrolAll(server: RunningServer, { now, checkpoints }: FormInfo): Promise<readonly FloodedKiosk[]> {
  const storage = await openSqlite(join(server.dataDir, 'chot.db'))
  const offset = now - Date.now()
  const kiosks: FloodedKiosk[] = []
  for (let i = 0; i < KIOSKS; i++) {
    const checkpoint = checkpoints[i % checkpoints.length]?.id
    if (!checkpoint) throw new Error('the demo has no checkpoint')
    const made = await createEnrolment(storage, { checkpoint, createdBy: 'cli', lifeMs: HOUR_MS }, clockWithOffset(0))
    if (!made.ok) throw new Error(made.error)
    const post = fromAddress(postTo(server.url), `10.255.${i >> 8}.${i & 255}`)
    kiosks.push(floodedKiosk(await enrolAKiosk(made.value.token, { post, now: () => Date.now() + offset })))
  }
  await storage.close()
  return kiosks
}

function fromAddress(post: PostJson, address: string): PostJson {
  return (path, body, headers) => post(path, body, { ...headers, 'x-forwarded-for': address })
}

function floodedKiosk(kiosk: SimulatedKiosk): FloodedKiosk {
  let parts: SyncRequest['parts'] = {}
  const syncOnce = async (): Promise<void> => {
    kiosk.decide('admit')
    const request = kiosk.request({ parts })
    // A line kept open may be closed as it is used again; a kiosk then sends the same once more.
    const { status, body } = await kiosk.send(request).catch(() => kiosk.send(request))
    if (status !== 200) throw new Error(`refused: ${status} ${JSON.stringify(body)}`)
    const reply = body as SyncReply
    kiosk.acked = reply.acked.seq
    kiosk.bundleVersion = reply.bundle.manifest.version
    parts = hashesOf(reply)
  }
  return { syncOnce }
}

function hashesOf({ bundle }: SyncReply): SyncRequest['parts'] {
  return Object.fromEntries(Object.entries(bundle.manifest.parts).map(([name, { hash }]) => [name, hash]))
}
