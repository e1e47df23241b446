import { describe, expect, it } from 'vitest'
import { areaCode } from '../../shared/areas/area-code.ts'
import { foldForSearch, searchPlaces } from '../../shared/areas/search-places.ts'
import { testAreas } from '../support/areas.ts'

const of2021 = searchPlaces(testAreas(), '2021')
const of2025 = searchPlaces(testAreas(), '2025')
const first = (query: string): string => {
  const [hit] = of2021.find(query)
  return hit ? [hit.name, hit.within].filter((part) => part !== '').join(', ') : ''
}

describe('a place is found', () => {
  it.each([
    ['bai chay', 'Phường Bãi Cháy, Thành phố Hạ Long, Tỉnh Quảng Ninh'],
    ['BÃI CHÁY', 'Phường Bãi Cháy, Thành phố Hạ Long, Tỉnh Quảng Ninh'],
    ['p. bãi cháy', 'Phường Bãi Cháy, Thành phố Hạ Long, Tỉnh Quảng Ninh'],
    ['Bãi Cháy, TP. Hạ Long', 'Phường Bãi Cháy, Thành phố Hạ Long, Tỉnh Quảng Ninh'],
    ['hạ long bãi cháy', 'Phường Bãi Cháy, Thành phố Hạ Long, Tỉnh Quảng Ninh'],
    ['tp hạ long', 'Thành phố Hạ Long, Tỉnh Quảng Ninh'],
    ['hà tĩnh', 'Tỉnh Hà Tĩnh'],
    ['tinh ha tinh', 'Tỉnh Hà Tĩnh'],
    ['nho quan', 'Huyện Nho Quan, Tỉnh Ninh Bình'],
    ['hoa binh', 'Tỉnh Hoà Bình'],
    ['Mĩ Tho', 'Thành phố Mỹ Tho, Tỉnh Tiền Giang'],
    ['sai gon', 'Thành phố Hồ Chí Minh'],
    ['TP HCM', 'Thành phố Hồ Chí Minh'],
    ['q1', 'Quận 1, Thành phố Hồ Chí Minh'],
    ['quan 10', 'Quận 10, Thành phố Hồ Chí Minh'],
    ['p5 quan 3', 'Phường 05, Quận 3, Thành phố Hồ Chí Minh'],
    ['x. tan truong', 'Xã Tân Trường, Huyện Cẩm Giàng, Tỉnh Hải Dương'],
    ['xa cam giang', 'Xã Cẩm Giàng, Huyện Bạch Thông, Tỉnh Bắc Kạn'],
    ['huyện cẩm giàng', 'Huyện Cẩm Giàng, Tỉnh Hải Dương'],
  ])('by "%s": %s', (query, name) => {
    expect(first(query)).toBe(name)
  })

  it('with the marks that were typed before the others', () => {
    expect(of2021.find('hải đường')[0]?.name).toBe('Xã Hải Đường')
    expect(of2021.find('hai duong')[0]?.name).toBe('Tỉnh Hải Dương')
  })

  it('near home before far away', () => {
    const thanhHoa = areaCode('2021', 'province', '38')
    expect(of2021.find('tan truong', { near: thanhHoa })[0]?.within).toContain('Thanh Hóa')
    expect(of2021.find('tan truong')[0]?.within).toContain('Hải Dương')
  })

  it('with a town of a neighbouring province before the wards of the own one, and one far away after them', () => {
    const placesNamed = of2021
      .find('cam', { near: areaCode('2021', 'commune', '06673') })
      .map(({ name, within }) => `${name}, ${within.split(', ').slice(-1)}`)
    expect(placesNamed.slice(0, 4)).toEqual([
      'Thành phố Cẩm Phả, Tỉnh Quảng Ninh',
      'Huyện Cẩm Khê, Tỉnh Phú Thọ',
      'Huyện Cẩm Giàng, Tỉnh Hải Dương',
      'Phường Cẩm Sơn, Tỉnh Quảng Ninh',
    ])
  })

  it('without marks as well where the name has some as where it has none', () => {
    expect(of2021.find('cam phu', { near: areaCode('2021', 'province', '22') })[0]?.name).toBe('Phường Cẩm Phú')
  })

  it('wherever the tone stands, composed or not', () => {
    const ways = ['Hòa Bình', 'Hoà Bình', 'hoa binh'.toUpperCase(), 'Hòa Bình'.normalize('NFD')]
    expect(new Set(ways.map((way) => foldForSearch(way)))).toEqual(new Set(['hoa binh']))
  })

  it('in the two levels of 2025 as well', () => {
    expect(of2025.find('bai chay')[0]?.within).toBe('Tỉnh Quảng Ninh')
    expect(of2025.find('cam giang').every(({ place }) => place.startsWith('2025:'))).toBe(true)
  })
})

describe('the search', () => {
  it('takes words that every object knows for names that nobody has', () => {
    expect(['constructor', 'toString', '__proto__', 'hasOwnProperty'].map((query) => of2021.find(query).length)).toEqual([0, 0, 0, 0])
  })

  it('finds every area of the upper two levels by its own full name', () => {
    const areas = testAreas()
    for (const [division, search] of [
      ['2021', of2021],
      ['2025', of2025],
    ] as const) {
      const rows = areas.provinces(division).flatMap((province) => [province, ...areas.children(province.place)])
      const lost = rows.filter(({ place, name }) => {
        const above = areas
          .lineage(place)
          .slice(1)
          .map((step) => areas.get(step)?.name)
        return search.find([name, ...above].join(', '), { limit: 3 }).every((hit) => hit.place !== place)
      })
      expect(lost.map(({ name }) => name)).toEqual([])
    }
  })

  it('answers nothing to a single letter, to signs, and to what nobody named so', () => {
    expect(['h', '', '  ', '!?', 'zzzz', 'bai chay ca mau'].map((query) => of2021.find(query).length)).toEqual([0, 0, 0, 0, 0, 0])
  })

  it('answers at most as many as are wanted, and reads no more than a line', () => {
    expect(of2021.find('tan').length).toBe(8)
    expect(of2021.find('tan', { limit: 3 }).length).toBe(3)
    expect(of2021.find(`bai chay${' zz'.repeat(100_000)}`).length).toBe(0)
  })
})
