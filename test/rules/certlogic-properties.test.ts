import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { evaluate as certlogicJs } from 'certlogic-js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileCertLogic } from '../../shared/rules/compile-certlogic.ts'
import { Instant, instantMs, isInstant, type Value } from '../../shared/rules/value.ts'
import { context, expression } from './arbitrary-certlogic.ts'

/** Each run another seed, printed by the name of the test; `SEED=n` repeats one. */
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)

function ours(written: unknown, data: Value): unknown {
  const compiled = compileCertLogic(written)
  if (!compiled.ok) return 'refused'
  const answer = compiled.value(data)
  if (!answer.ok) return 'fault'
  return isInstant(answer.value) ? { instant: instantMs(answer.value) } : { value: comparable(answer.value) }
}

function theirs(written: unknown, data: Value): unknown {
  try {
    const value: unknown = certlogicJs(written as never, data)
    return value instanceof Date ? { instant: value.getTime() } : { value: comparable(value) }
  } catch {
    return 'fault'
  }
}

/** A date may stand deep in an answer, as the accumulator of a `reduce`; each side has its own kind of date. */
function comparable(value: unknown): unknown {
  if (value instanceof Instant) return { instant: value.at }
  if (value instanceof Date) return { instant: value.getTime() }
  if (Array.isArray(value)) return value.map(comparable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, comparable(inner)]))
}

describe(`CertLogic, seed ${seed}`, () => {
  it('agrees with certlogic-js on every valid expression over data that its specification covers', () => {
    const kinds = new Set<string>()
    fc.assert(
      fc.property(expression, context, (written, data) => {
        const answer = ours(written, data)
        kinds.add(typeof answer === 'string' ? answer : Object.keys(answer ?? {}).join())
        expect(answer).toEqual(theirs(written, data))
      }),
      { seed, numRuns: 3000 },
    )
    expect([...kinds].sort()).toEqual(['fault', 'instant', 'value'])
  })

  it('never throws and never runs what has not the form, whatever is handed in', () => {
    fc.assert(
      fc.property(fc.anything(), fc.jsonValue(), (written, data) => {
        const compiled = compileCertLogic(written)
        if (compiled.ok) compiled.value(data as Value)
      }),
      { seed, numRuns: 2000 },
    )
  })

  it('comes to the same in three time zones of the host', () => {
    const script = fileURLToPath(new URL('../support/certlogic-digest.ts', import.meta.url))
    const digests = ['America/Phoenix', 'Asia/Ho_Chi_Minh', 'Pacific/Apia'].map((zone) => {
      const run = spawnSync(process.execPath, ['--import', 'tsx', script, String(seed)], { encoding: 'utf8', env: { ...process.env, TZ: zone } })
      return run.status === 0 ? run.stdout : `${zone}: ${run.stderr}`
    })
    expect(digests[0]).toMatch(/^[0-9a-f]{64} of 1000 answers, \d+ verdicts$/)
    expect(new Set(digests).size, digests.join('\n')).toBe(1)
  })
})
