import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Duty, Outcome, Reason, Verdict } from '../../shared/rules/verdict.ts'
import { seedRuleset } from '../rules/seeds.ts'
import { aDecision } from './a-decision.ts'
import { aPassDesk, type PassDesk } from './a-pass-desk.ts'

let desk: PassDesk
beforeEach(async () => {
  desk = await aPassDesk()
})
afterEach(() => desk.close())

const CAM_GIANG = { stops: [{ place: '2021:310930', from: '2021-02-03', to: '2021-02-17' }] }

const QUARANTINE: Duty = {
  kind: 'quarantine',
  kinds: ['facility'],
  payer: 'state',
  days: 14,
  anchor: '2021-02-17',
  through: '2021-03-03',
  controller: 'facility',
}
const OF_OTHERS: readonly Duty[] = [
  { kind: 'hand-over', to: ['health'] },
  { kind: 'record-violation', violation: 'quarantine-breach', draft: true },
]

/** Recorded by a tablet: the rule of a list of persons fired. */
function byList(outcome: Exclude<Outcome, 'admit'>): Verdict {
  const rule = seedRuleset('national-demo-2021').rules.find(({ readsPersonLists }) => readsPersonLists)
  if (!rule) throw new Error('no rule reads a list')
  const { id, version, strength, law, officerText, travellerText } = rule
  const reason: Reason = {
    ruleId: id,
    ruleVersion: version,
    authority: null,
    outcome,
    strength,
    law,
    officerText,
    travellerText,
    facts: [],
    unknown: [],
  }
  return { outcome, reasons: [reason], duties: [QUARANTINE, ...OF_OTHERS] }
}

describe('the page of a pass', () => {
  it('tells nobody who stands on which list: neither the rule, nor a duty that is somebody else’s', async () => {
    const issued = await desk.declare()
    const verdict = byList('quarantine')
    await aDecision(desk.province.storage, { ...issued, verdict })
    const { decisions } = await desk.view(issued.reference)
    expect(decisions[0]?.verdict.reasons.map(({ ruleId }) => ruleId)).toEqual(['CHOT-OFFICER'])
    expect(decisions[0]?.verdict.duties).toEqual([QUARANTINE])
    expect(JSON.stringify(decisions)).not.toContain(verdict.reasons[0]?.ruleId)
  })

  it('says that an officer decided where the rules said something else, and tells no duty of others', async () => {
    const issued = await desk.declare()
    const verdict: Verdict = { outcome: 'admit', reasons: [], duties: OF_OTHERS }
    await aDecision(desk.province.storage, { ...issued, verdict }, 'detain')
    const [told] = (await desk.view(issued.reference)).decisions
    expect([told?.outcome, told?.verdict.reasons.map(({ ruleId }) => ruleId), told?.verdict.duties]).toEqual(['detain', ['CHOT-OFFICER'], []])
  })

  it('asks no quarantine of whom an officer let through', async () => {
    const issued = await desk.declare(CAM_GIANG)
    expect(issued.verdict.duties.map(({ kind }) => kind)).toContain('quarantine')
    await aDecision(desk.province.storage, issued, 'admit')
    const [told] = (await desk.view(issued.reference)).decisions
    expect([told?.outcome, told?.verdict.duties]).toEqual(['admit', []])
  })

  it('tells nothing while an officer has not decided yet, and the answers may still be mended', async () => {
    const tablet = await desk.province.tablet()
    const issued = await desk.declare(CAM_GIANG)
    await tablet.syncAll()
    await tablet.station.readCode(issued.qrPayload)
    await tablet.syncAll()
    expect(await desk.province.storage.read.selectFrom('passage').select('decided_at').execute()).toEqual([{ decided_at: null }])
    expect(await desk.view(issued.reference)).toMatchObject({ decisions: [], correctable: true })
  })
})
