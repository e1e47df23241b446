import type { Answer } from '../http/call.ts'
import { MARK } from './injections.ts'

/** Gathers what is wrong and the pages that the browser is to judge. */
export interface Notes {
  readonly problems: string[]
  readonly pages: string[]
  issued: number
}

/** No text of a stranger in a header, no broken server, no page where data was asked for. */
export function look(what: string, answer: Answer, notes: Notes, allowed: readonly number[]): void {
  if (!allowed.includes(answer.status)) notes.problems.push(`${what}: answered ${answer.status}`)
  const headers = JSON.stringify({ ...answer.headers, date: '', 'x-request-id': '' })
  if (headers.includes(MARK)) notes.problems.push(`${what}: the text is in a header: ${headers.slice(0, 200)}`)
  const named = answer.headers['content-disposition']
  if (named !== undefined && !/^(?:attachment|inline); filename="[\w-]{1,40}\.(?:json|csv|png)"$/.test(named))
    notes.problems.push(`${what}: a file called ${named}`)
  const type = String(answer.headers['content-type'] ?? '')
  const isData = /^(application\/json|text\/plain|text\/csv|image\/png)/.test(type)
  if (isData && answer.headers['x-content-type-options'] !== 'nosniff') notes.problems.push(`${what}: a browser may take it for a page`)
  if (type.startsWith('application/json')) answer.json()
  if (what.startsWith('POST /api') && !isData) notes.problems.push(`${what}: ${type} instead of data`)
}
