import { expect, it } from 'vitest'
import { makeReady } from '../../kiosk/bundle/ready-bundle.ts'
import { asAuthorityId } from '../../shared/ids.ts'
import { compileRulesets } from '../../shared/rules/compile.ts'
import { evaluate } from '../../shared/rules/evaluate.ts'
import type { Ruleset } from '../../shared/rules/ruleset.ts'
import { aSignedBundle, bundleParts } from '../kiosk/a-bundle.ts'
import { aPassing, DEMO_NOW } from './a-passing.ts'
import { aRule, aRuleset } from './a-ruleset.ts'

const national = aRuleset({ rulesetId: 'vn', authority: asAuthorityId('VN'), layer: 'national' })
const province = aRuleset({ rulesetId: 'qn' })

function judge(rulesets: readonly Ruleset[], required: readonly string[] = [], now = DEMO_NOW) {
  const { outcome, reasons } = evaluate(compileRulesets(rulesets, asAuthorityId('VN-22'), required), aPassing(), now)
  return [outcome, ...reasons.map(({ ruleId, unknown }) => [ruleId, ...unknown].join(' '))]
}

it.each([
  ['at hand, it changes nothing', [national, province], ['admit']],
  ['not there at all, everybody is referred', [province], ['refer', 'CHOT-RULESET-MISSING rulesets.vn']],
  ['not begun', [{ ...national, validFrom: DEMO_NOW + 1 }, province], ['refer', 'CHOT-RULESET-MISSING rulesets.vn']],
  ['just begun', [{ ...national, validFrom: DEMO_NOW }, province], ['admit']],
  ['just ended', [{ ...national, validTo: DEMO_NOW }, province], ['refer', 'CHOT-RULESET-MISSING rulesets.vn']],
  ['about to end', [{ ...national, validTo: DEMO_NOW + 1 }, province], ['admit']],
])('where the national layer is required and %s', (_name, rulesets, expected) => {
  expect(judge(rulesets, ['vn'])).toEqual(expected)
})

it('nothing is missing where nothing is required', () => {
  expect(judge([province])).toEqual(['admit'])
})

it('a rule that turns back stays so beside a missing layer', () => {
  const strict = aRuleset({ rulesetId: 'qn', rules: [aRule()] })
  expect(judge([strict], ['vn'])).toEqual(['turn-back', 'T-1', 'CHOT-RULESET-MISSING rulesets.vn'])
})

const mild = aRuleset({ rules: [] })
const strict = aRuleset({ rules: [aRule({ outcome: 'detain' })] })
const doubled = 'CHOT-RULESET-DOUBLED rulesets.test'

it('two contents of one version are both asked, in either order, and refer at least', () => {
  const expected = ['detain', 'T-1', doubled]
  expect(judge([mild, strict])).toEqual(expected)
  expect(judge([strict, mild])).toEqual(expected)
  expect(judge([mild, { ...mild, parameters: { days: 14 } }])).toEqual(['refer', doubled])
})

it('one content twice is one ruleset, whatever the order of its fields', () => {
  const { rules, ...others } = strict
  expect(judge([strict, { rules, ...others }])).toEqual(['detain', 'T-1'])
})

it('an older version with other content is no double', () => {
  expect(judge([strict, { ...mild, version: 2 }])).toEqual(['admit'])
})

it('a tablet keeps the bundle it has where a new one holds two contents of one version', async () => {
  const ready = async (rulesets: readonly Ruleset[]) => {
    const { signed, parts } = await aSignedBundle(DEMO_NOW, 1, bundleParts({ rules: { rulesets } }))
    return makeReady({ manifest: signed.manifest, parts }, null)
  }
  expect(await ready([mild, strict])).toMatchObject({ ok: false, error: 'rules: two contents of one version of test' })
  expect(await ready([mild, mild])).toMatchObject({ ok: true })
})

it('a tablet asks for the rulesets that its policy requires', async () => {
  const base = bundleParts({ rules: { rulesets: [province] } })
  const parts = { ...base, policy: { ...base.policy, requiredRulesets: ['vn'] } }
  const ready = makeReady({ manifest: (await aSignedBundle(DEMO_NOW, 1, parts)).signed.manifest, parts }, null)
  expect(ready.ok && ready.value.judge(aPassing(), DEMO_NOW)).toMatchObject({ outcome: 'refer', reasons: [{ ruleId: 'CHOT-RULESET-MISSING' }] })
})
