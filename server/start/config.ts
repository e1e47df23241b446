import { isIP } from 'node:net'
import { type AuthorityId, asAuthorityId } from '../../shared/ids.ts'
import { err, isNonEmpty, type NonEmpty, ok, type Result } from '../../shared/result.ts'
import type { SiteHosts } from '../http/site-hosts.ts'
import type { DemoSecrets } from '../seed/demo-secrets.ts'

export interface Config {
  readonly kind: 'demo' | 'production'
  readonly port: number
  /** The port that people call, where another program stands in front on this machine (`npm run dev`). */
  readonly publicPort: number
  readonly host: string
  readonly dataDir: string
  /** Origins of the three sites as set; null is this server's own address. */
  readonly origins: SiteOrigins
  readonly hosts: SiteHosts
  readonly transport: 'http' | 'https'
  /** Express' `trust proxy`. */
  readonly trustProxy: false | number | string
  readonly issuer: AuthorityId
  readonly secrets: DemoSecrets
  readonly logLevel: LogLevel
}

export type SiteOrigins = { readonly 'declare-web': string | null; readonly kiosk: string | null; readonly 'control-room': string | null }
export type Env = Readonly<Record<string, string | undefined>>

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

const DEMO_ISSUER = asAuthorityId('VN-22')
const DEFAULT_PORT = 8080

/** Reads every variable before it answers, so that one start names all that is wrong. An empty variable is an unset one. */
export function parseConfig(env: Env): Result<Config, NonEmpty<string>> {
  const problems: string[] = []
  const complain = (problem: string): void => void problems.push(problem)
  const port = portOf(env, 'PORT', complain) ?? DEFAULT_PORT
  const kind = kindOf(env, complain)
  const origins = originsOf(env, complain)
  const host = env.HOST || '127.0.0.1'
  if (!isIP(host) && !/^[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?$/i.test(host)) complain(`HOST must be an address or a host name, not ${quote(host)}.`)
  if (env.DATABASE_URL)
    complain('DATABASE_URL: PostgreSQL comes with a later version. Unset it: this version keeps its data in SQLite under DATA_DIR.')
  const config: Config = {
    kind,
    port,
    publicPort: portOf(env, 'PUBLIC_PORT', complain) ?? port,
    host,
    dataDir: env.DATA_DIR || 'data',
    origins,
    hosts: hostsOf(origins),
    transport: Object.values(origins).some((origin) => origin?.startsWith('https:')) ? 'https' : 'http',
    trustProxy: trustProxyOf(env, complain),
    issuer: kind === 'demo' ? DEMO_ISSUER : issuerOf(env, complain),
    secrets: isPrivate(host, origins, env) ? 'simple' : 'random',
    logLevel: logLevelOf(env, kind, complain),
  }
  if (kind === 'production') complainOfProduction(origins, complain)
  return isNonEmpty(problems) ? err(problems) : ok(config)
}

type Complain = (problem: string) => void

function portOf(env: Env, name: string, complain: Complain): number | null {
  const text = env[name]
  if (!text) return null
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  complain(`${name} must be a number from 0 to 65535, not ${quote(text)}.`)
  return null
}

/** A misspelt `production` must not become a demo. */
function kindOf(env: Env, complain: Complain): Config['kind'] {
  const mode = env.NODE_ENV || 'development'
  if (mode === 'production') return 'production'
  if (mode !== 'development' && mode !== 'test') complain(`NODE_ENV must be production, development, test or unset, not ${quote(mode)}.`)
  return 'demo'
}

function originsOf(env: Env, complain: Complain): SiteOrigins {
  const origins = {
    'declare-web': originOf(env, 'PUBLIC_URL', complain),
    kiosk: originOf(env, 'KIOSK_URL', complain),
    'control-room': originOf(env, 'CONTROL_URL', complain),
  }
  const schemes = new Set(Object.values(origins).flatMap((origin) => (origin ? [new URL(origin).protocol] : [])))
  if (schemes.size > 1) complain('PUBLIC_URL, KIOSK_URL and CONTROL_URL must be all https or all http.')
  return origins
}

function originOf(env: Env, name: string, complain: Complain): string | null {
  const text = env[name]
  if (!text) return null
  const url = URL.canParse(text) ? new URL(text) : null
  if (url && /^https?:$/.test(url.protocol) && (text === url.origin || text === `${url.origin}/`)) return url.origin
  complain(`${name} must be an origin such as https://khaibao.example.vn, without a path, not ${quote(text)}.`)
  return null
}

function hostsOf(origins: SiteOrigins): SiteHosts {
  const host = (origin: string | null): string | null => (origin === null ? null : new URL(origin).host)
  return { 'declare-web': host(origins['declare-web']), kiosk: host(origins.kiosk), 'control-room': host(origins['control-room']) }
}

/** `true` would let every client choose its own address in the rate limits. */
function trustProxyOf(env: Env, complain: Complain): Config['trustProxy'] {
  const text = env.TRUST_PROXY
  if (!text) return false
  if (/^[1-5]$/.test(text)) return Number(text)
  const names = text.split(',').map((name) => name.trim())
  if (names.every((name) => ['loopback', 'linklocal', 'uniquelocal'].includes(name) || isIP(name.split('/')[0] ?? '') > 0)) return names.join(', ')
  complain(`TRUST_PROXY must be the number of proxies in front (1 to 5) or their addresses, such as loopback or 10.0.0.0/8, not ${quote(text)}.`)
  return false
}

function issuerOf(env: Env, complain: Complain): AuthorityId {
  if (asAuthorityId.matches(env.ISSUER)) return env.ISSUER
  complain('ISSUER must name the authority that signs here, such as VN-22.')
  return DEMO_ISSUER
}

function logLevelOf(env: Env, kind: Config['kind'], complain: Complain): LogLevel {
  const level = LOG_LEVELS.find((known) => known === env.LOG_LEVEL)
  if (env.LOG_LEVEL && !level) complain(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}, not ${quote(env.LOG_LEVEL)}.`)
  return level ?? (kind === 'demo' ? 'warn' : 'info')
}

function complainOfProduction(origins: SiteOrigins, complain: Complain): void {
  const names = { 'declare-web': 'PUBLIC_URL', kiosk: 'KIOSK_URL', 'control-room': 'CONTROL_URL' } as const
  for (const [site, name] of Object.entries(names)) {
    const origin = Object.entries(origins).find(([known]) => known === site)?.[1]
    if (!origin?.startsWith('https:'))
      complain(`${name} must be set to an https address in production: cameras, service workers and session cookies need it.`)
  }
}

/** Whether only this machine can reach the demo, so that passwords out of a public file harm nobody. */
function isPrivate(host: string, origins: SiteOrigins, env: Env): boolean {
  const isFronted = Boolean(env.TRUST_PROXY) || Object.values(origins).some((origin) => origin !== null && !isLoopback(new URL(origin).hostname))
  return isLoopback(host) && !isFronted
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 80))
}
