import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { areaCode } from '../../shared/areas/area-code.ts'
import { fullAreaName } from '../../shared/areas/full-area-name.ts'
import { parseAreaTable } from '../../shared/areas/parse-area-table.ts'
import type { PlaceCode } from '../../shared/areas/place.ts'
import type { BundleParts } from '../../shared/bundle/bundle.ts'
import { testAreas, testAreasPart } from '../support/areas.ts'
import { communesOf2021, communesOf2025, known, oneToOneCommunes } from '../support/two-divisions.ts'

const old = (code: string) => areaCode('2021', 'commune', code)
const now = (code: string) => areaCode('2025', 'commune', code)
const tanTruong = old('10930')
const laiCach = old('10891')

describe('the division of 2025', () => {
  it('has 34 provinces with 3,321 communes right under them', () => {
    expect(testAreas().provinces('2025').length).toBe(34)
    expect(communesOf2025().length).toBe(3321)
    expect(new Set(communesOf2025().map(({ name }) => name.split(' ')[0]))).toEqual(new Set(['Phường', 'Xã', 'Đặc']))
  })

  it('has its own names under old codes', () => {
    expect(fullAreaName(now('10930'), testAreas())).toBe('Xã Mao Điền, Thành phố Hải Phòng')
    expect(fullAreaName(tanTruong, testAreas())).toBe('Xã Tân Trường, Huyện Cẩm Giàng, Tỉnh Hải Dương')
  })

  it('writes Ba Chẽ and Ia Mơ by the codes of the official catalogue', () => {
    expect([now('06978'), now('06970'), now('23938'), now('23737')].map((place) => testAreas().get(place)?.name)).toEqual([
      'Xã Ba Chẽ',
      undefined,
      'Xã Ia Mơ',
      undefined,
    ])
  })
})

describe('what the codes hide', () => {
  const sameCode = () => communesOf2025().filter(({ place }) => testAreas().get(twin(place)) !== null)

  it('3,314 codes of 2025 were there in 2021, 1,287 of them in a province of another code', () => {
    const elsewhere = sameCode().filter(({ place }) => provinceOf(place).slice(5) !== provinceOf(twin(place)).slice(5))
    expect([sameCode().length, elsewhere.length]).toEqual([3314, 1287])
  })

  it('441 communes were split, among five at most, and of 569 nobody knows a successor', () => {
    const successors = communesOf2021().map(({ place }) => testAreas().successors(place))
    expect(successors.filter((list) => known(list).length > 1).length).toBe(441)
    expect(Math.max(...successors.map((list) => known(list).length))).toBe(5)
    expect(successors.filter((list) => list === 'unknown').length).toBe(569)
  })

  it('eight province codes changed their meaning', () => {
    const changed = testAreas()
      .provinces('2025')
      .filter(({ place, name }) => bare(testAreas().get(twin(place))?.name) !== bare(name))
    expect(changed.map(({ place }) => place.slice(-2))).toEqual(['15', '24', '44', '46', '52', '80', '82', '91'])
  })
})

describe('successors', () => {
  it('of Tân Trường is Mao Điền, of Lai Cách the two wards it was split among', () => {
    expect(testAreas().successors(tanTruong)).toEqual([now('10930')])
    expect(testAreas().successors(laiCach)).toEqual([now('10543'), now('10891')])
  })

  it('of a district and of a province are all communes that hold their ground', () => {
    expect([...known(testAreas().successors(areaCode('2021', 'district', '295')))].sort()).toEqual(
      ['10543', '10888', '10891', '10903', '10909', '10930'].map(now),
    )
    expect(testAreas().successors(areaCode('2021', 'province', '30')).length).toBeGreaterThan(50)
  })

  it('of the island districts, which had no communes, are the special zones', () => {
    expect(['318', '471', '498', '536', '755'].map((code) => testAreas().successors(areaCode('2021', 'district', code)))).toEqual(
      ['11948', '19742', '20333', '21548', '26732'].map((code) => [now(code)]),
    )
  })

  it('of a commune abolished before 2025 are unknown, and so of one that two sources tell differently', () => {
    expect(['00010', '00223', '01651', '02482'].map((code) => testAreas().successors(old(code)))).toEqual(new Array(4).fill('unknown'))
  })

  it('of what is no area of 2021 are unknown', () => {
    expect([now('10930'), old('99999')].map((place) => testAreas().successors(place))).toEqual(['unknown', 'unknown'])
  })

  it('lie in one province of 2025 for each province of 2021', () => {
    const provinces = testAreas()
      .provinces('2021')
      .map(({ place }) => [place.slice(-2), [...new Set(known(testAreas().successors(place)).map((to) => provinceOf(to).slice(-2)))]])
    expect(provinces.map(([code, to]) => `${code}>${String(to)}`).join(' ')).toBe(PROVINCES)
  })
})

