import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { insertDeclaration } from '../../server/declarations/declaration-store.ts'
import { type IssueDeps, prepareDeclaration } from '../../server/declarations/issue-declaration.ts'
import { openKeyStore } from '../../server/keys/key-store.ts'
import { openSqlite } from '../../server/storage/open-sqlite.ts'
import type { Storage } from '../../server/storage/storage.ts'
import type { Checkpoint, Direction } from '../../shared/checkpoints/checkpoint.ts'
import type { Claims } from '../../shared/declaration/claims.ts'
import type { BoardSnapshot, EnrolmentLink } from '../../shared/http/api.ts'
import { asAuthorityId } from '../../shared/ids.ts'
import { MINUTE_MS, SECOND_MS } from '../../shared/units.ts'
import { aParsedDeclaration } from './a-declaration.ts'
import { postTo } from './a-kiosk.ts'
import { testAreas } from './areas.ts'
import { type Dice, dice } from './dice.ts'
import { type LivelyTablet, livelyTablet } from './lively-tablet.ts'
import { livelyClaims } from './lively-traveller.ts'
import type { RunningServer } from './running-server.ts'

const SEED = 17022021
/** Of each person: the chance of no code at all, and of a code that went through elsewhere within the same minute. */
const WITHOUT_CODE = 0.02
const USED_TWICE = 0.003

/** An evening is played in one go: then this process hears which connections the server has closed meanwhile. */
const TURN_MS = 50

/** Issues a declaration as the server does, a while before it is shown. */
type Declare = (claims: Partial<Claims>, checkpoint: Checkpoint, direction: Direction) => Promise<string>

/**
 * Gives every checkpoint a tablet and an evening of travellers: declared, scanned and judged by the product's own code, decided as
 * the rules say. A few show a code that was used already; else there is nothing to flag. Same seed, same people.
 */
export async function fillProvince({ url, dataDir }: Pick<RunningServer, 'url' | 'dataDir'>, minutes = 60): Promise<void> {
  const cookie = await signIn(url)
  const board: BoardSnapshot = await (await fetch(`${url}/api/board`, { headers: { cookie } })).json()
  const roll = dice(SEED)
  const random = (bytes: number): Uint8Array => Uint8Array.from({ length: bytes }, () => roll.between(0, 255))
  const storage = await openSqlite(join(dataDir, 'chot.db'))
  const now = (): number => board.serverNow - (minutes + 1) * MINUTE_MS
  const keys = openKeyStore(join(dataDir, 'keys'), 'demo', asAuthorityId('VN-22'), Date.now())
  const declare = declareInto(storage, { clock: { now, realNow: Date.now }, keys, areaTable: testAreas(), dice: random })
  const elsewhere: Shown[] = []
  for (const checkpoint of board.checkpoints) {
    await sleep(TURN_MS)
    const token = await enrolmentToken(url, cookie, checkpoint.id)
    const tablet = await livelyTablet(token, { post: postTo(url), serverNow: board.serverNow, random })
    elsewhere.push(...(await playEvening({ checkpoint, tablet, declare, elsewhere, roll, minutes, serverNow: board.serverNow })))
    await sleep(TURN_MS)
    await tablet.syncAll()
  }
  await storage.close()
}

interface Shown {
  readonly code: string
  readonly minute: number
  readonly direction: Direction
}

interface Evening {
  readonly checkpoint: Checkpoint
  readonly tablet: LivelyTablet
  readonly declare: Declare
  /** What was shown at the checkpoints before. */
  readonly elsewhere: readonly Shown[]
  readonly roll: Dice
  readonly minutes: number
  readonly serverNow: number
}

async function playEvening({ checkpoint, tablet, declare, elsewhere, roll, minutes, serverNow }: Evening): Promise<readonly Shown[]> {
  const perMinute = checkpoint.kind === 'province-road' ? 3 : checkpoint.kind === 'trail' ? 0.05 : 1
  const shown: Shown[] = []
  for (let minute = minutes; minute > 0; minute--) {
    for (let person = 0; person < perMinute * (0.5 + roll.next()); person++) {
      const lane = roll.pick(checkpoint.lanes)
      const { direction } = lane
      tablet.standAt(lane, serverNow - minute * MINUTE_MS + person * SECOND_MS)
      if (roll.chance(WITHOUT_CODE)) {
        await decideAsJudged(tablet, await tablet.station.readNothing())
        continue
      }
      const used = roll.chance(USED_TWICE) ? elsewhere.find((one) => one.minute === minute && one.direction === direction) : undefined
      const code = used?.code ?? (await declare(livelyClaims(roll, lane), checkpoint, direction))
      await decideAsJudged(tablet, (await tablet.station.readCode(code)).view)
      shown.push({ code, minute, direction })
    }
  }
  return shown
}

async function decideAsJudged({ station }: LivelyTablet, { passage, step, verdict }: Awaited<ReturnType<LivelyTablet['station']['readNothing']>>) {
  if (step.kind === 'open') await station.decide(passage, { outcome: verdict.outcome, reason: null })
}

function declareInto(storage: Storage, deps: IssueDeps): Declare {
  const blank = aParsedDeclaration()
  return async (claims, checkpoint, direction) => {
    const declaration = { ...blank, checkpoint: checkpoint.id, direction, claims: { ...blank.claims, ...claims } }
    const prepared = await prepareDeclaration(deps, declaration, { checkpoints: [checkpoint], rulesets: [], zones: [] })
    await storage.write((tx) => insertDeclaration(tx, prepared))
    return prepared.reply.qrPayload
  }
}

async function signIn(url: string): Promise<string> {
  const body = JSON.stringify({ id: 'admin', password: 'demo-admin' })
  const answer = await fetch(`${url}/api/session`, { method: 'POST', body, headers: { 'content-type': 'application/json', origin: url } })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0]
  if (!cookie) throw new Error(`no session: ${answer.status} ${await answer.text()}`)
  return cookie
}

async function enrolmentToken(url: string, cookie: string, checkpoint: string): Promise<string> {
  const headers = { 'content-type': 'application/json', origin: url, cookie }
  const answer = await fetch(`${url}/api/enrolments`, { method: 'POST', body: JSON.stringify({ checkpoint }), headers })
  const link: EnrolmentLink = await answer.json()
  return link.token
}
