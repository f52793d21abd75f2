import { atChina } from '@shared/core/time'
import { changeOne, type Manager } from '../../cloud/core/database'
import { Application } from '../../cloud/features/applications/application.entity'
import { Child } from '../../cloud/features/child/child.entity'
import { DiaryRevision, PairingDiary } from '../../cloud/features/pairing/diary.entity'
import { diaryStore } from '../../cloud/features/pairing/diary.store'
import { PairingChild } from '../../cloud/features/pairing/pairing.entity'
import type { Answer, Api, Json } from '../support/api'
import { acceptedMother } from '../support/caring-mothers'
import { cadresOf, mustBe, registerChild } from '../support/children'
import { type Cloud, onBothEngines, startCloud } from '../support/cloud'
import { entry, writeIn } from '../support/diaries'
import { agreeTo, propose } from '../support/pairings'
import { move } from '../support/publications'

const TODAY = '2026-11-23'
const MONDAY = atChina(TODAY, '09:00')
const look = (who: Api, id: string) => who.get(`/api/pairings/${id}/child`)
const reveal = (who: Api, id: string) => who.post(`/api/pairings/${id}/reveals`)

type Stage = 'free' | 'proposed' | 'consent' | 'trial' | 'review' | 'active'

async function house(cloud: Cloud, stage: Stage) {
  const cadres = await cadresOf(cloud)
  const her = await cloud.woman()
  const mother = await acceptedMother(her, cadres, TODAY)
  const child = (await registerChild(cadres.village)).id as string
  const all = { ...cadres, her, mother, child, id: '' }
  if (stage === 'free') return all
  all.id = (await mustBe(201, propose(cadres.town, child, mother))).id
  if (stage === 'proposed') return all
  await mustBe(200, move(her, all.id, 'accept'))
  await agreeTo(cadres.village, child)
  if (stage === 'consent') return all
  await mustBe(200, move(cadres.village, all.id, 'confirm'))
  if (stage === 'trial') return all
  // Weeks later the clock does this; by then nobody here would be signed in any more.
  const { db, applications, regions } = cloud.app
  const atlas = await regions.atlas()
  await db.write((m) => applications.moveBySystem(m, all.id, 'comeDue', atlas, cloud.clock.now()))
  if (stage === 'review') return all
  for (const who of [her, cadres.village]) await mustBe(200, move(who, all.id, 'goOn'))
  expect((await mustBe(200, her.get(`/api/applications/${all.id}`))).state).toBe('active')
  return all
}
type House = Awaited<ReturnType<typeof house>>

/** The guardian's cadre ends the care. */
const close = async ({ village, child }: House): Promise<Answer<Json>> => {
  const { version } = (await village.get(`/api/children/${child}`)).body
  return village.put(`/api/children/${child}/closed`, { version, closed: 'moved', words: '' })
}
/** What takes away her sight of the child, at once. */
const STOPS: Readonly<Record<string, (all: House) => Promise<Answer<Json>>>> = {
  'the consent is withdrawn': ({ village, child }) => village.post(`/api/children/${child}/withdrawals`, { purpose: 'register' }),
  'the record is closed': close,
  'she is suspended': ({ town, mother }) => move(town, mother, 'suspend', { reason: '先核实' }),
  'she leaves': ({ her, mother }) => move(her, mother, 'leave'),
}
/** What is going on at each stage in that moment. */
const GOING: readonly (readonly [Stage, (all: House) => Promise<Answer<Json>>[]])[] = [
  ['free', ({ town, child, mother }) => [propose(town, child, mother)]],
  ['proposed', (all) => [move(all.her, all.id, 'accept'), look(all.her, all.id), look(all.her, all.id)]],
  ['consent', (all) => [move(all.village, all.id, 'confirm'), look(all.her, all.id), reveal(all.her, all.id)]],
  ['trial', (all) => [look(all.her, all.id), ...[1, 2, 3, 4].map(() => reveal(all.her, all.id))]],
  ['review', (all) => [move(all.her, all.id, 'goOn'), move(all.village, all.id, 'goOn'), ...[1, 2].map(() => reveal(all.her, all.id))]],
  [
    'active',
    (all) => [move(all.her, all.id, 'tell', { goes: 'well' }), look(all.her, all.id), ...[1, 2].map(() => reveal(all.her, all.id))],
  ],
]

