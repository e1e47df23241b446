import { readdirSync, readFileSync } from 'node:fs'
import type { Credential, OpenError } from '../../shared/credential/credential.ts'

/** A code once printed, and what it must open to for ever. */
export interface GoldenCode {
  readonly name: string
  readonly text: string
  readonly expected: GoldenExpectation
}

export interface GoldenExpectation {
  /** Which seed of `testKey` the reader trusts. */
  readonly trusts: number
  readonly now: number
  readonly opened: { readonly ok: true; readonly value: Credential } | { readonly ok: false; readonly error: OpenError }
}

const folder = new URL('.', import.meta.url)

/** Each `NAME.txt` here is a code, its `NAME.json` what it opens to. */
export function goldenCodes(): readonly GoldenCode[] {
  const names = readdirSync(folder).flatMap((file) => (file.endsWith('.txt') ? [file.slice(0, -'.txt'.length)] : []))
  return names.sort().map((name) => ({ name, text: textOf(`${name}.txt`), expected: JSON.parse(textOf(`${name}.json`)) }))
}

function textOf(file: string): string {
  return readFileSync(new URL(file, folder), 'utf8')
}
