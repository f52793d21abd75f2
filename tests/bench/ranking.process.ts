/** `fill <folder> <mothers> <children>`: makes a county of them. `look <folder> <mothers> <children>`: looks at them as cadres do, and tells what it took. */
import path from 'node:path'
import { CARE } from '@shared/core/care'
import { newCase } from '@shared/core/case'
import { BEGUN } from '@shared/core/workflow'
import { caringMother } from '@shared/features/caring-mother/caring-mother.kind'
import { type App, createApp } from '../../cloud/app'
import type { Caller } from '../../cloud/core/caller'
import { insert, type Manager } from '../../cloud/core/database'
import { newId, newReceipt } from '../../cloud/core/ids'
import type { Route } from '../../cloud/core/route'
import { keyringOf } from '../../cloud/core/settings'
import { Application, NO_ALARM } from '../../cloud/features/applications/application.entity'
import { Child } from '../../cloud/features/child/child.entity'
import { childStore, digestOf, partStore } from '../../cloud/features/child/child.store'
import { PairingChild, PairingKin } from '../../cloud/features/pairing/pairing.entity'
import { storeCounty } from '../../cloud/features/regions/county'
import { demoCounty } from '../../cloud/tools/demo-county'
import { type Dice, diceOf } from '../support/fuzz/dice'

/** Milliseconds: the first look at a child; then each of the others. */
export interface Told {
  firstMs: number
  rankMs: number[]
  openMs: number[]
  pageMs: number[]
  childrenMs: number[]
}

const TOGETHER = 100
const NOW = '2026-11-23T01:00:00.000Z'
const KEYS = keyringOf(`k1:${Buffer.alloc(32, 7).toString('base64')}`, Buffer.alloc(32, 9).toString('base64'))
/** Other cases of the county that stand between them. */
const OTHERS = 20_000
const ROUNDS = 7
const VILLAGES = demoCounty.towns.flatMap(({ id: town, villages }) => villages.map(({ id: village }) => ({ county: 'c1', town, village })))
const BY: Caller = { account: 'bench', grants: [{ role: 'county', place: 'c1' }], session: null }

const some = <T extends { value: string }>(dice: Dice, list: readonly T[]): string[] =>
  list.map(({ value }) => value).filter(() => dice.percent(50))

function answersOf(dice: Dice, village: string): Record<string, unknown> {
  return {
    ...{ name: '王桂花', village, phone: '13900001234', idCard: '11010519491231002X', why: '自己带大两个孩子，退休了，有时间，也喜欢孩子' },
    ...{
      gives: some(dice, CARE.needs),
      when: some(dice, CARE.times),
      speaks: some(dice, CARE.tongues),
      reach: dice.pick(CARE.reaches).value,
    },
    ...{
      most: 1 + dice.below(3),
      experienced: dice.percent(60),
      checkDay: '2026-06-01',
      checkResult: 'clear',
      opinion: '人品好，邻里都信得过',
    },
  }
}

async function addMother({ keeping: { engine } }: App, m: Manager, dice: Dice): Promise<void> {
  const [id, receipt, place] = [newId(NOW), newReceipt(), dice.pick(VILLAGES)]
  const begun = newCase(caringMother, { id, filer: 'bench', people: { applicant: newId(NOW) }, places: { applicant: place }, offices: {} })
  const row = { ...begun, state: 'accepted', answers: answersOf(dice, place.village) } as typeof begun
  const step = { move: BEGUN, from: 'draft', to: 'accepted', actor: BY, party: 'applicant', standingIn: false, input: row.answers, at: NOW }
  await engine.store.begin(m, row, { receipt, aboutId: 'c1', at: NOW }, step as never, { todos: [], alarmAt: NO_ALARM })
}

