import { describe, expect, it } from 'vitest'
import { reasonWords } from '../../kiosk/texts/reason-words.ts'
import { FINDING_TEXTS, OPEN_ERROR_TEXTS } from '../../shared/rules/finding-texts.ts'
import { RULESET_FILES, seedRuleset } from '../rules/seeds.ts'

const rulesets = RULESET_FILES.map(seedRuleset)
const words = (ruleId: string, ruleVersion = 1) => reasonWords({ ruleId, ruleVersion }, rulesets)

describe('a reason in the list of open scans', () => {
  it('is said in the first words of the rule in the bundle, in both languages', () => {
    expect(words('QN-R08')).toEqual({
      vi: 'Rời khu vực phong tỏa sau khi lệnh phong tỏa bắt đầu',
      en: 'Left a sealed area after it was sealed',
    })
    expect(words('CHOT-CODE-NOT-OURS')).toEqual({ vi: 'Mã QR này không phải tờ khai', en: 'This QR code is not a declaration' })
  })

  it('is said in the words of the version that decided, and of another one only where that is gone', () => {
    const [first] = rulesets
    const rule = first?.rules[0]
    if (!first || !rule) throw new Error('no rule')
    const newer = { ...rule, version: rule.version + 1, officerText: { vi: 'Mới. Hỏi lại.', en: 'Newer. Ask.' } }
    const both = [{ ...first, rules: [newer, rule] }]
    expect(reasonWords({ ruleId: rule.id, ruleVersion: rule.version }, both)?.en).not.toBe('Newer')
    expect(reasonWords({ ruleId: rule.id, ruleVersion: rule.version + 7 }, both)).toEqual({ vi: 'Mới', en: 'Newer' })
    expect(reasonWords({ ruleId: 'XX-99', ruleVersion: 1 }, both)).toBeNull()
  })

  it('has short words without a gap for every rule of the seeds and every finding of the product', () => {
    const rules = rulesets.flatMap(({ rules }) => rules.map(({ id }) => id))
    const own = [...Object.keys(FINDING_TEXTS), ...Object.keys(OPEN_ERROR_TEXTS).map((code) => `CHOT-CODE-${code.toUpperCase()}`)]
    const kiosk = ['CHOT-DOUBLE-USE', 'CHOT-CLOCK', 'CHOT-STALE', 'CHOT-DOCUMENT-EXPIRED', 'CHOT-DOCUMENT-UNKNOWN-KEY']
    for (const id of [...rules, ...own, ...kiosk]) {
      for (const text of Object.values(words(id) ?? { vi: '' })) {
        expect(text, id).toMatch(/^\p{L}.{4,139}$/u)
        expect(text, id).not.toMatch(/[{}]/)
      }
    }
  })
})
