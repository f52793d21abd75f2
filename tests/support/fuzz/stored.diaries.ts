import type { Revision } from '@shared/features/pairing/diary'
import { revisionsBody } from '@shared/features/pairing/diary.schema'
import * as v from 'valibot'
import type { App } from '../../../cloud/app'
import { DiaryRevision, PairingDiary } from '../../../cloud/features/pairing/diary.entity'
import { diaryRow } from '../../../cloud/features/pairing/diary.store'
import { by, told } from './stored.reading'

/** What a diary must never hold: numbers that leave one out, and writings that no form lets pass. */
export async function diaryFaults({ db, seal }: App, diaries: readonly PairingDiary[]): Promise<string[]> {
  const written = by(await db.read.find(DiaryRevision, { order: { no: 'ASC' } }), ({ diaryId }) => diaryId)
  return diaries.flatMap((diary) => {
    const rows = written.get(diary.id) ?? []
    const opened = rows.map(({ id, sealed }) => seal.open<Revision>(diaryRow(diary), diary.dataKey, `revision.${id}`, sealed))
    return told([
      rows.some(({ no }, i) => no !== i + 1) && `diary ${diary.id} has numbers that leave one out`,
      rows.length !== diary.count && `diary ${diary.id} counts ${diary.count} writings of ${rows.length}`,
      opened.some((one) => !v.is(revisionsBody, { revisions: [one] })) && `diary ${diary.id} holds what no form lets pass`,
    ])
  })
}
