import type { AreaTable } from '../areas/area-table.ts'
import type { Checkpoint, Language } from '../checkpoints/checkpoint.ts'
import { localDateAt, type ZoneName } from '../time.ts'
import type { EpochMs, LocalDate } from '../units.ts'
import type { Structured } from './structured.ts'

/** What a declaration is judged against besides itself: the same at the form, the API and the command line. */
export interface DeclarationContext {
  readonly areas: AreaTable
  readonly checkpoints: readonly Checkpoint[]
  readonly now: EpochMs
  readonly zone: ZoneName
  /** Of the messages. */
  readonly language: Language
}

/** As the parts of a declaration are judged: by whoever knows their structure already, or looks first. */
export interface JudgeContext extends DeclarationContext {
  readonly structured: Structured
}

export function today(context: DeclarationContext): LocalDate {
  return localDateAt(context.now, context.zone)
}
