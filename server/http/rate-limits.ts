import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Texts } from '../../shared/checkpoints/checkpoint.ts'
import type { Refusal } from './refusal.ts'

/**
 * Vietnamese mobile carriers put thousands of phones behind one address (carrier-grade NAT), and a full coach declares in
 * the same ten minutes. So limits by address only stop machines; what needs a tight limit is counted by account or device.
 */
export const LIMITS = {
  /** Six coaches of 50 behind one carrier address in ten minutes. */
  declare: { points: 300, perSeconds: 600 },
  /** Forms begun without JavaScript: each is kept for a day. As many as may be sent. */
  draft: { points: 300, perSeconds: 600 },
  /** A link has 128 bits: nobody finds one by trying. This only keeps a crawler from loading the machine. */
  lookUp: { points: 900, perSeconds: 600 },
  /** Wrong or right, per account and address: a forgotten password leaves tries, a dictionary does not. By both, so that a stranger elsewhere locks nobody out. */
  login: { points: 10, perSeconds: 900 },
  /** All accounts together from one address: a whole control room may sit behind one, each hash costs 30 ms. */
  loginByAddress: { points: 60, perSeconds: 900 },
  /** A token has 256 bits. A depot enrols its tablets one by one, and each asks every five seconds until it is confirmed. */
  enrol: { points: 300, perSeconds: 600 },
  /** Drawn pages with a preview, which tries hundreds of changes to the answers: some hundred times another page's work. */
  preview: { points: 900, perSeconds: 600 },
  /** A kiosk syncs after each scan and each few seconds besides, and catches up in batches after days without a network. */
  kiosk: { points: 900, perSeconds: 60 },
  /** PINs are short, so each tablet gets few; the account's own lock after five failures stands beside this. */
  pin: { points: 20, perSeconds: 600 },
  /** A code has 40 bits: at this pace nobody finds one, and no queue types faster. */
  shortCode: { points: 60, perSeconds: 600 },
  /** Lost links: a family at one carrier address needs a handful. */
  find: { points: 30, perSeconds: 600 },
  /** Tries at one short code, by anybody. */
  findCode: { points: 5, perSeconds: 3600 },
  /**
   * The same for somebody patient: the code stands on paper beside the QR, which tells the year, so its birth date has 366
   * values, and it is kept for two months. A timer reaches no further than 24 days.
   */
  findLater: { points: 10, perSeconds: 24 * 86_400 },
  /** Lists read without JavaScript: each costs some sixty judgements. A dozen coaches, a few presses each. */
  list: { points: 100, perSeconds: 600 },
  /** Lists beyond that, given back unread with the page that says so. */
  listBack: { points: 30, perSeconds: 600 },
  /** Places in the slower lane: under attack, or once others used up the share of an address. Phones without JavaScript are few, also behind one carrier address. */
  lane: { points: 30, perSeconds: 600 },
  /** Sixty passes each, so a dozen coaches behind one carrier address in ten minutes. */
  group: { points: 12, perSeconds: 600 },
  /** Whatever else: pages and boards read at most some per second; a site office has dozens of screens. */
  other: { points: 3000, perSeconds: 60 },
} as const satisfies Record<string, { readonly points: number; readonly perSeconds: number }>
export type LimitName = keyof typeof LIMITS

export interface RateLimits {
  /** Takes one point; null when there was one, else how many seconds to wait. */
  take(limit: LimitName, key: string): Promise<number | null>
  /** Gives the points back: a right password ends the count. */
  forgive(limit: LimitName, key: string): Promise<void>
}

/** In memory, so per process: several servers each allow this much. */
export function memoryRateLimits(): RateLimits {
  const limiters = new Map<LimitName, RateLimiterMemory>()
  const limiterOf = (limit: LimitName): RateLimiterMemory => {
    const known = limiters.get(limit)
    if (known) return known
    const { points, perSeconds } = LIMITS[limit]
    const made = new RateLimiterMemory({ keyPrefix: limit, points, duration: perSeconds })
    limiters.set(limit, made)
    return made
  }
  return {
    take: (limit, key) =>
      limiterOf(limit)
        .consume(key)
        .then(() => null, secondsToWait),
    forgive: async (limit, key) => {
      await limiterOf(limit).delete(key)
    },
  }
}

function secondsToWait(refused: unknown): number {
  if (!(refused instanceof RateLimiterRes)) throw refused
  return Math.max(1, Math.ceil(refused.msBeforeNext / 1000))
}

/** One IPv6 customer has a whole /64; an IPv4 address inside IPv6 is that IPv4 address. */
export function addressKey(address: string): string {
  const bare = withoutPort(address).toLowerCase()
  const v4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1]
  if (v4 !== undefined || !bare.includes(':')) return v4 ?? bare
  const [head = '', tail = ''] = bare.split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail.split(':').filter(Boolean)
  const middle = bare.includes('::') ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0') : []
  const groups = [...left, ...middle, ...right].map((group) => group.replace(/^0+(?=.)/, ''))
  return v4Within(groups) ?? groups.slice(0, 4).join(':')
}

/** Some proxies write the port of the connection behind the address. */
function withoutPort(address: string): string {
  return address.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1').replace(/^\[(.*)\](?::\d+)?$/, '$1')
}

/** An IPv4 address in the last two groups, as some write it. */
function v4Within(groups: readonly string[]): string | null {
  if (groups.length !== 8 || groups.slice(0, 6).join(':') !== '0:0:0:0:0:ffff') return null
  return groups
    .slice(6)
    .map((group) => Number.parseInt(group, 16))
    .flatMap((pair) => [pair >> 8, pair & 255])
    .join('.')
}

export function tooMany(seconds: number): Refusal {
  return {
    status: 429,
    error: 'too-many-requests',
    texts: tooManyTexts(seconds),
    headers: { 'Retry-After': String(seconds) },
  }
}

function tooManyTexts(seconds: number): Texts {
  return {
    vi: `Có quá nhiều yêu cầu trong thời gian ngắn. Hãy thử lại sau ${seconds} giây; thông tin đã nhập không bị mất.`,
    en: `Too many requests in a short time. Try again in ${seconds} seconds; nothing you typed is lost.`,
  }
}
