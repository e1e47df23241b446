import { isPlaceCode } from '../../shared/areas/place.ts'
import type { BoardSnapshot, EnrolmentLink } from '../../shared/http/api.ts'
import type { Outcome } from '../../shared/rules/verdict.ts'
import { MINUTE_MS } from '../../shared/units.ts'
import { enrolAKiosk, postTo } from './a-kiosk.ts'
import { dice } from './dice.ts'

/** Out of a hundred travellers of 17 February 2021, invented. */
const OUTCOMES: readonly [Outcome, number][] = [
  ['admit', 78],
  ['quarantine', 9],
  ['refer', 5],
  ['turn-back', 6],
  ['admit-with-test', 1],
  ['detain', 1],
]
const ORIGINS = ['2021:100030', '2021:100031', '2021:100001', '2021:100024', '2021:100020', '2021:100022'].filter(isPlaceCode)
const SEED = 17022021

/** Gives every checkpoint a kiosk and an evening of decisions, over the real wire. Same seed, same figures. */
export async function fillProvince(url: string, minutes = 60): Promise<void> {
  const cookie = await signIn(url)
  const board: BoardSnapshot = await (await fetch(`${url}/api/board`, { headers: { cookie } })).json()
  const draw = dice(SEED).next
  for (const checkpoint of board.checkpoints) {
    const token = await enrolmentToken(url, cookie, checkpoint.id)
    const kiosk = await enrolAKiosk(token, { post: postTo(url), now: () => board.serverNow })
    const perMinute = checkpoint.kind === 'province-road' ? 3 : checkpoint.kind === 'trail' ? 0.05 : 1
    for (let minute = minutes; minute > 0; minute--) {
      for (let person = 0; person < perMinute * (0.5 + draw()); person++) {
        const lanes = checkpoint.lanes
        const lane = lanes[Math.floor(draw() * lanes.length)]
        const origin = ORIGINS[Math.floor(draw() * draw() * ORIGINS.length)] ?? null
        if (lane) kiosk.decide(outcomeAt(draw()), { at: board.serverNow - minute * MINUTE_MS, lane: lane.id, direction: lane.direction, origin })
      }
    }
    await kiosk.syncAll()
  }
}

function outcomeAt(share: number): Outcome {
  let left = share * 100
  for (const [outcome, of] of OUTCOMES) {
    left -= of
    if (left < 0) return outcome
  }
  return 'admit'
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
