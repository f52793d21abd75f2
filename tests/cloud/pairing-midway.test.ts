import { atChina } from '@shared/core/time'
import { changeOne } from '../../cloud/core/database'
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

type Stage = 'free' | 'proposed' | 'consent' | 'trial'

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
  if (stage !== 'consent') await mustBe(200, move(cadres.village, all.id, 'confirm'))
  return all
}
type House = Awaited<ReturnType<typeof house>>

/** What takes away her sight of the child, at once. */
const STOPS: Readonly<Record<string, (all: House) => Promise<Answer<Json>>>> = {
  'the consent is withdrawn': ({ village, child }) => village.post(`/api/children/${child}/withdrawals`, { purpose: 'register' }),
  'she is suspended': ({ town, mother }) => move(town, mother, 'suspend', { reason: '先核实' }),
  'she leaves': ({ her, mother }) => move(her, mother, 'leave'),
}
/** What is going on at each stage in that moment. */
const GOING: readonly (readonly [Stage, (all: House) => Promise<Answer<Json>>[]])[] = [
  ['free', ({ town, child, mother }) => [propose(town, child, mother)]],
  ['proposed', (all) => [move(all.her, all.id, 'accept'), look(all.her, all.id), look(all.her, all.id)]],
  ['consent', (all) => [move(all.village, all.id, 'confirm'), look(all.her, all.id), reveal(all.her, all.id)]],
  ['trial', (all) => [look(all.her, all.id), ...[1, 2, 3, 4].map(() => reveal(all.her, all.id))]],
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
        // Who is only suspended comes back to the child; who leaves, or whose child is withdrawn, has none.
        if (why !== 'she is suspended') expect({ stage, live }).toEqual({ stage, live: 0 })
        const seqOf = (sort: string) => events.filter((one) => one.sort === sort).map(({ seq }) => seq as number)
        for (const withdrawn of seqOf('withdraw')) for (const seen of seqOf('reveal')) expect(seen).toBeLessThan(withdrawn)
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

/**
 * Something that she asks for has to wait for the child's record, and meanwhile she is suspended. One database does one thing after another and knows no such
 * moment; of the other it is a moment that can be held.
 */
async function suspendedWhileWaiting(cloud: Cloud, ask: (all: House) => Promise<Answer<Json>>): Promise<{ status: number; id: string }> {
  cloud.clock.set(MONDAY)
  const all = await house(cloud, 'trial')
  const { db } = cloud.app
  const [held, isHeld] = signal()
  const [until, letGo] = signal()
  const holding = db.write(async (m) => {
    await changeOne(m, Child, 'id = :id', { id: all.child }, { version: () => 'version' })
    isHeld()
    await until
  })
  await held
  const asked = ask(all)
  await waitsForRow(cloud)
  await mustBe(200, move(all.town, all.mother, 'suspend', { reason: '先核实' }))
  letGo()
  await holding
  return { status: (await asked).status, id: all.id }
}

/** Something to wait for, and what says that it has come. */
function signal(): [Promise<void>, () => void] {
  const say: { now?: () => void } = {}
  const come = new Promise<void>((done) => {
    say.now = done
  })
  return [come, () => say.now?.()]
}

/** Until the database says that somebody waits for a row. */
async function waitsForRow({ app: { db } }: Cloud): Promise<void> {
  const [{ name }] = await db.read.query('SELECT DATABASE() AS name')
  const waiting = "SELECT COUNT(*) AS many FROM information_schema.PROCESSLIST WHERE db = ? AND info LIKE 'UPDATE `child` %'"
  for (;;) if (Number((await db.read.query(waiting, [name]))[0].many) > 0) return
}

describe('a look that waits while she is suspended', () => {
  it('shows nothing', async () => {
    const cloud = await startCloud('mysql')
    expect(await suspendedWhileWaiting(cloud, ({ her, id }) => reveal(her, id))).toMatchObject({ status: 404 })
    await cloud.close()
  })

  it('would show the child if it were judged before it waits', async () => {
    const cloud = await startCloud('mysql')
    const routeOf = (path: string) => cloud.app.routes.find((route) => route.path === path)
    const judged = routeOf('/pairings/:id/child')
    const shown = routeOf('/pairings/:id/reveals')
    Object.assign(shown ?? {}, {
      write: async (...[m, call, id]: Parameters<NonNullable<NonNullable<typeof shown>['write']>>) => {
        const known = (await judged?.show(call, id, undefined)) as object
        const [{ child }] = await m.query('SELECT child_id AS child FROM pairing WHERE id = ?', [id])
        await changeOne(m, Child, 'id = :id', { id: child }, { version: () => 'version' })
        return { ...known, called: '', meetAt: '', guardianPhone: '' }
      },
    })
    expect(await suspendedWhileWaiting(cloud, ({ her, id }) => reveal(her, id))).toMatchObject({ status: 200 })
    await cloud.close()
  })
})

describe('a visit whose writing waits while she is suspended', () => {
  const write = ({ her, id }: House) => writeIn(her, id, entry('写了一封信'))

  it('is not stored', async () => {
    const cloud = await startCloud('mysql')
    const { status, id } = await suspendedWhileWaiting(cloud, write)
    expect([status, await writtenIn(cloud, id)]).toEqual([404, 0])
    await cloud.close()
  })

  it('would be stored if it were judged before it waits', async () => {
    const cloud = await startCloud('mysql')
    const { routes, seal } = cloud.app
    const [read, written] = ['get', 'post'].map((method) =>
      routes.find((one) => one.method === method && one.path === '/pairings/:id/diary'),
    )
    const store = diaryStore(seal)
    Object.assign(written ?? {}, {
      write: async (...[m, call, id]: Parameters<NonNullable<NonNullable<typeof written>['write']>>) => {
        await read?.show({ ...call, query: {} }, id, undefined)
        const [{ child }] = await m.query('SELECT child_id AS child FROM pairing WHERE id = ?', [id])
        await changeOne(m, Child, 'id = :id', { id: child }, { version: () => 'version' })
        await store.add(m, await store.hold(m, id, call.now), [entry('写了一封信')], true, call.now)
      },
    })
    const { status, id } = await suspendedWhileWaiting(cloud, write)
    expect([status, await writtenIn(cloud, id)]).toEqual([200, 1])
    await cloud.close()
  })
})
