import { AppError, invalid } from '@shared/core/errors'
import { sceneOf } from '@shared/core/scene'
import { dayOf, sayClock, sayDay, saySpan } from '@shared/core/time'
import { SORTS, type Sort } from '@shared/features/activity/activity.schema'
import { calendarText } from '@shared/features/activity/calendar-file'
import type { RosterLine } from '@shared/features/activity/roster.schema'
import type { SummaryView } from '@shared/features/activity/summary.schema'
import { sayQuestion } from '@shared/features/activity/summary.words'
import { enrolmentVerdicts, type Subject } from '@shared/features/enrolment/enrolment.rules'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import type { Database } from '../../core/database'
import type { Subject as Loaded } from '../../core/kind-ports'
import type { Press } from '../../core/press'
import { Activity } from './activity.entity'
import { isPublic } from './activity.view'
import { mustOrganise, noActivity, type Organised, organiserName } from './organiser'
import type { FormRow, Order, Poster } from './papers.order'

/** The page that a code opens. */
const DETAIL = 'features/activity/detail/index'

export interface PaperPorts {
  atlas(): Promise<Atlas>
  organised: Organised
  /** an activity with what enrolling depends on */
  subject(id: string, atlas: Atlas): Promise<Loaded>
  /** all lines of a roster, as far as the caller may see them @throws AppError notFound */
  roster(caller: Caller, activity: string): Promise<RosterLine[]>
  /** what was answered to an activity's own questions, in totals @throws AppError notFound */
  totals(caller: Caller, activity: string): Promise<SummaryView['questions']>
  /** a mini-program code; nothing where no mini-program is configured */
  qrCode?: ((code: { scene: string; page: string }) => Promise<Buffer>) | undefined
  /** where the pages are open to everybody */
  publicUrl?: string | undefined
}

export interface ActivityPapers {
  /** a poster to print, for a village's board when one is named @throws AppError notFound, notOpen, invalidInput */
  poster(caller: Caller, id: string, village: string | undefined, now: string): Promise<Buffer>
  /** the official sign-in form @throws AppError notFound */
  signInForm(caller: Caller, id: string, now: string): Promise<Buffer>
  /** for the calendars of telephones @throws AppError notFound */
  calendar(id: string, now: string): Promise<Buffer>
}

function whenOf({ startsAt, endsAt }: Activity, now: string): Pick<Poster, 'day' | 'hours'> {
  const [first, last] = [dayOf(startsAt), dayOf(endsAt)]
  const day = sayDay(first, now)
  if (first === last) return { day, hours: saySpan(startsAt, endsAt, now).slice(day.length) }
  return { day: `${day}到${sayDay(last, now)}`, hours: `${sayClock(startsAt)}开始` }
}

function factsOf({ place, seats, bring, about, needsReview }: Activity, rules: readonly string[]): Poster['facts'] {
  const who = rules.length > 0 ? rules.join('；') : '想来的姐妹都可以'
  return [
    { label: '地点', words: place },
    { label: '谁能来', words: who },
    { label: '名额', words: `${seats}人，${needsReview ? '报名后等主办方答复' : '满了可以排队'}` },
    ...(bring ? [{ label: '带什么', words: bring }] : []),
    ...(about ? [{ label: '说明', words: about }] : []),
  ]
}

const cameAt = ({ ticks }: RosterLine): Partial<FormRow> => (ticks[0] ? { came: sayClock(ticks[0].at) } : {})

function rowOf(line: RosterLine): FormRow {
  const note = line.walkIn ? '现场来的' : line.left ? '取消过报名' : ''
  return { name: line.name, village: line.village, ...cameAt(line), ...(note ? { note } : {}) }
}

/** What is printed for an activity. */
export function activityPapers(db: Database, press: Press<Order>, ports: PaperPorts): ActivityPapers {
  const ours = async (caller: Caller, id: string) => {
    const atlas = await ports.atlas()
    return { activity: await mustOrganise(ports.organised, db.read, caller, id, atlas), atlas }
  }
  const codeOf = async (scene: string): Promise<Pick<Poster, 'code'>> => {
    if (ports.qrCode) return { code: { picture: await ports.qrCode({ scene, page: DETAIL }) } }
    return ports.publicUrl ? { code: { address: `${ports.publicUrl}/#/${DETAIL}?scene=${encodeURIComponent(scene)}` } } : {}
  }
  return {
    poster: async (caller, id, village, now) => {
      const { activity, atlas } = await ours(caller, id)
      if (activity.state !== 'published') throw new AppError('notOpen', '这个活动现在没有公开，先不用印海报')
      if (village !== undefined && atlas.find(village)?.level !== 'village') invalid({ village: '没有这个村，请重新选择' })
      const { facts } = await ports.subject(id, atlas)
      const [enrolBy, ...rules] = enrolmentVerdicts(facts as unknown as Subject, {}, now).map(({ rule }) => rule)
      const { title, cover, sort } = activity
      const told: Poster = {
        ...{ title, cover, sort: SORTS[sort as Sort] ?? '活动', enrolBy: enrolBy as string },
        ...whenOf(activity, now),
        facts: factsOf(activity, rules),
        organiser: organiserName(activity, atlas),
        ...(village ? { village: atlas.nameOf(village) } : {}),
        ...(await codeOf(sceneOf(id, village))),
      }
      return press.print({ paper: 'poster', told }, now, caller.account)
    },
    signInForm: async (caller, id, now) => {
      const [lines, totals] = [await ports.roster(caller, id), await ports.totals(caller, id)]
      const { activity, atlas } = await ours(caller, id)
      const organiser = organiserName(activity, atlas)
      const county = atlas.nameOf(atlas.find(activity.organiserId)?.chain.county ?? '')
      const office = organiser.startsWith(county) ? organiser : `${county}${organiser}`
      const year = dayOf(activity.startsAt).slice(0, 4)
      const when = `${year}年${saySpan(activity.startsAt, activity.endsAt)}`
      const head = { office, title: activity.title, when, place: activity.place, organiser, totals: totals.map(sayQuestion) }
      return press.print({ paper: 'signInForm', head, rows: lines.map(rowOf) }, now, caller.account)
    },
    calendar: async (id, now) => {
      const [activity, atlas] = await Promise.all([db.read.findOneBy(Activity, { id }), ports.atlas()])
      if (!activity || !isPublic(activity)) throw noActivity()
      const { title, place, startsAt, endsAt, bring, state, revision } = activity
      const organiser = organiserName(activity, atlas)
      return Buffer.from(
        calendarText({ id, title, place, startsAt, endsAt, organiser, bring, revision, cancelled: state === 'cancelled' }, now),
      )
    },
  }
}
