import { expect, it } from 'vitest'
import type { OpenError } from '../../shared/credential/credential.ts'
import { asCredentialId } from '../../shared/ids.ts'
import { verdictOfOpenError } from '../../shared/rules/findings.ts'
import { DEMO_NOW } from './a-passing.ts'

const credentialId = asCredentialId('0123456789abcdef')
const errors: readonly OpenError[] = [
  ...(['not-ours', 'truncated', 'malformed', 'signature-invalid', 'wrong-type', 'specimen'] as const).map((code) => ({ kind: 'bad', code }) as const),
  ...(['expired', 'not-yet-valid'] as const).map((code) => ({ kind: 'bad', code, at: DEMO_NOW, credentialId }) as const),
  { kind: 'bad', code: 'revoked', credentialId },
  ...(['unknown-key', 'clock-doubtful', 'revocations-stale', 'keys-missing'] as const).map((code) => ({ kind: 'unchecked', code }) as const),
]

it.each(errors)('a code that is $code refers, and says what to do next in both languages', (error) => {
  const verdict = verdictOfOpenError(error)
  expect(verdict).toMatchObject({ outcome: 'refer', reasons: [{ ruleId: `CHOT-CODE-${error.code.toUpperCase()}`, law: null }] })
  const [reason] = verdict.reasons
  for (const text of [reason?.officerText.vi, reason?.officerText.en, reason?.travellerText.vi, reason?.travellerText.en]) {
    expect(text?.length).toBeGreaterThan(10)
    expect(text).not.toContain('{')
  }
})

it('names the moment of expiry by the wall clock of Việt Nam', () => {
  expect(verdictOfOpenError({ kind: 'bad', code: 'expired', at: DEMO_NOW, credentialId }).reasons[0]?.officerText.vi).toContain('20:00 17/02/2021')
})

it('never says of a doubtful clock that the code has expired', () => {
  expect(verdictOfOpenError({ kind: 'unchecked', code: 'clock-doubtful' }).reasons[0]?.officerText.vi).not.toContain('đã hết hạn')
})
