import * as z from 'zod/mini'
import type { EnrolmentLink, StaffView } from '../../shared/http/api.ts'
import { asCheckpointId, asKioskId } from '../../shared/ids.ts'
import type { CoreDeps } from '../deps.ts'
import { type Refusal, refusalReply } from '../http/refusal.ts'
import type { Route, RouteReply, RouteRequest } from '../http/route.ts'
import { createEnrolment, ENROLMENT_LIFE_MS, enrolmentUrl, revokeKiosk } from './enrolment.ts'
import { kioskStatuses } from './kiosk-statuses.ts'

const enrolmentSchema = z.strictObject({ checkpoint: z.string().check(z.refine(asCheckpointId.matches)) })
const kioskParams = z.object({ kiosk: z.string().check(z.refine(asKioskId.matches)) })

/** Who answers for tablets: a lost one is closed by whoever is on duty at night. Each step is in the audit. */
const KIOSK_ROLES = ['admin', 'operator'] as const

/** What the staff does about tablets. */
export function adminKioskRoutes(deps: CoreDeps): readonly Route[] {
  return [
    {
      method: 'post',
      path: '/api/enrolments',
      summary: 'A link that enrols one tablet at a checkpoint, once, within a day',
      access: KIOSK_ROLES,
      maxBytes: 1024,
      body: { schema: enrolmentSchema, parsedBy: 'schema', example: { checkpoint: 'bach-dang' } },
      replies: { 201: { description: 'The link; it is shown this once' }, 404: { description: 'No such checkpoint' } },
      handle: (request) => newEnrolment(deps, request),
    },
    {
      method: 'get',
      path: '/api/kiosks',
      summary: 'Every tablet that was enrolled, with its state',
      access: KIOSK_ROLES,
      replies: { 200: { description: 'By checkpoint, oldest first' } },
      handle: async () => ({ status: 200, body: await kioskStatuses(deps.storage, 'all') }),
    },
    {
      method: 'post',
      path: '/api/kiosks/:kiosk/revoke',
      summary: 'Takes a tablet out of service: from now on nothing of it is accepted',
      access: KIOSK_ROLES,
      params: kioskParams,
      replies: { 204: { description: 'Revoked' }, 404: { description: 'No such kiosk' } },
      handle: (request) => revoke(deps, request),
    },
  ]
}

async function newEnrolment({ storage, clock, publicUrls }: CoreDeps, request: RouteRequest): Promise<RouteReply> {
  const checkpoint = asCheckpointId(enrolmentSchema.parse(request.body).checkpoint)
  const created = await createEnrolment(storage, { checkpoint, createdBy: staffOf(request).id, lifeMs: ENROLMENT_LIFE_MS }, clock)
  if (!created.ok) return refusalReply(NO_CHECKPOINT, request.language)
  const link: EnrolmentLink = { ...created.value, url: enrolmentUrl(publicUrls.kiosk, created.value.token) }
  return { status: 201, body: link }
}

async function revoke({ storage, clock }: CoreDeps, request: RouteRequest): Promise<RouteReply> {
  const kiosk = asKioskId(kioskParams.parse(request.params).kiosk)
  const revoked = await revokeKiosk(storage, { kiosk, by: staffOf(request).id }, clock)
  return revoked.ok ? { status: 204 } : refusalReply(NO_KIOSK, request.language)
}

function staffOf({ staff }: RouteRequest): StaffView {
  if (staff === null) throw new Error('a staff route was reached without a session')
  return staff
}

const NO_CHECKPOINT: Refusal = {
  status: 404,
  error: 'checkpoint-unknown',
  texts: { vi: 'Không có chốt này. Hãy chọn một chốt trong danh sách.', en: 'There is no such checkpoint. Choose one from the list.' },
}

const NO_KIOSK: Refusal = {
  status: 404,
  error: 'kiosk-unknown',
  texts: { vi: 'Không có máy này. Hãy tải lại danh sách máy.', en: 'There is no such kiosk. Reload the list.' },
}
