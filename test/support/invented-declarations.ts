import { areaCode } from '../../shared/areas/area-code.ts'
import type { PlaceCode } from '../../shared/areas/place.ts'
import { DECLARED_DAYS } from '../../shared/declaration/declaration.ts'
import {
  type CargoInput,
  type DeclarationInput,
  isoInVietnam,
  type StopInput,
  type TestInput,
  type TravelInput,
  type TravellerInput,
} from '../../shared/declaration/declaration-input.ts'
import { EXPOSURES, SYMPTOMS } from '../../shared/declaration/health-vocabulary.ts'
import {
  CARGO_CLASSES,
  MEANS_OF_TRAVEL,
  MEANS_WITH_PLATE,
  type MeansOfTravel,
  PURPOSES,
  type Purpose,
  SECTORS,
} from '../../shared/declaration/vocabulary.ts'
import { addDays, localDateAt } from '../../shared/time.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { DECLARED_AT } from './a-declaration.ts'
import { testAreas } from './areas.ts'
import { type Dice, dice } from './dice.ts'

const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Ngô', 'Lý', 'Phan', 'Trương', 'Đinh', 'Tôn Nữ', 'Chìu', 'Lỷ']
const MIDDLE = ['Văn', 'Thị', 'Hữu', 'Đức', 'Ngọc', 'Thị Hoàng', 'Quang', 'Thị Thanh', 'Minh', 'Xuân', 'Công Huyền', 'Thị Kim', 'Bảo']
const GIVEN = ['Anh', 'Bình', 'Chi', 'Dũng', 'Giang', 'Hà', 'Hòa', 'Khánh', 'Lan', 'Long', 'Phương Ánh', 'Nga', 'Phúc', 'Quỳnh', 'Sáu', 'Tuấn', 'Yến']
const FOREIGN = ['Somphone Vongsa', "Siobhán O'Thử", 'Jean-Pierre Essai', 'Wang Shiyan', 'Khamla Phommasan', 'Müller-Lüdenprobe Annegret']
/** Quảng Ninh and its neighbours, the two big cities, and where workers of its parks come from. */
const PROVINCES = ['22', '22', '22', '22', '31', '31', '30', '24', '20', '01', '27', '33', '34', '36', '38', '40', '79', '04']
const PLATE_CODES = ['14', '14', '14', '15', '16', '34', '29', '30', '98', '12', '99', '51']
const FIRMS = ['Công ty Than Thử Nghiệm', 'HTX Vận tải Ví Dụ', 'Nhà máy Mẫu 2', 'Công ty TNHH Thử nghiệm Việt Nam']

/**
 * Varied, lifelike and valid declarations of nobody, as typed on the evening of 17 February 2021; the same for the same
 * seed. One in fifty has fourteen stops, the most that a form takes.
 */
export function inventDeclarations(count: number, seed: number): DeclarationInput[] {
  const roll = dice(seed)
  const communes = communesByProvince()
  return Array.from({ length: count }, () => invent(roll, communes))
}

type Communes = (roll: Dice) => PlaceCode

function invent(roll: Dice, commune: Communes): DeclarationInput {
  const means = roll.pick(MEANS_OF_TRAVEL)
  const purpose: Purpose = means === 'truck' ? 'goods' : roll.pick(PURPOSES)
  const isGuarded = roll.chance(0.04)
  const traveller = inventTraveller(roll, isGuarded)
  return {
    traveller,
    phone: inventPhone(roll, traveller.nationality),
    permanent: roll.chance(0.9)
      ? { place: commune(roll), ...(roll.chance(0.7) ? { address: `Số ${roll.between(1, 300)}, tổ ${roll.between(1, 20)}` } : {}) }
      : null,
    ...(roll.chance(0.3) ? { stay: { place: commune(roll), address: 'Nhà người thân' } } : {}),
    stops: inventStops(roll, commune),
    destination: roll.chance(0.95) ? commune(roll) : null,
    checkpoint: roll.pick(['bach-dang', 'da-bac', 'dong-trieu']),
    direction: roll.chance(0.6) ? 'entry' : 'exit',
    arrivalAt: isoInVietnam(DECLARED_AT + roll.between(-5, 71) * HOUR_MS),
    purpose,
    sector: roll.chance(0.9) ? roll.pick(SECTORS) : null,
    employer: roll.chance(0.4) ? roll.pick(FIRMS) : null,
    travel: inventTravel(roll, means),
    ...(purpose === 'goods' ? { cargo: inventCargo(roll, commune) } : {}),
    symptoms: roll.chance(0.93) ? [] : distinct(roll, SYMPTOMS),
    exposures: roll.chance(0.95) ? [] : distinct(roll, EXPOSURES),
    tests: roll.chance(0.5) ? Array.from({ length: roll.between(1, roll.chance(0.1) ? 3 : 1) }, () => inventTest(roll)) : [],
    doses: roll.chance(0.1) ? [{ product: roll.pick(['AstraZeneca', 'Sputnik V', 'Vero Cell']), givenOn: '2021-02-01' }] : [],
    homePossible: roll.chance(0.8) ? roll.chance(0.7) : null,
    ...(isGuarded ? { proxy: { name: inventName(roll), phone: inventPhone(roll, 'VN') } } : {}),
    consent: true,
    ...(roll.chance(0.05) ? { revised: true } : {}),
  }
}

