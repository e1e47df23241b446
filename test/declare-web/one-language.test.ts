import { type FunctionComponent, h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { expect, it } from 'vitest'
import { EMPTY_DRAFT } from '../../declare-web/draft/draft.ts'
import type { Form } from '../../declare-web/form/form.ts'
import { Reason } from '../../declare-web/form/reason.tsx'
import { AfterCrossing } from '../../declare-web/pass/after-crossing.tsx'
import { ElsewhereList } from '../../declare-web/preview/elsewhere-list.tsx'
import { MilderChanges } from '../../declare-web/preview/milder-changes.tsx'
import { VerdictCard } from '../../declare-web/preview/verdict-card.tsx'
import { en } from '../../declare-web/texts/en.ts'
import { vi } from '../../declare-web/texts/vi.ts'
import { refusalReply } from '../../server/http/refusal.ts'
import type { PassView } from '../../shared/http/api.ts'
import { asCheckpointId } from '../../shared/ids.ts'
import type { Preview } from '../../shared/rules/preview-verdict.ts'
import type { Verdict } from '../../shared/rules/verdict.ts'
import { aCheckpoint, DECLARED_AT } from '../support/a-declaration.ts'
import { testAreas } from '../support/areas.ts'
import { FORM_SITE } from './support/a-form-site.ts'

/** What rules, checkpoints and contacts say in both languages. */
const WORDS = { vi: 'bằng tiếng Việt', en: 'in English' }

const id = asCheckpointId('bach-dang')
const checkpoint = aCheckpoint('bach-dang', { name: WORDS })
const law = { document: WORDS, clause: 'mục 1', phrase: '' }
const said = { law, officerText: WORDS, travellerText: WORDS, facts: [], unknown: [] }
const verdict: Verdict = {
  outcome: 'refer',
  reasons: [{ ruleId: 'A', ruleVersion: 1, authority: null, outcome: 'refer', strength: 'must', ...said }],
  duties: [{ kind: 'advise', text: WORDS }],
}
const preview: Preview = {
  verdict,
  changes: [{ outcome: 'admit', texts: WORDS }],
  layers: WORDS,
  elsewhere: [{ checkpoint: id, outcome: 'admit' }],
  times: [{ outcome: 'admit', texts: WORDS }],
}
const pass: PassView = {
  reference: 'A',
  shortCode: 'GC0XWJKY3',
  qrPayload: 'QR',
  pngUrl: '/q/A.png',
  checkpoint: id,
  direction: 'entry',
  issuedAt: 1,
  arrivalAt: 2,
  expiresAt: 3,
  verdict,
  state: 'valid',
  changed: null,
  decisions: [{ checkpoint: id, direction: 'entry', at: 2, outcome: 'refer', verdict }],
  correctable: false,
  contact: { phone: '19009095', text: WORDS },
}

const drawn = <P extends object>(component: FunctionComponent<P>, props: P) => renderToString(h(component, props))

it.each([
  ['vi', vi, WORDS.en],
  ['en', en, WORDS.vi],
] as const)('a reader of %s is told an answer, its clauses, duties and ways out in no other language', (language, texts, other) => {
  const site = { ...FORM_SITE, checkpoints: [checkpoint], asked: { tests: [law] } }
  const of = { draft: EMPTY_DRAFT, change: () => undefined, errorOf: () => null, areas: testAreas(), today: '2021-02-17' }
  const form: Form = { ...of, texts, language, site, now: DECLARED_AT, previewOf: () => ({ state: 'failed' }), mode: 'plain' }
  const pages = [
    drawn(VerdictCard, { verdict, texts, language, occasion: '' }),
    drawn(ElsewhereList, { preview, form }),
    drawn(MilderChanges, { preview, texts, language }),
    drawn(Reason, { form, name: 'tests' }),
    drawn(AfterCrossing, { pass, site, texts, language, now: DECLARED_AT }),
    JSON.stringify(refusalReply({ status: 409, error: 'kept', texts: WORDS }, language)),
  ]
  for (const page of pages) expect([page.includes(WORDS[language]), page.includes(other)]).toEqual([true, false])
})
