import * as z from 'zod/mini'
import { exampleDeclaration } from '../../shared/declaration/declaration-input.ts'
import { declarationInputSchema } from '../../shared/declaration/declaration-schema.ts'
import { refusalReply } from '../http/refusal.ts'
import type { Route, RouteBody, RouteReply, RouteRequest } from '../http/route.ts'
import { plainPage } from '../http/serve-sites.ts'
import { correctPass, NO_PASS, withdrawPass } from './change-pass.ts'
import { type DeclareDeps, declare } from './declare.ts'
import { codePicture } from './draw-code.ts'
import { UNLISTED } from './drawn-page.ts'
import { findPass } from './find-pass.ts'
import { plainCookies } from './plain-cookies.ts'
import { forgetDraft } from './plain-drafts.ts'
import { NO_PICTURE } from './plain-words.ts'

/** Fourteen stops, three tests and four doses with long names take 6 KB; four times that is no declaration. */
export const MAX_DECLARATION_BYTES = 32 * 1024

export const issuedSchema = z.looseObject({
  reference: z.string(),
  shortCode: z.string(),
  qrPayload: z.string(),
  pngUrl: z.string(),
  modules: z.optional(z.string()),
  issuedAt: z.number(),
  expiresAt: z.number(),
  checkpoint: z.string(),
  direction: z.enum(['entry', 'exit']),
  arrivalAt: z.number(),
  verdict: z.looseObject({ outcome: z.string(), reasons: z.array(z.unknown()), duties: z.array(z.unknown()) }),
})

const passSchema = z.looseObject({
  ...issuedSchema.def.shape,
  state: z.enum(['valid', 'expired', 'withdrawn', 'replaced', 'erased']),
  changed: z.nullable(z.looseObject({ since: z.number() })),
  decisions: z.array(z.looseObject({ outcome: z.string(), at: z.number() })),
  correctable: z.boolean(),
  holder: z.optional(z.string()),
})

export const invalidSchema = z.looseObject({
  error: z.string(),
  message: z.string(),
  fields: z.array(z.looseObject({ path: z.string(), code: z.string(), message: z.string() })),
})

/** One of the demo's; another installation replaces it by one of its own. */
export const EXAMPLE_CHECKPOINT = 'bach-dang'

export function declarationRoutes(deps: DeclareDeps): readonly Route[] {
  return [
    {
      method: 'post',
      path: '/api/declarations',
      summary:
        'Declare. Send Idempotency-Key (a UUID) so that a repeated request makes no second declaration; Prefer: code-modules adds the drawn code',
      access: 'public',
      maxBytes: MAX_DECLARATION_BYTES,
      body: declarationBody(deps),
      replies: {
        201: { description: 'Issued: the text of the QR code, its links, and what the checkpoint will say', schema: issuedSchema },
        422: { description: 'Some answers need a correction: each is named', schema: invalidSchema },
      },
      handle: (request) => andForgetDraft(deps, request, declare(deps, request)),
    },
    {
      method: 'get',
      path: '/api/declarations/:reference',
      summary: 'The pass again, by its private link',
      access: 'public',
      replies: { 200: { description: 'As it stands now', schema: passSchema }, 404: { description: 'No such pass' } },
      handle: (request) => showPass(deps, request),
    },
    ...changeRoutes(deps),
    {
      method: 'get',
      path: '/q/:reference.png',
      summary: 'The QR code of a pass as a picture to show or print',
      access: 'public',
      replies: { 200: { description: 'PNG' }, 404: { description: 'No such pass, or no code that counts any more' } },
      handle: (request) => showPicture(deps, request),
    },
  ]
}

function changeRoutes(deps: DeclareDeps): readonly Route[] {
  return [
    {
      method: 'post',
      path: '/api/declarations/:corrected/correction',
      summary: 'A whole declaration in the place of this one: its code is revoked, and the new one has a new link',
      access: 'public',
      maxBytes: MAX_DECLARATION_BYTES,
      body: declarationBody(deps),
      replies: {
        201: { description: 'Issued in its place', schema: issuedSchema },
        409: { description: 'Nothing to correct any more: already let through, expired, withdrawn or replaced' },
        422: { description: 'Some answers need a correction: each is named', schema: invalidSchema },
      },
      handle: (request) => andForgetDraft(deps, request, correctPass(deps, request.params.corrected ?? '', request)),
    },
    {
      method: 'post',
      path: '/api/declarations/:withdrawn/withdrawal',
      summary: 'Take a declaration back before crossing: its code is revoked. Twice is once',
      access: 'public',
      body: { schema: z.strictObject({}), parsedBy: 'schema', example: {} },
      replies: { 204: { description: 'Withdrawn' }, 409: { description: 'Nothing to withdraw any more' } },
      handle: async (request) => {
        const refusal = await withdrawPass(deps, request.params.withdrawn ?? '')
        return refusal ? refusalReply(refusal, request.language) : { status: 204 }
      },
    },
  ]
}

/** Its dates are those of the day on which somebody asks for it. */
function declarationBody({ clock }: DeclareDeps): RouteBody {
  return {
    schema: declarationInputSchema,
    parsedBy: 'handler',
    get example() {
      return exampleDeclaration(clock.now(), EXAMPLE_CHECKPOINT)
    },
  }
}

/** What was kept for the page that the server drew ends with its declaration: the next person on this phone begins anew. */
async function andForgetDraft({ storage }: DeclareDeps, request: RouteRequest, declared: Promise<RouteReply>): Promise<RouteReply> {
  const reply = await declared
  if (reply.status !== 201) return reply
  for (const transport of ['http', 'https'] as const) {
    const { draftKey } = plainCookies(request.header('cookie'), transport)
    if (draftKey !== null) await forgetDraft(storage, draftKey)
  }
  return reply
}

async function showPass(deps: DeclareDeps, request: RouteRequest): Promise<RouteReply> {
  const found = await findPass(deps, request.params.reference ?? '')
  return found ? { status: 200, body: found } : refusalReply(NO_PASS, request.language)
}

/** Opened by itself, and not as a part of a page, it is read by a person. */
function noPicture(request: RouteRequest): RouteReply {
  const isRead = /\btext\/html\b/.test(request.header('accept') ?? '')
  const vary = { Vary: 'Accept, Accept-Language' }
  if (!isRead) return { ...refusalReply(NO_PASS, request.language), headers: vary }
  return { status: 404, bytes: { type: 'text/html; charset=utf-8', data: Buffer.from(plainPage(NO_PICTURE)) }, headers: vary }
}

async function showPicture(deps: DeclareDeps, request: RouteRequest): Promise<RouteReply> {
  const found = await findPass(deps, request.params.reference ?? '')
  if (found?.state !== 'valid') return noPicture(request)
  // Saved by a long press it is not called by its address: who is sent the picture would hold the private link.
  const headers = { 'Content-Disposition': `inline; filename="QR-${found.shortCode}.png"`, [UNLISTED[0]]: UNLISTED[1] }
  return { status: 200, bytes: { type: 'image/png', data: codePicture(found.qrPayload) }, headers }
}
