import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { RouteReply } from '../../server/http/route.ts'
import { besieged, createSiege, type Siege } from '../../server/http/siege.ts'
import { PROOF_HEADER, type ProofNeeded } from '../../shared/http/api.ts'
import { MINUTE_MS, SECOND_MS } from '../../shared/units.ts'

let now: number
let siege: Siege
beforeEach(() => {
  now = Date.UTC(2026, 10, 22)
  siege = createSiege({ clock: { realNow: () => now }, perSecond: 10 })
})

const ask = (proof?: string, clientAddress = '203.0.113.1') =>
  siege.challenge({ header: (name) => (name === PROOF_HEADER ? proof : undefined), clientAddress, language: 'vi' })
const flood = (requests: number) => Array.from({ length: requests }, () => ask())
const bodyOf = (reply: RouteReply | null) => reply?.body as ProofNeeded
const zeroBits = (text: string) => Math.clz32(createHash('sha256').update(text).digest().readUInt32BE(0))

function solve({ challenge, bits }: ProofNeeded): string {
  for (let nonce = 0; ; nonce++) {
    const proof = `${challenge}:${nonce.toString(36)}`
    if (zeroBits(proof) >= bits) return proof
  }
}

describe('proof of work', () => {
  it('is asked for only from the request on that makes it an attack', () => {
    expect(flood(100).every((answer) => answer === null)).toBe(true)
    const answer = ask()
    expect(answer?.status).toBe(429)
    expect(bodyOf(answer)).toMatchObject({ error: 'proof-needed', bits: 17 })
  })

  it('is never asked for at ten a second', () => {
    for (let nth = 0; nth < 1000; nth++) {
      expect(ask()).toBeNull()
      now += 100
    }
  })

  it('ends a minute after the flood', () => {
    flood(101)
    now += MINUTE_MS - 1
    expect(ask()).not.toBeNull()
    now += 1
    expect(ask()).toBeNull()
  })

  it('lets a solved request through once, from its own address, within five minutes', () => {
    flood(101)
    const proof = solve(bodyOf(ask()))
    expect(ask(proof, '203.0.113.2')).not.toBeNull()
    expect([ask(proof), ask(proof)].map((answer) => answer === null)).toEqual([true, false])
    const late = solve(bodyOf(ask()))
    now += 5 * MINUTE_MS + 1
    flood(101)
    expect(ask(late)).not.toBeNull()
  })

  it('is not satisfied by a sum unsolved, altered or made up', () => {
    flood(101)
    const { challenge } = bodyOf(ask())
    const unsolved = [...'abcdefgh'].map((nonce) => `${challenge}:${nonce}`).find((proof) => zeroBits(proof) < 17) ?? ''
    for (const proof of ['', 'x', challenge, unsolved, solve({ error: '', message: '', challenge: challenge.replace(/^./, 'z'), bits: 17 })]) {
      expect(ask(proof)).not.toBeNull()
    }
  })

  it('shows browsers without JavaScript to the slower lane, and only while it lasts', () => {
    expect(siege.lane()).toBeNull()
    flood(101)
    expect(siege.lane()).not.toBeNull()
    now += MINUTE_MS + 11 * SECOND_MS
    expect(siege.lane()).toBeNull()
  })

  it('stands before public posts that a flood would be made of, and before no kiosk', async () => {
    const route = { summary: '', replies: {}, handle: () => ({ status: 204 }) } as const
    const request = { header: () => undefined, clientAddress: 'a', language: 'vi' } as const
    const isAsked = async (method: 'get' | 'post', path: string, access: 'public' | 'kiosk') => {
      const [guarded] = besieged(siege, [{ ...route, method, path, access }])
      const answer = await guarded?.handle({ ...request, body: {}, rawBody: '', params: {}, query: {}, staff: null, kiosk: null })
      return answer?.status === 429
    }
    flood(101)
    const posts = ['/api/declarations', '/api/declarations/:corrected/correction', '/api/preview', '/api/groups', '/api/find']
    expect(await Promise.all(posts.map((path) => isAsked('post', path, 'public')))).toEqual(posts.map(() => true))
    expect([
      await isAsked('get', '/api/declarations/:reference', 'public'),
      await isAsked('post', '/api/session', 'public'),
      await isAsked('post', '/api/sync', 'kiosk'),
    ]).toEqual([false, false, false])
  })
})
