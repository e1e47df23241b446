import { err, ok, type Result } from '../../shared/result.ts'
import type { Refusal } from './refusal.ts'

/** The deepest honest body is a sync batch: record, body, verdict, reasons, texts. Deeper is an attack on some walker. */
const MAX_DEPTH = 32

/** Names through which merged objects get a foreign prototype. No layout of ours has them. */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

export interface JsonBody {
  readonly text: string
  readonly value: unknown
}

export function parseJsonBody(bytes: Uint8Array, contentType: string | undefined): Result<JsonBody, Refusal> {
  if (!isJson(contentType)) return err(NOT_JSON_TYPE)
  const text = decode(bytes)
  if (text === null) return err(NOT_JSON)
  const value = parse(text)
  if (!value.ok) return err(NOT_JSON)
  return isHarmless(value.value) ? ok({ text, value: value.value }) : err(NOT_PLAIN)
}

function isJson(contentType: string | undefined): boolean {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';')
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='))
  return type.trim() === 'application/json' && (charset === undefined || /^charset="?utf-8"?$/.test(charset))
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

function parse(text: string): Result<unknown, null> {
  try {
    return ok(JSON.parse(text))
  } catch {
    return err(null)
  }
}

/** Walks by levels, not by recursion: ten thousand brackets must not exhaust the stack. */
function isHarmless(value: unknown): boolean {
  let level: readonly object[] = isObject(value) ? [value] : []
  for (let depth = 0; level.length > 0; depth++) {
    if (depth === MAX_DEPTH) return false
    const next: object[] = []
    for (const item of level) {
      if (!Array.isArray(item) && Object.keys(item).some((key) => FORBIDDEN_KEYS.has(key))) return false
      for (const child of Object.values(item)) if (isObject(child)) next.push(child)
    }
    level = next
  }
  return true
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

const NOT_JSON_TYPE: Refusal = {
  status: 415,
  error: 'not-json',
  texts: {
    vi: 'Hãy gửi nội dung dạng JSON (Content-Type: application/json, UTF-8, không nén).',
    en: 'Send JSON (Content-Type: application/json, UTF-8, not compressed).',
  },
}

const NOT_JSON: Refusal = {
  status: 400,
  error: 'malformed-json',
  texts: {
    vi: 'Nội dung gửi lên không phải là JSON hợp lệ. Hãy kiểm tra dấu ngoặc, dấu phẩy và bảng mã UTF-8.',
    en: 'The body is not valid JSON. Check its brackets, commas and UTF-8 encoding.',
  },
}

const NOT_PLAIN: Refusal = {
  status: 400,
  error: 'unacceptable-json',
  texts: {
    vi: `JSON lồng quá ${MAX_DEPTH} tầng hoặc chứa tên trường không được phép (__proto__, constructor, prototype).`,
    en: `The JSON is nested more than ${MAX_DEPTH} levels deep or has a forbidden key (__proto__, constructor, prototype).`,
  },
}
