import { operandList } from '../operands.ts'
import { ruleFault } from '../rule-fault.ts'
import { type Compiled, type CoreOperator, type DataScope, truthOf } from '../scope.ts'
import { bothUnknown, isUnknown, type Unknown, type Value } from '../value.ts'

/** CertLogic's: the first falsy operand, else the last value. Three-valued: false outweighs unknown. */
export const and: CoreOperator = (operand, site) => {
  const operands = operandList(operand, site, { from: 2, to: Number.POSITIVE_INFINITY })
  return decidedBy(operands, { path: site.path, stopAt: false })
}

/** Ours: the first truthy operand, else the last value. True outweighs unknown. */
export const or: CoreOperator = (operand, site) => {
  const operands = operandList(operand, site, { from: 2, to: Number.POSITIVE_INFINITY })
  return decidedBy(operands, { path: site.path, stopAt: true })
}

/** Stops at the first operand whose truth settles the answer; an unknown one is only remembered. */
function decidedBy<S extends DataScope>(
  operands: readonly Compiled<S>[],
  { path, stopAt }: { readonly path: string; readonly stopAt: boolean },
): Compiled<S> {
  return (scope) => {
    let open: Unknown | null = null
    let value: Value = null
    for (const operand of operands) {
      value = operand(scope)
      const truth = truthOf(value, path)
      if (truth === stopAt) return value
      if (typeof truth !== 'boolean') open = bothUnknown(open, truth)
    }
    return open ?? value
  }
}

export const not: CoreOperator = (operand, site) => {
  const [inner] = operandList(operand, site, { from: 1, to: 1 })
  if (inner === undefined) throw ruleFault(site.path, 'takes 1 operand')
  return (scope) => {
    const truth = truthOf(inner(scope), site.path)
    return typeof truth === 'boolean' ? !truth : truth
  }
}

/** Lazy. An unknown guard leaves the answer open unless both ways give the same. */
export const when: CoreOperator = (operand, site) => {
  const [guard, then, otherwise] = operandList(operand, site, { from: 3, to: 3 })
  if (guard === undefined || then === undefined || otherwise === undefined) throw ruleFault(site.path, 'takes 3 operands')
  return (scope) => {
    const truth = truthOf(guard(scope), site.path)
    if (typeof truth === 'boolean') return truth ? then(scope) : otherwise(scope)
    const both = [then(scope), otherwise(scope)]
    return both[0] === both[1] && !isUnknown(both[0] ?? null) ? (both[0] ?? null) : truth
  }
}
