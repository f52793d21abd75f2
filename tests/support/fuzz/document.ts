import type { Json } from '../api'

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  schema: Json
}

/** One operation of the OpenAPI document, its references still in it. */
export interface Operation {
  path: string
  method: string
  parameters: Parameter[]
  /** of a JSON body */
  body: Json | undefined
  takesFile: boolean
  /** the one success */
  status: number
  /** of a JSON answer */
  answer: Json | undefined
}

export function operationsOf(document: Json): Operation[] {
  return Object.entries<Json>(document.paths).flatMap(([path, methods]) =>
    Object.entries<Json>(methods).map(([method, said]) => {
      const [status, { content }] = Object.entries<Json>(said.responses).find(([code]) => code !== 'default') as [string, Json]
      const sent = said.requestBody?.content ?? {}
      return {
        path,
        method,
        parameters: said.parameters,
        body: sent['application/json']?.schema,
        takesFile: 'multipart/form-data' in sent,
        status: Number(status),
        answer: content['application/json']?.schema,
      }
    }),
  )
}

const named = (document: Json, schema: Json): Json =>
  schema.$ref
    ? schema.$ref
        .replace(/^#\//, '')
        .split('/')
        .reduce((at: Json, step: string) => at[step], document)
    : schema

const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)

function fits(type: string, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value)
  return typeOf(value) === type
}

function inObject(document: Json, schema: Json, value: Json, at: string): string | undefined {
  const { properties = {}, required = [], additionalProperties } = schema
  const missing = required.find((name: string) => !Object.hasOwn(value, name))
  if (missing) return `${at}.${missing} is missing`
  for (const [name, inner] of Object.entries(value)) {
    const known = Object.hasOwn(properties, name) ? properties[name] : additionalProperties
    if (known === false) return `${at}.${name} is not in the description`
    const wrong = typeof known === 'object' ? mismatch(document, known, inner, `${at}.${name}`) : undefined
    if (wrong) return wrong
  }
  return undefined
}

/** Where a value is not as a schema says, undefined when it is: the parts of JSON Schema that the document uses. */
export function mismatch(document: Json, given: Json, value: Json, at = 'body'): string | undefined {
  const schema = named(document, given)
  if (schema.anyOf) {
    const all = schema.anyOf.map((one: Json) => mismatch(document, one, value, at))
    return all.every((wrong: unknown) => wrong !== undefined) ? all[0] : undefined
  }
  if ('const' in schema && value !== schema.const) return `${at} is not ${schema.const}`
  if (schema.enum && !schema.enum.includes(value)) return `${at} is none of ${schema.enum}`
  const types: string[] = [schema.type ?? []].flat()
  if (types.length > 0 && !types.some((type) => fits(type, value))) return `${at} is ${typeOf(value)}, not ${types}`
  if (schema.pattern && typeof value === 'string' && !new RegExp(schema.pattern).test(value)) return `${at} has another form`
  if (Array.isArray(value) && schema.items)
    return value.map((one, i) => mismatch(document, schema.items, one, `${at}[${i}]`)).find((wrong) => wrong !== undefined)
  return typeOf(value) === 'object' ? inObject(document, schema, value, at) : undefined
}

/** A schema without its reference. */
export const schemaOf = named
