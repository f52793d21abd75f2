import type { Route } from '../../../cloud/core/route'
import type { Answer, Api, Json } from '../../support/api'
import { readEverything } from '../../support/fuzz/everything'
import { CALLERS, type Name, STRANGERS } from './callers'
import { fieldsOf, type Outcome, SIGN_IN_FIRST } from './fields'
import type { House } from './house'
import { makeThing, type RecordName, type Thing } from './records'

/** One row of the table: a route, what it is about, and what everybody is answered. */
export interface Row {
  /** `get /applications/:id` */
  route: string
  of: RecordName
  /** the path and the body of the request about this thing */
  ask(thing: Thing, house: House): { path: string; body?: unknown; picture?: Buffer }
  /** callers, separated by blanks → the outcome; `otherwise` for everybody else; strangers are told to sign in unless named */
  cells: Readonly<Record<string, Outcome>>
  /** who knows that the thing is there although this request is refused to her */
  knows?: string
  /** of a list only the entry of the thing is looked at, on whichever page it stands */
  list?: true
  depth?: number
}

const names = (said: string): string[] => said.split(' ')

/** What a caller must be answered. A filer is a cadre of her town wherever a row does not name her. */
function expected({ cells }: Row, caller: Name): Outcome {
  const said = (name: string) => Object.entries(cells).find(([key]) => names(key).includes(name))?.[1]
  const stranger = (STRANGERS as readonly string[]).includes(caller)
  const found = said(caller) ?? (stranger ? said('strangers') : caller === 'filer' ? said('town') : undefined)
  return found ?? (stranger ? SIGN_IN_FIRST : (said('otherwise') as Outcome))
}

async function send(house: House, row: Row, thing: Thing, caller: Name): Promise<Answer<Json>> {
  const who: Api = caller === 'her' ? thing.her : house.callers[caller]
  const { path, body, picture } = row.ask(thing, house)
  const method = row.route.split(' ')[0]
  if (method === 'get') return who.get(`/api${path}`)
  if (method === 'post') return picture ? who.send(`/api${path}`, picture, 'photo.jpg') : who.post(`/api${path}`, body)
  if (method === 'delete') return who.remove(`/api${path}`)
  return method === 'put' ? who.put(`/api${path}`, body) : who.patch(`/api${path}`, body)
}

/** All pages of a list, of which only the entry of the thing is kept. */
async function sendAll(house: House, row: Row, thing: Thing, caller: Name): Promise<Answer<Json>> {
  const first = await send(house, row, thing, caller)
  if (!row.list || first.status !== 200) return first
  const items: Json[] = []
  for (let answer = first; ; ) {
    items.push(...answer.body.items)
    const { next } = answer.body
    if (next === null || next === undefined) break
    const on = (path: string) => `${path}${path.includes('?') ? '&' : '?'}after=${next}`
    answer = await send(house, { ...row, ask: (one, at) => ({ path: on(row.ask(one, at).path) }) }, thing, caller)
  }
  const { next: _, ...rest } = first.body
  return { ...first, body: { ...rest, items: items.filter((item) => item.id === thing.id) } }
}

function differences(want: Outcome, { status, body }: Answer<Json>, depth?: number): string[] {
  if (status !== want.status) return [`${status} instead of ${want.status} ${JSON.stringify(body).slice(0, 120)}`]
  const got = Buffer.isBuffer(body) || typeof body === 'string' ? [] : fieldsOf(body, depth)
  const more = got.filter((name) => !want.fields.includes(name)).map((name) => `+${name}`)
  const less = want.fields.filter((name) => !got.includes(name)).map((name) => `-${name}`)
  return [...more, ...less]
}

/** Who is refused must not learn from the answer whether the thing is there. */
async function tells(house: House, row: Row, thing: Thing, caller: Name, answer: Answer<Json>): Promise<string[]> {
  const knows = names(row.knows ?? '')
  if (answer.status < 400 || knows.some((name) => name === caller || name === 'everybody' || (name === 'town' && caller === 'filer')))
    return []
  const none = await send(house, row, { ...thing, id: thing.id && thing.unknown, about: thing.about && thing.unknown }, caller)
  const same = none.status === answer.status && JSON.stringify(none.body) === JSON.stringify(answer.body)
  return same ? [] : [`tells that it is there: ${answer.status}, of nothing ${none.status}`]
}

/** What is wrong with one row: each cell that is answered otherwise, and whatever a refused request has changed. */
export async function judgeRow(house: House, row: Row, callers: readonly Name[] = CALLERS): Promise<string[]> {
  const { db } = house.cloud.app
  const found = new Map<string, Name[]>()
  const cell = async (thing: Thing, caller: Name) => {
    const answer = await sendAll(house, row, thing, caller)
    const wrong = [...differences(expected(row, caller), answer, row.depth), ...(await tells(house, row, thing, caller, answer))]
    for (const one of wrong) found.set(one, [...(found.get(one) ?? []), caller])
  }
  const shared = await makeThing(house, row.of)
  const reads = row.route.startsWith('get ')
  const changes = (caller: Name) => !reads && expected(row, caller).status < 400
  const before = reads ? '' : await readEverything(db)
  await Promise.all(callers.filter((caller) => !changes(caller)).map((caller) => cell(shared, caller)))
  const after = reads ? '' : await readEverything(db)
  if (before !== after) found.set('a refused request has changed something', [])
  // What is allowed changes the thing: everybody gets one of her own.
  const another = async () => (row.of === 'nothing' ? shared : makeThing(house, row.of))
  await Promise.all(callers.filter(changes).map(async (caller) => cell(await another(), caller)))
  return [...found].map(([wrong, who]) => `${row.route} [${row.of}] ${who.join(' ')}: ${wrong}`)
}

/** Routes without a row and rows without a route. */
export function gaps(rows: readonly Row[], routes: readonly Pick<Route, 'method' | 'path'>[]): string[] {
  const there = new Set(routes.map(({ method, path }) => `${method} ${path}`))
  const told = new Set(rows.map(({ route }) => route))
  return [
    ...[...there].filter((route) => !told.has(route)).map((route) => `${route} has no row`),
    ...[...told].filter((route) => !there.has(route)).map((route) => `${route} has a row and is gone`),
  ]
}
