import fc from 'fast-check'
import type { Expression } from '../../shared/rules/ruleset.ts'
import type { Value } from '../../shared/rules/value.ts'

/** Dates and times that exist; what does not is left open by the specification. */
const moment = fc.constantFrom(
  '2021-02-17',
  '2021-02-17T20:00:00+07:00',
  '2021-02-17T13:00:00Z',
  '2021-02-17T13:00:00.5',
  '2020-02-29',
  '2020',
  '2021-01-31T00:00:00-330',
  '2021-02',
)
const word = fc.oneof(fc.constantFrom('a', 'b', '', 'URN:UVCI:01:VN:a/b#c'), moment)
const whole = fc.integer({ min: -3, max: 40 })
const plainValue: fc.Arbitrary<Value> = fc.oneof(whole, word, fc.boolean(), fc.constant(null))

/** Keys as certificates have them: no dots, no numbers, none that every object has. */
export const context: fc.Arbitrary<Value> = fc.record({
  payload: fc.record({
    n: plainValue,
    s: fc.oneof(word, fc.constant(null)),
    list: fc.array(plainValue, { maxLength: 4 }),
    o: fc.constantFrom<Value>({}, { x: 1 }),
  }),
  external: fc.record({ clock: moment }),
})

const path = fc.constantFrom(
  'payload.n',
  'payload.s',
  'payload.list',
  'payload.list.0',
  'payload.list.1',
  'payload.o',
  'payload.o.x',
  'payload.none',
  'external.clock',
  'external.none.deeper',
)
const ITEM = ['current', 'accumulator', 'current.x', '']

function parts(names: fc.Arbitrary<string>): fc.Arbitrary<Expression> {
  const read = names.map((name): Expression => ({ var: name }))
  const { any } = fc.letrec<{ any: Expression; moment: Expression }>((tie) => {
    const some = tie('any')
    const pair = fc.tuple(some, some)
    const upTo3 = fc.array(some, { minLength: 2, maxLength: 3 })
    const moments = fc.array(tie('moment'), { minLength: 2, maxLength: 3 })
    const numbers = fc.array(fc.oneof(whole, read), { minLength: 2, maxLength: 3 })
    const operation = (name: string, operands: fc.Arbitrary<readonly Expression[]>) => operands.map((list): Expression => ({ [name]: list }))
    return {
      moment: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.tuple(fc.oneof(moment, read), whole, fc.constantFrom('day', 'hour', 'month', 'year')).map((list): Expression => ({ plusTime: list })),
        fc
          .oneof(
            moment.filter((text) => text.length <= 10),
            read,
          )
          .map((text): Expression => ({ dccDateOfBirth: [text] })),
      ),
      any: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        read,
        fc.oneof(whole, word, fc.boolean()),
        fc.array(fc.oneof(whole, word), { maxLength: 3 }),
        operation('if', fc.tuple(some, some, some)),
        operation('===', pair),
        operation('in', fc.tuple(some, fc.oneof(fc.array(word, { maxLength: 3 }), fc.constant<Expression>({ var: 'payload.list' })))),
        operation('and', upTo3),
        operation('!', fc.tuple(some)),
        operation('+', fc.tuple(fc.oneof(whole, read), fc.oneof(whole, read))),
        ...['>', '<', '>=', '<='].map((name) => operation(name, numbers)),
        ...['after', 'before', 'not-after', 'not-before'].map((name) => operation(name, moments)),
        operation('extractFromUVCI', fc.tuple(fc.oneof(word, read), whole)),
        tie('moment'),
      ),
    }
  })
  return any
}

const lambda = parts(fc.constantFrom(...ITEM))
const plain = parts(path)

/** Valid expressions of the whole of CertLogic, not all of the right types. */
export const expression: fc.Arbitrary<Expression> = fc.oneof(
  { weight: 4, arbitrary: plain },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom<Expression>({ var: 'payload.list' }, { var: 'payload.none' }, [1, 2, 3]), lambda, plain)
      .map((list): Expression => ({ reduce: list })),
  },
)