async function addChild({ keeping: { marks }, seal }: App, m: Manager, dice: Dice, n: number): Promise<void> {
  const [store, parts, id, place] = [childStore(seal, marks, KEYS.chain), partStore(seal, marks), newId(NOW), dice.pick(VILLAGES)]
  const put = (part: 'identity' | 'care' | 'contact' | 'guardian', values: object) =>
    parts.put(m, { id: newId(NOW), childId: id, part }, undefined, values)
  const known = [
    await put('identity', { name: '王小雨', sex: 'girl', birthDay: '2016-05-20' }),
    await put('contact', { address: '村东头第三家', called: '小雨' }),
    await put('guardian', { name: '张桂花', phone: '13900001234' }),
    await put('care', { needs: some(dice, CARE.needs), when: some(dice, CARE.times), speaks: some(dice, CARE.tongues), hopes: [] }),
  ]
  const row = {
    ...{ id, villageId: place.village, townId: place.town, countyId: place.county, state: 'registered' as const, since: NOW },
    ...{ situation: 'leftBehind', risk: 'middle', cardHash: null, dataKey: seal.newKey(`child:${id}`), duty: null, closedFor: null },
    ...{
      version: 2,
      lookedOn: '2026-11-23',
      digest: digestOf(known),
      createdBy: 'bench',
      createdAt: NOW,
      code: `木${String(n).padStart(5, '0')}`,
    },
  }
  await store.begin(m, row, { sort: 'begin', actor: null, at: NOW })
  await insert(m, PairingChild, { childId: id, mode: 'oneToOne', live: dice.percent(20) ? 1 : 0, teamId: null })
}

async function fill(app: App, mothers: number, children: number): Promise<void> {
  const dice = diceOf(20_261_123)
  await app.db.migrate()
  await app.db.write((m) => storeCounty(m, demoCounty))
  const many = async (count: number, add: (m: Manager, n: number) => Promise<void>) => {
    for (let made = 0; made < count; made += TOGETHER)
      await app.db.write(async (m) => {
        for (let n = made; n < Math.min(count, made + TOGETHER); n++) await add(m, n)
      })
  }
  await many(mothers / 2, (m) => addMother(app, m, dice))
  const [like] = await app.db.read.find(Application, { take: 1 })
  await many(OTHERS, (m) =>
    insert(m, Application, { ...(like as Application), id: newId(NOW), receipt: newReceipt(), kind: 'enrolment', state: 'seated' }),
  )
  await many(mothers / 2, (m) => addMother(app, m, dice))
  await many(children, (m, n) => addChild(app, m, dice, n))
  const ids = (await app.db.read.find(Child, { select: { id: true } })).map(({ id }) => id)
  const hers = (await app.db.read.find(Application, { where: { kind: 'caringMother' }, take: 500 })).map(({ id }) => id)
  await many(2_000, (m) =>
    insert(m, PairingKin, { childId: dice.pick(ids), motherId: dice.pick(hers), saidBy: 'bench', saidAt: NOW }).catch(() => undefined),
  )
}

const routeOf = (app: App, at: string): Route => app.routes.find((one) => one.method === 'get' && one.path === at) as Route

async function msOf(what: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await what()
  return performance.now() - began
}

async function look(app: App): Promise<Told> {
  const call = (more: object) => ({ caller: BY, now: NOW, params: {}, query: {}, body: {}, ...more }) as never
  const shows = (at: string, more: object) => () => Promise.resolve(routeOf(app, at).show(call(more), '', undefined))
  const [child] = await app.db.read.find(Child, { take: 1 })
  const ranked = shows('/children/:id/mothers', { params: { id: child?.id }, query: { mode: 'oneToOne' } })
  const page = shows('/pairing-mothers', {})
  const { engine } = app.keeping
  // The yardstick opens every case of a mother at each look, as a list of a few would.
  const opened = async () => {
    const rows = await app.db.read.findBy(Application, { kind: 'caringMother', countyId: 'c1' })
    return rows.map((row) => engine.store.open(row))
  }
  const told: Told = { firstMs: 0, rankMs: [], openMs: [], pageMs: [], childrenMs: [] }
  told.firstMs = await msOf(ranked)
  for (let round = 0; round < ROUNDS; round++) told.childrenMs.push(await msOf(() => app.children.paired.ofCounty('c1')))
  for (let round = 0; round < ROUNDS; round++) {
    told.rankMs.push(await msOf(ranked))
    told.openMs.push(await msOf(opened))
    told.pageMs.push(await msOf(page))
  }
  return told
}

async function main(): Promise<void> {
  const [what, folder = '', mothers, children] = process.argv.slice(2)
  const app = await createApp({
    ...({ port: 0, dataDir: folder, logLevel: 'silent', demo: false } as const),
    database: { engine: 'sqlite', file: path.join(folder, 'county.db') },
    storage: { sort: 'folder', folder },
    keys: KEYS,
  } as never)
  if (what === 'fill') await fill(app, Number(mothers), Number(children))
  else console.log(JSON.stringify(await look(app)))
  await app.db.close()
}

main().then(
  () => process.exit(),
  (error: Error) => {
    console.error(error)
    process.exit(1)
  },
)
