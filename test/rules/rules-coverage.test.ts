import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { ALL_RULESET_FILES, seedRuleset } from './seeds.ts'

const page = readFileSync(new URL('../../docs/rules-coverage.md', import.meta.url), 'utf8')

it('lists every demand R01 to R47, once', () => {
  const rows = [...page.matchAll(/^\| (R\d\d) /gm)].map(([, id]) => id)
  expect(rows).toEqual(Array.from({ length: 47 }, (_, index) => `R${String(index + 1).padStart(2, '0')}`))
})

it('names every rule of the seeds, and no rule that is not there', () => {
  const ids = ALL_RULESET_FILES.flatMap((name) => seedRuleset(name).rules.map(({ id }) => id))
  const named = [...page.matchAll(/`([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+)`/g)].map(([, id]) => id).filter((id) => !id?.startsWith('CHOT-'))
  expect(ids.filter((id) => !named.includes(id))).toEqual([])
  expect(named.filter((id) => id !== undefined && !ids.includes(id))).toEqual([])
})

it('names every list that a rule reads', () => {
  const read = ALL_RULESET_FILES.flatMap((name) => [...JSON.stringify(seedRuleset(name).rules).matchAll(/lists\.([a-z-]+)/g)].map(([, list]) => list))
  expect(new Set(read).size).toBeGreaterThan(0)
  expect([...new Set(read)].filter((list) => !page.includes(`\`${list}\``))).toEqual([])
})
