import { readFileSync } from 'node:fs'
import { err, ok, type Result } from '../../shared/result.ts'

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

export function readJsonFile(file: string): Result<unknown, CliAnswer> {
  try {
    return ok(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    return err(wrongUse(`${file} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`))
  }
}
