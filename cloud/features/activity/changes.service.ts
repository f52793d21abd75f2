import { AppError } from '@shared/core/errors'
import { changeOf, wordsToCheck } from '@shared/features/activity/change.rules'
import type { CancelBody, ChangeBody, ChangedFields, ChangesView, ChangeView } from '@shared/features/activity/change.schema'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import { changeOne, type Database, find, findOne, insert, type Manager } from '../../core/database'
import { newId } from '../../core/ids'
import { Activity } from './activity.entity'
import { isPublic } from './activity.view'
import { dropWaiting, takeEffect } from './change.effects'
import { ActivityChange } from './change.entity'
import type { CasesAbout } from './changes.telling'
import { askAgainAt, type CheckQueue, leaseToCheck } from './checking'
import { mustOrganise, noActivity, type Organised } from './organiser'

/** What changing an activity needs of the other features. */
export interface ChangePorts {
  atlas(): Promise<Atlas>
  organised: Organised
  nameOfAccount(account: string): Promise<string>
  openBehind: CasesAbout['openBehind']
}

export interface Changes extends CheckQueue {
  /** @throws AppError notFound, invalidInput, notOpen, staleVersion when somebody else has changed it since */
  change(m: Manager, caller: Caller, id: string, body: ChangeBody, atlas: Atlas, now: string): Promise<void>
  /** for good: there is no way back @throws AppError notFound, notOpen, staleVersion */
  cancel(m: Manager, caller: Caller, id: string, body: CancelBody, atlas: Atlas, now: string): Promise<void>
  /** @throws AppError notFound */
  list(caller: Caller, id: string): Promise<ChangesView>
}

const MOST_SHOWN = 50
/** More than an activity has seats and a queue. */
const MOST_COUNTED = 20_000

/** Why an activity that is hers cannot be changed as she asked. */
async function refusal(m: Manager, id: string, revision: number, over: string): Promise<AppError> {
  const activity = await findOne(m, Activity, { id })
  if (activity?.state === 'cancelled') return new AppError('notOpen', '这个活动已经取消了')
  if (activity?.state !== 'published') return new AppError('notOpen', '这个活动还没有公开，先不用改')
  if (activity.revision === revision) return new AppError('notOpen', over)
  return new AppError('staleVersion', '刚有同事改过这个活动，请看看现在的样子再改')
}

const viewOf = ({ id, what, was, becomes, why, at, state }: ActivityChange): Omit<ChangeView, 'by'> => ({
  ...{ id, what, why, at, state },
  was: JSON.parse(was) as ChangedFields,
  becomes: JSON.parse(becomes) as ChangedFields,
})

/** Whether everybody may know of a change: what is being checked has not happened, and an edited title is just the title. */
const isToldOpenly = ({ what, state }: ActivityChange) => state === 'done' && what !== 'edited'

/** Moving, editing and cancelling what is published. `checksContent`: new words wait for WeChat's check before anybody reads them. */
export function changesService(db: Database, ports: ChangePorts, checksContent: boolean): Changes {
  const theirs = (...one: Parameters<Organised>) => mustOrganise(ports.organised, ...one)
  const newChange = (caller: Caller, activityId: string, words: readonly string[], now: string) => {
    const waits = checksContent && words.length > 0
    const state = waits ? ('checking' as const) : ('done' as const)
    return { id: newId(now), activityId, madeBy: caller.account, at: now, state, checkAt: waits ? now : null, tellAt: null, toldUpTo: '' }
  }

  return {
    change: async (m, caller, id, body, atlas, now) => {
      const { revision, ...wanted } = body
      const { what, was, becomes } = changeOf(await theirs(m, caller, id, atlas), wanted, now)
      // Held until this unit ends: of two who change it at once the second one finds what the first has stored.
      const mine = "id = :id AND revision = :revision AND state = 'published' AND starts_at > :now"
      if (!(await changeOne(m, Activity, mine, { id, revision, now }, { revision: () => 'revision' })))
        throw await refusal(m, id, revision, '活动已经开始了，不能再改')
      if ((await find(m, ActivityChange, { activityId: id, state: 'checking' })).length > 0)
        throw new AppError('notOpen', '上一次改的还在等内容审核，通过以后才能再改')
      const why = wanted.why ?? ''
      const change: ActivityChange = {
        ...newChange(caller, id, wordsToCheck({ was, becomes }, why), now),
        ...{ what, why, was: JSON.stringify(was), becomes: JSON.stringify(becomes) },
        tells: what === 'moved' || wanted.tell,
      }
      await insert(m, ActivityChange, change)
      if (change.state === 'done') await takeEffect(m, change, now)
    },
    cancel: async (m, caller, id, { revision, why }, atlas, now) => {
      await theirs(m, caller, id, atlas)
      const mine = "id = :id AND revision = :revision AND state = 'published' AND ends_at > :now"
      const set = { state: 'cancelled' as const, revision: () => 'revision + 1' }
      if (!(await changeOne(m, Activity, mine, { id, revision, now }, set)))
        throw await refusal(m, id, revision, '活动已经结束了，不用取消')
      await dropWaiting(m, id)
      const nothing = { was: '{}', becomes: '{}' }
      const change = newChange(caller, id, wordsToCheck({ was: {}, becomes: {} }, why), now)
      // Only the reason waits for the check: nobody may enrol any more.
      const tellAt = change.state === 'done' ? now : null
      await insert(m, ActivityChange, { ...change, ...nothing, what: 'cancelled', why, tells: true, tellAt })
    },
    list: async (caller, id) => {
      const atlas = await ports.atlas()
      const ours = await ports.organised(db.read, caller, id, atlas)
      const activity = ours ?? (await findOne(db.read, Activity, { id }))
      if (!activity || (!ours && !isPublic(activity))) throw noActivity()
      const rows = await find(db.read, ActivityChange, { activityId: id }, { order: { id: 'DESC' }, limit: MOST_SHOWN })
      const shown = rows.filter((row) => ours !== undefined || isToldOpenly(row))
      const by = async (account: string) => (ours ? await ports.nameOfAccount(account) : null)
      const items = await Promise.all(shown.map(async (row) => ({ ...viewOf(row), by: await by(row.madeBy) })))
      return { items, toTell: ours ? (await ports.openBehind(db.read, id, '', MOST_COUNTED)).length : null }
    },
    takeToCheck: async (now) => {
      const taken = await leaseToCheck(db, ActivityChange, now)
      return taken.map((change) => ({ id: change.id, words: wordsToCheck(viewOf(change), change.why), by: change.madeBy }))
    },
    checked: async (id, verdict, now) => {
      const mine = "id = :id AND state = 'checking'"
      if (verdict !== 'pass' && verdict !== 'risky') {
        await db.write((m) => changeOne(m, ActivityChange, mine, { id }, { checkAt: askAgainAt(verdict, now) }))
        return
      }
      await db.write(async (m) => {
        const change = await findOne(m, ActivityChange, { id })
        if (!change) return
        // The activity first, as everywhere.
        await changeOne(m, Activity, 'id = :id', { id: change.activityId }, { revision: () => 'revision' })
        const state = verdict === 'pass' ? ('done' as const) : ('withheld' as const)
        if (!(await changeOne(m, ActivityChange, mine, { id }, { state, checkAt: null }))) return
        if (change.what === 'cancelled') await changeOne(m, ActivityChange, 'id = :id', { id }, { tellAt: now })
        else if (verdict === 'pass') await takeEffect(m, change, now)
      })
    },
  }
}
