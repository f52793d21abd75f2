import type { AnyKind } from '@shared/core/kind'
import { answers } from '@shared/core/schema'
import { toJsonSchema } from '@valibot/to-json-schema'
import type { GenericSchema } from 'valibot'
import { KEY } from './keys'
import { kindSchemas } from './kind-schemas'
import { patternOf, type Route, typeOf } from './route'

type Json = Record<string, unknown>

/** Answers to a kind's questions are described by the kinds, wherever they stand in a body. */
const ANSWERS = { $ref: '#/components/schemas/Answers' }

const schemaOf = (schema: GenericSchema): Json => {
  const overrideSchema = ({ valibotSchema }: { valibotSchema: unknown }) => (valibotSchema === answers ? ANSWERS : undefined)
  const { $schema: _, ...json } = toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'input', overrideSchema }) as Json
  return json
}

function queryOf(schema: GenericSchema | undefined): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema) as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(properties).map(([name, json]) => ({ name, in: 'query', required: required.includes(name), schema: json }))
}

function parametersOf(route: Route): Json[] {
  const path = [...route.path.matchAll(/:(\w+)/g)].map((match) => ({
    name: match[1],
    in: 'path',
    required: true,
    schema: { type: 'string', pattern: patternOf(match[1] as string).source },
  }))
  const key = route.keyed
    ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', pattern: KEY.source } }]
    : []
  return [...path, ...queryOf(route.query), ...key]
}

function bodyOf(route: Route): Json {
  if (route.takesFile) {
    const file = { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } }
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema: file } } } }
  }
  return route.body ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body) } } } } : {}
}

function operationOf(route: Route): Json {
  const type = typeOf(route.answer)
  const content = type ? { [type]: {} } : { 'application/json': { schema: schemaOf(route.answer) } }
  return {
    summary: route.summary,
    parameters: parametersOf(route),
    ...bodyOf(route),
    ...(route.who === 'signedIn' ? { security: [{ bearer: [] }] } : {}),
    responses: {
      [route.status]: { description: '成功', content },
      default: {
        description: '没有办成，message 写明原因',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
      },
    },
  }
}

const REFUSAL = {
  type: 'object',
  required: ['error', 'message'],
  properties: {
    error: { type: 'string' },
    message: { type: 'string' },
    fields: { type: 'object', additionalProperties: { type: 'string' } },
    id: { type: 'string' },
  },
}

/** The OpenAPI 3.1 document, made from the routes and the kinds' declarations: nothing in it is written twice. */
export function openApi(routes: readonly Route[], kinds: readonly AnyKind[]): Json {
  const schemas = kindSchemas(kinds)
  const any = { anyOf: Object.keys(schemas).map((name) => ({ $ref: `#/components/schemas/${name}` })) }
  const paths: Record<string, Json> = {}
  for (const route of routes) {
    const path = `/api${route.path.replace(/:(\w+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [route.method]: operationOf(route) }
  }
  return {
    openapi: '3.1.0',
    // Its number grows with the kinds' editions: nobody has to remember to raise it.
    info: { title: '巾帼帮办', version: `1.${kinds.reduce((sum, kind) => sum + kind.edition, 0)}.0` },
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { Refusal: REFUSAL, Answers: any, ...schemas },
    },
  }
}
