import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { publicationSentence, publishRuleset } from '../../server/rulesets/publish-ruleset.ts'
import { asAuthorityId, asStaffId } from '../../shared/ids.ts'
import { LANGUAGE_VERSION } from '../../shared/rules/ruleset.ts'
import type { SyncReply } from '../../shared/sync/protocol.ts'
import { aRule } from '../rules/a-ruleset.ts'
import { aCore, type Core } from '../support/a-core.ts'
import { aVersion, barring } from './a-recorded-evening.ts'

let core: Core
beforeEach(async () => {
  core = await aCore()
})
afterEach(() => core.close())

const publish = (input: unknown) => publishRuleset(core.storage, input, { clock: core.deps.clock, staff: asStaffId('admin') })

async function refusalOf(input: unknown): Promise<string> {
  const before = await rows()
  const published = await publish(input)
  expect(await rows()).toEqual(before)
  return published.ok ? 'published' : published.error.error
}

async function rows(): Promise<readonly unknown[]> {
  return [
    await core.storage.read.selectFrom('ruleset').selectAll().execute(),
    await core.storage.read.selectFrom('audit').selectAll().execute(),
    await core.storage.read.selectFrom('setting').selectAll().where('name', '=', 'bundle-rev').execute(),
  ]
}

it('publishes: stored, written in the audit, and at the kiosk with its next contact', async () => {
  const kiosk = await core.kiosk()
  await kiosk.sync()
  const published = await publish(aVersion(1, [barring(['tourism'])]))
  expect(published.ok && published.value.state).toBe('published')
  const audit = await core.storage.read.selectFrom('audit').selectAll().where('action', '=', 'ruleset-published').execute()
  expect(audit.map(({ staff_id, detail }) => [staff_id, JSON.parse(detail)])).toEqual([
    ['admin', { ruleset: 'test', version: 1, authority: 'VN-22', rules: 1, validFrom: 0 }],
  ])
  const { body } = await kiosk.sync()
  expect((body as SyncReply).parts.rules?.rulesets.map(({ rulesetId, version }) => `${rulesetId} v${version}`)).toEqual(['test v1'])
})

describe('what is published never changes', () => {
  beforeEach(async () => {
    await publish(aVersion(2, [barring(['tourism'])]))
  })

  it('takes the very same again and writes nothing', async () => {
    const before = await rows()
    const again = await publish(JSON.parse(JSON.stringify(aVersion(2, [barring(['tourism'])]))))
    expect(again.ok && again.value.state).toBe('already')
    expect(await rows()).toEqual(before)
  })

  it.each([
    ['the same version with another word', aVersion(2, [barring(['family'])]), 'version-published'],
    ['a lower version', aVersion(1, [barring(['tourism'])]), 'version-must-rise'],
    ['the same id of another authority', aVersion(3, [barring(['tourism'])], { authority: asAuthorityId('VN-30') }), 'id-of-another-authority'],
  ])('refuses %s', async (_, ruleset, error) => {
    expect(await refusalOf(ruleset)).toBe(error)
  })

  it('takes the next version beside the old one', async () => {
    expect((await publish(aVersion(3, [barring(['family'])]))).ok).toBe(true)
    const held = await core.storage.read.selectFrom('ruleset').select('version').orderBy('version').execute()
    expect(held.map(({ version }) => version)).toEqual([2, 3])
  })

  it('lets of two at one moment with one number only one through', async () => {
    const both = await Promise.all([publish(aVersion(3, [barring(['family'])])), publish(aVersion(3, [barring(['study'])]))])
    expect(both.map((one) => (one.ok ? one.value.state : one.error.error))).toEqual(['published', 'version-published'])
  })
})

it.each([
  ['no ruleset at all', 'rules', 'ruleset-invalid'],
  ['a rule that does not compile', aVersion(1, [aRule({ when: { likely: [1] } })]), 'ruleset-invalid'],
  ['a language that nobody here speaks', aVersion(1, [barring(['tourism'])], { language: LANGUAGE_VERSION + 1 }), 'language-too-new'],
])('refuses %s', async (_, input, error) => {
  expect(await refusalOf(input)).toBe(error)
})

it('says of each refusal what to do', () => {
  const sentences = [
    publicationSentence({ error: 'ruleset-invalid', faults: [{ path: 'rules.0.when', problem: 'give a list' }] }),
    publicationSentence({ error: 'version-published', version: 2 }),
    publicationSentence({ error: 'version-must-rise', newest: 4 }),
  ]
  expect(sentences[0]).toBe('rules.0.when: give a list')
  expect(sentences[1]).toContain('Raise "version" to 3')
  expect(sentences[2]).toContain('Raise "version" to 5')
})
