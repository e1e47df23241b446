import { sha256 } from '@noble/hashes/sha2.js'
import { utf8Bytes } from '../../utf8.ts'
import { integerOperand, namedOptions } from '../operands.ts'
import { ruleFault } from '../rule-fault.ts'
import { note, type Operator, step } from '../scope.ts'
import { isUnknown } from '../value.ts'

const WHOLE = 10_000

/**
 * `{perTenThousand, salt}`: whether this passage falls into the random share. Anyone can draw it again: the first 32 bits
 * of SHA-256 of `salt:passageId`, modulo 10,000, below the share. A preview is of no passage, so nothing is drawn for it.
 */
export const randomShare: Operator = (operand, site) => {
  const options = namedOptions(operand, site, { required: ['perTenThousand', 'salt'], optional: [] })
  const share = integerOperand(options.perTenThousand, step(site, 'perTenThousand'))
  const { salt } = options
  if (typeof salt !== 'string' || salt === '') throw ruleFault(`${site.path}.salt`, 'give a text of its own to each draw: "LS-R41"')
  return (scope) => {
    const bound = share(scope)
    if (isUnknown(bound)) return bound
    if (bound < 0 || bound > WHOLE) throw ruleFault(`${site.path}.perTenThousand`, `needs 0 to ${WHOLE}, not ${bound}`)
    const { passageId, audience } = scope.facts.passing
    if (audience === 'preview') return false
    const drawn = lotOf(`${salt}:${passageId}`)
    note(scope, 'passage.lot', drawn)
    return drawn < bound
  }
}

function lotOf(text: string): number {
  const [a = 0, b = 0, c = 0, d = 0] = sha256(utf8Bytes(text))
  return (a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d) % WHOLE
}
