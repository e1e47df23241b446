import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { MilderChanges } from '../../declare-web/preview/milder-changes.tsx'
import { vi } from '../../declare-web/texts/vi.ts'
import { finding } from '../../shared/rules/findings.ts'

function said(unknown: readonly string[]): string {
  const reason = { ...finding('CHOT-NO-DOCUMENT').reason, unknown }
  const preview = { verdict: { outcome: 'refer', reasons: [reason], duties: [] }, changes: [], layers: null, elsewhere: [], times: [] } as const
  return renderToString(h(MilderChanges, { preview, texts: vi, language: 'vi' }))
}

describe('where no test, dose or date makes the answer milder', () => {
  it('says so, where all is told', () => {
    expect(said([])).toContain(vi.check.milderNone)
  })

  it('asks for what is not told, where the answer waits for it', () => {
    expect(said(['stops.0.place'])).toContain(vi.check.milderUnknown)
    expect(said(['stops.0.place'])).not.toContain(vi.check.milderNone)
  })
})
