import { kinds } from '@shared/features/index'
import * as v from 'valibot'
import { openApi } from '../../cloud/core/openapi'
import { change, get, type Route } from '../../cloud/core/route'
import type { Json } from '../support/api'
import { type Cloud, startCloud } from '../support/cloud'
import { loan } from '../support/kinds/loan.kind'

let cloud: Cloud
let document: Json
beforeAll(async () => {
  cloud = await startCloud('sqlite')
  document = (await cloud.anybody.get('/api/openapi.json')).body
})
afterAll(() => cloud.close())

interface Operation {
  path: string
  method: string
  summary?: string
  parameters: Json[]
  requestBody?: Json
  security?: Json[]
  responses: Record<string, Json>
}
const operations = (): Operation[] =>
  Object.entries(document.paths as Record<string, Record<string, Json>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, said]) => ({ path, method, ...said })),
  )
const inside = (value: Json): Json[] => (value && typeof value === 'object' ? [value, ...Object.values(value).flatMap(inside)] : [])
const resolved = (within: Json, ref: string): Json =>
  ref
    .replace(/^#\//, '')
    .split('/')
    .reduce((at, step) => at?.[step], within)
const headers = (operation: Operation) => operation.parameters.filter((p) => p.in === 'header').map((p) => p.name)

describe('the description of the interface', () => {
  it('says what each kind asks, from its declaration', () => {
    const { schemas } = document.components
    expect(schemas.enrolmentAnswers).toMatchObject({
      title: '活动报名',
      properties: {
        name: { title: '姓名', type: 'string', maxLength: 20 },
        phone: { pattern: '^1[3-9]\\d{9}$' },
        birthYear: { minimum: 1920 },
      },
    })
    const { properties } = document.paths['/api/applications'].post.requestBody.content['application/json'].schema
    expect(properties.input).toMatchObject({ $ref: '#/components/schemas/Answers' })
    const added = openApi([], [...kinds, loan]) as { components: { schemas: Json } }
    expect(Object.keys(added.components.schemas)).toContain('creditAnswers')
  })

  it('has the shape of OpenAPI 3.1', () => {
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: '巾帼帮办', version: expect.any(String) } })
    for (const { path, method, summary, parameters, requestBody, responses } of operations()) {
      const where = `${method} ${path}`
      expect([where, summary]).toEqual([where, expect.stringMatching(/[\u4e00-\u9fff]/)])
      expect(['get', 'post', 'put', 'patch', 'delete']).toContain(method)
      expect([where, Object.keys(responses).sort()]).toEqual([where, [expect.stringMatching(/^20\d$/), 'default']])
      for (const { description, content } of Object.values(responses))
        expect([typeof description, typeof content]).toEqual(['string', 'object'])
      for (const p of parameters)
        expect([where, p]).toEqual([where, { name: expect.any(String), in: p.in, required: p.required, schema: expect.any(Object) }])
      const named = parameters.filter((p) => p.in === 'path' && p.required === true).map((p) => `{${p.name}}`)
      expect(path.match(/\{\w+\}/g) ?? []).toEqual(named)
      expect(path).not.toContain(':')
      expect(new Set(parameters.map((p) => `${p.in} ${p.name}`)).size).toBe(parameters.length)
      if (requestBody) expect(Object.keys(requestBody.content)).toHaveLength(1)
      if (method === 'get') expect(requestBody).toBeUndefined()
    }
  })

  it('leads every reference to something, and leaves no validator and no function in it', () => {
    const refs = inside(document).flatMap((value) => (typeof value.$ref === 'string' ? [value.$ref] : []))
    expect(refs).toContain('#/components/schemas/Refusal')
    for (const ref of refs) expect([ref, typeof resolved(document, ref)]).toEqual([ref, 'object'])
    expect(resolved(document, '#/components/schemas/Nothing')).toBeUndefined()
    expect(inside(document).filter((value) => '~standard' in value || '$schema' in value)).toEqual([])
  })

  it('holds every route that is there, and no other', () => {
    const declared = cloud.app.routes.map(({ method, path }) => `${method} /api${path.replace(/:(\w+)/g, '{$1}')}`)
    expect(
      operations()
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    ).toEqual(declared.sort())
    expect(declared.length).toBeGreaterThan(25)
  })

  it('asks every POST but signing in, the count of a board and what may be asked twice (a preview, a check, a plan, a look) for an Idempotency-Key, and nothing else', () => {
    const keyed = operations()
      .filter((o) => headers(o).includes('Idempotency-Key'))
      .map(({ method, path }) => `${method} ${path}`)
    const posts = operations().filter(
      ({ method, path }) =>
        method === 'post' &&
        !/^\/api\/sign-in\/|pairings\/\{id\}\/reveals$|\/(seen|choices|events|check|eligibility|schedule|reads)$|-previews$/.test(path),
    )
    expect(keyed).toEqual(posts.map(({ method, path }) => `${method} ${path}`))
    expect(posts.length).toBeGreaterThan(5)
  })

  it('is true: without a token whatever is not public is refused, and a POST without its key as well', async () => {
    const her = await cloud.woman()
    for (const operation of operations()) {
      const path = operation.path.replace(/\{\w+\}/g, '0'.repeat(26))
      const init = { method: operation.method.toUpperCase(), headers: { 'content-type': 'application/json' } }
      const { status, body } = await cloud.anybody.raw(path, operation.method === 'get' ? init : { ...init, body: '{}' })
      const where = `${operation.method} ${operation.path}`
      if (operation.security) expect([where, status, body.error]).toEqual([where, 401, 'notSignedIn'])
      else expect([where, status]).not.toEqual([where, 401])
      if (!operation.security || operation.method !== 'post' || operation.requestBody || /\/reads$|pairings\/\w+\/reveals$/.test(path))
        continue
      expect([where, (await her.raw(path, { ...init, body: '{}' })).body.error]).toEqual([where, 'keyMissing'])
    }
  })

  it('is made from the declarations: a new route appears with all that it says of itself', () => {
    const added: Route[] = [
      get({
        path: '/things/:thingId',
        summary: '一样东西',
        query: v.object({ box: v.optional(v.string()) }),
        answer: v.object({ a: v.number() }),
        show: async () => ({}),
      }),
      change('post', {
        path: '/things',
        summary: '放一样东西',
        who: 'public',
        status: 201,
        body: v.object({ name: v.string() }),
        answer: v.any(),
        show: async () => ({}),
      }),
    ]
    const { paths } = openApi([...cloud.app.routes, ...added], kinds) as { paths: Record<string, Json> }
    const shown = paths['/api/things/{thingId}']?.get
    expect(shown.parameters.map((p: Json) => [p.in, p.name, p.required])).toEqual([
      ['path', 'thingId', true],
      ['query', 'box', false],
    ])
    expect(shown.responses['200'].content['application/json'].schema).toMatchObject({ type: 'object', required: ['a'] })
    expect(shown.security).toEqual([{ bearer: [] }])
    const made = paths['/api/things']?.post
    expect(made.requestBody.content['application/json'].schema).toMatchObject({ required: ['name'] })
    expect([made.security, Object.keys(made.responses), headers(made)]).toEqual([undefined, ['201', 'default'], ['Idempotency-Key']])
  })
})
