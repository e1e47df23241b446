import { asCheckpointId, asKioskId } from '../../shared/ids.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { type EnrolReply, type EnrolRequest, PROTOCOL_VERSION } from '../../shared/sync/protocol.ts'
import type { KioskIdentity } from '../log/kiosk-identity.ts'
import type { HttpAnswer, Post } from '../sync/kiosk-api.ts'
import { integer, matching, meeting, number, withFields } from '../sync/wire-shapes.ts'

export type EnrolProblem = 'not-a-link' | 'unreachable' | 'link-used-or-expired' | 'too-many-tries' | 'app-too-old' | 'server-trouble'

/** The one-time token of an enrolment link, also when only its end was typed. */
export function tokenOf(text: string): string | null {
  const trimmed = text.trim()
  const inLink = /#enrol=([^&\s]+)/.exec(trimmed)?.[1]
  const token = inLink ?? trimmed
  return /^[A-Za-z0-9_-]{16,128}$/.test(token) ? token : null
}

const isReply = withFields({
  kiosk: meeting(asKioskId.matches),
  checkpoint: meeting(asCheckpointId.matches),
  epoch: integer(1),
  bundleKey: matching(/^[A-Za-z0-9_-]{43}$/),
  serverNow: number,
})

export interface EnrolDeps {
  readonly post: Post
  readonly device: string
  readonly appVersion: string
  readonly publicKey: string
  readonly previous?: NonNullable<EnrolRequest['previous']>
}

/** `pending`: the control room must first compare the number that the tablet shows. */
export async function requestEnrolment(deps: EnrolDeps, token: string): Promise<Result<EnrolReply | 'pending', EnrolProblem>> {
  const { device, appVersion, publicKey, previous } = deps
  const request: EnrolRequest = { protocol: PROTOCOL_VERSION, token, publicKey, device, appVersion, ...(previous && { previous }) }
  const answer = await deps.post('/api/kiosks/enrol', JSON.stringify(request), {})
  if (answer.kind === 'unreachable') return err('unreachable')
  if (answer.status === 202) return ok('pending')
  if (answer.status !== 200 && answer.status !== 201) return err(problemOf(answer))
  if (!isReply(answer.body)) return err('server-trouble')
  const { kiosk, checkpoint, epoch, bundleKey, serverNow } = answer.body
  return ok({ kiosk: asKioskId(kiosk), checkpoint: asCheckpointId(checkpoint), epoch, bundleKey, serverNow })
}

export function identityOf(reply: EnrolReply): KioskIdentity {
  const { kiosk, checkpoint, epoch, bundleKey } = reply
  return { kiosk, checkpoint, epoch, bundleKey }
}

function problemOf(answer: HttpAnswer & { readonly kind: 'answer' }): EnrolProblem {
  if (answer.status === 426) return 'app-too-old'
  if (answer.status === 429) return 'too-many-tries'
  return answer.status >= 400 && answer.status < 500 ? 'link-used-or-expired' : 'server-trouble'
}
