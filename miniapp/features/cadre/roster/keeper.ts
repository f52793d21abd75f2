import type { ActivityView } from '@shared/features/activity/activity.schema'
import type { RosterLine, SentMark } from '@shared/features/activity/roster.schema'
import { forget, keep, keysFrom, recall } from '../../../core/storage'

export type Activity = Pick<ActivityView, 'id' | 'title' | 'startsAt' | 'endsAt'>

/** A roster as this phone has it: what the cloud said last, and the marks that it has not taken yet. */
export interface Roster {
  activity: Activity
  /** as they came: so a tick writes only the page that it is on */
  pages: readonly (readonly RosterLine[])[]
  own: readonly SentMark[]
}

/** `at`: when it was fetched, ms */
interface Head {
  activity: Activity
  pages: number
  at: number
}

const KEPT_MS = 30 * 24 * 3_600_000
const PREFIX = 'roster:'

async function wipe(head: string): Promise<void> {
  for (const key of keysFrom(head)) await forget(key)
}

/** Takes away this account's rosters of long ago, whether or not they are ever opened again. */
export async function wipeOldRosters(account: string): Promise<void> {
  // By what belongs together: of one that was never fetched to its end there is no head.
  for (const head of new Set(keysFrom(`${PREFIX}${account}:`).map((key) => key.split(':').slice(0, 3).join(':')))) {
    const kept = await recall<Head>(head)
    if (!kept || Date.now() - kept.at > KEPT_MS) await wipe(head)
  }
}

/** Keeps the roster of one activity on this phone, under the name of who is signed in. */
export function rosterKeeper(account: string, activity: string) {
  const head = `${PREFIX}${account}:${activity}`
  const ownKey = `${head}:own`
  const pageKey = (n: number) => `${head}:${n}`
  return {
    wipe: () => wipe(head),
    async read(): Promise<Roster | undefined> {
      const [kept, own = []] = await Promise.all([recall<Head>(head), recall<SentMark[]>(ownKey)])
      if (!kept) return undefined
      const pages: RosterLine[][] = []
      for (let n = 0; n < kept.pages; n++) pages.push((await recall<RosterLine[]>(pageKey(n))) ?? [])
      return { activity: kept.activity, pages, own }
    },
    async writeAll({ activity: of, pages }: Pick<Roster, 'activity' | 'pages'>): Promise<void> {
      for (let n = 0; n < pages.length; n++) await keep(pageKey(n), pages[n])
      await keep(head, { activity: of, pages: pages.length, at: Date.now() } satisfies Head)
    },
    writePage: (n: number, lines: readonly RosterLine[]): Promise<void> => keep(pageKey(n), lines),
    writeOwn: (own: readonly SentMark[]): Promise<void> => keep(ownKey, own),
  }
}
