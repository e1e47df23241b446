import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { VerdictCard } from '../../declare-web/preview/verdict-card.tsx'
import { vi } from '../../declare-web/texts/vi.ts'
import type { Reason } from '../../shared/rules/verdict.ts'

function reason(ruleId: string, text: string, clause: string): Reason {
  const words = { vi: text, en: text }
  const law = { document: { vi: 'Thông báo', en: 'Notice' }, clause, phrase: '' }
  return {
    ruleId,
    ruleVersion: 1,
    authority: null,
    outcome: 'refer',
    strength: 'must',
    law,
    officerText: words,
    travellerText: words,
    facts: [],
    unknown: [],
  }
}

function card(first: Reason, ...others: readonly Reason[]): string {
  return renderToString(
    h(VerdictCard, { verdict: { outcome: 'refer', reasons: [first, ...others], duties: [] }, texts: vi, language: 'vi', occasion: '' }),
  )
}

const times = (text: string, words: string) => text.split(words).length - 1

describe('the reasons of an answer', () => {
  it('of several rules in the same words are said once, with each clause', () => {
    const drawn = card(reason('A', 'Chưa biết rõ xã', 'mục 1'), reason('B', 'Chưa biết rõ xã', 'mục 2'), reason('C', 'Lý do khác', 'mục 3'))
    expect([times(drawn, 'Chưa biết rõ xã'), times(drawn, 'Lý do khác')]).toEqual([1, 1])
    for (const clause of ['mục 1', 'mục 2', 'mục 3']) expect(times(drawn, clause)).toBe(1)
  })

  it('of one rule that fired for several facts are said once', () => {
    const drawn = card(reason('A', 'Đã ở vùng dịch', 'mục 1'), reason('A', 'Đã ở vùng dịch', 'mục 1'))
    expect([times(drawn, 'Đã ở vùng dịch'), times(drawn, 'mục 1')]).toEqual([1, 1])
  })
})
