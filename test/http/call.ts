import { once } from 'node:events'
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import type { BoardSnapshot, InvalidFields, IssuedDeclaration, SiteInfo, StaffView } from '../../shared/http/api.ts'

export interface Call {
  readonly method?: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  /** An object is sent as JSON; text goes as it is. */
  readonly body?: unknown
}

/** The fields of the wire types that a test asks for; which of them are there is what it finds out. */
export type Wire = InvalidFields & IssuedDeclaration & SiteInfo & StaffView & Pick<BoardSnapshot, 'flows' | 'kiosks'>

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
  readonly text: string
  /** Throws where the answer is no JSON. */
  readonly json: <T = Wire>() => T
}

/** A request with exactly these headers: `fetch` would add and forbid some that matter here. */
export async function call(origin: string, { method = 'GET', path, headers = {}, body }: Call): Promise<Answer> {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
  const type = typeof body === 'object' ? { 'content-type': 'application/json' } : {}
  const length = text === undefined ? {} : { 'content-length': String(Buffer.byteLength(text)) }
  const sent = request(`${origin}${path}`, { method, headers: { ...type, ...length, ...headers }, agent: false })
  sent.end(text)
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const received = bytes.toString('utf8')
  return { status: answer.statusCode ?? 0, headers: answer.headers, bytes, text: received, json: () => JSON.parse(received) }
}
