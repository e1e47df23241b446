import { performance } from 'node:perf_hooks'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { enrolAKiosk, type PostJson, postTo } from '../support/a-kiosk.ts'

/** A kiosk in a network of its own, told by lines: decides without pause, syncs beside it, and says how it fares when asked. */
const [url = '', token = ''] = process.argv.slice(2)
/** A half-open connection answers never: the next call is made all the same. */
const GIVE_UP_MS = 2000

const whole = postTo(url)
const impatient: PostJson = (path, body, headers) =>
  Promise.race([whole(path, body, headers), sleep(GIVE_UP_MS).then(() => Promise.reject(new Error('no answer')))])
const kiosk = await enrolAKiosk(token, { post: impatient, now: Date.now })
let slowestMs = 0
let working = true

async function work(): Promise<void> {
  while (working) {
    const from = performance.now()
    kiosk.decide('admit')
    slowestMs = Math.max(slowestMs, performance.now() - from)
    await sleep(50)
  }
}

async function sync(): Promise<void> {
  for (;;) {
    await kiosk.sync().catch(() => null)
    await sleep(100)
  }
}

void work()
void sync()
console.log('ready')
createInterface({ input: process.stdin }).on('line', (line) => {
  if (line === 'stop') working = false
  console.log(JSON.stringify({ made: kiosk.log.length, acked: kiosk.acked, slowestMs, kiosk: kiosk.kiosk }))
  slowestMs = 0
})
