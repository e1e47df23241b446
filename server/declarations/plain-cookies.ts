import type { Language } from '../../shared/checkpoints/checkpoint.ts'

/** A key is 32 random bytes in base64url. */
const KEY = /^[A-Za-z0-9_-]{43}$/
const ONE_YEAR_S = 31_536_000

export interface PlainCookies {
  readonly draftKey: string | null
  readonly language: Language | null
}

/** The two cookies of the declaration site, both without a name or a number of anybody. */
export function plainCookies(header: string | undefined): PlainCookies {
  const pairs = (header ?? '').slice(0, 8192).split(';')
  const cookie = (name: string) => pairs.map((pair) => pair.trim().split('=')).find(([key]) => key === name)?.[1] ?? ''
  const draftKey = cookie('chot-draft')
  const language = cookie('chot-language')
  return { draftKey: KEY.test(draftKey) ? draftKey : null, language: language === 'vi' || language === 'en' ? language : null }
}

/** Until the browser is closed, and for pages of this site alone. */
export function draftCookie(key: string, transport: 'http' | 'https'): string {
  return `chot-draft=${key}; Path=/; HttpOnly; SameSite=Lax${secure(transport)}`
}

export function noDraftCookie(transport: 'http' | 'https'): string {
  return `chot-draft=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure(transport)}`
}

export function languageCookie(language: Language, transport: 'http' | 'https'): string {
  return `chot-language=${language}; Path=/; Max-Age=${ONE_YEAR_S}; SameSite=Lax${secure(transport)}`
}

function secure(transport: 'http' | 'https'): string {
  return transport === 'https' ? '; Secure' : ''
}