function inventTraveller(roll: Dice, isGuarded: boolean): TravellerInput {
  const year = isGuarded ? roll.between(2008, 2020) : roll.between(1935, 2006)
  const sex = roll.pick(['male', 'female'] as const)
  const birth = roll.chance(0.85) ? `${year}-${twoDigits(roll.between(1, 12))}-${twoDigits(roll.between(1, 28))}` : String(year)
  if (!isGuarded && roll.chance(0.06)) {
    const nationality = roll.pick(['LA', 'CN', 'FR', 'DE', 'IE'])
    const document = { kind: 'passport' as const, country: nationality, number: `P${digits(roll, 7)}` }
    return { name: roll.pick(FOREIGN), birth, sex, nationality, document }
  }
  const century = (year >= 2000 ? 2 : 0) + (sex === 'female' ? 1 : 0)
  const citizen = {
    kind: 'citizen-id' as const,
    country: 'VN',
    number: `0${roll.pick(PROVINCES)}${century}${twoDigits(year % 100)}${digits(roll, 6)}`,
  }
  const other = roll.pick([citizen, citizen, citizen, { kind: 'old-id' as const, country: 'VN', number: digits(roll, 9) }, null])
  const document = isGuarded ? { kind: 'guardian' as const, country: 'VN', number: digits(roll, 12) } : other
  return { name: inventName(roll), birth, sex: roll.chance(0.97) ? sex : null, nationality: 'VN', document }
}

/** Of 8 to 40 characters. */
function inventName(roll: Dice): string {
  const name = `${roll.pick(FAMILY)} ${roll.pick(MIDDLE)} ${roll.pick(GIVEN)}`
  const longer = roll.chance(0.1) ? `${roll.pick(FAMILY)} ${name}` : name
  return longer.length >= 8 && longer.length <= 40 ? longer : 'Nguyễn Văn Thử'
}

function inventStops(roll: Dice, commune: Communes): StopInput[] {
  const first = addDays(localDateAt(DECLARED_AT), 1 - DECLARED_DAYS)
  const count = roll.chance(0.02) ? 14 : roll.pick([1, 1, 1, 2, 2, 3, 3, 4, 5, 6])
  const cuts = new Set<number>()
  while (cuts.size < count - 1) cuts.add(roll.between(1, DECLARED_DAYS - 1))
  const starts = [0, ...[...cuts].sort((a, b) => a - b)]
  return starts.map((start, index) => {
    const next = starts[index + 1]
    const end = next === undefined ? DECLARED_DAYS - 1 : roll.chance(0.6) ? next : next - 1
    const isFirst = index === 0
    return {
      place: roll.chance(0.01) ? 'country:LA' : commune(roll),
      from: addDays(first, start),
      to: addDays(first, end),
      ...(!isFirst && roll.chance(0.2) ? { fromHour: roll.between(12, 23) } : {}),
      ...(end > start && roll.chance(0.2) ? { toHour: roll.between(0, 12) } : {}),
    }
  })
}

function inventTravel(roll: Dice, means: MeansOfTravel): TravelInput {
  const personsAboard = means === 'on-foot' ? 1 : means === 'bus' || means === 'coach' ? roll.between(5, 45) : roll.between(1, 4)
  if (!MEANS_WITH_PLATE.includes(means)) return { means, personsAboard }
  const plate =
    means === 'motorbike'
      ? `${roll.pick(PLATE_CODES)}-B${roll.between(1, 9)} ${digits(roll, 5)}`
      : `${roll.pick(PLATE_CODES)}C-${digits(roll, 3)}.${digits(roll, 2)}`
  const trailer = means === 'truck' && roll.chance(0.4) ? { trailerPlate: `${roll.pick(PLATE_CODES)}R-${digits(roll, 3)}.${digits(roll, 2)}` } : {}
  return { means, personsAboard, plate, ...trailer }
}

function inventCargo(roll: Dice, commune: Communes): CargoInput {
  const via = roll.chance(0.3) ? [commune(roll)] : []
  return { class: roll.pick(CARGO_CLASSES), origin: roll.chance(0.1) ? 'country:CN' : commune(roll), via }
}

function inventTest(roll: Dice): TestInput {
  const hoursAgo = roll.between(4, 160)
  const sampled = { kind: roll.pick(['pcr', 'antigen'] as const), sampledAt: isoInVietnam(DECLARED_AT - hoursAgo * HOUR_MS) }
  if (roll.chance(0.1)) return { ...sampled, result: 'pending' }
  const result = roll.chance(0.98) ? 'negative' : 'positive'
  return { ...sampled, result, resultAt: isoInVietnam(DECLARED_AT - roll.between(0, hoursAgo) * HOUR_MS) }
}

function inventPhone(roll: Dice, nationality: string): string {
  return nationality === 'VN' ? `0${roll.pick(['3', '5', '7', '8', '9'])}${digits(roll, 8)}` : `+856 20 5${digits(roll, 7)}`
}

function distinct<T>(roll: Dice, list: readonly T[]): T[] {
  return [...new Set([roll.pick(list), roll.pick(list)])]
}

function digits(roll: Dice, count: number): string {
  return Array.from({ length: count }, () => roll.between(0, 9)).join('')
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}

function communesByProvince(): Communes {
  const areas = testAreas()
  const lists = new Map(
    PROVINCES.map((code) => {
      const districts = areas.children(areaCode('2021', 'province', code))
      return [code, districts.flatMap((district) => areas.children(district.place).map((row) => row.place))]
    }),
  )
  return (roll) => roll.pick(lists.get(roll.pick(PROVINCES)) ?? [])
}
