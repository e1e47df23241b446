import { expect, it } from 'vitest'
import { EMPTY_DRAFT } from '../../declare-web/draft/draft.ts'
import { draftToInput } from '../../declare-web/draft/draft-to-input.ts'
import { DECLARED_AT } from '../support/a-declaration.ts'

const cases: readonly (readonly [what: string, arrivalDate: string, arrivalAt: unknown])[] = [
  ['on the day itself is in a minute', '2021-02-17', '2021-02-17T20:01:00+07:00'],
  ['on a draft of yesterday is in a minute too', '2021-02-16', '2021-02-17T20:01:00+07:00'],
  ['on the day after is no hour: it is asked again', '2021-02-18', ''],
]

it.each(cases)('"right now" %s', (_what, arrivalDate, arrivalAt) => {
  expect(draftToInput({ ...EMPTY_DRAFT, arrivalDate, arrivalHour: 'now' }, DECLARED_AT).arrivalAt).toBe(arrivalAt)
})
