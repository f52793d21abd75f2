import type { Json } from '../api'
import type { Dice } from './dice'
import { type Operation, schemaOf } from './document'
import { BROKEN, hostileValue, KEYS, TEXTS, written } from './hostile'
import { letters, type Makers, validAnswers, validValue } from './valid'

/** One request as it goes over the line; `who` stands for her token. */
export interface Sent {
  who: string
  method: string
  path: string
  headers: Record<string, string | string[]>
  body: Buffer | undefined
  operation: Operation
}

/** A request before it is written down, so that something in it can be spoiled. */
interface Draft {
  params: Record<string, string>
  query: [string, unknown][]
  headers: Record<string, string | string[]>
  body: Json
}

/** Every byte that could mean something in an address is escaped; half surrogates become what UTF-8 makes of them. */
const escaped = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => (/[\w.~-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, '0')}`))
    .join('')

const textOf = (value: unknown): string => (typeof value === 'string' ? value : written(value))

function validParams(at: Makers, { path, parameters }: Operation): Record<string, string> {
  const { memory, dice } = at
  const before = path.split('/')[2] ?? ''
  const names = parameters.filter((p) => p.in === 'path').map((p) => p.name)
  return Object.fromEntries(names.map((name) => [name, name === 'move' ? 'submit' : memory.id(dice, before)]))
}

/** A case and a move of hers, with the answers that it asks. */
function moving(at: Makers, draft: Draft): string | undefined {
  const known = at.memory.known(at.dice)
  if (!known) return undefined
  const move = known.moves.length > 0 ? at.dice.pick(known.moves) : { name: 'submit', asks: [] }
  draft.params = { ...draft.params, id: known.id, ...('move' in draft.params ? { move: move.name } : {}) }
  if (draft.body && 'version' in draft.body) {
    draft.body.version = known.version
    draft.body.input = validAnswers({ ...at, who: known.who }, known.kind, move.asks)
  }
  if (draft.body && 'field' in draft.body) draft.body.field = known.masked.length > 0 ? at.dice.pick(known.masked) : 'phone'
  return known.who
}

function beginning(at: Makers, body: Json): void {
  const kind = at.dice.pick(at.memory.kinds)
  body.kind = kind.kind
  if (kind.about === 'region') {
    delete body.about
    if (at.dice.percent(50)) body.about = 'c1'
  } else body.about = at.memory.id(at.dice, 'activities')
  body.input = validAnswers(at, kind.kind, kind.states[kind.start].moves.submit.asks)
  if (at.dice.percent(75)) body.move = 'submit'
  else delete body.move
}

const ROLES = [
  ['village', 'v01'],
  ['town', 't2'],
  ['county', 'c1'],
  ['bank', 'o3'],
] as const

/** What the document does not say of this operation: what fits together. */
function fitTogether(at: Makers, path: string, draft: Draft): void {
  const { memory, dice } = at
  if (path === '/api/applications' && draft.body) beginning(at, draft.body)
  if (path === '/api/uploads/{id}') draft.params.id = memory.id(dice, `uploads of ${at.who}`)
  if (path === '/api/grants' && draft.body) [draft.body.role, draft.body.place] = dice.pick(ROLES)
  if (/roster|certificates$/.test(path) && dice.percent(70)) draft.params.id = memory.id(dice, 'rosters')
  if (draft.body?.marks) for (const mark of draft.body.marks) mark.about = memory.id(dice, `lines of ${draft.params.id}`)
  if (path !== '/api/files/{id}') return
  const [file, query = ''] = memory.id(dice, 'files').split('?')
  draft.params.id = file?.split('/').pop() ?? '0'
  draft.query = query.split('&').map((pair) => pair.split('=') as [string, string])
}

/** A request with nothing wrong in it, as far as the document and the answers so far can tell, and whose it should be. */
function validDraft(at: Makers, operation: Operation): { draft: Draft; who: string } {
  const { path, parameters, body } = operation
  const { dice } = at
  const draft: Draft = {
    params: validParams(at, operation),
    query: parameters
      .filter((p) => p.in === 'query' && (p.required || dice.percent(50)))
      .map((p) => [p.name, validValue(at, p.schema, path, p.name)]),
    headers: parameters.some((p) => p.name === 'Idempotency-Key') ? { 'idempotency-key': letters(dice, 20) } : {},
    body: body && validValue(at, body, path),
  }
  fitTogether(at, path, draft)
  const who = path.startsWith('/api/applications/{id}') ? moving(at, draft) : undefined
  return { draft, who: who ?? at.who }
}

/** Every place in a body where a value stands, with what the schema says of it. */
function placesIn(document: Json, body: Json, given: Json): [holder: Json, key: string, schema: Json][] {
  const schema = given ? schemaOf(document, given) : {}
  if (typeof body !== 'object' || body === null) return []
  return Object.keys(body).flatMap((key) => {
    const inner = (Array.isArray(body) ? schema.items : schema.properties?.[key]) ?? {}
    return [[body, key, schemaOf(document, inner)] as [Json, string, Json], ...placesIn(document, body[key], inner)]
  })
}

/** As JSON.parse does it: a key called __proto__ becomes an own one. */
function put(holder: Json, key: string, value: unknown): void {
  if (Array.isArray(holder)) holder.push(value)
  else Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })
}

function spoilBody({ document, dice }: Makers, draft: Draft, schema: Json): void {
  const places = placesIn(document, draft.body, schema)
  if (places.length === 0) return
  const [holder, key, said] = dice.pick(places)
  const way = dice.below(10)
  if (way === 0) delete holder[key]
  else if (way === 1) put(holder, dice.pick(KEYS), hostileValue(dice))
  else if (way === 2) holder[key] = [holder[key]]
  else holder[key] = hostileValue(dice, said)
}

const ODD_HEADERS: readonly Record<string, string | string[]>[] = [
  { 'idempotency-key': '' },
  { 'idempotency-key': 'short' },
  { 'idempotency-key': 'x'.repeat(65) },
  { 'idempotency-key': ['first-key-00', 'second-key-0'] },
  { 'idempotency-key': '__proto__' },
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/json; charset=gbk' },
  { 'content-type': 'application/json; charset=no-such' },
  { 'content-type': 'application/json; charset="' },
  { 'content-type': 'application/vnd.api+json' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': 'multipart/form-data' },
  { 'content-type': 'multipart/form-data; boundary=' },
  { 'content-type': '/' },
  { 'content-encoding': 'gzip' },
  { 'content-encoding': 'br' },
  { 'content-encoding': 'no-such' },
  { 'x-wx-openid': 'town' },
  { 'x-wx-openid': 'town', 'x-wx-appid': 'x' },
  { 'x-forwarded-for': `${'1.1.1.1,'.repeat(200)}` },
  { 'x-forwarded-proto': 'https,http' },
  { 'x-http-method-override': 'DELETE' },
  { accept: 'image/*' },
  { range: 'bytes=0-0,-1' },
  { 'if-none-match': '*' },
  { host: 'evil.example:99999' },
  { origin: 'null' },
  { cookie: '__proto__=1; a=%00' },
  { 'user-agent': '\u00ff\u0080' },
]
const ODD_SCHEMES = [
  'Bearer',
  'Bearer ',
  'Bearer  x',
  'bearer',
  'Basic YTpi',
  'Bearer __proto__',
  `Bearer ${'x'.repeat(6_000)}`,
  ', ,',
  'Bearer a, Bearer b',
]
const ODD_SEGMENTS = [
  '%',
  '%00',
  '%E0%A4%A',
  '%2e%2e%2f',
  '..',
  '.',
  '%ff%fe',
  '%F0%A0%AE%B7',
  'a%2fb',
  ';a=b',
  '%0d%0aX:1',
  '__proto__',
  'constructor',
  '0'.repeat(300),
  '%25%30%30',
  "'%20OR%201=1",
  '*',
  '(.*)',
]
const ODD_METHODS = ['HEAD', 'OPTIONS', 'TRACE', 'PUT', 'PATCH', 'DELETE', 'POST', 'GET', 'PROPFIND', 'M-SEARCH']

const BOUNDARY = 'fuzzfuzzfuzz'
const part = (name: string, data: Buffer, more = '; filename="a.jpg"'): Buffer =>
  Buffer.concat([Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n`), data, Buffer.from('\r\n')])
