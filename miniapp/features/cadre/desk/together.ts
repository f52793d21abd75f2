import type { ApplicationRow } from '@shared/features/applications/applications.schema'
import { asRefusal } from '../../../core/refusal'

/** What became of one case among several. */
export type Fate = { state: 'sending' } | { state: 'done' } | { state: 'failed'; why: string; lost: boolean }
export type Fates = Readonly<Record<string, Fate>>

/** Moves one case after the other: one failure does not stop the rest. @param send makes the move, with the key of that case */
export async function moveTogether(
  rows: readonly ApplicationRow[],
  send: (row: ApplicationRow) => Promise<unknown>,
  tell: (id: string, fate: Fate) => void,
): Promise<number> {
  let done = 0
  for (const row of rows) {
    tell(row.id, { state: 'sending' })
    try {
      await send(row)
      done += 1
      tell(row.id, { state: 'done' })
    } catch (reason) {
      const { code, message } = asRefusal(reason)
      tell(row.id, { state: 'failed', why: message, lost: code === 'lost' })
    }
  }
  return done
}
