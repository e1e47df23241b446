/**
 * `__Host-` makes browsers insist on Secure, on path `/` and on no Domain: a neighbouring host can neither set nor read
 * it. Browsers refuse it without TLS, so a demo over plain HTTP has the plain name.
 */
export function cookieName(transport: 'http' | 'https'): string {
  return transport === 'https' ? '__Host-chot-session' : 'chot-session'
}

/** A token is 32 bytes in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/

export function tokenInCookies(header: string | undefined, transport: 'http' | 'https'): string | null {
  const name = cookieName(transport)
  for (const pair of (header ?? '').slice(0, 8192).split(';')) {
    const [key = '', value = ''] = pair.trim().split('=')
    if (key === name && TOKEN.test(value)) return value
  }
  return null
}

export function sessionCookie(token: string, maxAgeSeconds: number, transport: 'http' | 'https'): string {
  const secure = transport === 'https' ? '; Secure' : ''
  return `${cookieName(transport)}=${token}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Strict${secure}`
}
