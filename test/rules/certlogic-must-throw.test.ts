import { describe, expect, it } from 'vitest'
import { compileCertLogic } from '../../shared/rules/compile-certlogic.ts'
import type { Value } from '../../shared/rules/value.ts'

/** The published suite has no case that must fail; these are ours. What an expression comes to, or its fault with its path. */
function faultOf(expression: unknown, context: Value = {}): string {
  const compiled = compileCertLogic(expression)
  if (!compiled.ok) return `form ${compiled.error[0].path}`
  const answer = compiled.value(context)
  return answer.ok ? `value ${JSON.stringify(answer.value)}` : `run ${answer.error.path}`
}

const day = (written: string) => ({ plusTime: [written, 0, 'day'] })

describe('an expression of the wrong form is refused before anything runs', () => {
  const table: [name: string, expression: unknown, path: string][] = [
    ['an unknown operator', { maybe: [1] }, ''],
    ['an operator of JsonLogic that CertLogic left out', { or: [true, false] }, ''],
    ['an operator of ours', { 'was-in-zone': [{ kinds: ['sealed'] }] }, ''],
    ['an operator from the prototype', { constructor: [1] }, ''],
    ['__proto__ as an operator', JSON.parse('{"__proto__": [1]}'), ''],
    ['two operators in one object', { and: [true, true], '!': [true] }, ''],
    ['an object without operator', { and: [true, {}] }, 'and.1'],
    ['null', { '===': [null, 1] }, '===.0'],
    ['a float', { '>': [1.5, 1] }, '>.0'],
    ['an unsafe whole number', { '>': [2 ** 53, 1] }, '>.0'],
    ['nothing at all', undefined, ''],
    ['a function', () => true, ''],
    ['operands that are no list', { '!': true }, ''],
    ['a path that is a number', { var: 0 }, ''],
    ['a default value for var', { var: ['x', 1] }, ''],
    ['an empty word in a path', { var: 'a..b' }, ''],
    ['a path that begins with a dot', { var: '.a' }, ''],
    ['if without else', { if: [true, 1] }, ''],
    ['if with elseif', { if: [true, 1, false, 2, 3] }, ''],
    ['and of one', { and: [true] }, ''],
    ['and of none', { and: [] }, ''],
    ['not of two', { '!': [true, false] }, ''],
    ['equality of three', { '===': [1, 1, 1] }, ''],
    ['sum of three', { '+': [1, 2, 3] }, ''],
    ['a chain of four', { '<': [1, 2, 3, 4] }, ''],
    ['comparison of one', { after: [day('2021-01-01')] }, ''],
    ['plusTime without unit', { plusTime: ['2021-01-01', 1] }, ''],
    ['plusTime of weeks', { plusTime: ['2021-01-01', 1, 'week'] }, ''],
    ['a computed amount', { plusTime: ['2021-01-01', { '+': [1, 1] }, 'day'] }, ''],
    ['half a day', { plusTime: ['2021-01-01', 0.5, 'day'] }, ''],
    ['reduce of two', { reduce: [[], 1] }, ''],
    ['a fragment whose number is a text', { extractFromUVCI: ['a', '0'] }, ''],
    ['dccDateOfBirth of none', { dccDateOfBirth: [] }, ''],
    ['a fault deep inside', { if: [true, { and: [true, { in: [1] }] }, 1] }, 'if.1.and.1'],
  ]
  it.each(table)('%s', (_name, expression, path) => {
    expect(faultOf(expression)).toBe(`form ${path}`)
  })

  it('nests as deep as a rule ever does, and not for ever', () => {
    const nested = (levels: number) => Array.from({ length: levels }).reduce<unknown>((inner) => ({ '!': [inner] }), true)
    expect(faultOf(nested(200))).toBe('value true')
    expect(faultOf(nested(201))).toMatch(/^form !\.0\.!/)
    expect(faultOf(nested(5000))).toMatch(/^form /)
    const lists = Array.from({ length: 5000 }).reduce<unknown>((inner) => [inner], 1)
    expect(faultOf(lists)).toMatch(/^form /)
  })

  it('tells every fault of the form, not the first alone', () => {
    const compiled = compileCertLogic({ and: [{ maybe: [] }, { '!': [] }, 1.5] })
    expect(compiled.ok ? [] : compiled.error.map(({ path }) => path)).toEqual(['and.0', 'and.1', 'and.2'])
  })
})

