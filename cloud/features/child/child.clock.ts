import { dayOf } from '@shared/core/time'
import { endOf, isGrownUp } from '@shared/features/child/child.retention'
import type { Atlas } from '../../core/atlas'
import type { Manager } from '../../core/database'
import { changeOne } from '../../core/database'
import { Child, ChildOpening, ChildRead } from './child.entity'
import { type ChildParts, tellPlaces } from './child.ports'
import { chainOf } from './child.store'
import { dropPhoto } from './correcting'
import { eraseChild } from './erasing'
import { openingStore } from './opening.store'

const TOGETHER = 50
const READS_KEPT_DAYS = 60

/** What the rules of a day do to one record: care that ends with childhood, a photo whose time is over, a record that must go. */
async function lookAt(of: ChildParts, m: Manager, id: string, atlas: Atlas, now: string): Promise<void> {
  const { store, parts, ports } = of
  const today = dayOf(now)
  let row = await store.hold(m, id)
  if (row.lookedOn >= today) return
  await changeOne(m, Child, 'id = :id', { id }, { lookedOn: today })
  row = { ...row, lookedOn: today }
  const known = await parts.of(m, row)
  const answerTo = (part: string, name: string): unknown => {
    const found = known.find((one) => one.part === part)
    return found && parts.open(found)[name]
  }
  const until = answerTo('photo', 'until')
  if (typeof until === 'string' && until < today)
    row = await store.grow(m, row, { sort: 'photoEnd', actor: null, parts: ['photo'], at: now }, { digest: await dropPhoto(of, m, row) })
  const birthDay = answerTo('identity', 'birthDay')
  if (row.state === 'registered' && typeof birthDay === 'string' && isGrownUp(birthDay, today)) {
    const closed = { state: 'closed' as const, since: now, closedFor: 'grownUp', version: row.version + 1 }
    row = await store.grow(m, row, { sort: 'close', actor: null, parts: ['grownUp'], at: now }, closed)
    await ports.unpair(m, id, atlas, now)
    const words = {
      sort: 'progress',
      title: '一位孩子满十八岁了',
      text: `代号${row.code}满十八岁，关爱档案已经结束，半年后销毁。`,
      leads: { page: 'child', id },
    } as const
    await tellPlaces(m, ports, [{ role: 'village', place: chainOf(row).village }], words, { by: null, now })
  }
  const duty = row.duty !== null || (await ports.worries.isOpen(m, id))
  const end = endOf({ state: row.state, since: dayOf(row.since), duty }, today)
  if (end && end.on <= today) await eraseChild(of, m, row, { rule: end.rule, actor: null, words: '' }, atlas, now)
}

/** An emergency that nobody has reviewed in time: all three levels are told, once. */
async function remindOf({ marks, store, ports }: ChildParts, m: Manager, { id, childId }: ChildOpening, now: string): Promise<void> {
  const child = await store.hold(m, childId)
  const row = await m.findOneBy(ChildOpening, { id })
  if (row?.waits !== 'review' || row.reminded) return
  await openingStore(marks).change(m, row, { reminded: true })
  const words = {
    sort: 'todo',
    title: '紧急查看还没有人复核',
    text: `代号${child.code}的紧急查看到时间还没有人复核，请马上复核，县里督促。`,
    leads: { page: 'opening', id },
  } as const
  const { village, town, county } = chainOf(child)
  const to = [
    { role: 'village', place: village },
    { role: 'town', place: town },
    { role: 'county', place: county },
  ] as const
  await tellPlaces(m, ports, to, words, { by: row.askedBy, now, except: await ports.worries.keptFrom(m, childId) })
}

/** The work of the clock; a record that is damaged keeps none of the others from it. @returns how many records were looked at */
export function childClock(of: ChildParts, failed: (id: string, error: unknown) => void) {
  const { db } = of
  const each = async (rows: readonly { id: string }[], work: (row: { id: string }) => Promise<void>) => {
    for (const row of rows) await work(row).catch((error) => failed(row.id, error))
  }
  return async (now: string): Promise<number> => {
    const today = dayOf(now)
    const atlas = await of.ports.atlas()
    let count = 0
    for (let after = ''; ; ) {
      const rows = await db.read
        .createQueryBuilder(Child, 'c')
        .where("c.lookedOn < :today AND c.state <> 'erased' AND c.id > :after", { today, after })
        .orderBy('c.id')
        .limit(TOGETHER)
        .getMany()
      await each(rows, ({ id }) => db.write((m) => lookAt(of, m, id, atlas, now)))
      count += rows.length
      const last = rows.at(-1)
      if (!last || rows.length < TOGETHER) break
      after = last.id
    }
    const late = await db.read
      .createQueryBuilder(ChildOpening, 'o')
      .where("o.waits = 'review' AND o.reminded = :no AND o.reviewDue < :now", { no: false, now })
      .limit(TOGETHER)
      .getMany()
    await each(late, (row) => db.write((m) => remindOf(of, m, row as ChildOpening, now)))
    const before = dayOf(new Date(Date.parse(now) - READS_KEPT_DAYS * 86_400_000).toISOString())
    await db.write((m) => m.createQueryBuilder().delete().from(ChildRead).where('day < :before', { before }).execute())
    return count
  }
}
