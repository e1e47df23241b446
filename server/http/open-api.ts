import * as z from 'zod/mini'
import type { Access, Route, Schema } from './route.ts'

export interface OpenApiOptions {
  readonly version: string
  /** A value per name of a path parameter; on a fresh demo they lead to something. */
  readonly parameterExamples: Readonly<Record<string, string>>
}

type JsonObject = { readonly [key: string]: unknown }

/** What is documented is what runs: both are the route table. */
export function openApiOf(routes: readonly Route[], options: OpenApiOptions): JsonObject {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = route.path.replace(/:([A-Za-z]+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: operationOf(route, options) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Chốt',
      version: options.version,
      description: 'Checkpoint and entry control with QR declarations. Instants are milliseconds since 1970 unless a field says ISO 8601.',
    },
    paths,
    components: { schemas: { ApiError: API_ERROR }, securitySchemes: SECURITY_SCHEMES },
  }
}

function operationOf(route: Route, options: OpenApiOptions): JsonObject {
  const parameters = parametersOf(route, options)
  return {
    operationId: operationIdOf(route),
    summary: route.summary,
    security: securityOf(route),
    ...(Array.isArray(route.access) && { 'x-roles': route.access }),
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && { requestBody: { required: true, content: json(route.body.schema, route.body.example) } }),
    responses: responsesOf(route),
  }
}

/** `get-api-board-by-checkpoint`. */
function operationIdOf({ method, path }: Route): string {
  return `${method}${path.replace(/:([A-Za-z]+)/g, 'by-$1').replace(/[^A-Za-z0-9]+/g, '-')}`
}

function parametersOf(route: Route, { parameterExamples }: OpenApiOptions): readonly JsonObject[] {
  const inPath = [...route.path.matchAll(/:([A-Za-z]+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: propertyOf(route.params, name) ?? { type: 'string' },
    ...(parameterExamples[name] !== undefined && { example: parameterExamples[name] }),
  }))
  const query = route.query ? schemaOf(route.query) : {}
  const inQuery = Object.entries(objectOf(query.properties)).map(([name, schema]) => ({
    name,
    in: 'query',
    required: isRequired(query, name),
    schema,
  }))
  return [
    ...inPath,
    ...inQuery,
    ...(route.access === 'kiosk' ? KIOSK_PARAMETERS : []),
    ...(route.path === '/api/sync' ? [KIOSK_TAKES] : []),
    ...(isRepeatable(route) ? [IDEMPOTENCY_KEY] : []),
  ]
}

function isRepeatable(route: Route): boolean {
  return route.method === 'post' && route.path === '/api/declarations'
}

function responsesOf(route: Route): JsonObject {
  const own = Object.entries(route.replies).map(([status, reply]) => {
    const schema = reply.schema ?? (Number(status) >= 400 ? null : undefined)
    const content = schema === undefined ? undefined : schema === null ? ERROR_CONTENT : json(schema, reply.example)
    return [status, { description: reply.description, ...(content && { content }) }] as const
  })
  const otherwise = { default: { description: 'A refusal: a word for programs and a sentence that says what to do', content: ERROR_CONTENT } }
  return { ...Object.fromEntries(own), ...otherwise }
}

function json(schema: Schema, example: unknown): JsonObject {
  return { 'application/json': { schema: schemaOf(schema), ...(example !== undefined && { example }) } }
}

function schemaOf(schema: Schema): JsonObject {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return rest
}

function propertyOf(schema: Schema | undefined, name: string): unknown {
  return schema && objectOf(schemaOf(schema).properties)[name]
}

function isRequired(schema: JsonObject, name: string): boolean {
  return Array.isArray(schema.required) && schema.required.includes(name)
}

function objectOf(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function securityOf(route: Route): readonly JsonObject[] {
  if (route.path === '/api/kiosks/enrol') return [{ enrolmentToken: [] }]
  return SECURITY[schemeOf(route.access)]
}

function schemeOf(access: Access): 'public' | 'kiosk' | 'staff' {
  return access === 'public' || access === 'kiosk' ? access : 'staff'
}

const SECURITY = { public: [], kiosk: [{ kioskSignature: [] }], staff: [{ session: [] }] } as const

const SECURITY_SCHEMES = {
  session: { type: 'apiKey', in: 'cookie', name: 'chot-session', description: 'From POST /api/session. Over TLS its name is __Host-chot-session.' },
  kioskSignature: {
    type: 'apiKey',
    in: 'header',
    name: 'x-kiosk-signature',
    description: "The device's signature of path and body, beside x-kiosk.",
  },
  enrolmentToken: { type: 'apiKey', in: 'header', name: 'x-none', description: 'The one-time token in the body, from POST /api/enrolments.' },
}

const KIOSK_PARAMETERS: readonly JsonObject[] = [
  { name: 'x-kiosk', in: 'header', required: true, schema: { type: 'string' }, example: '00112233aabbccdd' },
  { name: 'x-kiosk-signature', in: 'header', required: true, schema: { type: 'string' }, example: 'base64url of r||s' },
]

const KIOSK_TAKES: JsonObject = {
  name: 'x-kiosk-takes',
  in: 'header',
  required: false,
  description: 'With it, changes since the list that the body names come in place of the whole list.',
  schema: { type: 'string', enum: ['revocation-changes'] },
}

const IDEMPOTENCY_KEY: JsonObject = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', minLength: 16, maxLength: 128 },
}

const API_ERROR = {
  type: 'object',
  properties: { error: { type: 'string' }, message: { type: 'string' } },
  required: ['error', 'message'],
}

const ERROR_CONTENT = { 'application/json': { schema: { $ref: '#/components/schemas/ApiError' } } }
