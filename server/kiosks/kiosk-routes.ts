import * as z from 'zod/mini'
import type { Language, Texts } from '../../shared/checkpoints/checkpoint.ts'
import { asKioskId, type KioskId } from '../../shared/ids.ts'
import { PIN_PATTERN } from '../../shared/shift/pin.ts'
import {
  type EnrolPending,
  type EnrolReply,
  type EnrolRequest,
  type EpochRequest,
  type PinReply,
  type PinRequest,
  PROTOCOL_VERSION,
} from '../../shared/sync/protocol.ts'
import type { CoreDeps } from '../deps.ts'
import { type Refusal, refusalReply } from '../http/refusal.ts'
import type { Route, RouteReply, RouteRequest } from '../http/route.ts'
import { protocolFault } from '../sync/protocol-fault.ts'
import { syncRoute } from '../sync/sync-api.ts'
import { refusalOf, STATUS_OF_FAULT, type SyncFault } from '../sync/sync-refusal.ts'
import { checkPin, type PinRefusal } from './check-pin.ts'
import { isDeviceKey } from './device-key.ts'
import { enrolKiosk } from './enrolment.ts'
import { EXAMPLE_DEVICE_KEY } from './example-device-key.ts'
import { nextEpoch } from './next-epoch.ts'
import { shortCodeRoute } from './short-code.ts'

const enrolSchema = z.strictObject({
  protocol: z.int(),
  token: z.string().check(z.minLength(1), z.maxLength(128)),
  publicKey: z.string().check(z.maxLength(400), z.refine(isDeviceKey)),
  device: z.string().check(z.maxLength(200)),
  appVersion: z.string().check(z.maxLength(40)),
  previous: z.optional(
    z.strictObject({ kiosk: z.custom<KioskId>(asKioskId.matches), epoch: z.int().check(z.gte(1)), signature: z.string().check(z.maxLength(100)) }),
  ),
})

const epochSchema = z.strictObject({
  protocol: z.int(),
  epoch: z.int().check(z.gte(1)),
  head: z.strictObject({ seq: z.int().check(z.gte(0)), hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)) }),
  cause: z.enum(['damaged', 'storage-lost']),
})

const pinSchema = z.strictObject({
  officer: z.string().check(z.minLength(1), z.maxLength(40)),
  pin: z.string().check(z.regex(PIN_PATTERN)),
})

/** What a tablet itself calls: enrol, an officer's first login, sync. */
export function kioskRoutes(deps: CoreDeps): readonly Route[] {
  return [enrolRoute(deps), pinRoute(deps), epochRoute(deps), syncRoute(deps), shortCodeRoute(deps)]
}

function enrolRoute(deps: CoreDeps): Route {
  const example: EnrolRequest = {
    protocol: PROTOCOL_VERSION,
    token: 'A'.repeat(43),
    publicKey: EXAMPLE_DEVICE_KEY,
    device: 'Tablet',
    appVersion: '0.1.0',
  }
  return {
    method: 'post',
    path: '/api/kiosks/enrol',
    summary: 'A tablet becomes a kiosk of one checkpoint, by a one-time token',
    access: 'public',
    maxBytes: 4096,
    body: { schema: enrolSchema, parsedBy: 'schema', example },
    replies: {
      201: { description: 'Enrolled: whose log to write, and the key that signs its bundles' },
      202: { description: 'Somebody in the control room must confirm the check number; ask again' },
      401: { description: 'The token is unknown, used or expired' },
      426: { description: 'The app is too old or too new for this server' },
    },
    handle: (request) => enrol(deps, request),
  }
}

async function enrol({ storage, clock, keys }: CoreDeps, request: RouteRequest): Promise<RouteReply> {
  const { protocol, token, publicKey, appVersion, device, previous } = enrolSchema.parse(request.body)
  const fault = protocolFault(protocol)
  if (fault) return { status: STATUS_OF_FAULT[fault.error], body: refusalOf(fault, request.language) }
  const enrolled = await enrolKiosk(storage, { token, publicKey, appVersion, device, ...(previous && { previous }) }, clock)
  if (!enrolled.ok) return refusalReply(TOKEN_REFUSED, request.language)
  if (enrolled.value.kind === 'pending') return { status: 202, body: PENDING }
  const { kiosk, checkpoint, epoch } = enrolled.value
  const reply: EnrolReply = { kiosk, checkpoint, epoch, bundleKey: keys.bundlePublicKey, serverNow: clock.now() }
  return { status: 201, body: reply }
}

const PENDING: EnrolPending = { pending: true }

