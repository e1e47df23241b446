import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { HashedEntry } from '../../shared/bundle/bundle.ts'
import { entriesOf, indexEntries, packEntries } from '../../shared/lists/packed-entries.ts'
import { WATCH_KINDS } from '../../shared/rules/passing.ts'

/** Few different first bytes, so that equal hashes and neighbours are common. */
const hash = fc.array(fc.constantFrom('00', '01', 'ff'), { minLength: 2, maxLength: 2 }).map(([a, b]) => `${a}${'7e'.repeat(14)}${b}`)
const instant = fc.integer({ min: 0, max: 2 ** 42 })
const entry: fc.Arbitrary<HashedEntry> = fc.record(
  {
    hash,
    kind: fc.constantFrom(...WATCH_KINDS),
    from: instant,
    to: fc.option(instant),
    birthYear: fc.integer({ min: 1900, max: 2021 }),
    otherPassage: fc.record({ checkpoint: fc.constantFrom('a', 'b'), at: instant }),
  },
  { requiredKeys: ['hash', 'kind', 'from', 'to'] },
)

test('what was packed is found by its hash, all of it and nothing else', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 12 }), hash, (entries, wanted) => {
      const packed = packEntries('salt', entries)
      const index = indexEntries(packed)
      expect(index).not.toBeNull()
      if (index === null) return
      const expected = entries.filter((one) => one.hash === wanted)
      const found = entriesOf(index, wanted)
      const texts = (list: readonly HashedEntry[]) =>
        list.map((one) => JSON.stringify(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))).sort()
      expect(texts(found)).toEqual(texts(expected))
    }),
  )
})

test('the order of entering changes nothing in the bundle', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
      expect(packEntries('s', [...entries].reverse())).toEqual(packEntries('s', entries))
    }),
  )
})

test('a hundred thousand entries are one text and are found in seventeen steps', () => {
  const hashAt = (index: number) => index.toString(16).padStart(32, '0')
  const packed = packEntries(
    's',
    Array.from({ length: 100_000 }, (_, index) => ({ hash: hashAt(2 * index), kind: 'f2', from: index, to: null })),
  )
  expect(packed.entries).toEqual([])
  const index = indexEntries(packed)
  expect(index?.rows.length).toBe(3_200_000)
  for (const at of [0, 1, 49_999, 99_999]) {
    expect(index && entriesOf(index, hashAt(2 * at))).toEqual([{ hash: hashAt(2 * at), kind: 'f2', from: at, to: null }])
    expect(index && entriesOf(index, hashAt(2 * at + 1))).toEqual([])
  }
})

test('a hash that is none, a year or an instant that has no room are refused', () => {
  const good = { hash: '0'.repeat(32), kind: 'f1', from: 0, to: null } as const
  expect(() => packEntries('s', [{ ...good, hash: '0'.repeat(30) }])).toThrow('not a list hash')
  expect(() => packEntries('s', [{ ...good, birthYear: 65_536 }])).toThrow('does not fit')
  expect(() => packEntries('s', [{ ...good, from: -1 }])).toThrow('does not fit')
  expect(() => packEntries('s', [{ ...good, birthYear: 65_535, to: 2 ** 48 - 1 }])).not.toThrow()
})