describe('predecessors', () => {
  it('of a commune are communes, of a province provinces', () => {
    expect(known(testAreas().predecessors(now('10930')))).toEqual(['10930', '10933', '10939', '10936'].map(old))
    expect(known(testAreas().predecessors(areaCode('2025', 'province', '31')))).toEqual(
      ['30', '31'].map((code) => areaCode('2021', 'province', code)),
    )
  })

  it('are known of every commune of 2025', () => {
    expect(communesOf2025().filter(({ place }) => testAreas().predecessors(place) === 'unknown')).toEqual([])
  })

  it('of 124 communes are one commune that went nowhere else', () => {
    expect(oneToOneCommunes().length).toBe(124)
    expect(oneToOneCommunes()).toContainEqual({ old: old('23938'), now: now('23938') })
  })
})

describe('a mapping that cannot be used is refused', () => {
  const small: BundleParts['areas'] = {
    divisions: [
      { division: '2021', table: 'areas 1 2021 1 1 2\n30THải Dương\n295HCẩm Giàng\n10930XTân Trường\nXCẩm Phúc\n' },
      { division: '2025', table: 'areas 1 2025 1 0 1\n31KHải Phòng\n10930XMao Điền\n' },
    ],
    sites: [],
  }
  const MAPPING = 'successors 1 2021 2025 1 1 1\n0 ?3\n'
  const problemOf = (mapping: string, part = small) => {
    const parsed = parseAreaTable({ ...part, mapping })
    return parsed.ok ? 'no problem' : parsed.error
  }

  it('and a good one is not', () => {
    expect(problemOf(MAPPING)).toBe('no problem')
  })

  it.each<[name: string, mapping: string, problem: string]>([
    ['an empty text', '', 'line 1: not a table of successors'],
    ['a text cut in its last line', MAPPING.slice(0, -1), 'line 2: the text is cut off'],
    ['a text cut between lines', 'successors 1 2021 2025 1 1 1\n', 'line 1: 1 communes, but 0 lines'],
    ['a line too many', `${MAPPING}0\n`, 'line 1: 1 communes, but 2 lines'],
    ['another text', 'areas 1 2021 1 1 2\n', 'line 1: not a table of successors'],
    ['a later format', MAPPING.replace('s 1', 's 2'), 'line 1: format 2 is not known here, only 1'],
    ['a commune that 2021 does not have', MAPPING.replace('?3', '?4'), 'line 2: 2021:310934 is not in the table of 2021'],
    ['a commune given twice', MAPPING.replace('?3', '0'), 'line 2: 2021:310930 stands twice'],
    ['a name', MAPPING.replace('?3', 'Cẩm Phúc'), 'line 2: not a list of units'],
    ['a commune of which nothing is known', MAPPING.replace('0 ?3', '?3'), 'line 2: nothing known is in it'],
    ['a count that differs', MAPPING.replace('1 1 1\n', '1 2 0\n'), 'line 1: promises 1 2 0, 1 1 1 follow'],
  ])('%s', (_, mapping, problem) => {
    expect(problemOf(mapping)).toContain(`mapping, ${problem}`)
  })

  it('a mapping without both divisions', () => {
    expect(problemOf(MAPPING, { ...small, divisions: small.divisions.slice(0, 1) })).toBe('mapping, but not both divisions are here')
  })

  it('a bundle of before, without a mapping, is read as it was: then nothing links the divisions', () => {
    const parsed = parseAreaTable(small)
    expect(parsed.ok && [parsed.value.successors(tanTruong), parsed.value.across(tanTruong)]).toEqual(['unknown', null])
  })
})

it('both divisions with the mapping weigh less than 90 kB on the wire', () => {
  const { divisions, mapping = '' } = testAreasPart()
  const sizes = [...divisions.map(({ table }) => table), mapping].map((text) => gzipSync(text).length)
  expect(Math.min(...sizes)).toBeGreaterThan(5_000)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(90_000)
})

/** Published lists that stand beside the repository in some work places; without them this file says so. */
const lists = new URL('../../../shared/data/', import.meta.url)
const here = existsSync(lists)