/** Everything at once; then what she is shown, and whom the child still has. */
async function meanwhile(
  cloud: Cloud,
  stage: Stage,
  going: (all: House) => Promise<Answer<Json>>[],
  stop: (all: House) => Promise<Answer<Json>>,
) {
  const all = await house(cloud, stage)
  const answers = await Promise.all([...going(all), stop(all)])
  const stopped = answers.at(-1) as Answer<Json>
  if (all.id === '') all.id = answers[0]?.body.id ?? ''
  const after = all.id === '' ? [] : [await look(all.her, all.id), await reveal(all.her, all.id)]
  const counted = await cloud.app.db.read.findOneBy(PairingChild, { childId: all.child })
  return {
    defects: answers.filter(({ status }) => status >= 500).length,
    stopped: stopped.status,
    shown: after.filter(({ status }) => status !== 404).length,
    live: counted?.live ?? 0,
    events: (await mustBe(200, all.county.get(`/api/children/${all.child}`))).events as Json[],
  }
}

onBothEngines('in the middle of anything', (cloud) => {
  beforeEach(() => cloud().clock.set(MONDAY))

  for (const [why, stop] of Object.entries(STOPS))
    it(`nothing is shown any more once ${why}, whatever else was being asked in that moment`, async () => {
      for (const [stage, going] of GOING) {
        const { defects, stopped, shown, live, events } = await meanwhile(cloud(), stage, going, stop)
        expect({ stage, defects, stopped, shown }).toEqual({ stage, defects: 0, stopped: 200, shown: 0 })
        // Who is only suspended comes back to the child; who leaves, or whose child is withdrawn or cared for no more, has none.
        if (why !== 'she is suspended') expect({ stage, live }).toEqual({ stage, live: 0 })
        const seqOf = (sort: string) => events.filter((one) => one.sort === sort).map(({ seq }) => seq as number)
        for (const over of [...seqOf('withdraw'), ...seqOf('close')]) for (const seen of seqOf('reveal')) expect(seen).toBeLessThan(over)
      }
    })
})

const writtenIn = async ({ app: { db } }: Cloud, pairing: string): Promise<number> =>
  db.read.countBy(DiaryRevision, { diaryId: (await db.read.findOneByOrFail(PairingDiary, { pairingId: pairing })).id })

onBothEngines('a visit that is being written down', (cloud) => {
  beforeEach(() => cloud().clock.set(MONDAY))
  const ends = { ...STOPS, 'it ends': ({ town, id }: House) => move(town, id, 'end', { ending: 'time' }) }

  for (const [why, stop] of Object.entries(ends))
    it(`is stored or refused, and nothing is stored any more once ${why}`, async () => {
      const all = await house(cloud(), 'trial')
      const write = () => writeIn(all.her, all.id, entry('写了一封信'))
      const [stopped, ...answers] = await Promise.all([stop(all), write(), write(), write(), write()])
      const taken = answers.filter(({ status }) => status === 200).length
      const refused = answers.filter(({ status }) => status === 404).length
      expect([stopped.status, taken + refused]).toEqual([200, answers.length])
      expect((await write()).status).toBe(404)
      expect(await writtenIn(cloud(), all.id)).toBe(taken)
    })
})

/** Something to wait for, and what says that it has come. */
function signal(): [Promise<void>, () => void] {
  const say: { now?: () => void } = {}
  const come = new Promise<void>((done) => {
    say.now = done
  })
  return [come, () => say.now?.()]
}

/** Until the database says that somebody waits for a row of this table. */
async function waitsForRow({ app: { db } }: Cloud, table: string): Promise<void> {
  const [{ name }] = await db.read.query('SELECT DATABASE() AS name')
  const waiting = `SELECT COUNT(*) AS many FROM information_schema.PROCESSLIST WHERE db = ? AND info LIKE 'UPDATE \`${table}\` %'`
  for (;;) if (Number((await db.read.query(waiting, [name]))[0].many) > 0) return
}

type Written = (m: Manager, call: { params: object; query: object; now: string }, id: string, prepared: unknown) => Promise<unknown>
interface Writing {
  path: string
  method: string
  write: Written
}
const routeOf = (cloud: Cloud, path: string, method = 'post'): Writing =>
  cloud.app.routes.find((one) => one.path === path && one.method === method) as unknown as Writing

