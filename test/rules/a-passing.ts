import type { PlaceCode } from '../../shared/areas/place.ts'
import { isPlaceCode } from '../../shared/areas/place.ts'
import type { Checkpoint } from '../../shared/checkpoints/checkpoint.ts'
import type { Claims, Stop } from '../../shared/declaration/claims.ts'
import { asAuthorityId, asCheckpointId, asLaneId, asPassageId } from '../../shared/ids.ts'
import type { Passing, PresentedDocument } from '../../shared/rules/passing.ts'
import { parseInstant } from '../../shared/time.ts'
import type { EpochMs } from '../../shared/units.ts'
import { testAreas } from '../support/areas.ts'
import { demoZones } from './seeds.ts'

export const HA_LONG = place('2021:200193')
export const HAI_DUONG_CITY = place('2021:200288')
export const TAN_TRUONG = place('2021:310930')

/** The demo's moment: 17 February 2021, 20:00. */
export const DEMO_NOW = at('2021-02-17T20:00:00+07:00')

export function at(text: string): EpochMs {
  const ms = parseInstant(text)
  if (ms === null) throw new Error(`not an instant: ${text}`)
  return ms
}

export function place(code: string): PlaceCode {
  if (!isPlaceCode(code)) throw new Error(`not a place code: ${code}`)
  return code
}

export function aStop(where: PlaceCode, from: string, to: string): Stop {
  return { place: where, from, to }
}

/** Somebody who has been in Hạ Long since January and returns home: passes. */
export function someClaims(change: Partial<Claims> = {}): Claims {
  return {
    name: 'Nguyễn Văn Thử',
    birthYear: 1985,
    sex: 'male',
    nationality: 'VN',
    residence: TAN_TRUONG,
    document: { kind: 'citizen-id', lastThree: '456' },
    stops: [aStop(HA_LONG, '2021-01-15', '2021-02-17')],
    destination: HA_LONG,
    purpose: 'return-home',
    sector: 'trade-services',
    employer: null,
    travel: { means: 'motorbike', personsAboard: 1, plate: '34B112345' },
    cargo: null,
    symptoms: [],
    exposures: [],
    tests: [],
    doses: [],
    homePossible: true,
    revised: false,
    ...change,
  }
}

export function aDocument(change: Partial<Claims> = {}, rest: Partial<PresentedDocument> = {}): PresentedDocument {
  return { source: 'credential', issuedAt: at('2021-02-17T08:00:00+07:00'), claims: someClaims(change), ...rest }
}

export function aCheckpoint(change: Partial<Checkpoint> = {}): Checkpoint {
  return {
    id: asCheckpointId('bach-dang'),
    name: { vi: 'Cầu Bạch Đằng', en: 'Bạch Đằng bridge' },
    kind: 'province-road',
    authority: asAuthorityId('VN-22'),
    place: place('2021:307186'),
    borders: null,
    road: null,
    schematic: { x: 0, y: 0 },
    lanes: [{ id: asLaneId('1'), name: { vi: 'Làn 1', en: 'Lane 1' }, direction: 'entry', vehicles: 'any' }],
    opensAt: 0,
    closesAt: null,
    ...change,
  }
}

const zones = demoZones()

export function aPassing(change: Partial<Passing> = {}): Passing {
  return {
    passageId: asPassageId('0'.repeat(32)),
    checkpoint: aCheckpoint(),
    direction: 'entry',
    documents: [aDocument()],
    observations: [],
    lists: { zones: { state: 'known', value: zones }, watch: { state: 'known', value: [] }, named: {} },
    areas: testAreas(),
    audience: 'officer',
    ...change,
  }
}