const end = Buffer.from(`--${BOUNDARY}--\r\n`)

/** A form with a picture in it, whole or spoiled. */
function formOf(dice: Dice, picture: Buffer, spoiled: boolean): Buffer {
  const whole = Buffer.concat([part('file', picture), end])
  if (!spoiled) return whole
  return dice.pick<() => Buffer>([
    () => whole.subarray(0, dice.below(whole.length)),
    () => Buffer.concat([part('file', picture)]),
    () => Buffer.concat([part('file', picture), part('file', picture), end]),
    () => Buffer.concat([part('other', Buffer.from('x'), ''), end]),
    () => Buffer.concat([part('__proto__', picture), end]),
    () => Buffer.concat([part('file', Buffer.alloc(0)), end]),
    () => Buffer.concat([part('file', picture.subarray(0, dice.below(picture.length))), end]),
    () => Buffer.concat([part('file', Buffer.from(dice.pick(TEXTS))), end]),
    () => Buffer.concat([part('file', picture, '; filename="../../a\u0000.jpg"; filename*=UTF-8\'\'%E0%A4%A'), end]),
    () => Buffer.concat([part('x'.repeat(20_000), picture), end]),
    () =>
      Buffer.concat([...Array.from({ length: 20 }, () => part('field', Buffer.from('y'.repeat(2_000)), '')), part('file', picture), end]),
    () => Buffer.from(`--${BOUNDARY}\r\n\r\n\r\n--${BOUNDARY}`),
    () => Buffer.from(`--${BOUNDARY}\r\ncontent-disposition\u0000: form-data\r\n\r\nx\r\n--${BOUNDARY}--`),
    () => end,
    () => Buffer.alloc(0),
  ])()
}

