import { AppError, invalid } from '@shared/core/errors'
import { covers, isLevel } from '@shared/core/place'
import { addMs } from '@shared/core/time'
import type { ActivityBody, ActivityQuery, ActivityView } from '@shared/features/activity/activity.schema'
import { In, type SelectQueryBuilder } from 'typeorm'
import type { Atlas } from '../../core/atlas'
import { type Caller, needCadre } from '../../core/caller'
import { changeOne, type Database, findOne, insert, type Manager } from '../../core/database'
import type { Subject } from '../../core/kind-ports'
import { Activity } from './activity.entity'

const PAGE = 20

interface Rules {
  birthYear?: { from: number; to: number }
  villages?: string[]
}

interface ActivityList {
  items: ActivityView[]
  next: string | null
}

export interface Activities {
  /** published ones that are still to come, the nearest first */
  coming(query: ActivityQuery, now: string): Promise<ActivityList>
  /** those of the caller's places, the latest first @throws AppError notAllowed */
  ours(caller: Caller, query: ActivityQuery): Promise<ActivityList>
  /** one as everybody sees it; undefined when not everybody may */
  published(id: string): Promise<ActivityView | undefined>
  /** published ones for everybody, others for the organiser's cadres @throws AppError notFound */
  show(caller: Caller, id: string): Promise<ActivityView>
  create(m: Manager, caller: Caller, id: string, body: ActivityBody, atlas: Atlas, now: string): Promise<void>
  /** what an enrolment depends on */
  subject(m: Manager, id: string, atlas: Atlas): Promise<Subject>
  /** those whose texts wait for the content check, leased for a minute */
  takeToCheck(now: string): Promise<Activity[]>
  /**
   * what the check said: pass shows it, risky holds it back; it waits when nobody answered (undefined), and when WeChat leaves it to
   * a person, as it also does while the author has been away for two hours: then it passes once she is back
   */
  checked(id: string, verdict: 'pass' | 'review' | 'risky' | undefined, now: string): Promise<void>
}

const UNANSWERED_MS = 60_000
const REVIEW_MS = 600_000

const rulesOf = (activity: Activity): Rules => JSON.parse(activity.rules)

const named = (villages: readonly string[], atlas: Atlas) => villages.map((id) => ({ id, name: atlas.nameOf(id) }))

function viewOf(activity: Activity, atlas: Atlas): ActivityView {
  const { birthYear, villages } = rulesOf(activity)
  const { id, title, sort, cover, place, startsAt, endsAt, enrolBy, seats, taken, waiting, needsReview, bring, about, organiserId, state } =
    activity
  return {
    ...{ id, title, sort, cover, place, startsAt, endsAt, enrolBy, seats, waiting, needsReview, bring, about, state },
    // A seat that is free while somebody waits is about to be given to her.
    seatsLeft: waiting > 0 ? 0 : Math.max(0, seats - taken),
    organiser: { id: organiserId, name: `${atlas.nameOf(organiserId)}妇联` },
    rules: { ...(birthYear ? { birthYear } : {}), ...(villages ? { villages: named(villages, atlas) } : {}) },
  }
}

/** The place that she organises for: the one she names, or her only one. */
function organiserOf(caller: Caller, wanted: string | undefined, atlas: Atlas): string {
  const own = caller.grants.filter((g) => isLevel(g.role)).map((g) => g.place)
  if (wanted === undefined) return own.length === 1 ? (own[0] as string) : invalid({ organiser: '请选择由哪里主办' })
  const place = atlas.find(wanted)
  // An office of the county lies in her area, and organises nothing.
  const covered = place && isLevel(place.level) && own.some((mine) => covers(mine, place.chain))
  return covered ? wanted : invalid({ organiser: '这个地方不归您管' })
}

/** Whether an activity is of the caller's place or of one below it. */
function organises(caller: Caller, { organiserId }: Pick<Activity, 'organiserId'>, atlas: Atlas): boolean {
  const chain = atlas.find(organiserId)?.chain
  return chain !== undefined && caller.grants.some((g) => covers(g.place, chain))
}

/** What everybody hears of an activity that there is not, or that is not hers to see. */
export const noActivity = (): AppError => new AppError('notFound', '没有找到这个活动，它可能已经结束了')

/** An activity that the caller organises; nothing for another's, as for one that there is not. */
export async function organised(m: Manager, caller: Caller, id: string, atlas: Atlas): Promise<Activity | undefined> {
  const activity = await findOne(m, Activity, { id })
  return activity && organises(caller, activity, atlas) ? activity : undefined
}

/** Until the unit of work is over, whoever else locks this activity waits, and then finds what was stored here. */
export async function lockActivity(m: Manager, id: string): Promise<void> {
  await changeOne(m, Activity, 'id = :id', { id }, { taken: () => 'taken' })
}

function checkTimes(body: ActivityBody, now: string): void {
  if (body.startsAt <= now) invalid({ startsAt: '开始时间已经过了' })
  if (body.enrolBy <= now) invalid({ enrolBy: '报名截止时间已经过了' })
  if (body.startsAt > addMs(now, 366 * 86_400_000)) invalid({ startsAt: '请填一年以内的时间' })
}

