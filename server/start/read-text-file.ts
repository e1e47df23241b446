import { readFileSync, statSync } from 'node:fs'
import { err, ok, type Result } from '../../shared/result.ts'

/** Twice a list of a million documents, and less than one string may hold. */
const MOST_BYTES = 256 * 1024 * 1024

/** The text of a file that somebody named, without a byte order mark; else one sentence that says what to do. */
export function readTextFile(file: string): Result<string, string> {
  try {
    const { size, kind } = statOf(file)
    if (kind === 'folder') return err(`${file} is a folder: name a file in it.`)
    if (kind === 'device') return err(`${file} is a device: name a file.`)
    if (size > MOST_BYTES) return err(`${file} is larger than 256 MB: this is another file than the one meant, or must come in parts.`)
    return textOf(file, readFileSync(file))
  } catch (error) {
    return err(sentenceOf(file, error))
  }
}

function statOf(file: string): { readonly size: number; readonly kind: 'file' | 'folder' | 'device' } {
  const stat = statSync(file)
  // A pipe is a file too: `--file /dev/stdin`, `--file <(…)`.
  return { size: stat.size, kind: stat.isDirectory() ? 'folder' : stat.isFile() || stat.isFIFO() ? 'file' : 'device' }
}

function textOf(file: string, bytes: Uint8Array): Result<string, string> {
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) return err(`${file} is saved as UTF-16: save it again as UTF-8.`)
  const text = decode(bytes)
  if (text === null) return err(`${file} is not a text file (UTF-8): export or save it as text, not as a workbook, picture or archive.`)
  return text.trim() === '' ? err(`${file} is empty: was it written to the end?`) : ok(text)
}

function startsWith(bytes: Uint8Array, first: number, second: number): boolean {
  return bytes[0] === first && bytes[1] === second
}

/** Null for what is no text: bytes that are not UTF-8, or a zero byte, which no text of ours has. */
function decode(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function sentenceOf(file: string, error: unknown): string {
  const { code, message } =
    error instanceof Error ? { code: 'code' in error ? error.code : '', message: error.message } : { code: '', message: String(error) }
  if (code === 'ENOENT' || code === 'ENOTDIR') return `${file} is not there: check its name and folder.`
  if (code === 'EACCES' || code === 'EPERM') return `${file} may not be read by this account: give it the right to, or copy the file.`
  return `${file} cannot be read (${message}): copy it to this machine's own disk and try again.`
}
