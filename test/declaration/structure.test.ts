import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type * as z from 'zod/mini'
import { type DeclarationInput, exampleDeclaration } from '../../shared/declaration/declaration-input.ts'
import { declarationInputSchema } from '../../shared/declaration/declaration-schema.ts'
import { MESSAGES, messageOf } from '../../shared/declaration/messages.ts'
import { parseDeclaration } from '../../shared/declaration/parse-declaration.ts'
import { structuralFaults } from '../../shared/declaration/structure.ts'
import { DAY_MS } from '../../shared/units.ts'
import { aDeclaration, aParsedDeclaration, DECLARED_AT, declarationContext } from '../support/a-declaration.ts'
import { inventDeclarations } from '../support/invented-declarations.ts'
import { type Change, errorsOf } from './field-errors.ts'

const SEED = 42
const context = declarationContext()

test('the example parses on any day and lands whole in the declaration', () => {
  const parsed = parseDeclaration(exampleDeclaration(DECLARED_AT, 'bach-dang'), context)
  expect(parsed).toMatchObject({
    ok: true,
    value: {
      formVersion: 1,
      birthDate: '1985-03-05',
      document: { kind: 'citizen-id', country: 'VN', number: '022185000123' },
      phone: '0912345678',
      permanentAddress: 'Tổ 1, khu 2',
      stay: null,
      checkpoint: 'bach-dang',
      direction: 'entry',
      arrivalAt: DECLARED_AT + 3_600_000,
      proxy: null,
      consent: true,
    },
  })
  for (const days of [0.2, 1, 11, 400, 1500]) {
    const now = DECLARED_AT + days * DAY_MS
    expect(parseDeclaration(exampleDeclaration(now, 'bach-dang'), declarationContext({ now })).ok, `after ${days} days`).toBe(true)
  }
})

test('only claims go into the QR code: no phone, address, full number or birthday among them', () => {
  const text = JSON.stringify(aParsedDeclaration({ stay: { place: '2021:306673', address: 'Nhà số 9' } }).claims)
  for (const secret of ['0912345678', 'Tổ 1', 'Nhà số 9', '022185000123', '1985-03-05']) expect(text).not.toContain(secret)
})

test.each<[name: string, change: Change, errors: readonly string[]]>([
  ['a key that nobody knows', { x: 1 } as Change, ['x unknown-key']],
  ['one within a field', { phone: '0912345678', permanent: { place: '2021:310930', zip: 1 } }, ['permanent.zip unknown-key']],
  ['a number for a name', { traveller: { ...aDeclaration().traveller, name: 5 } }, ['traveller.name type']],
  ['a missing consent', { consent: undefined }, ['consent consent-required']],
  ['consent not given', { consent: false }, ['consent consent-required']],
  ['consent as a word', { consent: 'true' }, ['consent consent-required']],
  ['a missing direction', { direction: undefined }, ['direction required']],
  ['an unknown direction', { direction: 'in' }, ['direction not-in-list']],
  ['fifteen stops', { stops: Array.from({ length: 15 }, () => ({ place: 'x', from: 'x', to: 'x' })) }, ['stops too-many']],
  ['stops that are no list', { stops: {} }, ['stops type']],
  ['missing stops', { stops: undefined }, ['stops required']],
  ['a purpose outside the list', { purpose: 'holiday' }, ['purpose not-in-list']],
])('%s', (_, change, errors) => {
  expect(errorsOf(change)).toEqual(errors)
})

test.each([{ x: 1 }, {}, null, undefined, [], 'text', 7, [[]]])('%j is no declaration', (input) => {
  const parsed = parseDeclaration(input, context)
  expect(parsed.ok ? [] : parsed.error).not.toEqual([])
})

test('everything wrong is told at once, structure and meaning, in the language asked for', () => {
  const { phone: _, ...rest } = aDeclaration()
  const wrong = { ...rest, purpose: 'holiday', arrivalAt: 'x', x: 1, traveller: { ...rest.traveller, name: 7, birth: '1985-02-30' } }
  const parsed = parseDeclaration({ ...wrong, stops: [] }, declarationContext({ language: 'en' }))
  const found = parsed.ok ? [] : parsed.error.map(({ path, code }) => `${path} ${code}`)
  expect(new Set(found)).toEqual(
    new Set([
      'phone required',
      'purpose not-in-list',
      'arrivalAt instant-format',
      'x unknown-key',
      'traveller.name type',
      'traveller.birth date-unreal',
      'stops stops-missing-days',
    ]),
  )
  expect(parsed.ok ? '' : parsed.error.find(({ path }) => path === 'phone')?.message).toBe('This is needed: please fill it in.')
})

