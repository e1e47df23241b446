import type { Language } from '../../shared/checkpoints/checkpoint.ts'

/** A key is 32 random bytes in base64url. */
const KEY = /^[A-Za-z0-9_-]{43}$/
const ONE_YEAR_S = 31_536_000

export interface PlainCookies {
  readonly draftKey: string | null
  readonly language: Language | null
}

type Transport = 'http' | 'https'

/**
 * Over TLS under a name that no neighbouring host can set (see `cookieName` of the session): who could lend somebody a key
 * would read the answers that are sealed under it.
 */
function draftName(transport: Transport): string {
  return transport === 'https' ? '__Host-chot-draft' : 'chot-draft'
}

/** The two cookies of the declaration site, both without a name or a number of anybody. */
export function plainCookies(header: string | undefined, transport: Transport): PlainCookies {
  const pairs = (header ?? '').slice(0, 8192).split(';')
  const cookie = (name: string) => pairs.map((pair) => pair.trim().split('=')).find(([key]) => key === name)?.[1] ?? ''
  const draftKey = cookie(draftName(transport))
  const language = cookie('chot-language')
  return { draftKey: KEY.test(draftKey) ? draftKey : null, language: language === 'vi' || language === 'en' ? language : null }
}

/** Until the browser is closed, and for pages of this site alone. */
export function draftCookie(key: string, transport: Transport): string {
  return `${draftName(transport)}=${key}; Path=/; HttpOnly; SameSite=Lax${secure(transport)}`
}

export function noDraftCookie(transport: Transport): string {
  return `${draftName(transport)}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure(transport)}`
}

export function languageCookie(language: Language, transport: Transport): string {
  return `chot-language=${language}; Path=/; Max-Age=${ONE_YEAR_S}; SameSite=Lax${secure(transport)}`
}

function secure(transport: Transport): string {
  return transport === 'https' ? '; Secure' : ''
}
