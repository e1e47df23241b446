import { expect, it } from 'vitest'
import type { NonEmpty } from '../../shared/result.ts'
import { mergeDuties } from '../../shared/rules/merge-duties.ts'
import type { Duty, QuarantineKind } from '../../shared/rules/verdict.ts'

function quarantine(kinds: NonEmpty<QuarantineKind>, change: Partial<Extract<Duty, { kind: 'quarantine' }>> = {}): Duty {
  return { kind: 'quarantine', kinds, payer: 'traveller', days: 14, anchor: '2021-02-17', through: '2021-03-03', controller: 'facility', ...change }
}

it('allows only what every rule allows, and takes the later end with its days and anchor', () => {
  const merged = mergeDuties([
    quarantine(['facility', 'home'], { controller: 'destination-commune' }),
    quarantine(['facility'], { days: 21, anchor: '2021-02-12', through: '2021-03-05' }),
  ])
  expect(merged).toEqual([quarantine(['facility'], { days: 21, anchor: '2021-02-12', through: '2021-03-05' })])
})

it('keeps the facility where no kind pleases all', () => {
  expect(mergeDuties([quarantine(['home']), quarantine(['facility'])])).toEqual([quarantine(['facility'])])
})

it('joins days and receivers, and lets the higher priority win', () => {
  const merged = mergeDuties([
    { kind: 'sample', payer: 'traveller', priority: 'normal', onDays: [14, 1] },
    { kind: 'hand-over', to: ['police'] },
    { kind: 'sample', payer: 'state', priority: 'high', onDays: [7, 1] },
    { kind: 'hand-over', to: ['health', 'police'] },
  ])
  expect(merged).toEqual([
    { kind: 'hand-over', to: ['health', 'police'] },
    { kind: 'sample', payer: 'traveller', priority: 'high', onDays: [1, 7, 14] },
  ])
})

it('keeps violations of different kinds apart, and a draft only while no rule is sure', () => {
  const draft = { kind: 'record-violation', violation: 'quarantine-breach', draft: true } as const
  const mask = { kind: 'record-violation', violation: 'no-mask', draft: false } as const
  expect(mergeDuties([draft, mask, draft])).toEqual([mask, draft])
  expect(mergeDuties([draft, { ...draft, draft: false }])).toEqual([{ ...draft, draft: false }])
})

it('says each advice once', () => {
  const advice = { kind: 'advise', text: { vi: 'Đeo khẩu trang.', en: 'Wear a mask.' } } as const
  expect(mergeDuties([advice, { kind: 'isolate-now' }, advice, { kind: 'isolate-now' }])).toEqual([{ kind: 'isolate-now' }, advice])
})
