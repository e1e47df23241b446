import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exampleDeclaration } from '../../shared/declaration/declaration-input.ts'
import { schemaParts } from '../../shared/declaration/declaration-schema.ts'
import { inputParts } from '../../shared/declaration/input-parts.ts'

const NAMES = Object.keys(inputParts) as (keyof typeof inputParts)[]

/** Values near the bounds of every part: right ones, one field too many or too few, lists at and over their limit. */
const NEAR = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(undefined, null, true, false, '', 'entry', 'goods', 'truck', 'pcr', 'fever', Number.NaN, Number.POSITIVE_INFINITY),
  fc.record(
    {
      place: fc.constantFrom<unknown>('2021:306673', 3, null),
      address: fc.constantFrom<unknown>('Tổ 1', null, undefined, 5),
      from: fc.constantFrom<unknown>('2021-02-17', 1),
      to: fc.constantFrom<unknown>('2021-02-17', null),
      fromHour: fc.constantFrom<unknown>(3, null, '3'),
      toHour: fc.constantFrom<unknown>(undefined, 25),
      means: fc.constantFrom<unknown>('car', 'rocket'),
      kind: fc.constantFrom<unknown>('pcr', 'passport', 'none'),
      result: fc.constantFrom<unknown>('negative', 'pending', 1),
      sampledAt: fc.constantFrom<unknown>('2021-02-17T08:00:00+07:00', 0),
      country: fc.constantFrom<unknown>('VN', null),
      number: fc.constantFrom<unknown>('022185000123', 22),
      class: fc.constantFrom<unknown>('food', 'other', 'secret'),
      origin: fc.constantFrom<unknown>('2021:306673', null),
      via: fc.array(fc.constantFrom<unknown>('2021:306673', 3), { maxLength: 6 }),
      product: fc.constantFrom<unknown>('AZ', null, 3),
      givenOn: fc.constantFrom<unknown>('2021-02-17', 3),
      name: fc.constantFrom<unknown>('Nguyễn Thử', 3),
      phone: fc.constantFrom<unknown>('0912345678', null),
    },
    { requiredKeys: [] },
  ),
)

function agree(value: unknown): void {
  for (const name of NAMES) expect([name, value, inputParts[name](value)]).toEqual([name, value, schemaParts[name].safeParse(value).success])
}

describe('the guards of the form', () => {
  it('say of any value what the schema of the API says', () => {
    const seed = Date.now() & 0x7fffffff
    console.log(`seed ${seed}`)
    fc.assert(fc.property(NEAR, agree), { seed, numRuns: 2000 })
  })

  it('take every part of a right declaration, and none of it with a field more', () => {
    const { stops, travel, traveller, permanent } = exampleDeclaration(1_613_566_800_000, 'bach-dang')
    const parts = [
      ['stop', stops[0]],
      ['travel', travel],
      ['document', traveller.document],
      ['home', permanent],
      ['proxy', { name: 'Phạm Thử', phone: '0912345678' }],
      ['test', { kind: 'pcr', result: 'negative', sampledAt: '2021-02-17T08:00:00+07:00' }],
      ['dose', { givenOn: '2021-02-17' }],
    ] as const
    for (const [name, value] of parts) {
      expect([name, inputParts[name](value), inputParts[name]({ ...value, more: 1 })]).toEqual([name, true, false])
      agree(value)
      agree({ ...value, more: 1 })
    }
  })

  it('take lists up to their limit', () => {
    const via = (length: number): unknown => ({ class: 'other', origin: 'x', via: Array.from({ length }, () => 'x') })
    expect([inputParts.cargo(via(4)), inputParts.cargo(via(5))]).toEqual([true, false])
    agree(via(4))
    agree(via(5))
  })
})