describe('an operand of the wrong type is a fault with its place', () => {
  const context: Value = { text: '1', number: 1, float: 1.5, list: [1], object: { a: 1 }, nothing: null, yes: true, bad: '2021-02-30' }
  const read = (path: string) => ({ var: path })
  const table: [name: string, expression: unknown, path: string][] = [
    ['texts compared as numbers', { '>': [read('text'), 0] }, '>.0'],
    ['null compared', { '<': [1, read('nothing')] }, '<.1'],
    ['a float compared', { '>=': [read('float'), 1] }, '>=.0'],
    ['the third of a chain', { '<=': [0, 1, read('text')] }, '<=.2'],
    ['a boolean added', { '+': [1, read('yes')] }, '+.1'],
    ['texts joined', { '+': [read('text'), read('text')] }, '+.0'],
    ['a sum beyond the whole numbers', { '+': [Number.MAX_SAFE_INTEGER, 1] }, '+'],
    ['membership in a missing list', { in: [1, read('missing')] }, 'in.1'],
    ['membership in a text', { in: ['1', read('text')] }, 'in.1'],
    ['membership in an object', { in: ['a', read('object')] }, 'in.1'],
    ['a text as an instant', { after: ['2021-01-01', day('2021-01-01')] }, 'after.0'],
    ['a number as an instant', { before: [day('2021-01-01'), 1] }, 'before.1'],
    ['an instant as a number', { '>': [day('2021-01-01'), 1] }, '>.0'],
    ['an instant as a condition', { if: [day('2021-01-01'), 1, 2] }, 'if'],
    ['an instant negated', { '!': [day('2021-01-01')] }, '!'],
    ['an instant at the end of and', { and: [true, day('2021-01-01')] }, 'and'],
    ['plusTime of plusTime', { plusTime: [day('2021-01-01'), 1, 'day'] }, 'plusTime.0'],
    ['plusTime of null', { plusTime: [read('nothing'), 1, 'day'] }, 'plusTime.0'],
    ['plusTime of a number', { plusTime: [read('number'), 1, 'day'] }, 'plusTime.0'],
    ['plusTime beyond the calendar', { plusTime: ['2021-01-01', 300_000, 'year'] }, 'plusTime.0'],
    ['reduce of a text', { reduce: [read('text'), 1, 1] }, 'reduce.0'],
    ['reduce of an object', { reduce: [read('object'), 1, 1] }, 'reduce.0'],
    ['a lambda that reads the outer data', { reduce: [read('list'), { '+': [read('accumulator'), read('number')] }, 0] }, 'reduce.1.+.1'],
    ['a birth date that is null', { dccDateOfBirth: [read('nothing')] }, 'dccDateOfBirth.0'],
    ['a birth date with an hour', { dccDateOfBirth: ['2001-01-01T00:00:00Z'] }, 'dccDateOfBirth.0'],
    ['a certificate id that is a number', { extractFromUVCI: [read('number'), 0] }, 'extractFromUVCI.0'],
  ]
  it.each(table)('%s', (_name, expression, path) => {
    expect(faultOf(expression, context)).toBe(`run ${path}`)
  })
})

describe('a date that does not exist is a fault', () => {
  const dates = ['2021-02-30', '2021-02-29', '2021-13-01', '2021-00-01', '2021-01-00', '2021-04-31', '2021-13', '', 'x', '21-01-01', ' 2021-01-01']
  const times = ['2021-01-01T24:00:00Z', '2021-01-01T00:60:00Z', '2021-01-01T00:00:60Z', '2021-01-01T00:00Z', '2021-01-01 00:00:00Z']
  const offsets = ['2021-01-01T00:00:00+24:00', '2021-01-01T00:00:00+07:60', '2021-01-01T00:00:00z', '2021-01-01T00:00:00+', '2021-01-01T00:00:00.Z']
  it.each([...dates, ...times, ...offsets])('%j', (written) => {
    expect(faultOf({ plusTime: [{ var: '' }, 0, 'day'] }, written)).toBe('run plusTime.0')
    expect(faultOf({ '!': [{ after: [{ plusTime: [{ var: '' }, 0, 'day'] }, day('2021-01-01')] }] }, written)).toBe('run !.0.after.0.plusTime.0')
  })

  it('but not in a branch that is never reached', () => {
    expect(faultOf({ if: [true, 1, { after: [day('2021-02-30'), day('2021-01-01')] }] })).toBe('value 1')
    expect(faultOf({ and: [false, { after: [day('2021-02-30'), day('2021-01-01')] }] })).toBe('value false')
  })
})

describe('every format that is allowed is read', () => {
  const table: [written: string, same: string][] = [
    ['2020', '2020-12-31'],
    ['2020-02', '2020-02-29'],
    ['2021-02', '2021-02-28'],
    ['2021-02-17T10:00:00', '2021-02-17T10:00:00Z'],
    ['2021-02-17T10:00:00+7', '2021-02-17T03:00:00Z'],
    ['2021-02-17T10:00:00+07', '2021-02-17T03:00:00Z'],
    ['2021-02-17T10:00:00-330', '2021-02-17T13:30:00Z'],
    ['2021-02-17T10:00:00+0330', '2021-02-17T06:30:00Z'],
    ['2021-02-17T10:00:00+3:30', '2021-02-17T06:30:00Z'],
    ['2021-02-17T10:00:00.1239999Z', '2021-02-17T10:00:00.123Z'],
    ['2021-02-17T10:00:00.5+07:00', '2021-02-17T03:00:00.500Z'],
  ]
  it.each(table)('%s is %s', (written, same) => {
    expect(faultOf({ 'not-after': [day(same), day(written), day(same)] })).toBe('value true')
  })
})
