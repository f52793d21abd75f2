import { dayOf } from '@shared/core/time'
import type { App } from '../app'
import { type Ordered, recordErasure } from '../core/erasure'
import { newId } from '../core/ids'
import { eraseWalkIn, findWalkIns } from '../features/activity/walk-ins.erasing'
import { casesOf, eraseRecorded, findCase } from '../features/applications/erasing'
import { erasePerson, findPerson } from '../features/people/erasing'

export interface Erased {
  cases: string[]
  pictures: number
  /** cases under her name whose rows were changed outside: left alone, to be looked at first */
  doubtful: string[]
}

/** One case with its notices and pictures; repeated after a crash, it does what is left. @returns how many pictures went */
async function wholeCase(app: App, id: string, ordered: Ordered): Promise<number> {
  const { db, now, seal, keeping } = app
  const atlas = await app.regions.atlas()
  const at = now()
  await db.write(async (m) => {
    await eraseRecorded({ engine: keeping.engine, seal, marks: keeping.marks }, m, id, { ordered, atlas, now: at })
    await keeping.notices.forget(m, { applicationId: id })
  })
  // Files last and outside: a unit of work never awaits the network.
  return keeping.uploads.forget({ applicationId: id })
}

/** What is destroyed cannot be brought back: a row that was changed outside must not say what that is. */
function mustBeWhole(whole: boolean): void {
  if (!whole) throw new Error('这条登记被改动过，不能照它来删：请先运行 npm run audit:verify，查清是谁的、是哪一件，再用它自己的编号删')
}

/** @throws Error in Chinese when there is no such case, or when it is named by a receipt number that somebody may have put there */
export async function eraseOneCase(app: App, named: string, ordered: Ordered): Promise<Erased> {
  const found = await findCase(app.db.read, named)
  if (!found) throw new Error('没有这一件，请核对受理编号')
  mustBeWhole(found.id === named || app.keeping.engine.store.isWhole(found))
  return { cases: [found.id], pictures: await wholeCase(app, found.id, ordered), doubtful: [] }
}

/**
 * A woman who was added to a roster at the door, by the name that was written down or the id of her line; repeated, it does nothing.
 * @throws Error in Chinese when there is nobody, or when several have the name: then with the id of each
 */
export async function eraseOneWalkIn({ db, now, seal, keeping }: App, named: string, ordered: Ordered): Promise<Erased> {
  const [found, ...others] = await findWalkIns(db.read, seal, named)
  if (!found) throw new Error('现场来的人里没有这一位，请核对姓名')
  const told = [found, ...others].map(({ id, title, startsAt }) => `${id} ${dayOf(startsAt)} ${title}`)
  if (others.length > 0) throw new Error(`同名的不止一位，请用编号删：\n${told.join('\n')}`)
  const at = now()
  await db.write(async (m) => {
    if (!(await eraseWalkIn(m, found))) return
    await recordErasure(m, { seal, marks: keeping.marks }, { id: newId(at), sort: 'walkIn', subjectId: found.id, at }, ordered)
  })
  return { cases: [], pictures: 0, doubtful: [] }
}

async function personNamed({ db, keeping: { engine, marked } }: App, named: string): Promise<string> {
  const found = await findPerson(db.read, marked, named)
  if (found) mustBeWhole(found.whole)
  const row = found ? null : await findCase(db.read, named)
  if (row) mustBeWhole(engine.store.isWhole(row))
  const person = found?.person ?? row?.personId
  if (!person) throw new Error('没有这个人，请核对编号')
  return person
}

/**
 * A person with all her cases: named by the receipt number of one of them, by her account or by her own id.
 * @throws Error in Chinese when there is no such person, or when what names her was changed outside
 */
export async function eraseOnePerson(app: App, named: string, ordered: Ordered): Promise<Erased> {
  const { db, now, seal, keeping } = app
  const person = await personNamed(app, named)
  const cases: string[] = []
  let pictures = 0
  const eraseCases = async () => {
    const { ids, doubtful } = await casesOf(keeping.engine, db.read, person)
    for (const id of ids) pictures += await wholeCase(app, id, ordered)
    cases.push(...ids)
    return doubtful
  }
  await eraseCases()
  const at = now()
  const accounts = await db.write(async (m) => {
    const hers = await erasePerson(m, keeping.marked, person, at)
    for (const accountId of hers) await keeping.notices.forget(m, { accountId })
    await recordErasure(m, { seal, marks: keeping.marks }, { id: newId(at), sort: 'person', subjectId: person, at }, ordered)
    return hers
  })
  for (const accountId of accounts) pictures += await keeping.uploads.forget({ accountId })
  // What she began until her sign-ins ended.
  const doubtful = await eraseCases()
  return { cases, pictures, doubtful }
}
