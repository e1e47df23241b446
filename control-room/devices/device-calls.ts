import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { EnrolmentLink } from '../../shared/http/api.ts'
import { asCheckpointId, type CheckpointId, type KioskId } from '../../shared/ids.ts'
import type { Result } from '../../shared/result.ts'
import { type ApiFailure, callApi } from '../http/call-api.ts'

export function makeEnrolmentLink(checkpoint: CheckpointId, language: Language): Promise<Result<EnrolmentLink, ApiFailure>> {
  return callApi({ method: 'POST', path: '/api/enrolments', body: { checkpoint, confirm: 'needed' }, language, parse: parseEnrolmentLink })
}

export function revokeKiosk(kiosk: KioskId, language: Language): Promise<Result<true, ApiFailure>> {
  return callApi({ method: 'POST', path: `/api/kiosks/${kiosk}/revoke`, body: {}, language, parse: () => true as const })
}

export function parseEnrolmentLink(answer: unknown): EnrolmentLink | null {
  if (typeof answer !== 'object' || answer === null) return null
  const { url, token, id, checkpoint, expiresAt } = answer as { readonly [field: string]: unknown }
  if (typeof url !== 'string' || !/^https?:\/\//.test(url) || typeof token !== 'string' || typeof id !== 'string') return null
  if (!asCheckpointId.matches(checkpoint) || typeof expiresAt !== 'number') return null
  return { url, token, id, checkpoint, expiresAt }
}
