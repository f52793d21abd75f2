import { addMs } from '@shared/core/time'
import type { EntityTarget } from 'typeorm'
import { changeOne, type Database } from '../../core/database'
import type { Verdict } from '../../core/words'

/** What WeChat's content check says; undefined when nobody answered. */
export type CheckVerdict = Verdict | undefined

/** Words that nobody sees before the check has passed them. */
export interface WordsToCheck {
  id: string
  words: readonly string[]
  /** the account that wrote them */
  by: string
}

/** A place where words wait for the content check. */
export interface CheckQueue {
  /** those whose turn it is, leased for a minute */
  takeToCheck(now: string): Promise<WordsToCheck[]>
  /**
   * what the check said: pass shows them, risky holds them back; they wait when nobody answered (undefined), and when WeChat leaves it
   * to a person, as it also does while the author has been away for two hours: then they pass once she is back
   */
  checked(id: string, verdict: CheckVerdict, now: string): Promise<void>
}

/** A row whose words wait in the state `checking`. */
interface Checked {
  id: string
  state: string
  checkAt: string | null
}

const AT_ONCE = 20
const LEASE_MS = 60_000
const UNANSWERED_MS = 60_000
const REVIEW_MS = 600_000

/** When what did not get an answer is asked again (UTC ISO text). */
export const askAgainAt = (verdict: 'review' | undefined, now: string): string =>
  addMs(now, verdict === 'review' ? REVIEW_MS : UNANSWERED_MS)

/** The rows of a table whose turn it is to be checked; nobody else takes them for a minute. */
export async function leaseToCheck<E extends Checked>(db: Database, entity: EntityTarget<E>, now: string): Promise<E[]> {
  const waiting = await db.read
    .createQueryBuilder(entity, 'w')
    .where("w.state = 'checking' AND w.check_at <= :now", { now })
    // Those that cannot be checked go to the end of the line: they never keep others from being looked at.
    .orderBy('w.check_at')
    .limit(AT_ONCE)
    .getMany()
  const lease = { checkAt: addMs(now, LEASE_MS) } as Partial<E>
  const take = ({ id, checkAt: at }: E) =>
    db.write((m) => changeOne(m, entity, "id = :id AND state = 'checking' AND check_at = :at", { id, at }, lease))
  const taken = await Promise.all(waiting.map(take))
  return waiting.filter((_, i) => taken[i])
}
