import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { EnrolmentLink, EnrolmentView } from '../../shared/http/api.ts'
import { asCheckpointId, type CheckpointId, type KioskId } from '../../shared/ids.ts'
import type { Result } from '../../shared/result.ts'
import { type ApiFailure, callApi } from '../http/call-api.ts'

/** `kiosk`: the tablet becomes that one again; its storage or its key is gone. */
export function makeEnrolmentLink(
  wanted: { readonly checkpoint: CheckpointId; readonly kiosk: KioskId | null },
  language: Language,
): Promise<Result<EnrolmentLink, ApiFailure>> {
  const { checkpoint, kiosk } = wanted
  const body = { checkpoint, confirm: 'needed', ...(kiosk && { kiosk }) }
  return callApi({ method: 'POST', path: '/api/enrolments', body, language, parse: parseEnrolmentLink })
}

export function readEnrolment(enrolment: string, language: Language): Promise<Result<EnrolmentView, ApiFailure>> {
  return callApi({ method: 'GET', path: `/api/enrolments/${enrolment}`, language, parse: parseEnrolmentView })
}

export function answerEnrolment(
  enrolment: string,
  answer: { readonly checkNumber: string; readonly answer: 'yes' | 'no' },
  language: Language,
): Promise<Result<true, ApiFailure>> {
  return callApi({ method: 'POST', path: `/api/enrolments/${enrolment}/answer`, body: answer, language, parse: () => true as const })
}

export function revokeKiosk(
  revocation: { readonly kiosk: KioskId; readonly as: 'stolen' | 'retired' },
  language: Language,
): Promise<Result<true, ApiFailure>> {
  const { kiosk, as } = revocation
  return callApi({ method: 'POST', path: `/api/kiosks/${kiosk}/revoke`, body: { as }, language, parse: () => true as const })
}

export function parseEnrolmentLink(answer: unknown): EnrolmentLink | null {
  if (typeof answer !== 'object' || answer === null) return null
  const { url, token, id, checkpoint, expiresAt } = answer as { readonly [field: string]: unknown }
  if (typeof url !== 'string' || !/^https?:\/\//.test(url) || typeof token !== 'string' || typeof id !== 'string') return null
  if (!asCheckpointId.matches(checkpoint) || typeof expiresAt !== 'number') return null
  return { url, token, id, checkpoint, expiresAt }
}

const STATES: readonly EnrolmentView['state'][] = ['waiting', 'asking', 'confirmed', 'enrolled', 'refused', 'expired']

export function parseEnrolmentView(answer: unknown): EnrolmentView | null {
  if (typeof answer !== 'object' || answer === null) return null
  const { state: given, checkNumber, device, kiosk } = answer as { readonly [field: string]: unknown }
  const state = STATES.find((known) => known === given)
  const textOr = (value: unknown): string | null => (typeof value === 'string' ? value : null)
  return state ? { state, checkNumber: textOr(checkNumber), device: textOr(device), kiosk: textOr(kiosk) } : null
}
