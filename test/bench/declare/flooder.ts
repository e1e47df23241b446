import { Agent, request } from 'node:http'
import { exampleDeclaration } from '../../../shared/declaration/declaration-input.ts'

/** A process of its own, so that the flood takes no time from the kiosks' side: floods while told to, and says how it was answered. */
const CONNECTIONS = 64

const [url = '', now = ''] = process.argv.slice(2)
const body = JSON.stringify(exampleDeclaration(Number(now), 'bach-dang'))
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
let flooding = false
let sent = 0
let answers: Record<string, number> = {}

process.on('message', (word) => {
  if (word === 'start') {
    answers = {}
    flooding = true
    for (let i = 0; i < CONNECTIONS; i++) void keepSending()
  } else if (word === 'stop') {
    flooding = false
    process.send?.(answers)
  } else process.exit(0)
})

async function keepSending(): Promise<void> {
  while (flooding) {
    const status = await declare()
    answers = { ...answers, [status]: (answers[status] ?? 0) + 1 }
    // Who is turned away comes back, but not within the same millisecond.
    if (status !== '201') await new Promise((done) => setTimeout(done, 20))
  }
}

/** Each from an address of its own, as a botnet would: limits by address must not be what holds. */
function declare(): Promise<string> {
  sent++
  const from = `10.${(sent >> 16) & 255}.${(sent >> 8) & 255}.${sent & 255}`
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'x-forwarded-for': from }
  return new Promise((resolve) => {
    const asked = request(`${url}/api/declarations`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume()
      answer.once('end', () => resolve(String(answer.statusCode)))
    })
    asked.once('error', () => resolve('lost'))
    asked.end(body)
  })
}
