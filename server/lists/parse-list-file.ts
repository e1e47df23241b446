import * as z from 'zod/mini'
import { isPlate, normalisePlate } from '../../shared/declaration/normalise-plate.ts'
import { DOCUMENT_KINDS } from '../../shared/declaration/vocabulary.ts'
import { asCredentialId } from '../../shared/ids.ts'
import { documentKey, employerKey, plateKey } from '../../shared/lists/list-key.ts'
import { err, type NonEmpty, ok, type Result } from '../../shared/result.ts'
import type { RulesetFault } from '../../shared/rules/rule-fault.ts'
import { faultsOf } from '../../shared/rules/ruleset-shape.ts'
import type { ListedName } from './named-lists.ts'

const MOST_ENTRIES = 1_000_000

const country = z.string().check(z.regex(/^[A-Z]{2}$/, 'give a country by two capital letters: VN'))
export const documentField = z.strictObject({
  kind: z.enum(DOCUMENT_KINDS),
  country,
  number: z.string().check(z.minLength(3), z.maxLength(30), z.regex(/[0-9A-Za-z]{3}/, 'is no document number')),
})
export const plateField = z.custom<string>((value) => typeof value === 'string' && isPlate(normalisePlate(value)), 'give a plate: 14A-123.45')
export const credentialField = z.custom<string>((value) => asCredentialId.matches(value), 'give a credential id: 16 hex digits')

const entryShape = z.union([
  z.strictObject({ document: documentField }),
  z.strictObject({ plate: plateField }),
  z.strictObject({ pass: credentialField }),
  z.strictObject({ employer: z.string().check(z.minLength(2), z.maxLength(120)) }),
])

/** A list as a file gives it: `[{"document": {"kind", "country", "number"}}, {"plate": …}, {"pass": …}, {"employer": …}]`. */
export function parseListFile(input: unknown): Result<readonly ListedName[], NonEmpty<RulesetFault>> {
  const parsed = z.safeParse(z.array(entryShape).check(z.maxLength(MOST_ENTRIES)), input)
  return parsed.success ? ok(parsed.data.map(nameOf)) : err(faultsOf(parsed.error))
}

function nameOf(entry: z.infer<typeof entryShape>): ListedName {
  if ('document' in entry) return { subject: 'document', key: documentKey(entry.document) }
  if ('plate' in entry) return { subject: 'plate', key: plateKey(entry.plate) }
  if ('pass' in entry) return { subject: 'pass', key: `pass:${entry.pass}` }
  return { subject: 'employer', key: employerKey(entry.employer) }
}
