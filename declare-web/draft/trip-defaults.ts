import type { FormInfo } from '../../shared/http/api.ts'
import type { EpochMs, LocalDate } from '../../shared/units.ts'
import { likelyPlace } from './acts.ts'
import type { Draft } from './draft.ts'

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
  const open = site.checkpoints.filter(({ opensAt, closesAt }) => opensAt <= now && (closesAt === null || closesAt > now))
  const known = site.checkpoints.find(({ id }) => id === named) ?? (open.length === 1 ? open[0] : undefined)
  return {
    ...(draft.checkpoint === '' && known ? { checkpoint: known.id } : {}),
    ...(draft.arrivalDate < today ? { arrivalDate: today, arrivalHour: 'now' } : {}),
  }
}

/** Who comes in most likely goes home. */
export function destinationDefaults(draft: Draft): Partial<Draft> {
  const home = likelyPlace(draft)
  return draft.destination === '' && draft.direction === 'entry' && /^\d/.test(home) ? { destination: home } : {}
}

/** Who drives a truck carries goods; who comes in and stays at home comes home. */
export function purposeDefaults({ purpose, means, direction, stayAt }: Draft): Partial<Draft> {
  if (purpose !== '') return {}
  if (means === 'truck') return { purpose: 'goods' }
  return direction === 'entry' && stayAt === 'home' ? { purpose: 'return-home' } : {}
}

/** Goods on a truck are somebody's work in transport, and at these ages one goes to school. */
export function workDefaults({ sector, means, purpose, birth }: Draft, today: LocalDate): Partial<Draft> {
  if (sector !== '') return {}
  if (means === 'truck' && purpose === 'goods' && isGrown(birth.year, today)) return { sector: 'transport' }
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
