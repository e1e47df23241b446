import { dccDateOfBirth, extractFromUVCI } from './operators/certificates.ts'
import { above, atLeast, atMost, below, equal, isIn, plus } from './operators/comparison.ts'
import { after, before, notAfter, notBefore, plusTime } from './operators/instants.ts'
import { and, not, when } from './operators/logic.ts'
import { reduce } from './operators/reduce.ts'
import type { CoreOperator } from './scope.ts'

/** The operators of CertLogic 1.3.3, under their own names and with its meaning; `var` reads what the dialect lets it. */
export const CERTLOGIC_OPERATORS: ReadonlyMap<string, CoreOperator> = new Map<string, CoreOperator>([
  ['var', (operand, site) => site.variable(operand, site)],
  ['if', when],
  ['===', equal],
  ['in', isIn],
  ['and', and],
  ['!', not],
  ['+', plus],
  ['>', above],
  ['<', below],
  ['>=', atLeast],
  ['<=', atMost],
  ['after', after],
  ['before', before],
  ['not-after', notAfter],
  ['not-before', notBefore],
  ['plusTime', plusTime],
  ['reduce', reduce],
  ['dccDateOfBirth', dccDateOfBirth],
  ['extractFromUVCI', extractFromUVCI],
])
