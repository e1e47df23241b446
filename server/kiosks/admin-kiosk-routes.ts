import * as z from 'zod/mini'
import type { EnrolmentLink, LogGap, StaffView } from '../../shared/http/api.ts'
import { asCheckpointId, asKioskId } from '../../shared/ids.ts'
import type { CoreDeps } from '../deps.ts'
import { type Refusal, refusalReply } from '../http/refusal.ts'
import type { Route, RouteReply, RouteRequest } from '../http/route.ts'
import { answerEnrolment, enrolmentView } from './confirm-enrolment.ts'
import { createEnrolment, ENROLMENT_LIFE_MS, enrolmentUrl } from './enrolment.ts'
import { kioskStatuses } from './kiosk-statuses.ts'
import { logGaps } from './log-gaps.ts'
import { revokeKiosk } from './revoke-kiosk.ts'

const enrolmentSchema = z.strictObject({
  checkpoint: z.string().check(z.refine(asCheckpointId.matches)),
  /** The tablet becomes this kiosk again, in its next epoch: its storage and its key are gone. */
  kiosk: z.optional(z.string().check(z.refine(asKioskId.matches))),
  /** `none` is for scripts of a demo; anywhere else a person always compares the number on both screens. */
  confirm: z.optional(z.enum(['needed', 'none'])),
})
const enrolmentParams = z.object({ enrolment: z.string().check(z.regex(/^[0-9a-f]{64}$/)) })
const answerSchema = z.strictObject({ checkNumber: z.string().check(z.regex(/^\d{6}$/)), answer: z.enum(['yes', 'no']) })
const revokeSchema = z.strictObject({ as: z.optional(z.enum(['stolen', 'retired'])), queue: z.optional(z.enum(['keep', 'drop'])) })
const kioskParams = z.object({ kiosk: z.string().check(z.refine(asKioskId.matches)) })

/** Who answers for tablets: a lost one is closed by whoever is on duty at night. Each step is in the audit. */
const KIOSK_ROLES = ['admin', 'operator'] as const

/** What the staff does about tablets. */
export function adminKioskRoutes(deps: CoreDeps): readonly Route[] {
  return [...enrolmentRoutes(deps), ...statusRoutes(deps)]
}

function enrolmentRoutes(deps: CoreDeps): readonly Route[] {
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
      path: '/api/enrolments/:enrolment',
      summary: 'Whether a tablet has opened the link, and the number that it shows',
      access: KIOSK_ROLES,
      params: enrolmentParams,
      replies: { 200: { description: 'The link as it stands' }, 404: { description: 'No such link' } },
      handle: async ({ params, language }) => {
        const view = await enrolmentView(deps.storage, enrolmentParams.parse(params).enrolment, deps.clock)
        return view ? { status: 200, body: view } : refusalReply(NO_ENROLMENT, language)
      },
    },
    {
      method: 'post',
      path: '/api/enrolments/:enrolment/answer',
      summary: 'Confirms the tablet that shows this number, or refuses it',
      access: KIOSK_ROLES,
      params: enrolmentParams,
      maxBytes: 1024,
      body: { schema: answerSchema, parsedBy: 'schema', example: { checkNumber: '482913', answer: 'yes' } },
      replies: { 204: { description: 'Done' }, 409: { description: 'No tablet asks, or it shows another number' } },
      handle: (request) => answerOf(deps, request),
    },
  ]
}

function statusRoutes(deps: CoreDeps): readonly Route[] {
  return [
    {
      method: 'get',
      path: '/api/kiosks/gaps',
      summary: 'Records that tablets are known to have made and that will never come',
      access: KIOSK_ROLES,
      replies: { 200: { description: 'Oldest first' } },
      handle: async () => ({ status: 200, body: (await logGaps(deps.storage)).map(gapView) }),
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
      summary: 'Takes a tablet out of service: as stolen (the default) nothing more of it counts, as retired its rest still does',
      access: KIOSK_ROLES,
      params: kioskParams,
      maxBytes: 1024,
      body: { schema: revokeSchema, parsedBy: 'schema', example: { as: 'retired', queue: 'keep' } },
      replies: { 204: { description: 'Revoked' }, 404: { description: 'No such kiosk' } },
      handle: (request) => revoke(deps, request),
    },
  ]
}

async function newEnrolment({ storage, clock, publicUrls, demoOffsetMs }: CoreDeps, request: RouteRequest): Promise<RouteReply> {
  const { checkpoint, kiosk, confirm: asked = 'none' } = enrolmentSchema.parse(request.body)
  const confirm = demoOffsetMs === null ? 'needed' : asked
  const wanted = { checkpoint: asCheckpointId(checkpoint), createdBy: staffOf(request).id, lifeMs: ENROLMENT_LIFE_MS, confirm } as const
  const created = await createEnrolment(storage, { ...wanted, ...(kiosk && { forKiosk: asKioskId(kiosk) }) }, clock)
  if (!created.ok) return refusalReply(NO_CHECKPOINT, request.language)
  const link: EnrolmentLink = { ...created.value, url: enrolmentUrl(publicUrls.kiosk, created.value.token) }
  return { status: 201, body: link }
}

async function revoke({ storage, clock }: CoreDeps, request: RouteRequest): Promise<RouteReply> {
  const kiosk = asKioskId(kioskParams.parse(request.params).kiosk)
  const { as = 'stolen', queue = 'keep' } = revokeSchema.parse(request.body)
  const revoked = await revokeKiosk(storage, { kiosk, by: staffOf(request).id, as, queue }, clock)
  return revoked.ok ? { status: 204 } : refusalReply(NO_KIOSK, request.language)
}

async function answerOf({ storage, clock }: CoreDeps, request: RouteRequest): Promise<RouteReply> {
  const { checkNumber, answer } = answerSchema.parse(request.body)
  const id = enrolmentParams.parse(request.params).enrolment
  const answered = await answerEnrolment(storage, { id, checkNumber, answer, by: staffOf(request).id }, clock)
  if (answered.ok) return { status: 204 }
  return refusalReply(answered.error === 'other-number' ? OTHER_NUMBER : NOT_ASKING, request.language)
}

function gapView(gap: Awaited<ReturnType<typeof logGaps>>[number]): LogGap {
  const { checkpoint_id, kiosk_id, epoch, from_seq, to_seq, cause, noted_at } = gap
  return { checkpoint: asCheckpointId(checkpoint_id), kiosk: asKioskId(kiosk_id), epoch, fromSeq: from_seq, toSeq: to_seq, cause, notedAt: noted_at }
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

const NO_ENROLMENT: Refusal = {
  status: 404,
  error: 'enrolment-unknown',
  texts: { vi: 'Không có liên kết này. Hãy tạo liên kết mới.', en: 'There is no such link. Make a new one.' },
}

const OTHER_NUMBER: Refusal = {
  status: 409,
  error: 'other-number',
  texts: {
    vi: 'Máy đang xin đăng ký hiện số khác. Đừng xác nhận: hãy từ chối và tạo liên kết mới.',
    en: 'The tablet that asks shows another number. Do not confirm: refuse it and make a new link.',
  },
}

const NOT_ASKING: Refusal = {
  status: 409,
  error: 'not-asking',
  texts: {
    vi: 'Không có máy nào đang chờ xác nhận với liên kết này. Hãy mở liên kết trên máy, hoặc tạo liên kết mới.',
    en: 'No tablet waits for this link. Open the link on the tablet, or make a new one.',
  },
}
