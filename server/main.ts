import { readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pino from 'pino'
import { asCheckpointId } from '../shared/ids.ts'
import { describe } from './http/error-door.ts'
import { createEnrolment, ENROLMENT_LIFE_MS, enrolmentUrl } from './kiosks/enrolment.ts'
import { lostSealingKey } from './sealing/lost-sealing-key.ts'
import { type Config, parseConfig } from './start/config.ts'
import { projectRoot } from './start/project-root.ts'
import { siteUrls } from './start/site-urls.ts'
import { sentenceOf } from './start/start-error.ts'
import { type StartedServer, startServer } from './start/start-server.ts'
import { STOPPING, stoppedText } from './start/stopped.ts'
import { type Welcome, welcomeText } from './start/welcome.ts'

/** A stop that takes longer than this is a bug; the database survives being cut off. */
const STOP_WITHIN_MS = 9_000

const config = parseConfig(process.env)
if (config.ok) run(config.value).catch((error: unknown) => stop([sentenceOf(error, config.value.dataDir) ?? bugOf(error)]))
else stop(config.error)

async function run(settings: Config): Promise<void> {
  const root = projectRoot(fileURLToPath(import.meta.url))
  const version = String(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version)
  // To stderr, so that stdout stays for people.
  const log = pino({ level: settings.logLevel, base: { version }, serializers: { err: describe } }, pino.destination({ fd: 2, sync: true }))
  const urls = siteUrls(
    settings,
    Object.values(networkInterfaces()).flatMap((one) => one ?? []),
  )
  const started = { server: null as StartedServer | null }
  endOnSignal(settings, () => started.server)
  const server = await startServer({ config: settings, log, root, version, urls })
  started.server = server
  process.stdout.write(welcomeText({ ...(await enrolmentOf(server)), kind: settings.kind, transport: settings.transport, urls }))
  const lost = await lostSealingKey(server.deps)
  if (lost !== null) process.stderr.write(`\n${lost}\n`)
}

type Printed = Pick<Welcome, 'now' | 'dataDir' | 'staff' | 'enrolment'>

/** Each start of a demo prints a fresh link for its first road checkpoint. */
async function enrolmentOf({ deps, demo, dataDir }: StartedServer): Promise<Printed> {
  const plain = { now: deps.clock.now(), dataDir, staff: demo?.staff ?? null }
  if (!demo) return { ...plain, enrolment: null }
  const checkpoint = asCheckpointId('bach-dang')
  const made = await createEnrolment(deps.storage, { checkpoint, createdBy: 'demo', lifeMs: ENROLMENT_LIFE_MS }, deps.clock)
  const row = await deps.storage.read.selectFrom('checkpoint').select('body').where('checkpoint_id', '=', checkpoint).executeTakeFirst()
  if (!made.ok || !row) return { ...plain, enrolment: null }
  return { ...plain, enrolment: { url: enrolmentUrl(deps.publicUrls.kiosk, made.value.token), checkpoint: JSON.parse(row.body) } }
}

/** Of a key pressed in the terminal every process hears, and `npm start` hands it on besides: only the first one counts. */
function endOnSignal({ dataDir }: Config, serverSoFar: () => StartedServer | null): void {
  let isEnding = false
  const end = (): void => {
    if (isEnding) return
    isEnding = true
    const server = serverSoFar()
    if (server === null) goodbye(stoppedText({ dataDir, at: 'start' }))
    else stopServer(server)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end)
}

function stopServer(server: StartedServer): void {
  process.stdout.write(STOPPING)
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
  server.close().then(
    () => goodbye(stoppedText({ dataDir: server.dataDir, at: 'work' })),
    (error: unknown) => stop([bugOf(error)]),
  )
}

function goodbye(text: string): void {
  process.stdout.write(text)
  process.exit(0)
}

function bugOf(error: unknown): string {
  return `Chốt stopped because of a bug: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}

function stop(sentences: readonly string[]): never {
  process.stderr.write(`\n${sentences.map((sentence) => `✗ ${sentence}`).join('\n')}\n`)
  process.exit(1)
}
