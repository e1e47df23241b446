import { err, ok, type Result } from '../../shared/result.ts'
import { readTextFile } from '../start/read-text-file.ts'
import { terminalText } from './terminal-text.ts'

/** What a command says, for people and for programs. */
export interface CliAnswer {
  readonly kind: 'done' | 'refused' | 'wrong-use'
  readonly text: string
  readonly json: unknown
}

export function done(text: string, json: unknown): CliAnswer {
  return { kind: 'done', text, json }
}

export function refused(text: string, json: unknown): CliAnswer {
  return { kind: 'refused', text, json }
}

export function wrongUse(text: string): CliAnswer {
  return { kind: 'wrong-use', text, json: { error: 'wrong-use', message: text } }
}

/** As it stands on the terminal, or goes into another program. */
export function printedAnswer({ text, json }: CliAnswer, as: 'sentences' | 'json'): string {
  return `${terminalText(as === 'json' ? JSON.stringify(json) : text)}\n`
}

export function readJsonFile(file: string): Result<unknown, CliAnswer> {
  const text = readTextFile(file)
  if (!text.ok) return err(wrongUse(text.error))
  try {
    return ok(JSON.parse(text.value))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return err(wrongUse(`${file} is not JSON: look for a missing comma, quotation mark or bracket (${why})`))
  }
}