function epochRoute(deps: CoreDeps): Route {
  const example: EpochRequest = { protocol: PROTOCOL_VERSION, epoch: 1, head: { seq: 12, hash: '0'.repeat(64) }, cause: 'damaged' }
  return {
    method: 'post',
    path: '/api/kiosks/epoch',
    summary: 'A tablet whose log is damaged closes it where it stands here and opens the next',
    access: 'kiosk',
    maxBytes: 1024,
    body: { schema: epochSchema, parsedBy: 'schema', example },
    replies: {
      200: { description: 'The new epoch, and where the closed log ends for good' },
      401: { description: 'Unknown, revoked or another epoch' },
      409: { description: 'The log has forked: people must look first' },
      426: { description: 'The two speak different versions of the protocol' },
    },
    handle: async ({ body, kiosk, language }) => {
      if (kiosk === null) throw new Error('a kiosk route was reached without a checked signature')
      const request = epochSchema.parse(body)
      const refuse = (fault: SyncFault): RouteReply => ({ status: STATUS_OF_FAULT[fault.error], body: refusalOf(fault, language) })
      const fault = protocolFault(request.protocol)
      if (fault) return refuse(fault)
      const opened = await nextEpoch(deps.storage, { kiosk, request }, deps.clock)
      return opened.ok ? { status: 200, body: opened.value } : refuse(opened.error)
    },
  }
}

function pinRoute(deps: CoreDeps): Route {
  const example: PinRequest = { officer: 'can-bo-1', pin: '123456' }
  return {
    method: 'post',
    path: '/api/kiosks/pin',
    summary: 'An officer’s first login on a tablet; later ones need no network',
    access: 'kiosk',
    maxBytes: 1024,
    body: { schema: pinSchema, parsedBy: 'schema', example },
    replies: {
      200: { description: 'The officer' },
      401: { description: 'Wrong PIN, with the tries that are left' },
      403: { description: 'No officer of this checkpoint, or one without a PIN' },
      423: { description: 'Locked after five wrong PINs until an administrator sets a new one' },
    },
    handle: (request) => pin(deps, request),
  }
}

async function pin({ storage }: CoreDeps, request: RouteRequest): Promise<RouteReply> {
  if (request.kiosk === null) throw new Error('a kiosk route was reached without a checked signature')
  const checked = await checkPin(storage, { kiosk: request.kiosk, ...pinSchema.parse(request.body) })
  if (!checked.ok) return pinRefusal(checked.error, request.language)
  const reply: PinReply = { officer: checked.value }
  return { status: 200, body: reply }
}

function pinRefusal(refusal: PinRefusal, language: Language): RouteReply {
  const status = { 'pin-wrong': 401, 'officer-not-here': 403, 'pin-not-set': 403, 'pin-locked': 423 }[refusal.error]
  return { status, body: { ...refusal, message: pinTexts(refusal)[language] } }
}

function pinTexts(refusal: PinRefusal): Texts {
  switch (refusal.error) {
    case 'pin-wrong':
      return {
        vi: `Sai mã PIN. Còn ${refusal.triesLeft} lần thử trước khi tài khoản bị khóa.`,
        en: `Wrong PIN. Tries left before the account is locked: ${refusal.triesLeft}.`,
      }
    case 'pin-locked':
      return {
        vi: 'Tài khoản đã bị khóa sau năm lần nhập sai. Hãy nhờ quản trị viên đặt lại mã PIN.',
        en: 'Locked after five wrong PINs. Ask an administrator to set a new PIN.',
      }
    case 'pin-not-set':
      return {
        vi: 'Cán bộ này chưa có mã PIN. Hãy nhờ quản trị viên đặt mã PIN.',
        en: 'This officer has no PIN yet. Ask an administrator to set one.',
      }
    case 'officer-not-here':
      return {
        vi: 'Không có cán bộ này trong danh sách của chốt. Hãy kiểm tra tên hoặc nhờ quản trị viên thêm vào chốt.',
        en: 'No such officer at this checkpoint. Check the name, or ask an administrator to add them here.',
      }
  }
}

const TOKEN_REFUSED: Refusal = {
  status: 401,
  error: 'enrolment-refused',
  texts: {
    vi: 'Liên kết đăng ký không đúng, đã dùng hoặc đã hết hạn. Hãy xin quản trị viên một liên kết mới; mỗi liên kết chỉ dùng được một lần.',
    en: 'The enrolment link is wrong, used or expired. Ask an administrator for a new one; each link works once.',
  },
}