/** Which change of which row she has to wait for. */
const WAITED: Readonly<Record<string, { path: string; method?: string; table: string }>> = {
  'the consent is withdrawn': { path: '/children/:id/withdrawals', table: 'child' },
  'the record is closed': { path: '/children/:id/closed', method: 'put', table: 'child' },
  'she is suspended': { path: '/applications/:id/moves/:move', table: 'application' },
}

/**
 * Something that she asks for has to wait for a row, and meanwhile what stops her is done, but not yet for all to see. One database does one
 * thing after another and knows no such moment; of the other it is a moment that can be held.
 */
async function askedMeanwhile(
  cloud: Cloud,
  why: string,
  ask: (all: House) => Promise<Answer<Json>>,
): Promise<{ status: number; id: string }> {
  cloud.clock.set(MONDAY)
  const all = await house(cloud, 'trial')
  const { path, method, table } = WAITED[why] as { path: string; method?: string; table: string }
  const [[done, isDone], [until, letGo]] = [signal(), signal()]
  const route = routeOf(cloud, path, method)
  const { write } = route
  route.write = async (...of) => {
    const made = await write(...of)
    isDone()
    await until
    return made
  }
  const stopping = STOPS[why]?.(all) as Promise<Answer<Json>>
  await done
  route.write = write
  const asked = ask(all)
  await waitsForRow(cloud, table)
  letGo()
  expect((await stopping).status).toBe(200)
  return { status: (await asked).status, id: all.id }
}

/** What must not be done: judge first, then wait, then show or store what was judged. */
function judgedTooSoon(cloud: Cloud): void {
  const held = async (m: Manager, pairing: string): Promise<void> => {
    const [{ child, mother }] = await m.query('SELECT child_id AS child, mother_id AS mother FROM pairing WHERE id = ?', [pairing])
    await changeOne(m, Child, 'id = :id', { id: child }, { version: () => 'version' })
    await changeOne(m, Application, 'id = :id', { id: mother }, { version: () => 'version' })
  }
  const showOf = (path: string) => routeOf(cloud, path, 'get') as unknown as { show(...of: unknown[]): Promise<object> }
  const [child, diary, store] = [showOf('/pairings/:id/child'), showOf('/pairings/:id/diary'), diaryStore(cloud.app.seal)]
  routeOf(cloud, '/pairings/:id/reveals').write = async (m, call, id) => {
    const known = await child.show(call, id, undefined)
    await held(m, id)
    return { ...known, called: '', meetAt: '', guardianPhone: '' }
  }
  routeOf(cloud, '/pairings/:id/diary').write = async (m, call, id) => {
    await diary.show({ ...call, query: {} }, id, undefined)
    await held(m, id)
    await store.add(m, await store.hold(m, id, call.now), [entry('写了一封信')], true, call.now)
  }
}

const ASKED: Readonly<Record<string, (all: House) => Promise<Answer<Json>>>> = {
  'a look': ({ her, id }) => reveal(her, id),
  'a visit that is written down': ({ her, id }) => writeIn(her, id, entry('写了一封信')),
}
const MOMENTS = Object.keys(ASKED).flatMap((what) => Object.keys(WAITED).map((why) => [what, why] as const))

describe('what waits while she is being stopped', () => {
  let [cloud, loose]: [Cloud, Cloud] = [] as never
  beforeAll(async () => {
    cloud = await startCloud('mysql')
    loose = await startCloud('mysql')
    judgedTooSoon(loose)
  })
  afterAll(async () => {
    for (const one of [cloud, loose]) await one?.close()
  })
  const outcome = async (of: Cloud, [what, why]: (typeof MOMENTS)[number]) => {
    const { status, id } = await askedMeanwhile(of, why, ASKED[what] as (all: House) => Promise<Answer<Json>>)
    return [status, await writtenIn(of, id)]
  }

  it.each(MOMENTS)('%s comes to nothing when %s', async (...moment) => {
    expect(await outcome(cloud, moment)).toEqual([404, 0])
  })

  it.each(MOMENTS)('%s would be let through although %s, if it were judged before it waits', async (...moment) => {
    expect(await outcome(loose, moment)).toEqual([200, moment[0] === 'a look' ? 0 : 1])
  })
})
