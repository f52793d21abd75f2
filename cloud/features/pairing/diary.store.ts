import { firstReminder } from '@shared/features/pairing/company.rules'
import type { Revision } from '@shared/features/pairing/diary'
import { changeOne, find, findOne, insert, isDuplicate, type Manager, remove } from '../../core/database'
import { newId } from '../../core/ids'
import type { Sealer } from '../../core/seal'
import { DiaryRevision, NO_REMINDER, PairingDiary } from './diary.entity'

/** What the key of a diary belongs to: moved to another pairing, it opens nothing. */
export const diaryRow = ({ id, pairingId }: Pick<PairingDiary, 'id' | 'pairingId'>): string => `pairing_diary:${pairingId}:${id}`

export const reminderFrom = (now: string): Pick<PairingDiary, 'remindAt' | 'reminds'> => {
  const { who, at } = firstReminder(now)
  return { remindAt: at, reminds: who }
}

/** Diaries as they are kept: numbered, sealed, and written by one at a time. */
export function diaryStore(seal: Sealer) {
  const of = (m: Manager, pairingId: string): Promise<PairingDiary | undefined> => findOne(m, PairingDiary, { pairingId })
  /** Every pairing that begins has one, written in or not: the clock must know of it. */
  const begin = async (m: Manager, pairingId: string, now: string): Promise<void> => {
    const id = newId(now)
    const row = { id, pairingId, dataKey: seal.newKey(diaryRow({ id, pairingId })), count: 0, ...reminderFrom(now) }
    await insert(m, PairingDiary, row).catch((error) => {
      if (!isDuplicate(error)) throw error
    })
  }
  /** One that nobody else writes in until the unit ends. */
  const hold = async (m: Manager, pairingId: string, now: string): Promise<PairingDiary> => {
    const held = () => changeOne(m, PairingDiary, 'pairing_id = :pairingId', { pairingId }, { count: () => 'count' })
    if (!(await held())) {
      await begin(m, pairingId, now)
      await held()
    }
    const row = await of(m, pairingId)
    if (!row || row.dataKey === '') throw new Error(`the diary of ${pairingId} is gone`)
    return row
  }
  const open = (diary: PairingDiary, { id, sealed }: DiaryRevision): Revision =>
    seal.open<Revision>(diaryRow(diary), diary.dataKey, `revision.${id}`, sealed)

  return {
    of,
    begin,
    hold,
    /** which of these are there already */
    known: async (m: Manager, { id: diaryId }: PairingDiary, ids: readonly string[]): Promise<ReadonlySet<string>> =>
      new Set((await find(m, DiaryRevision, { diaryId, id: ids })).map(({ id }) => id)),
    /** `begins`: an entry that was not there is among them, so the child has had company */
    add: async (m: Manager, diary: PairingDiary, revisions: readonly Revision[], begins: boolean, now: string): Promise<void> => {
      const rows = revisions.map((one, i) => ({
        ...{ diaryId: diary.id, no: diary.count + i + 1, id: one.id, storedAt: now },
        sealed: seal.seal(diaryRow(diary), diary.dataKey, `revision.${one.id}`, one),
      }))
      const changed = { count: diary.count + rows.length, ...(begins ? reminderFrom(now) : {}) }
      await changeOne(m, PairingDiary, 'id = :id', { id: diary.id }, changed)
      await insert(m, DiaryRevision, rows)
    },
    /** the next writings behind a number, in the order in which they came */
    behind: async (m: Manager, diary: PairingDiary, no: number, most: number): Promise<{ no: number; revision: Revision }[]> => {
      const query = m.createQueryBuilder(DiaryRevision, 'r').where('r.diary_id = :id AND r.no > :no', { id: diary.id, no })
      const rows = await query.orderBy('r.no').limit(most).getMany()
      return rows.map((row) => ({ no: row.no, revision: open(diary, row) }))
    },
    /** all of them */
    all: async (m: Manager, diary: PairingDiary): Promise<Revision[]> =>
      (await find(m, DiaryRevision, { diaryId: diary.id }, { order: { no: 'ASC' } })).map((row) => open(diary, row)),
    /** destroys the key first of all, and what it opened */
    destroy: async (m: Manager, { id }: PairingDiary): Promise<void> => {
      await changeOne(m, PairingDiary, 'id = :id', { id }, { dataKey: '', count: 0, remindAt: NO_REMINDER })
      await remove(m, DiaryRevision, { diaryId: id })
    },
  }
}
export type DiaryStore = ReturnType<typeof diaryStore>
