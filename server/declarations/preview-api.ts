import * as z from 'zod/mini'
import { exampleDeclaration } from '../../shared/declaration/declaration-input.ts'
import { declarationInputSchema } from '../../shared/declaration/declaration-schema.ts'
import { parseDeclaration } from '../../shared/declaration/parse-declaration.ts'
import type { InvalidFields } from '../../shared/http/api.ts'
import { inTurns } from '../../shared/rules/in-parts.ts'
import { previewInParts } from '../../shared/rules/preview-verdict.ts'
import type { Route, RouteReply, RouteRequest } from '../http/route.ts'
import { EXAMPLE_CHECKPOINT, MAX_DECLARATION_BYTES } from './api.ts'
import { type DeclareDeps, INVALID } from './declare.ts'

const previewSchema = z.looseObject({
  verdict: z.looseObject({ outcome: z.string(), reasons: z.array(z.unknown()), duties: z.array(z.unknown()) }),
  changes: z.array(z.looseObject({ outcome: z.string(), texts: z.looseObject({ vi: z.string(), en: z.string() }) })),
  elsewhere: z.array(z.looseObject({ checkpoint: z.string(), outcome: z.string() })),
  times: z.array(z.looseObject({ outcome: z.string(), texts: z.looseObject({ vi: z.string(), en: z.string() }) })),
})

type PreviewDeps = Pick<DeclareDeps, 'publicFacts' | 'clock' | 'areaTable' | 'zone'>

/** What the checkpoint will say, from typed facts alone; nothing is stored, and no list of persons is read. */
export function previewRoutes(deps: PreviewDeps): readonly Route[] {
  return [
    {
      method: 'post',
      path: '/api/preview',
      summary: 'What the checkpoint will say to a declaration, what would change it, and where the answer differs. Stores nothing',
      access: 'public',
      maxBytes: MAX_DECLARATION_BYTES,
      body: {
        schema: declarationInputSchema,
        parsedBy: 'handler',
        get example() {
          return exampleDeclaration(deps.clock.now(), EXAMPLE_CHECKPOINT)
        },
      },
      replies: { 200: { description: 'From typed facts alone', schema: previewSchema }, 422: { description: 'Some answers need a correction' } },
      handle: (request) => showPreview(deps, request),
    },
  ]
}

async function showPreview(deps: PreviewDeps, request: RouteRequest): Promise<RouteReply> {
  const facts = await deps.publicFacts()
  const now = deps.clock.now()
  const context = { areas: deps.areaTable, checkpoints: facts.checkpoints, now, zone: deps.zone, language: request.language }
  const parsed = parseDeclaration(request.body, context)
  if (!parsed.ok) return { status: 422, body: { ...INVALID[request.language], fields: parsed.error } satisfies InvalidFields }
  const told = await inTurns(previewInParts(parsed.value, { ...facts, areas: deps.areaTable }, now), request.goOn ?? nobodyWaits)
  return told === null ? HUNG_UP : { status: 200, body: told }
}

async function nobodyWaits(): Promise<true> {
  return true
}

/** Sent to nobody. */
const HUNG_UP: RouteReply = { status: 499 }