/** Longer addresses do not get past Node's own limit for headers. */
const MOST_ASKED = 500

const addressOf = (operation: Operation, { params, query }: Draft): string => {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')
  const asked = query.map(([name, value]) => `${escaped(name)}=${escaped(textOf(value).slice(0, MOST_ASKED))}`).join('&')
  return asked ? `${path}?${asked}` : path
}

const DEEP = [
  'a[b]=c',
  'a[__proto__][polluted]=true',
  '__proto__[polluted]=true',
  '&&=&=',
  '%',
  'box=mine&box=inbox',
  'a='.repeat(1_000),
  '%00=%00',
  'after[]=1',
  'constructor.prototype.polluted=1',
]

interface Spoiled {
  path?: string
  text?: string
  method?: string
}

/** Makes one thing of a draft wrong. What has no place in the draft comes back. */
function spoil(at: Makers, operation: Operation, draft: Draft): Spoiled {
  const { dice } = at
  const way = dice.below(100)
  if (draft.body !== undefined && way < 55) {
    spoilBody(at, draft, operation.body)
    return {}
  }
  if (draft.body !== undefined && way < 62) return { text: dice.pick(BROKEN) }
  const names = Object.keys(draft.params)
  if (names.length > 0 && way < 72) {
    draft.params[dice.pick(names)] = dice.percent(50) ? dice.pick(ODD_SEGMENTS) : escaped(dice.pick(TEXTS))
    return {}
  }
  if (way < 80) {
    const known = operation.parameters.filter((p) => p.in === 'query').map((p) => p.name)
    const name = known.length > 0 && dice.percent(80) ? dice.pick(known) : dice.pick(KEYS)
    draft.query.push([name, hostileValue(dice, { type: 'string' })])
    return dice.percent(30) ? { path: `${addressOf(operation, draft).split('?')[0]}?${dice.pick(DEEP)}` } : {}
  }
  if (way < 90) {
    Object.assign(draft.headers, dice.percent(25) ? { authorization: dice.pick(ODD_SCHEMES) } : dice.pick(ODD_HEADERS))
    return {}
  }
  if (way < 94)
    return {
      path: addressOf(operation, draft).replace(
        '/api/',
        dice.pick(['/api//', '//api/', '/API/', '/api/./', '/api/%2e/', '/api/../api/', '/%61pi/']),
      ),
    }
  return { method: dice.pick(ODD_METHODS) }
}

/** Everything in a body is hostile. */
function spoilAll({ document, dice }: Makers, draft: Draft, schema: Json): void {
  for (const [holder, key, said] of placesIn(document, draft.body, schema)) if (dice.percent(60)) holder[key] = hostileValue(dice, said)
}

const VALID = 28
const NEARLY = 80

/** One request: right (28 %), right but for one thing (half), or hostile all over. */
export function requestOf(at: Makers, operation: Operation, picture: Buffer): Sent {
  const { dice } = at
  const sort = dice.below(100)
  const { draft, who } = validDraft(at, operation)
  const spoiled = sort < VALID ? {} : spoil(at, operation, draft)
  if (sort >= NEARLY) {
    spoilAll(at, draft, operation.body)
    for (const name of Object.keys(draft.params)) if (dice.percent(30)) draft.params[name] = dice.pick(ODD_SEGMENTS)
  }
  const method = spoiled.method ?? operation.method.toUpperCase()
  const path = spoiled.path ?? addressOf(operation, draft)
  const bare = method === 'GET' || method === 'HEAD' || method === 'TRACE'
  const base = { who: sort < NEARLY && dice.percent(85) ? who : at.who, method, path, operation }
  if (operation.takesFile)
    return {
      ...base,
      headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}`, ...draft.headers },
      body: bare ? undefined : formOf(dice, picture, sort >= VALID),
    }
  const text = spoiled.text ?? (draft.body === undefined ? undefined : written(draft.body))
  const body = bare || text === undefined ? undefined : Buffer.from(text)
  return { ...base, headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...draft.headers }, body }
}