/** Activities: publishing, lists, what an enrolment depends on. `checksContent`: texts wait for WeChat's check before they show. */
export function activityService(db: Database, atlasOf: () => Promise<Atlas>, checksContent: boolean): Activities {
  const page = async (query: SelectQueryBuilder<Activity>, sort: ActivityQuery['sort']): Promise<ActivityList> => {
    if (sort) query.andWhere('a.sort = :sort', { sort })
    const [atlas, rows] = await Promise.all([atlasOf(), query.limit(PAGE + 1).getMany()])
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
    return { items: rows.slice(0, PAGE).map((a) => viewOf(a, atlas)), next: last ? `${last.startsAt}~${last.id}` : null }
  }
  const isPublished = ({ state }: Activity) => state === 'published' || state === 'cancelled'

  return {
    coming: ({ after, sort }, now) => {
      const query = db.read.createQueryBuilder(Activity, 'a').where("a.state = 'published' AND a.starts_at > :now", { now })
      const [at = '', id = ''] = (after ?? '').split('~')
      if (after) query.andWhere('(a.starts_at > :at OR (a.starts_at = :at AND a.id > :id))', { at, id })
      return page(query.orderBy('a.starts_at').addOrderBy('a.id'), sort)
    },
    ours: async (caller, { after, sort }) => {
      needCadre(caller)
      const query = db.read.createQueryBuilder(Activity, 'a').where({ organiserId: In(caller.grants.map((g) => g.place)) })
      const [at = '', id = ''] = (after ?? '').split('~')
      if (after) query.andWhere('(a.starts_at < :at OR (a.starts_at = :at AND a.id < :id))', { at, id })
      return page(query.orderBy('a.starts_at', 'DESC').addOrderBy('a.id', 'DESC'), sort)
    },
    published: async (id) => {
      const [activity, atlas] = await Promise.all([findOne(db.read, Activity, { id }), atlasOf()])
      return activity && isPublished(activity) ? viewOf(activity, atlas) : undefined
    },
    show: async (caller, id) => {
      const [activity, atlas] = await Promise.all([findOne(db.read, Activity, { id }), atlasOf()])
      const visible = activity && (isPublished(activity) || organises(caller, activity, atlas))
      if (!visible) throw noActivity()
      return viewOf(activity, atlas)
    },
    create: async (m, caller, id, body, atlas, now) => {
      needCadre(caller)
      checkTimes(body, now)
      const { rules, organiser, ...told } = body
      const unknown = rules.villages?.find((village) => atlas.find(village)?.level !== 'village')
      if (unknown !== undefined) invalid({ 'rules.villages': '有一个村不存在，请重新选择' })
      const state = checksContent ? ('checking' as const) : ('published' as const)
      await insert(m, Activity, {
        id,
        ...told,
        organiserId: organiserOf(caller, organiser, atlas),
        rules: JSON.stringify(rules),
        taken: 0,
        waiting: 0,
        queueLast: 0,
        state,
        checkAt: checksContent ? now : null,
        createdBy: caller.account,
        createdAt: now,
      })
    },
    subject: async (m, id, atlas) => {
      const activity = await findOne(m, Activity, { id })
      const organiser = activity && atlas.find(activity.organiserId)
      if (!organiser || activity.state === 'checking' || activity.state === 'withheld') throw noActivity()
      const view = viewOf(activity, atlas)
      const { title, startsAt, endsAt, enrolBy, needsReview, rules } = view
      const facts = {
        title,
        where: view.place,
        organiser: view.organiser.name,
        startsAt,
        endsAt,
        enrolBy,
        needsReview,
        rules,
        cancelled: activity.state === 'cancelled',
      }
      return { title, places: organiser.chain, facts }
    },
    takeToCheck: async (now) => {
      const waiting = await db.read
        .createQueryBuilder(Activity, 'a')
        .where("a.state = 'checking' AND a.check_at <= :now", { now })
        // Those that cannot be checked go to the end of the line: they never keep others from being looked at.
        .orderBy('a.check_at')
        .limit(20)
        .getMany()
      const lease = addMs(now, 60_000)
      const taken = await Promise.all(
        waiting.map((a) =>
          db.write((m) =>
            changeOne(m, Activity, "id = :id AND state = 'checking' AND check_at = :at", { id: a.id, at: a.checkAt }, { checkAt: lease }),
          ),
        ),
      )
      return waiting.filter((_, i) => taken[i])
    },
    checked: async (id, verdict, now) => {
      const wait = { checkAt: addMs(now, verdict === 'review' ? REVIEW_MS : UNANSWERED_MS) }
      const set = {
        pass: { state: 'published' as const, checkAt: null },
        risky: { state: 'withheld' as const, checkAt: null },
        review: wait,
        unanswered: wait,
      }[verdict ?? 'unanswered']
      await db.write((m) => changeOne(m, Activity, "id = :id AND state = 'checking'", { id }, set))
    },
  }
}