test('keys that would change a prototype are refused and change nothing', () => {
  for (const key of ['__proto__', 'constructor', 'prototype']) {
    const whole = JSON.parse(JSON.stringify(aDeclaration()).replace('{', `{"${key}":{"polluted":true},`))
    expect(errorsWithin(whole)).toEqual([`${key} unknown-key`])
    const inner = JSON.parse(JSON.stringify(aDeclaration()).replace('"traveller":{', `"traveller":{"${key}":{"polluted":true},`))
    expect(errorsWithin(inner)).toEqual([`traveller.${key} unknown-key`])
  }
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
})

test('ten thousand unknown keys make an answer of bounded size', () => {
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`${'k'.repeat(500)}${index}`, 1]))
  const parsed = parseDeclaration({ ...aDeclaration(), ...many }, context)
  expect(parsed.ok ? 0 : parsed.error.length).toBe(100)
  expect(JSON.stringify(parsed).length).toBeLessThan(30_000)
})

test(`arbitrary JSON is judged and never throws (seed ${SEED})`, async () => {
  const check = (input: unknown) => {
    const parsed = parseDeclaration(input, context)
    expect(parsed.ok || parsed.error.length > 0).toBe(true)
  }
  await fc.assert(fc.property(fc.jsonValue(), check), { seed: SEED, numRuns: 500 })
})

/** Paths of the plain case, and of one with every optional part, to put something odd at. */
const whole: unknown = {
  ...aDeclaration(),
  stay: { place: '2021:306673', address: 'Số 9' },
  cargo: { class: 'goods', origin: 'country:CN', via: ['country:LA'] },
  tests: [{ kind: 'pcr', result: 'negative', sampledAt: '2021-02-16T08:00:00+07:00', resultAt: '2021-02-16T20:00:00+07:00' }],
  doses: [{ product: 'Vero Cell', givenOn: '2021-02-01' }],
  proxy: { name: 'Trần Văn Mẫu', phone: '0912345678' },
  revised: true,
}

test(`a declaration with anything put anywhere is judged; what the structure refuses is never taken (seed ${SEED})`, async () => {
  const anywhere = fc.constantFrom(...pathsOf(whole))
  const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.string({ unit: 'binary', maxLength: 80 }), fc.constant(undefined), fc.double())
  const check = (path: readonly string[], value: unknown) => {
    const input = replaced(whole, path, value)
    const parsed = parseDeclaration(input, context)
    const hasForm = declarationInputSchema.safeParse(input).success
    expect(hasForm).toBe(structuralFaults(input).length === 0)
    if (parsed.ok) expect(hasForm).toBe(true)
    else expect(parsed.error.length).toBeGreaterThan(0)
  }
  await fc.assert(fc.property(anywhere, anything, check), { seed: SEED, numRuns: 2000 })
})

test('the whole one is valid, so that each refusal above has one cause', () => {
  expect(errorsWithin(whole)).toEqual([])
})

test('a parsed declaration says the same after a trip through JSON', () => {
  for (const input of inventDeclarations(200, SEED)) {
    expect(parseDeclaration(JSON.parse(JSON.stringify(input)), context)).toEqual(parseDeclaration(input, context))
  }
})

test('the schema and the documented type are one', () => {
  const fromSchema = (input: z.infer<typeof declarationInputSchema>): DeclarationInput => input
  expect(declarationInputSchema.safeParse(fromSchema(declarationInputSchema.parse(aDeclaration()))).success).toBe(true)
})

test('every message has both languages with the same placeholders, and none is left open', () => {
  for (const [code, texts] of Object.entries(MESSAGES)) {
    const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()
    expect(placeholders(texts.vi), code).toEqual(placeholders(texts.en))
  }
  expect(messageOf('too-long', { max: 60 }, 'vi')).toBe('Dài quá: nhiều nhất 60 ký tự.')
})

function errorsWithin(input: unknown): readonly string[] {
  const parsed = parseDeclaration(input, context)
  return parsed.ok ? [] : parsed.error.map(({ path, code }) => `${path} ${code}`)
}

function pathsOf(value: unknown): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [[]]
  return [[], ...Object.entries(value).flatMap(([key, child]) => pathsOf(child).map((path) => [key, ...path]))]
}

function replaced(value: unknown, [key, ...rest]: readonly string[], put: unknown): unknown {
  if (key === undefined) return put
  if (Array.isArray(value)) return value.map((child, index) => (String(index) === key ? replaced(child, rest, put) : child))
  const fields = new Map(Object.entries(value ?? {}))
  return Object.fromEntries(fields.set(key, replaced(fields.get(key), rest, put)))
}
