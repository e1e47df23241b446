import type { AreaTable } from '../../shared/areas/area-table.ts'
import { isPlaceCode, type PlaceCode } from '../../shared/areas/place.ts'
import type { Checkpoint } from '../../shared/checkpoints/checkpoint.ts'
import type { FormInfo } from '../../shared/http/api.ts'
import type { EpochMs, LocalDate } from '../../shared/units.ts'
import { likelyPlace } from './acts.ts'
import { type Draft, EMPTY_DRAFT } from './draft.ts'
import { purposeOf } from './draft-to-input.ts'

interface Today {
  readonly site: Pick<FormInfo, 'checkpoints'>
  readonly now: EpochMs
  readonly today: LocalDate
  /** Of the address: a poster or a message may name the checkpoint, `?checkpoint=bach-dang`. */
  readonly search: string
}

/** What fits most people, chosen beforehand where it can be seen and changed: the checkpoint of the link, and now. */
export function tripDefaults(draft: Draft, { site, now, today, search }: Today): Partial<Draft> {
  const named = checkpointIn(search)
  const open = site.checkpoints.filter((checkpoint) => isOpen(checkpoint, now))
  const known = site.checkpoints.find(({ id }) => id === named) ?? (open.length === 1 ? open[0] : undefined)
  return {
    ...(draft.checkpoint === '' && known ? { checkpoint: known.id } : {}),
    ...(draft.arrivalDate < today ? { arrivalDate: today, arrivalHour: 'now' } : {}),
  }
}

interface Ground {
  readonly site: Pick<FormInfo, 'checkpoints'>
  readonly areas: Pick<AreaTable, 'lineage'>
}

/** Who comes into the province where they live most likely goes home, and stays there. */
export function destinationDefaults(draft: Draft, { site, areas }: Ground): Partial<Draft> {
  const home = likelyPlace(draft)
  const checkpoint = site.checkpoints.find(({ id }) => id === draft.checkpoint)
  const provinceOf = (place: PlaceCode) => areas.lineage(place).slice(-1)[0]
  if (draft.direction !== 'entry' || !isPlaceCode(home) || !checkpoint || provinceOf(home) !== provinceOf(checkpoint.place)) return {}
  return {
    ...(draft.destination === '' ? { destination: home } : {}),
    ...(draft.stayAt === '' && (draft.destination === '' || draft.destination === home) ? { stayAt: 'home' } : {}),
  }
}

/** The checkpoint that a link names, where it is open and nothing was declared yet: who follows such a link stands before it. */
export function checkpointOfLink(draft: Draft, { site, now, search }: Omit<Today, 'today'>): Checkpoint | null {
  const named = site.checkpoints.find((checkpoint) => checkpoint.id === checkpointIn(search) && isOpen(checkpoint, now))
  return named && JSON.stringify(draft) === JSON.stringify(EMPTY_DRAFT) ? named : null
}

function isOpen({ opensAt, closesAt }: Checkpoint, now: EpochMs): boolean {
  return opensAt <= now && (closesAt === null || closesAt > now)
}

/** Goods on a truck are somebody's work in transport, and at these ages one goes to school. */
export function workDefaults(draft: Draft, today: LocalDate): Partial<Draft> {
  const { sector, means, birth } = draft
  if (sector !== '') return {}
  if (means === 'truck' && purposeOf(draft) === 'goods' && isGrown(birth.year, today)) return { sector: 'transport' }
  return isPupil(birth.year, today) ? { sector: 'student' } : {}
}

function isPupil(birthYear: string, today: LocalDate): boolean {
  const age = ageOf(birthYear, today)
  return age >= 6 && age <= 17
}

function isGrown(birthYear: string, today: LocalDate): boolean {
  return ageOf(birthYear, today) >= 18
}

/** In this calendar year. */
function ageOf(birthYear: string, today: LocalDate): number {
  return Number(today.slice(0, 4)) - Number(birthYear)
}

/** The name that a link gives; empty where it gives none. */
export function checkpointIn(search: string): string {
  return /[?&]checkpoint=([a-z0-9-]{1,60})(?:&|$)/.exec(search)?.[1] ?? ''
}
