import { invalid } from '@shared/core/errors'
import { covers, isLevel } from '@shared/core/place'
import { addMs } from '@shared/core/time'
import { type ActivityBody, type ActivityQuery, type ActivityView, SORTS, type Sort } from '@shared/features/activity/activity.schema'
import { wordsOf } from '@shared/features/activity/question.schema'
import { nextReminder } from '@shared/features/activity/reminder.rules'
import { heldOn } from '@shared/features/activity/series'
import type { Been } from '@shared/features/enrolment/enrolment.history'
import { needsHistory } from '@shared/features/enrolment/enrolment.rules'
import { In, type SelectQueryBuilder } from 'typeorm'
import type { Atlas } from '../../core/atlas'
import { type Caller, needCadre } from '../../core/caller'
import { changeOne, type Database, find, findOne, insert, type Manager } from '../../core/database'
import { newId } from '../../core/ids'
import type { Asker, Subject } from '../../core/kind-ports'
import { Activity, ActivityQuota } from './activity.entity'
import { villagesExist } from './activity.rules'
import { isPublic, questionsOf, viewOf } from './activity.view'
import { calledOff } from './called-off'
import { askAgainAt, type CheckQueue, leaseToCheck } from './checking'
import { keepSeats, sumOf } from './enrolment.quotas'
import { type Enrolments, historyOf } from './history'
import { noActivity, type Organisers } from './organiser'

const PAGE = 20

interface ActivityList {
  items: ActivityView[]
  next: string | null
}

