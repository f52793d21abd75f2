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

const isRead = ({ route }: Row): boolean => route.startsWith('get ')
/** What is allowed changes the thing. */
const changes = (row: Row, caller: Name): boolean => !isRead(row) && expected(row, caller).status < 400

/** So many things are made at once: most are made by the same few cadres, and nobody may send more photos than a phone does. */
const HANDS = 8

/** Lets in so many at a time. */
function gate(most: number) {
  let inside = 0
  const line: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (inside >= most) await new Promise<void>((go) => line.push(go))
    else inside += 1
    try {
      return await work()
    } finally {
      const next = line.shift()
      if (next) next()
      else inside -= 1
    }
  }
}

interface Things {
  /** for whoever changes it: one of her own */
  own(of: RecordName): Promise<Thing>
  /** for all who only look or are refused: made once, but with a woman of its own where it is about nothing */
  shared(of: RecordName): Promise<Thing>
}

function thingsOf(house: House): Things {
  const enter = gate(HANDS)
  const made = new Map<RecordName, Promise<Thing>>()
  const own: Things['own'] = (of) => enter(() => makeThing(house, of))
  const shared: Things['shared'] = (of) => {
    const thing = made.get(of) ?? own(of)
    if (of !== 'nothing') made.set(of, thing)
    return thing
  }
  return { own, shared }
}

const CHANGED = 'a refused request has changed something'

/** What is wrong with some rows, asked at once: each cell that is answered otherwise, and whether refused requests have changed something. */
async function judgeTogether(house: House, rows: readonly Row[], { own, shared }: Things) {
  const { db } = house.cloud.app
  const asked = await Promise.all(rows.map(async (row) => ({ row, thing: await shared(row.of), found: new Map<string, Name[]>() })))
  type Asked = (typeof asked)[number]
  const cell = async ({ row, found }: Asked, thing: Thing, caller: Name) => {
    const answer = await sendAll(house, row, thing, caller)
    const wrong = [...differences(expected(row, caller), answer, row.depth), ...(await tells(house, row, thing, caller, answer))]
    for (const one of wrong) found.set(one, [...(found.get(one) ?? []), caller])
  }
  const [reads, writes] = [asked.filter(({ row }) => isRead(row)), asked.filter(({ row }) => !isRead(row))]
  const cells = (of: readonly Asked[], which: (row: Row, caller: Name) => boolean, thingOf: (one: Asked) => Promise<Thing>) =>
    Promise.all(
      of.flatMap((one) => CALLERS.filter((caller) => which(one.row, caller)).map(async (caller) => cell(one, await thingOf(one), caller))),
    )
  const before = writes.length > 0 && (await readEverything(db))
  await cells(
    writes,
    (row, caller) => !changes(row, caller),
    async ({ thing }) => thing,
  )
  const after = writes.length > 0 && (await readEverything(db))
  await cells(
    reads,
    () => true,
    async ({ thing }) => thing,
  )
  // What is about nothing may change the one who asks: such rows come one after another.
  for (const one of writes) if (one.row.of === 'nothing') await cells([one], changes, async ({ thing }) => thing)
  // Everybody else to whom a change is allowed gets a thing of her own.
  await cells(
    writes.filter(({ row }) => row.of !== 'nothing'),
    changes,
    ({ row }) => own(row.of),
  )
  const wrong = asked.flatMap(({ row, found }) => [...found].map(([what, who]) => `${row.route} [${row.of}] ${who.join(' ')}: ${what}`))
  return { wrong, changed: before !== after }
}

/** So many rows are asked at once. */
const TOGETHER = 12

/** What is wrong with these rows, in their order. `together`: 1 where a row changes the one who asks. */
export async function judgeRows(house: House, rows: readonly Row[], together = TOGETHER): Promise<string[]> {
  const things = thingsOf(house)
  const wrong: string[] = []
  for (let at = 0; at < rows.length; at += together) {
    const some = rows.slice(at, at + together)
    const found = await judgeTogether(house, some, things)
    wrong.push(...found.wrong)
    if (!found.changed) continue
    // One by one they tell which of them it was.
    const alone = some.length === 1 ? some : []
    for (const row of some.length === 1 ? [] : some) if ((await judgeTogether(house, [row], things)).changed) alone.push(row)
    wrong.push(...(alone.length > 0 ? alone : some).map(({ route, of }) => `${route} [${of}]: ${CHANGED}`))
  }
  return wrong
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
