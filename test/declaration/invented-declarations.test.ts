import { expect, test } from 'vitest'
import { parseDeclaration } from '../../shared/declaration/parse-declaration.ts'
import { isNonEmpty } from '../../shared/result.ts'
import { declarationContext } from '../support/a-declaration.ts'
import { inventDeclarations } from '../support/invented-declarations.ts'

const SEED = 20210217

test(`every invented declaration is valid (seed ${SEED})`, () => {
  const context = declarationContext()
  for (const input of inventDeclarations(2000, SEED)) {
    const parsed = parseDeclaration(input, context)
    expect(parsed.ok ? [] : [parsed.error, input]).toEqual([])
  }
})

test('the same seed invents the same people, another seed others', () => {
  expect(inventDeclarations(20, 7)).toEqual(inventDeclarations(20, 7))
  expect(inventDeclarations(20, 7)).not.toEqual(inventDeclarations(20, 8))
})

test('they are varied: names of 8 to 40 letters, one to fourteen stops, tests, trailers, cargo, foreigners, children', () => {
  const all = inventDeclarations(2000, SEED)
  const lengths = all.map((input) => [...input.traveller.name].length)
  expect(Math.min(...lengths)).toBeGreaterThanOrEqual(8)
  expect(Math.max(...lengths)).toBeLessThanOrEqual(40)
  expect(new Set(all.map((input) => input.stops.length))).toEqual(new Set([1, 2, 3, 4, 5, 6, 14]))
  expect(all.some((input) => isNonEmpty(input.tests ?? []) && input.travel?.trailerPlate !== undefined && input.cargo !== undefined)).toBe(true)
  expect(all.some((input) => input.traveller.nationality === 'LA')).toBe(true)
  expect(all.some((input) => input.traveller.document?.kind === 'guardian' && input.proxy)).toBe(true)
})