describe(`compared with the statistics office's lists${here ? '' : ' (not compared: ../shared/data is not here)'}`, () => {
  it('every unit of 2025 has the code, parent and name of the catalogue', () => {
    if (!here) return
    const theirs = rows('admin-2025/communes-2025-07-01.csv').map(([code = '', province = '', name = '']) => `${code} ${province} ${name}`)
    const ours = communesOf2025().map(({ place, name, parent }) => `${place.slice(-5)} ${parent?.slice(-2)} ${name}`)
    // The office's conversion table and the division of 2021 write Phố Bảng.
    expect(ours.map((line) => line.replace('Phố Bảng', 'Phó Bảng')).sort()).toEqual(theirs.map(plain).sort())
    const provinces = rows('admin-2025/provinces-2025-07-01.csv').map(([code = '', name = '']) => `${code} ${name}`)
    const named = testAreas().provinces('2025')
    expect(named.map(({ place, name }) => `${place.slice(-2)} ${name}`)).toEqual(provinces)
  })

  it('every commune of 2021 has exactly the successors of its conversion table', () => {
    if (!here) return
    const theirs = new Map<string, Set<string>>()
    for (const row of rows('mapping-2021-2025/communes-old-to-new-nso.csv')) {
      const [code = '', to = ''] = [row[0], row[5] === '06970' ? '06978' : row[5]]
      if (testAreas().get(old(code)) !== null) theirs.set(code, (theirs.get(code) ?? new Set()).add(to))
    }
    const ours = communesOf2021().flatMap(({ place }) => {
      const successors = testAreas().successors(place)
      return successors === 'unknown' ? [] : [`${place.slice(-5)} ${codes(successors)}`]
    })
    expect(ours.sort()).toEqual([...theirs].map(([code, to]) => `${code} ${[...to].sort().join(' ')}`).sort())
  })

  it('no commune without a safe successor is given one', () => {
    if (!here) return
    const unsafe = [...rows('mapping-2021-2025/communes-2021-unbridged.csv'), ...rows('mapping-2021-2025/communes-2021-bridge-to-2025-03.csv')]
    const there = unsafe.filter(([code = '']) => testAreas().get(old(code)) !== null)
    expect(there.length).toBe(569)
    expect(there.filter(([code = '']) => testAreas().successors(old(code)) !== 'unknown')).toEqual([])
  })

  it('wherever the unreviewed bridge leads, that is among what is left open', () => {
    if (!here) return
    const bridge = rows('mapping-2021-2025/communes-2021-bridge-to-2025-03.csv')
    const lost = bridge.filter(([code = '', , , , , , to = '']) => {
      const cover = testAreas().across(old(code))?.cover ?? []
      return !to.split(';').every((one) => cover.includes(now(one)) && known(testAreas().predecessors(now(one))).includes(old(code)))
    })
    expect([bridge.length, lost]).toEqual([466, []])
  })
})

function rows(file: string): readonly (readonly string[])[] {
  const text = readFileSync(new URL(file, lists), 'utf8')
  const lines = text.trim().split('\n').slice(1)
  return lines.map((line) => line.trim().split(','))
}

function plain(line: string): string {
  return line.replace(/\s+/g, ' ').trim()
}

function codes(places: readonly PlaceCode[]): string {
  return places
    .map((place) => place.slice(-5))
    .sort()
    .join(' ')
}

/** The place with the same number in the division of 2021. */
function twin(place: PlaceCode): PlaceCode {
  return areaCode('2021', place.startsWith('2025:1') ? 'province' : 'commune', place.slice(place.startsWith('2025:1') ? -2 : -5))
}

function provinceOf(place: PlaceCode): PlaceCode {
  return testAreas().lineage(place).slice(-1)[0] ?? place
}

/** Thừa Thiên Huế is another unit than Huế; a change of type alone is not. */
function bare(name = ''): string {
  return name.replace(/^(Tỉnh|Thành phố) /, '')
}

const PROVINCES =
  '01>01 02>08 04>04 06>19 08>08 10>15 11>11 12>12 14>14 15>15 17>25 19>19 20>20 22>22 24>24 25>25 26>25 27>24 30>31 31>31 33>33 34>33 35>37 ' +
  '36>37 37>37 38>38 40>40 42>42 44>44 45>44 46>46 48>48 49>48 51>51 52>52 54>66 56>56 58>56 60>68 62>51 64>52 66>66 67>68 68>68 70>75 72>80 ' +
  '74>79 75>75 77>79 79>79 80>80 82>82 83>86 84>86 86>86 87>82 89>91 91>91 92>92 93>92 94>92 95>96 96>96'
