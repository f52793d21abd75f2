import type { Holder } from '@shared/core/case'
import type { Tell } from '@shared/core/telling'
import { dayOf } from '@shared/core/time'
import { reckon } from '@shared/features/loan/book.reckoning'
import { dueSoon, sayReminder } from '@shared/features/loan/book.reminders'
import { changeOne, type Database, type Manager } from '../../core/database'
import { withEach } from '../../core/each'
import { LoanBook } from './book.entity'
import { type BookStore, beginningOf, derivedOf } from './book.store'

export interface RemindingPorts {
  /** case → whom to tell; who cannot be told is left out */
  holders(m: Manager, cases: readonly string[]): Promise<ReadonlyMap<string, Holder>>
  tell(m: Manager, tells: readonly Tell[], about: { application: string; now: string }): Promise<void>
}

const AT_ONCE = 50

/** One woman: the mark on her book is changed in the unit of her notice, so nobody hears it twice. Where an extension begins, only what lists read is put right. */
async function remindOne(m: Manager, store: BookStore, row: LoanBook, now: string, ports: RemindingPorts): Promise<void> {
  const { id, remindAt } = row
  const opened = await store.open(m, id)
  const reckoned = opened && reckon(opened.terms, opened.entries, dayOf(now))
  const begins = reckoned?.extended.some((one) => beginningOf(one) === remindAt) ?? false
  const reminded = begins ? row.reminded : now
  const set = { reminded, ...(reckoned ? derivedOf(reckoned, { reminded }, now) : { remindAt: null }) }
  // As it was read: a line that came meanwhile has derived more than this.
  const was = { id, remindAt, mark: (opened?.row ?? row).mark }
  if (!(await changeOne(m, LoanBook, 'id = :id AND remind_at = :remindAt AND mark = :mark', was, set)) || begins) return
  const due = dueSoon(reckoned?.instalments ?? [], dayOf(now))
  const to = (await ports.holders(m, [id])).get(id)
  if (!due || !to) return
  const words = sayReminder(due, dayOf(now))
  await ports.tell(m, [{ to, party: 'applicant', sort: 'progress', ...words, uncalled: true }], { application: id, now })
}

/** Tells everybody whose next payment is near. One read by key when nothing is. @returns how many books it was */
export async function remindOfPayments(db: Database, store: BookStore, now: string, ports: RemindingPorts): Promise<number> {
  const due = await db.read
    .createQueryBuilder(LoanBook, 'b')
    .where('b.remind_at <= :now', { now })
    .orderBy('b.remind_at')
    .addOrderBy('b.id')
    .limit(AT_ONCE)
    .getMany()
  await withEach(due, (row) => db.write((m) => remindOne(m, store, row, now, ports)))
  return due.length
}
