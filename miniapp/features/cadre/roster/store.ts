import type { ActivityView } from '@shared/features/activity/activity.schema'
import { type MarksAnswer, MOST_MARKS, type RosterLine, rosterHours, type SentMark } from '@shared/features/activity/roster.schema'
import { get, post } from '../../../core/api'
import { bothWays, inOrder, type Standing } from '../../../core/both-ways'
import { cell } from '../../../core/cell'
import { once } from '../../../core/once'
import type { Page } from '../../../core/pages'
import { ensureSession } from '../../../core/sign-in'
import { type Activity, type Roster, rosterKeeper, wipeOldRosters } from './keeper'
import { lineOf } from './lines'

export interface RosterState extends Standing {
  roster: Roster | undefined
}

async function fetchAll(id: string): Promise<Pick<Roster, 'activity' | 'pages'>> {
  const { title, startsAt, endsAt } = await get<ActivityView>(`/activities/${id}`)
  const pages: RosterLine[][] = []
  let after: string | undefined
  do {
    const page: Page<RosterLine> = await get(`/activities/${id}/roster`, { after })
    pages.push(page.items)
    after = page.next ?? undefined
  } while (after)
  return { activity: { id, title, startsAt, endsAt }, pages }
}

/** Who was on the roster that this phone had and is not any more has given her seat back: struck out, for she may come all the same. */
function gone(before: Roster | undefined, now: readonly (readonly RosterLine[])[], { startsAt, endsAt }: Activity): RosterLine[] {
  if (!before || new Date().toISOString() > rosterHours({ startsAt, endsAt }).until) return []
  const here = new Set(now.flatMap((page) => page.map(({ id }) => id)))
  return before.pages.flatMap((page) => page.filter(({ id, walkIn }) => !walkIn && !here.has(id)).map((line) => ({ ...line, left: true })))
}

/**
 * The roster of one activity on this phone. A mark is shown and kept at once and sent when that can be: what is sent is taken off the list
 * of own marks only after the cloud has said that it has it, so that nothing is lost by whatever happens in between.
 */
export function rosterStore(id: string) {
  let keeper = rosterKeeper('nobody', id)
  const state = cell<RosterState>({ roster: undefined, problem: undefined, syncing: false })
  const change = (changed: Partial<RosterState>) => state.set({ ...state.get(), ...changed })
  const write = inOrder()
  const setOwn = (own: readonly SentMark[]) => {
    const { roster } = state.get()
    if (!roster) return Promise.resolve()
    change({ roster: { ...roster, own } })
    return write(() => keeper.writeOwn(own))
  }

  /** What the cloud says about those whom sent marks were about; women whom it has just taken in join the last page. */
  const took = (sent: readonly SentMark[], { items }: MarksAnswer) => {
    const { roster } = state.get()
    if (!roster) return
    const ticks = new Map(items.map((item) => [item.id, item.ticks]))
    const known = new Set(roster.pages.flatMap((page) => page.map((line) => line.id)))
    const added = sent.filter((mark) => mark.who && !known.has(mark.id)).map(lineOf)
    const pages = roster.pages.map((page, n) => {
      const all = n === roster.pages.length - 1 ? [...page, ...added] : page
      if (!all.some((line) => ticks.has(line.id))) return page
      const lines = all.map((line) => ({ ...line, ticks: ticks.get(line.id) ?? line.ticks }))
      void write(() => keeper.writePage(n, lines))
      return lines
    })
    change({ roster: { ...roster, pages } })
  }

  const own = () => state.get().roster?.own ?? []
  const push = async () => {
    while (own().length > 0) {
      const sent = own().slice(0, MOST_MARKS)
      took(sent, await post<MarksAnswer>(`/activities/${id}/roster/marks`, { marks: sent }))
      const ids = new Set(sent.map((mark) => mark.id))
      await setOwn(own().filter((mark) => !ids.has(mark.id)))
    }
  }
  const pull = async () => {
    const fresh = await fetchAll(id)
    const left = gone(state.get().roster, fresh.pages, fresh.activity)
    const pages = left.length > 0 ? [...fresh.pages, left] : fresh.pages
    change({ roster: { activity: fresh.activity, pages, own: own() } })
    await write(() => keeper.writeAll({ activity: fresh.activity, pages }))
  }

  /** Whose phone it is, and what it has kept for her: without signal that is all there is. */
  const ready = once(async () => {
    const account = (await ensureSession())?.account.id ?? 'nobody'
    await wipeOldRosters(account)
    keeper = rosterKeeper(account, id)
    const roster = await keeper.read()
    if (roster) change({ roster })
  })

  const leave = async () => {
    await write(() => keeper.wipe())
    change({ roster: undefined })
  }
  const sync = bothWays({ ready, waits: () => own().length > 0, push, pull, leave, say: change })

  return {
    state,
    sync,
    /** Shows and keeps a mark at once, and sends it in the background. */
    mark(mark: SentMark): void {
      void setOwn([...own(), mark]).then(() => sync(false))
    },
  }
}
export type RosterStore = ReturnType<typeof rosterStore>
