import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import { ROLES, type Role, type StaffView } from '../../shared/http/api.ts'
import { asStaffId } from '../../shared/ids.ts'
import type { Result } from '../../shared/result.ts'
import { type ApiFailure, callApi } from '../http/call-api.ts'
import type { TextKey } from '../language/texts.ts'

export type Session =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unreachable' }
  /** `hasEnded`: it was open on this page before. */
  | { readonly kind: 'signed-out'; readonly hasEnded: boolean }
  | { readonly kind: 'wrong-role'; readonly staff: StaffView }
  | { readonly kind: 'signed-in'; readonly staff: StaffView }

const CONTROL_ROOM_ROLES: readonly Role[] = ['operator', 'admin']
const PATH = '/api/session'

export function sessionOf(staff: StaffView): Session {
  return { kind: CONTROL_ROOM_ROLES.includes(staff.role) ? 'signed-in' : 'wrong-role', staff }
}

export function fetchSession(language: Language): Promise<Result<StaffView, ApiFailure>> {
  return callApi({ method: 'GET', path: PATH, language, parse: parseStaffView })
}

/** Names are lower case; a phone's keyboard likes to begin with a capital. The password goes as it is. */
export function openSession(name: string, password: string, language: Language): Promise<Result<StaffView, ApiFailure>> {
  const body = { id: name.trim().toLowerCase(), password }
  return callApi({ method: 'POST', path: PATH, body, language, parse: parseStaffView })
}

export function closeSession(language: Language): Promise<Result<true, ApiFailure>> {
  return callApi({ method: 'DELETE', path: PATH, language, parse: () => true as const })
}

/** What went wrong while signing in, where the server did not say it itself. */
export function signInProblem(failure: ApiFailure): TextKey {
  if (failure.status === 429) return 'too-many-tries'
  if (failure.kind === 'unreachable') return 'unreachable'
  return 'wrong-password'
}

export function parseStaffView(answer: unknown): StaffView | null {
  if (typeof answer !== 'object' || answer === null || !('id' in answer) || !('name' in answer) || !('role' in answer)) return null
  const role = ROLES.find((known) => known === answer.role)
  if (!asStaffId.matches(answer.id) || typeof answer.name !== 'string' || role === undefined) return null
  return { id: answer.id, name: answer.name, role }
}
