import type { App } from '../app'
import { type Ordered, recordErasure } from '../core/erasure'
import { newId } from '../core/ids'
import { casesOf, eraseCase, findCase } from '../features/applications/erasing'
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
    const erased = await eraseCase(keeping.engine, m, id, atlas, at)
    await keeping.notices.forget(m, { applicationId: id })
    const record = { id: newId(at), sort: 'application' as const, subjectId: id, at }
    if (erased) await recordErasure(m, { seal, marks: keeping.marks }, record, ordered)
  })
  // Files last and outside: a unit of work never awaits the network.
  return keeping.uploads.forget({ applicationId: id })
}

/** @throws Error in Chinese when there is no such case */
export async function eraseOneCase(app: App, named: string, ordered: Ordered): Promise<Erased> {
  const found = await findCase(app.db.read, named)
  if (!found) throw new Error('没有这一件，请核对受理编号')
  return { cases: [found.id], pictures: await wholeCase(app, found.id, ordered), doubtful: [] }
}

/**
 * A person with all her cases: named by the receipt number of one of them, by her account or by her own id.
 * @throws Error in Chinese when there is no such person
 */
export async function eraseOnePerson(app: App, named: string, ordered: Ordered): Promise<Erased> {
  const { db, now, seal, keeping } = app
  const person = (await findPerson(db.read, named)) ?? (await findCase(db.read, named))?.personId
  if (!person) throw new Error('没有这个人，请核对编号')
  const { ids, doubtful } = await casesOf(keeping.engine, db.read, person)
  let pictures = 0
  for (const id of ids) pictures += await wholeCase(app, id, ordered)
  const at = now()
  const accounts = await db.write(async (m) => {
    const hers = await erasePerson(m, keeping.marked, person, at)
    for (const accountId of hers) await keeping.notices.forget(m, { accountId })
    await recordErasure(m, { seal, marks: keeping.marks }, { id: newId(at), sort: 'person', subjectId: person, at }, ordered)
    return hers
  })
  for (const accountId of accounts) pictures += await keeping.uploads.forget({ accountId })
  return { cases: ids, pictures, doubtful }
}
