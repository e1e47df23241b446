import * as z from 'zod/mini'
import { FLAG_CLASSES, type FlagClass } from '../../shared/adjudication/finding.ts'
import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { AcknowledgeRequest, FlagPage, FlagView } from '../../shared/http/flags.ts'
import { asCheckpointId, asKioskId, asPassageId } from '../../shared/ids.ts'
import type { Result } from '../../shared/result.ts'
import { OUTCOMES } from '../../shared/rules/verdict.ts'
import { type ApiFailure, callApi } from '../http/call-api.ts'

export interface FlagFilter {
  readonly checkpoint: string
  readonly class: FlagClass | ''
  readonly state: 'open' | 'all'
}

export function fetchFlags(filter: FlagFilter, before: string | null, language: Language): Promise<Result<FlagPage, ApiFailure>> {
  const query = new URLSearchParams({ state: filter.state })
  if (filter.checkpoint) query.set('checkpoint', filter.checkpoint)
  if (filter.class) query.set('class', filter.class)
  if (before !== null) query.set('before', before)
  return callApi({ method: 'GET', path: `/api/flags?${query}`, language, parse: (answer) => page.safeParse(answer).data ?? null })
}

export function acknowledge(flag: FlagView, note: string, language: Language): Promise<Result<FlagView, ApiFailure>> {
  const path = `/api/flags/${flag.checkpoint}/${flag.id}/acknowledge`
  const body: AcknowledgeRequest = { note }
  return callApi({ method: 'POST', path, body, language, parse: (answer) => flagSchema.safeParse(answer).data ?? null })
}

const checkpoint = z.custom<ReturnType<typeof asCheckpointId>>(asCheckpointId.matches)
const kiosk = z.custom<ReturnType<typeof asKioskId>>(asKioskId.matches)
const optional = <T extends z.core.$ZodType>(of: T) => z.optional(of)
const outcome = optional(z.enum(OUTCOMES))

const detail = z.object({
  passage: optional(z.custom<ReturnType<typeof asPassageId>>(asPassageId.matches)),
  recorded: outcome,
  decided: outcome,
  expected: outcome,
  rules: optional(z.array(z.string())),
  how: optional(z.enum(['same-way', 'too-fast'])),
  otherCheckpoint: optional(checkpoint),
  otherAt: optional(z.int()),
  minutes: optional(z.int()),
  count: optional(z.int()),
  cause: optional(z.string()),
  fromSeq: optional(z.int()),
  toSeq: optional(z.int()),
})

const flagObject = z.object({
  id: z.string(),
  checkpoint,
  kiosk,
  class: z.enum(FLAG_CLASSES),
  occurredAt: z.int(),
  raisedAt: z.int(),
  withdrawnAt: z.nullable(z.int()),
  records: z.array(z.object({ checkpoint, kiosk, epoch: z.int(), seq: z.int() })),
  detail,
  acknowledged: z.nullable(z.object({ at: z.int(), by: z.string(), note: z.string() })),
})

// Absent fields stay absent: zod's type would also allow `undefined` in them.
const flagSchema = z.pipe(
  flagObject,
  z.transform((flag) => flag as FlagView),
)
const page = z.object({ flags: z.array(flagSchema), next: z.nullable(z.string()), open: z.int() })
