import { describe, expect, it } from 'vitest'
import type { Claims } from '../../shared/declaration/claims.ts'
import { asAuthorityId } from '../../shared/ids.ts'
import { compileRulesets } from '../../shared/rules/compile.ts'
import { evaluate } from '../../shared/rules/evaluate.ts'
import type { PresentedDocument } from '../../shared/rules/passing.ts'
import { aDocument, aPassing, DEMO_NOW } from './a-passing.ts'
import { RULESET_FILES, seedRuleset } from './seeds.ts'

const rules = compileRulesets(RULESET_FILES.map(seedRuleset), asAuthorityId('VN-22'))
const said = (documents: readonly PresentedDocument[], change: Partial<ReturnType<typeof aPassing>> = {}) => {
  const { outcome, reasons } = evaluate(rules, aPassing({ ...change, documents }), DEMO_NOW)
  return [outcome, ...reasons.map(({ ruleId }) => ruleId)]
}
const guardian = { kind: 'guardian', lastThree: '456' } as const
const one = (claims: Partial<Claims>) => [aDocument(claims)]

describe('a declaration without a paper of its own', () => {
  it('is referred: no list of persons and no officer could say who that is', () => {
    expect(said(one({}))).toEqual(['admit'])
    expect(said(one({ document: null }))).toEqual(['refer', 'CHOT-NO-IDENTITY'])
    expect(said(one({ document: guardian }))).toEqual(['refer', 'CHOT-NO-IDENTITY'])
    expect(said([aDocument({ document: null }, { source: 'declaration' })], { audience: 'preview' })).toEqual(['refer', 'CHOT-NO-IDENTITY'])
  })

  it('is a child’s up to the year in which it turns fourteen', () => {
    expect(said(one({ birthYear: 2007, document: guardian }))).toEqual(['admit'])
    expect(said(one({ birthYear: 2007, document: null }))).toEqual(['admit'])
    expect(said(one({ birthYear: 2006, document: guardian }))).toEqual(['refer', 'CHOT-NO-IDENTITY'])
  })

  it('is settled by a card held up besides, or by an officer who saw one', () => {
    const card = aDocument({ stops: [] }, { source: 'id-card' })
    expect(said([aDocument({ document: null }), card])).toEqual(['admit'])
    const looked = (agrees: boolean) => [{ kind: 'papers-seen', paper: 'identity', agrees, observedAt: DEMO_NOW }] as const
    expect(said(one({ document: null }), { observations: looked(true) })).toEqual(['admit'])
    expect(said(one({ document: null }), { observations: looked(false) })[0]).toBe('refer')
  })
})
