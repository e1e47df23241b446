import { base64UrlOf } from '../../shared/base64url.ts'
import type { LogLetter, Receipt, ReceiptLetter, SignedReceipt } from '../../shared/carrying/letter.ts'
import { receiptText } from '../../shared/carrying/signed-paper.ts'
import { asKioskId, type KioskId } from '../../shared/ids.ts'
import { utf8Bytes } from '../../shared/utf8.ts'
import type { CoreDeps } from '../deps.ts'
import type { RouteReply, RouteRequest } from '../http/route.ts'
import { authenticateKiosk } from '../kiosks/authenticate-kiosk.ts'
import { syncRoute } from '../sync/sync-api.ts'
import { bundleLetter, type PartHashes } from './write-letters.ts'

/** What became of one carried request. */
export interface Taken {
  readonly kiosk: KioskId | null
  readonly epoch: number | null
  readonly status: number
  /** The refusal's word, or null where it was taken. */
  readonly error: string | null
  readonly acked: Receipt['acked'] | null
}

export interface TakenLetter {
  readonly requests: readonly Taken[]
  /** To be carried back. */
  readonly receipt: ReceiptLetter
}

const SYNC = '/api/sync'

/** A carried log goes through the very door that the network leads to: same signatures, same order, same counting. */
export async function takeLogLetter(deps: CoreDeps, letter: LogLetter): Promise<TakenLetter> {
  const requests: Taken[] = []
  for (const { body, headers } of letter.requests) requests.push(await takeRequest(deps, body, headers))
  const last = new Map<string, SignedReceipt>()
  for (const { kiosk, epoch, acked } of requests) {
    if (!kiosk || epoch === null || !acked) continue
    last.set(`${kiosk}/${epoch}`, await signReceipt(deps, { v: 1, kiosk, epoch, acked, serverNow: deps.clock.now() }))
  }
  const { bundle, parts } = await bundleLetter(deps, letter.checkpoint, partsIn(letter))
  const given = (await isFromKioskOf(deps, letter, requests)) ? parts : {}
  return { requests, receipt: { v: 1, kind: 'receipt', checkpoint: letter.checkpoint, receipts: [...last.values()], bundle, parts: given } }
}

/** Officers' names and lists go back only to a tablet in service there: anybody can hand in a stick that names a checkpoint. */
async function isFromKioskOf({ storage }: CoreDeps, { checkpoint }: LogLetter, requests: readonly Taken[]): Promise<boolean> {
  const kiosks = requests.flatMap(({ kiosk, status }) => (kiosk !== null && status !== 401 ? [kiosk] : []))
  if (kiosks.length === 0) return false
  const row = await storage.read
    .selectFrom('kiosk')
    .select('kiosk_id')
    .where('kiosk_id', 'in', [...new Set(kiosks)])
    .where('checkpoint_id', '=', checkpoint)
    .where('state', '!=', 'revoked')
    .executeTakeFirst()
  return row !== undefined
}

async function takeRequest(deps: CoreDeps, rawBody: string, headers: Readonly<Record<string, string>>): Promise<Taken> {
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  const header = (name: string): string | undefined => lower[name.toLowerCase()]
  const device = await authenticateKiosk(deps.storage, { header, rawBody, path: SYNC })
  const said = fieldsOf(rawBody)
  if (!device.ok) return { kiosk: said.kiosk, epoch: said.epoch, status: 401, error: device.error.error, acked: null }
  const request: RouteRequest = {
    body: said.body,
    rawBody,
    params: {},
    query: {},
    header,
    staff: null,
    kiosk: device.value,
    clientAddress: 'carried',
    language: 'vi',
  }
  return takenOf(await syncRoute(deps).handle(request), { kiosk: device.value, epoch: said.epoch })
}

function takenOf({ status, body }: RouteReply, who: Pick<Taken, 'kiosk' | 'epoch'>): Taken {
  const fields = typeof body === 'object' && body !== null ? body : {}
  const error = 'error' in fields && typeof fields.error === 'string' ? fields.error : null
  return { ...who, status, error, acked: 'acked' in fields ? (fields.acked as Receipt['acked']) : null }
}

function fieldsOf(rawBody: string): { readonly body: unknown; readonly kiosk: KioskId | null; readonly epoch: number | null } {
  try {
    const body = JSON.parse(rawBody)
    const epoch = typeof body?.epoch === 'number' ? body.epoch : null
    return { body, kiosk: asKioskId.matches(body?.kiosk) ? body.kiosk : null, epoch }
  } catch {
    return { body: null, kiosk: null, epoch: null }
  }
}

/** What the tablet said it holds, in its last request: the answer need not bring that again. */
function partsIn({ requests }: LogLetter): PartHashes {
  const body = fieldsOf(requests.at(-1)?.body ?? '').body
  return typeof body === 'object' && body !== null && 'parts' in body && typeof body.parts === 'object' ? (body.parts ?? {}) : {}
}

async function signReceipt({ keys }: CoreDeps, receipt: Receipt): Promise<SignedReceipt> {
  return { receipt, signature: base64UrlOf(await keys.signBundle(utf8Bytes(receiptText(receipt)))) }
}
