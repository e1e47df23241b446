import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseCheckpoints } from '../../shared/checkpoints/parse-checkpoints.ts'

const seeds = JSON.parse(readFileSync('seeds/demo/checkpoints.json', 'utf8'))
const [first] = seeds.checkpoints

function faultsOf(change: object) {
  const parsed = parseCheckpoints({ checkpoints: [{ ...first, ...change }] })
  return parsed.ok ? [] : parsed.error.map(({ path }) => path)
}

describe('a file of checkpoints', () => {
  it('is that of the seeds, with its sites', () => {
    const parsed = parseCheckpoints(seeds)
    expect(parsed.ok && parsed.value.checkpoints.map(({ id }) => id)).toEqual(seeds.checkpoints.map(({ id }: { id: string }) => id))
    expect(parsed.ok && parsed.value.checkpoints[0]).toMatchObject({
      id: 'bach-dang',
      opensAt: Date.parse('2021-01-28T12:00:00+07:00'),
      closesAt: null,
    })
    expect(parsed.ok && parsed.value.sites).toHaveLength(1)
  })

  it.each([
    ['an id of capitals', { id: 'Bach-Dang' }, ['checkpoints.0.id']],
    ['a kind that is none', { kind: 'gate' }, ['checkpoints.0.kind']],
    ['a place that is no code', { place: 'Quảng Yên' }, ['checkpoints.0.place']],
    ['an authority that is none', { authority: '22' }, ['checkpoints.0.authority']],
    ['no lane', { lanes: [] }, ['checkpoints.0.lanes']],
    ['one lane twice', { lanes: [first.lanes[0], first.lanes[0]] }, ['checkpoints.0.lanes.1.id']],
    ['a lane before no line', { lanes: [{ ...first.lanes[0], line: 'middle' }] }, ['checkpoints.0.lanes.0.line']],
    ['a place on the wall beside it', { schematic: { x: 1001, y: 0 } }, ['checkpoints.0.schematic.x']],
    ['an opening without its offset', { opensAt: '2021-01-28T12:00:00' }, ['checkpoints.0.opensAt']],
    ['an end at its beginning', { closesAt: first.opensAt }, ['checkpoints.0.closesAt']],
    ['a field that nobody knows', { lane: 1 }, ['checkpoints.0']],
  ])('with %s is refused, with the path', (_name, change, expected) => {
    expect(faultsOf(change)).toEqual(expected)
  })

  it.each([
    ['the edge of the wall', { schematic: { x: 1000, y: 0 } }],
    ['a lane at the inner line', { lanes: [{ ...first.lanes[0], line: 'inner' }] }],
    ['an end a second after its beginning', { closesAt: '2021-01-28T12:00:01+07:00' }],
  ])('with %s is taken', (_name, change) => {
    expect(faultsOf(change)).toEqual([])
  })

  it('with one id twice, or a site of an area, is refused', () => {
    expect(parseCheckpoints({ checkpoints: [first, first] })).toMatchObject({ ok: false, error: [{ path: 'checkpoints.1.id' }] })
    const sites = [{ place: '2021:306661', name: 'Cái Lân', parent: null }]
    expect(parseCheckpoints({ checkpoints: [], sites })).toMatchObject({ ok: false, error: [{ path: 'sites.0.place' }] })
  })
})