export interface Activities extends CheckQueue {
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
  subject(m: Manager, id: string, atlas: Atlas, asker?: Asker): Promise<Subject>
  /** what the rules of a published activity look at of the caller's own past @throws AppError notFound */
  history(caller: Caller, id: string, now: string): Promise<{ items: Been[] }>
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

/** Until the unit of work is over, whoever else locks this activity waits, and then finds what was stored here. */
export async function lockActivity(m: Manager, id: string): Promise<void> {
  await changeOne(m, Activity, 'id = :id', { id }, { taken: () => 'taken' })
}

function checkTimes(body: ActivityBody, now: string): void {
  if (body.startsAt <= now) invalid({ startsAt: '开始时间已经过了' })
  if (body.enrolBy <= now) invalid({ enrolBy: '报名截止时间已经过了' })
  if (body.rules.quotasOpenAt !== undefined && body.rules.quotasOpenAt <= now) invalid({ 'rules.quotasOpenAt': '这个时间已经过了' })
  if (body.startsAt > addMs(now, 366 * 86_400_000)) invalid({ startsAt: '请填一年以内的时间' })
}

/** Activities: publishing, lists, what an enrolment depends on. `checksContent`: texts wait for WeChat's check before they show. */
export function activityService(
  db: Database,
  atlasOf: () => Promise<Atlas>,
  checksContent: boolean,
  enrolments: Enrolments,
  organisers: Organisers,
): Activities {
  const page = async (query: SelectQueryBuilder<Activity>, sort: ActivityQuery['sort']): Promise<ActivityList> => {
    if (sort) query.andWhere('a.sort = :sort', { sort })
    const [atlas, rows] = await Promise.all([atlasOf(), query.limit(PAGE + 1).getMany()])
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
    const shown = await viewsOf(rows.slice(0, PAGE), atlas)
    return { items: shown, next: last ? `${last.startsAt}~${last.id}` : null }
  }
  const viewsOf = async (rows: readonly Activity[], atlas: Atlas): Promise<ActivityView[]> => {
    const keeping = rows.filter(({ quotasOpenAt }) => quotasOpenAt !== null).map(({ id }) => id)
    const quotas = keeping.length > 0 ? await find(db.read, ActivityQuota, { activityId: keeping }) : []
    return rows.map((row) => viewOf(row, atlas, quotas))
  }
  const publishOne = async (
    m: Manager,
    caller: Caller,
    { id, seriesId }: Pick<Activity, 'id' | 'seriesId'>,
    body: ActivityBody,
    atlas: Atlas,
    now: string,
  ) => {
    const { rules, organiser, questions, ...told } = body
    if (!villagesExist(rules, atlas)) invalid({ 'rules.villages': '有一个村不存在，请重新选择' })
    const state = checksContent ? ('checking' as const) : ('published' as const)
    const row = organisers.marked({
      ...{ id, seriesId, ...told },
      revision: 0,
      organiserId: organiserOf(caller, organiser, atlas),
      rules: JSON.stringify(rules),
      taken: 0,
      waiting: 0,
      reserved: sumOf(rules),
      quotasOpenAt: rules.quotasOpenAt ?? null,
      queueLast: 0,
      byPhoneSince: null,
      remindAt: nextReminder(body, now)?.at ?? null,
      questions: questions.length > 0 ? JSON.stringify(questions) : null,
      state,
      checkAt: checksContent ? now : null,
      createdBy: caller.account,
      createdAt: now,
    })
    await insert(m, Activity, row)
    await keepSeats(m, id, rules)
  }
  const historyFor = async (m: Manager, { id, rules }: Pick<ActivityView, 'id' | 'rules'>, { person, now, hold }: Asker) => {
    if (person === undefined || !needsHistory(rules)) return {}
    // She may put her name down for two at the same moment: the second is told of the first.
    await hold?.()
    return { history: await historyOf(m, enrolments, person, id, now) }
  }

  return {
    coming: ({ after, sort, series }, now) => {
      const query = db.read.createQueryBuilder(Activity, 'a').where("a.state = 'published' AND a.starts_at > :now", { now })
      const [at = '', id = ''] = (after ?? '').split('~')
      if (after) query.andWhere('(a.starts_at > :at OR (a.starts_at = :at AND a.id > :id))', { at, id })
      if (series) query.andWhere('a.series_id = :series', { series })
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
      return activity && isPublic(activity) ? (await viewsOf([activity], atlas))[0] : undefined
    },
    show: async (caller, id) => {
      const [activity, atlas] = await Promise.all([findOne(db.read, Activity, { id }), atlasOf()])
      const visible = activity && (isPublic(activity) || organisers.isHers(caller, activity, atlas))
      if (!visible) throw noActivity()
      return (await viewsOf([activity], atlas))[0] as ActivityView
    },
    create: async (m, caller, id, body, atlas, now) => {
      needCadre(caller)
      checkTimes(body, now)
      const { alsoOn = [] } = body
      const seriesId = alsoOn.length > 0 ? id : null
      await publishOne(m, caller, { id, seriesId }, body, atlas, now)
      for (const day of alsoOn) await publishOne(m, caller, { id: newId(now), seriesId }, heldOn(body, day), atlas, now)
    },
    subject: async (m, id, atlas, asker) => {
      const activity = await findOne(m, Activity, { id })
      const organiser = activity && atlas.find(activity.organiserId)
      if (!organiser || !isPublic(activity)) throw noActivity()
      const view = viewOf(activity, atlas)
      const { title, sort, startsAt, endsAt, enrolBy, needsReview, offerHours, rules, questions } = view
      const facts = {
        title,
        sort,
        sortName: SORTS[sort as Sort],
        where: view.place,
        organiser: view.organiser.name,
        startsAt,
        endsAt,
        enrolBy,
        needsReview,
        offerHours,
        rules,
        questions,
        revision: activity.revision,
        cancelled: activity.state === 'cancelled',
        ...(activity.state === 'cancelled' && asker ? { calledOff: await calledOff(m, activity, organiser.chain, asker.now) } : {}),
        ...(asker ? await historyFor(m, view, asker) : {}),
      }
      return { title, places: organiser.chain, facts }
    },
    history: async ({ person }, id, now) => {
      const [activity, atlas] = await Promise.all([findOne(db.read, Activity, { id }), atlasOf()])
      if (!activity || !isPublic(activity)) throw noActivity()
      const { history = [] } = await historyFor(db.read, viewOf(activity, atlas), { person, now })
      return { items: history }
    },
    takeToCheck: async (now) => {
      const taken = await leaseToCheck(db, Activity, now)
      return taken.map((activity) => {
        const { id, title, place, bring, about, createdBy } = activity
        return { id, words: [title, place, bring, about, ...wordsOf(questionsOf(activity))].filter(Boolean), by: createdBy }
      })
    },
    checked: async (id, verdict, now) => {
      const set: Partial<Activity> =
        verdict === 'pass' || verdict === 'risky'
          ? { state: verdict === 'pass' ? 'published' : 'withheld', checkAt: null }
          : { checkAt: askAgainAt(verdict, now) }
      await db.write((m) => changeOne(m, Activity, "id = :id AND state = 'checking'", { id }, set))
    },
  }
}
