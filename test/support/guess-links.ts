import { Agent, type IncomingHttpHeaders, request } from 'node:http'

/** How often each kind of answer was given: status, body and the names of its headers. */
export interface Guessed {
  readonly answers: readonly { readonly status: number; readonly shape: string; readonly count: number }[]
}

/** Somebody tries one private link after the other from one address. */
export async function guessLinks(url: string, guesses: number): Promise<Guessed> {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  const counts = new Map<string, number>()
  let next = 0
  const guess = async (): Promise<void> => {
    while (next < guesses) {
      const shape = await answerTo(`${url}/api/declarations/${String(next++).padStart(26, '0')}`, agent)
      counts.set(shape, (counts.get(shape) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: 8 }, guess))
  agent.destroy()
  return { answers: [...counts].map(([shape, count]) => ({ status: Number(shape.slice(0, 3)), shape, count })) }
}

function answerTo(address: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(address, { agent }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.once('end', () => resolve(`${answer.statusCode} ${Buffer.concat(chunks)} ${namesOf(answer.headers)}`))
    })
    asked.once('error', reject)
    asked.end()
  })
}

function namesOf(headers: IncomingHttpHeaders): string {
  return Object.keys(headers).sort().join(' ')
}
