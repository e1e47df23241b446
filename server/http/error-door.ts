import type { Language, Texts } from '../../shared/checkpoints/checkpoint.ts'
import type { Log } from '../deps.ts'
import { asStorageError, isStorageError, type StorageError } from '../storage/storage-error.ts'
import { type Refusal, refusalReply } from './refusal.ts'
import type { RouteReply } from './route.ts'

/** The one door for everything thrown below a route: a known trouble of the world gets its own words, a bug is logged once. */
export function replyToError(
  error: unknown,
  context: { readonly requestId: string; readonly language: Language; readonly log: Pick<Log, 'warn' | 'error'> },
): RouteReply {
  const { requestId, language, log } = context
  const trouble = asStorageError(error, 'database')
  if (isStorageError(trouble)) {
    log.warn({ requestId, fault: trouble.fault }, 'the disk refused: nothing of the request was stored')
    return refusalReply(refusalOfDisk(trouble), language)
  }
  const refusal = refusalOfRequest(error)
  if (refusal) return refusalReply(refusal, language)
  log.error({ requestId, error: describe(error) }, 'a bug: the request was answered with 500')
  return refusalReply(bug(requestId), language)
}

/** What Express and its body reader throw at a bad request. */
function refusalOfRequest(error: unknown): Refusal | null {
  const type = fieldOf(error, 'type')
  if (type === 'entity.too.large') return tooLarge(Number(fieldOf(error, 'limit')))
  if (type === 'encoding.unsupported') return refusal415
  const status = fieldOf(error, 'status')
  return typeof status === 'number' && status >= 400 && status < 500 ? { ...badRequest, status } : null
}

function refusalOfDisk(error: StorageError): Refusal {
  return error.fault === 'no-space' ? diskFull : storageUnavailable
}

function fieldOf(error: unknown, field: string): unknown {
  return typeof error === 'object' && error !== null ? Object.getOwnPropertyDescriptor(error, field)?.value : undefined
}

/** Messages may quote what somebody sent: quoted parts stay out of the log. */
export function describe(error: unknown): { readonly name: string; readonly message: string; readonly stack: readonly string[] } {
  if (!(error instanceof Error)) return { name: 'not an Error', message: typeof error, stack: [] }
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '))
  const message = error.message.replace(/(["'`]).*\1/gs, '$1…$1').slice(0, 300)
  return { name: error.name, message, stack: frames.slice(0, 12).map((frame) => frame.trim()) }
}

function bug(requestId: string): Refusal {
  const texts: Texts = {
    vi: `Hệ thống gặp lỗi và chưa ghi nhận yêu cầu này. Hãy thử lại; nếu vẫn lỗi, báo cho người quản trị mã ${requestId}.`,
    en: `Something broke on our side and this request was not carried out. Try again; if it persists, give the administrator the code ${requestId}.`,
  }
  return { status: 500, error: 'internal', texts }
}

function tooLarge(limit: number): Refusal {
  const size = Number.isFinite(limit) ? `${Math.floor(limit / 1024)} KB` : ''
  return {
    status: 413,
    error: 'too-large',
    texts: {
      vi: `Nội dung gửi lên quá lớn${size && ` (tối đa ${size})`}. Hãy gửi ít hơn.`,
      en: `The body is too large${size && ` (at most ${size})`}. Send less.`,
    },
  }
}

const refusal415: Refusal = {
  status: 415,
  error: 'not-json',
  texts: { vi: 'Hãy gửi JSON không nén (không có Content-Encoding).', en: 'Send plain JSON, not compressed (no Content-Encoding).' },
}

const badRequest: Refusal = {
  status: 400,
  error: 'bad-request',
  texts: {
    vi: 'Không đọc được yêu cầu này. Hãy kiểm tra địa chỉ và nội dung gửi.',
    en: 'This request could not be read. Check its address and body.',
  },
}

const diskFull: Refusal = {
  status: 507,
  error: 'no-space',
  texts: {
    vi: 'Ổ đĩa của máy chủ đã đầy, yêu cầu chưa được ghi nhận. Hãy thử lại sau; người quản trị cần giải phóng dung lượng.',
    en: "The server's disk is full and nothing was stored. Try again later; the administrator must free some space.",
  },
}

const storageUnavailable: Refusal = {
  status: 503,
  error: 'storage-unavailable',
  texts: {
    vi: 'Máy chủ tạm thời không ghi được dữ liệu, yêu cầu chưa được ghi nhận. Hãy thử lại sau ít phút.',
    en: 'The server cannot write its data at the moment and nothing was stored. Try again in a few minutes.',
  },
  headers: { 'Retry-After': '30' },
}
