import { areaCode } from '../../shared/areas/area-code.ts'
import type { Checkpoint } from '../../shared/checkpoints/checkpoint.ts'
import type { Declaration } from '../../shared/declaration/declaration.ts'
import { type DeclarationInput, exampleDeclaration } from '../../shared/declaration/declaration-input.ts'
import { type DeclarationContext, parseDeclaration } from '../../shared/declaration/parse-declaration.ts'
import { asAuthorityId, asCheckpointId, asLaneId } from '../../shared/ids.ts'
import { DEFAULT_ZONE, parseInstant } from '../../shared/time.ts'
import { testAreas } from './areas.ts'

/** Wed 17 February 2021, 20:00 in Quảng Ninh: where the demo's clock starts. */
export const DECLARED_AT = parseInstant('2021-02-17T20:00:00+07:00') ?? Number.NaN

/** The plain case with one change: `aDeclaration({ purpose: 'goods' })`. Changes are not merged below the first level. */
export function aDeclaration(change: Partial<DeclarationInput> = {}): DeclarationInput {
  return { ...exampleDeclaration(DECLARED_AT, 'bach-dang'), ...change }
}

export function declarationContext(change: Partial<DeclarationContext> = {}): DeclarationContext {
  const checkpoints = [aCheckpoint('bach-dang'), aCheckpoint('da-bac'), aCheckpoint('dong-trieu')]
  return { areas: testAreas(), checkpoints, now: DECLARED_AT, zone: DEFAULT_ZONE, language: 'vi', ...change }
}

/** The same, already judged, for those who start from a `Declaration`. */
export function aParsedDeclaration(change: Partial<DeclarationInput> = {}, context: DeclarationContext = declarationContext()): Declaration {
  const parsed = parseDeclaration(aDeclaration(change), context)
  if (!parsed.ok) throw new Error(parsed.error.map((error) => `${error.path}: ${error.message}`).join('\n'))
  return parsed.value
}

export function aCheckpoint(id: string, change: Partial<Checkpoint> = {}): Checkpoint {
  return {
    id: asCheckpointId(id),
    name: { vi: 'Chốt thử', en: 'Test checkpoint' },
    kind: 'province-road',
    authority: asAuthorityId('VN-22'),
    place: areaCode('2021', 'commune', '07186'),
    borders: areaCode('2021', 'province', '31'),
    road: null,
    schematic: { x: 500, y: 500 },
    lanes: [
      { id: asLaneId('1'), name: { vi: 'Làn vào', en: 'Lane in' }, direction: 'entry', vehicles: 'any' },
      { id: asLaneId('out'), name: { vi: 'Làn ra', en: 'Lane out' }, direction: 'exit', vehicles: 'any' },
    ],
    opensAt: parseInstant('2021-01-28T12:00:00+07:00') ?? 0,
    closesAt: null,
    ...change,
  }
}
