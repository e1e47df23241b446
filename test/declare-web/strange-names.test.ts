import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import type { DateDraft } from '../../declare-web/draft/draft.ts'
import { judgeAnswers } from '../../declare-web/draft/judge-draft.ts'
import { TravellerFacts, TravellerName } from '../../kiosk/verdict/traveller-lines.tsx'
import { issueCredential } from '../../shared/credential/issue-credential.ts'
import { openCredential } from '../../shared/credential/open-credential.ts'
import { asCredentialId } from '../../shared/ids.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { DECLARED_AT } from '../support/a-declaration.ts'
import { testKey, testTrust } from '../support/test-keys.ts'
import { JUDGING } from './support/a-form-site.ts'
import { completeDraft } from './support/complete-draft.ts'

const judgeTyped = (change: object) => judgeAnswers(completeDraft(DECLARED_AT, change), JUDGING)

/** Typed into the form, signed, opened as a tablet does, and drawn on its verdict's screen. */
async function onTheTablet(change: object): Promise<{ readonly name: string; readonly screen: string }> {
  const { declaration, errors } = judgeTyped(change)
  if (declaration === null) throw new Error(errors.map(({ field, message }) => `${field}: ${message}`).join('; '))
  const { trusted, signer } = testKey()
  const content = {
    type: 'person',
    formVersion: 1,
    issuer: trusted.issuer,
    id: asCredentialId('00000000000000aa'),
    issuedAt: DECLARED_AT,
    expiresAt: DECLARED_AT + HOUR_MS,
    specimen: false,
    claims: declaration.claims,
  } as const
  const opened = await openCredential(await issueCredential(content, signer), testTrust(), DECLARED_AT)
  if (!opened.ok) throw new Error(String(opened.error))
  const reading = { kind: 'form', claims: opened.value.claims } as unknown as Parameters<typeof TravellerName>[0]['reading']
  return { name: opened.value.claims.name, screen: renderToString(h(TravellerName, { reading })) + renderToString(h(TravellerFacts, { reading })) }
}

describe('a name of another script or another typing', () => {
  it.each([
    ['with its marks loose', 'Nguyễn Thị Ỷ'.normalize('NFD'), 'Nguyễn Thị Ỷ'],
    ['written from the right', 'محمد علي', 'محمد علي'],
    ['of Khmer with stacked signs', 'សុខ ដារ៉ា', 'សុខ ដារ៉ា'],
    ['of Thai with two marks on a letter', 'ทั้งสิ้น ใจดี', 'ทั้งสิ้น ใจดี'],
    ['of Chinese', '王小明', '王小明'],
    ['with an apostrophe', "Siobhán O'Neill-Smith", "Siobhán O'Neill-Smith"],
    ['as long as names may be', 'Ễ'.repeat(60), 'Ễ'.repeat(60)],
  ])('%s goes through the code and stands on the tablet as it was written', async (_what, typed, written) => {
    const { name, screen } = await onTheTablet({ name: typed })
    expect(name).toBe(written)
    expect(screen.replace(/&#39;/g, "'")).toContain(`<p class="who" data-testid="traveller-name">${written}</p>`)
  })
})

describe('what is no name', () => {
  it.each([
    ['an emoji', 'Nguyễn 😷 Thử'],
    ['a family of emoji', 'Nguyễn 👩‍👩‍👧‍👦'],
    ['a direction turned round', 'Nguyễn \u202eửhT'],
    ['a stack of marks', 'Nguye\u0302\u0303\u0301\u0301\u0301n'],
    ['a letter that draws nothing', 'Nguyễn\u200bThử'],
  ])('%s is told at its box before it is sent', (_what, name) => {
    expect(judgeTyped({ name }).errors.map(({ step, field }) => `${step} ${field}`)).toEqual(['traveller name'])
  })
})

describe('markup in the texts that may hold anything', () => {
  it('stands on the tablet as the text that it is', async () => {
    const { screen } = await onTheTablet({ employer: '<img src=x onerror=alert(1)>' })
    expect(screen).not.toContain('<img')
  })
})

describe('a birth', () => {
  const on = (
    day: string,
    month: string,
    year: string,
  ): { readonly birth: DateDraft; readonly documentKind: string; readonly documentNumber: string } => ({
    birth: { day, month, year },
    documentKind: 'passport',
    documentNumber: 'B1234567',
  })
  it.each([
    ['29', '2', '1984'],
    ['29', '2', '2000'],
    ['28', '2', '1985'],
    ['31', '12', '1920'],
  ])('on %s.%s.%s is one', (day, month, year) => {
    expect(judgeTyped(on(day, month, year)).errors).toEqual([])
  })

  it.each([
    ['30', '2', '1984'],
    ['29', '2', '1985'],
    ['29', '2', '1900'],
    ['31', '4', '1985'],
    ['1', '5', '1874'],
    ['18', '2', '2021'],
  ])('on %s.%s.%s is told at its boxes', (day, month, year) => {
    expect(judgeTyped(on(day, month, year)).errors.map(({ step, field }) => `${step} ${field}`)).toEqual(['traveller birth'])
  })
})
