import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { type Draft, EMPTY_DOSE, EMPTY_TEST } from '../../declare-web/draft/draft.ts'
import type { Form } from '../../declare-web/form/form.ts'
import { CheckStep } from '../../declare-web/steps/check-step.tsx'
import { haveParts } from '../../declare-web/steps/late.tsx'
import { LATE_PARTS } from '../../declare-web/steps/late-parts.ts'
import { en } from '../../declare-web/texts/en.ts'
import { vi } from '../../declare-web/texts/vi.ts'
import { readDemoSeeds } from '../../server/seed/read-seeds.ts'
import { exampleDeclaration } from '../../shared/declaration/declaration-input.ts'
import { parseDeclaration } from '../../shared/declaration/parse-declaration.ts'
import { asCheckpointId } from '../../shared/ids.ts'
import { type Preview, preview } from '../../shared/rules/preview-verdict.ts'
import { DEFAULT_ZONE } from '../../shared/time.ts'
import { DECLARED_AT } from '../support/a-declaration.ts'
import { testAreas } from '../support/areas.ts'
import { JUDGING } from './support/a-form-site.ts'
import { completeDraft } from './support/complete-draft.ts'

haveParts(LATE_PARTS)

const PLAIN: Preview = { verdict: { outcome: 'admit', reasons: [], duties: [] }, changes: [], layers: null, elsewhere: [], times: [] }

function drawn(change: Partial<Draft>, told: Preview = PLAIN, language: 'vi' | 'en' = 'vi'): string {
  const form: Form = {
    ...JUDGING,
    language,
    texts: language === 'vi' ? vi : en,
    draft: completeDraft(DECLARED_AT, change),
    change: () => undefined,
    errorOf: () => null,
    today: '2021-02-17',
    previewOf: () => ({ state: 'ready', preview: told, by: 'server' }),
    mode: 'plain',
    plain: { searches: {}, find: () => [] },
  }
  return renderToString(h(CheckStep, { form }))
}

const listOf = (html: string, testId: string) =>
  [...(new RegExp(`data-testid="${testId}"[^>]*>([\\s\\S]*?)</ul>`).exec(html)?.[1] ?? '').matchAll(/<li[^>]*>(.*?)<\/li>/g)].map(([, line = '']) =>
    line.replace(/<[^>]*>/g, ''),
  )
const sampled = { day: '16', month: '2', year: '2021' }

describe('what to bring', () => {
  it('is the code and the document that was named, in both languages', () => {
    expect(listOf(drawn({}), 'bring')).toEqual([vi.bring.code, 'Giấy tờ đã khai: Căn cước công dân (12 số)'])
    expect(listOf(drawn({}, PLAIN, 'en'), 'bring')).toEqual([en.bring.code, 'The document you named: Vietnamese citizen ID card (12 digits)'])
  })

  it('and the papers of each test and dose that was declared', () => {
    const tests = [{ ...EMPTY_TEST, result: 'negative', sampled }]
    expect(listOf(drawn({ tests }), 'bring').slice(2)).toEqual([vi.bring.tests])
    expect(listOf(drawn({ tests, doses: [{ ...EMPTY_DOSE, given: sampled }] }), 'bring').slice(2)).toEqual([vi.bring.tests, vi.bring.doses])
  })

  it('is the guardian’s document for a child without papers', () => {
    const child = { documentKind: 'guardian', forWhom: 'other', proxyName: 'Trần Văn Thử', proxyPhone: '0912345678' } as const
    expect(listOf(drawn(child), 'bring')[1]).toBe(vi.bring.guardian)
  })

  it('is not spoken of while answers are missing', () => {
    expect(drawn({ name: '' })).not.toContain('data-testid="bring"')
  })
})

describe('where the answer differs', () => {
  const times = [{ outcome: 'turn-back', texts: { vi: 'Đến chốt này từ 00:00', en: 'At this checkpoint from 00:00' } }] as const

  it('is told of each hour and checkpoint with its answer, and nothing where none differs', () => {
    const elsewhere = [{ checkpoint: asCheckpointId('bach-dang'), outcome: 'refer' }] as const
    expect(listOf(drawn({}, { ...PLAIN, times, elsewhere }), 'elsewhere')).toEqual([
      `Đến chốt này từ 00:00: ${vi.outcomeWord['turn-back']}`,
      expect.stringMatching(new RegExp(`: ${vi.outcomeWord.refer}$`)),
    ])
    expect(drawn({})).not.toContain('data-testid="elsewhere"')
  })

  it('names no checkpoint that is closed, that does not take this way, or that answers alike', () => {
    const seeds = readDemoSeeds('seeds')
    const areas = testAreas()
    const context = { areas, checkpoints: seeds.checkpoints, now: DECLARED_AT, zone: DEFAULT_ZONE, language: 'vi' } as const
    const parsed = parseDeclaration(exampleDeclaration(DECLARED_AT, 'bach-dang'), context)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
    const told = (checkpoints: typeof seeds.checkpoints) => preview(parsed.value, { ...seeds, checkpoints, areas }, DECLARED_AT)
    const { verdict, elsewhere } = told(seeds.checkpoints)
    expect(elsewhere.length).toBeGreaterThan(0)
    for (const other of elsewhere) expect(other.outcome).not.toBe(verdict.outcome)
    const ids = elsewhere.map(({ checkpoint }) => checkpoint)
    expect(ids).not.toContain('bach-dang')
    const closed = seeds.checkpoints.map((checkpoint) =>
      ids.includes(checkpoint.id) ? { ...checkpoint, closesAt: parsed.value.arrivalAt } : checkpoint,
    )
    expect(told(closed).elsewhere).toEqual([])
    const oneWay = seeds.checkpoints.map((checkpoint) => (ids.includes(checkpoint.id) ? { ...checkpoint, lanes: [] } : checkpoint))
    expect(told(oneWay).elsewhere).toEqual([])
  })
})
