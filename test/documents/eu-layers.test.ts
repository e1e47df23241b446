import { constants, deflateSync, gzipSync } from 'node:zlib'
import { encode, Tag } from 'cbor2'
import { describe, expect, it } from 'vitest'
import { bytesOfBase45 } from '../../shared/documents/base45.ts'
import { decodeForeignCbor } from '../../shared/documents/foreign-cbor.ts'
import { inflate, MAX_INFLATED } from '../../shared/documents/inflate.ts'
import { base45Of } from '../support/an-eu-certificate.ts'
import { dice } from '../support/dice.ts'

const seed = Date.now() % 1_000_000

describe(`the layers of an EU certificate (seed ${seed})`, () => {
  it('inflates whatever zlib deflates, at every level and by every strategy', () => {
    const roll = dice(seed)
    for (let i = 0; i < 300; i++) {
      const letters = roll.between(1, 256)
      const bytes = Uint8Array.from({ length: roll.between(0, 3000) }, () => roll.between(0, letters - 1))
      const strategy = roll.pick([constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED, constants.Z_HUFFMAN_ONLY, constants.Z_RLE])
      expect(inflate(deflateSync(bytes, { level: roll.between(0, 9), strategy }))).toEqual(bytes)
    }
  })

  it('stops at its bound: exactly so much is taken, and not one byte more', () => {
    expect(inflate(deflateSync(new Uint8Array(MAX_INFLATED)))?.length).toBe(MAX_INFLATED)
    expect(inflate(deflateSync(new Uint8Array(MAX_INFLATED + 1)))).toBeNull()
    expect(inflate(deflateSync(new Uint8Array(2_000_000)))).toBeNull()
  })

  it('takes nothing that is altered, cut off, longer, or gzip', () => {
    const packed = deflateSync(Buffer.from('Cầu Bạch Đằng, Cầu Bạch Đằng, Cầu Bạch Đằng'))
    for (let at = 0; at < packed.length; at++) {
      const altered = Uint8Array.from(packed)
      altered[at] = (altered[at] ?? 0) ^ (1 << (at % 8))
      expect(inflate(altered)).toBeNull()
      expect(inflate(packed.subarray(0, at))).toBeNull()
    }
    expect(inflate(Buffer.concat([packed, Buffer.of(0)]))).toBeNull()
    expect(inflate(gzipSync(Buffer.from('x')))).toBeNull()
  })

  it('reads base45 as RFC 9285 has it, and no number that is too great for its bytes', () => {
    expect(Buffer.from(bytesOfBase45('QED8WEX0') ?? []).toString()).toBe('ietf!')
    expect(bytesOfBase45(base45Of(Uint8Array.from({ length: 256 }, (_, i) => i)))).toEqual(Uint8Array.from({ length: 256 }, (_, i) => i))
    expect(bytesOfBase45('FGW')).toEqual(Uint8Array.of(255, 255))
    for (const wrong of ['GGW', 'A', 'ab', '00_', ':::']) expect(bytesOfBase45(wrong), wrong).toBeNull()
    expect(bytesOfBase45('V5')).toBeNull()
  })

  it('reads what an independent encoder writes, tags and floats included', () => {
    const value = { a: [1, -1, 1.5, 2 ** 40, null, true, 'Đặng', new Uint8Array([1, 2])], b: new Tag(0, '2021-02-17') }
    const map = new Map<string, unknown>([
      ['a', [1, -1, 1.5, 2 ** 40, null, true, 'Đặng', new Uint8Array([1, 2])]],
      ['b', '2021-02-17'],
    ])
    expect(decodeForeignCbor(encode(value))).toEqual(map)
  })

  it('reads indefinite lengths and small floats', () => {
    const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))
    expect(decodeForeignCbor(bytes('bf61619f0102ffff'))).toEqual(new Map([['a', [1, 2]]]))
    expect(decodeForeignCbor(bytes('7f61616162ff'))).toBe('ab')
    expect(decodeForeignCbor(bytes('f93c00'))).toBe(1)
    for (const wrong of ['', 'ff', '9f01', 'a1', 'a2616101616102', '81', 'df', '1f', '7f01ff', '00ff', `${'81'.repeat(40)}00`, '9bffffffffffffffff'])
      expect(decodeForeignCbor(bytes(wrong)), wrong).toBeUndefined()
  })
})
