import { AppError } from '@shared/core/errors'
import { type ExtraQuestion, extraAnswers } from '@shared/core/extra'
import { sayAnswer } from '@shared/core/say-answer'
import { ABSENCES, type Absence, type AbsenceBody, type SummaryView } from '@shared/features/activity/summary.schema'
import { enrolment } from '@shared/features/enrolment/enrolment.kind'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import { changeOne, type Database, find, type Manager } from '../../core/database'
import { type Activity, ActivityPlace } from './activity.entity'
import { questionsOf } from './activity.view'
import type { Feedback } from './feedback.service'
import { mustOrganise, type Organised } from './organiser'
import { RosterMark } from './roster.entity'
import { type Expected, merged } from './roster.list'

export interface SummaryPorts {
  atlas(): Promise<Atlas>
  organised: Organised
  /** enrolment → who she is and what she answered, as far as the caller may see it; who cannot be shown is left out */
  expected(caller: Caller, ids: readonly string[]): Promise<Map<string, Expected>>
  feedback: Pick<Feedback, 'totals'>
}

export interface Summaries {
  /** an activity in numbers @throws AppError notFound */
  show(caller: Caller, id: string, now: string): Promise<SummaryView>
  /** the questions of its own with their totals, in the order of the form @throws AppError notFound */
  questions(caller: Caller, id: string): Promise<SummaryView['questions']>
  /** why somebody did not come @throws AppError notFound, notOpen before it has begun */
  tellAbsence(m: Manager, caller: Caller, id: string, body: AbsenceBody, atlas: Atlas, now: string): Promise<void>
}

const AT_ONCE = 500

type Counted = SummaryView['gaveBack']

/** How often each was said, the most first. */
function counted(all: readonly string[]): Counted {
  const counts = new Map<string, number>()
  for (const words of all) counts.set(words, (counts.get(words) ?? 0) + 1)
  return [...counts].map(([words, count]) => ({ words, count })).sort((a, b) => b.count - a.count || (a.words < b.words ? -1 : 1))
}

function totalsOf(question: ExtraQuestion, people: readonly Expected[]): SummaryView['questions'][number] {
  const answers = people.flatMap(({ answers: all }) => extraAnswers(all?.extra).get(question.label) ?? [])
  const numbers = answers.filter((answer) => typeof answer === 'number')
  const words = answers.map((answer) => (answer === true ? '是' : answer === false ? '不是' : String(answer)))
  return {
    label: question.label,
    answers: answers.length,
    sum: question.type === 'count' ? numbers.reduce((sum, one) => sum + one, 0) : null,
    // What somebody wrote in words of her own stands with her name on her own page, and nowhere else.
    totals: question.type === 'count' || question.type === 'shortText' ? [] : counted(words),
  }
}

/** What an organiser wants to know of an activity, worked out from what is there anyway. */
export function summaryService(db: Database, { atlas: atlasOf, organised, expected, feedback }: SummaryPorts): Summaries {
  const { read } = db
  const theirs = (...one: Parameters<Organised>) => mustOrganise(organised, ...one)
  const peopleOf = async (caller: Caller, places: readonly ActivityPlace[]): Promise<Map<string, Expected>> => {
    const ids = places.map(({ applicationId }) => applicationId)
    const all = new Map<string, Expected>()
    for (let i = 0; i < ids.length; i += AT_ONCE)
      for (const [id, one] of await expected(caller, ids.slice(i, i + AT_ONCE))) all.set(id, one)
    return all
  }
  const questionTotals = (activity: Activity, people: Map<string, Expected>) =>
    questionsOf(activity).map((question) => totalsOf(question, [...people.values()]))

  const afterwardsOf = async (
    { id }: Activity,
    seated: readonly ActivityPlace[],
    people: ReadonlyMap<string, Expected>,
    atlas: Atlas,
  ): Promise<SummaryView['afterwards']> => {
    const marks = await find(read, RosterMark, { activityId: id })
    const ticks = merged(marks)
    const walkIns = marks.filter((mark) => mark.id === mark.aboutId && ticks.has(mark.id)).length
    const kept = marks.length > 0
    const missed = seated.filter(({ applicationId, absent }) => !ticks.has(applicationId) && (kept || absent !== null))
    missed.sort((a, b) => (a.applicationId < b.applicationId ? -1 : 1))
    const missing = missed.flatMap(({ applicationId, absent }) => {
      const who = people.get(applicationId)
      const reason = Object.keys(ABSENCES).find((one) => one === absent) as Absence | undefined
      return who ? [{ id: applicationId, name: who.name, village: atlas.nameOf(who.village ?? ''), reason: reason ?? null }] : []
    })
    return { came: kept ? seated.length - missed.length : null, walkIns, missing, feedback: await feedback.totals(id) }
  }

  return {
    show: async (caller, id, now) => {
      const atlas = await atlasOf()
      const activity = await theirs(read, caller, id, atlas)
      const places = await find(read, ActivityPlace, { activityId: id, standing: ['seated', 'left'] })
      const [seated, left] = (['seated', 'left'] as const).map((one) => places.filter(({ standing }) => standing === one)) as [
        ActivityPlace[],
        ActivityPlace[],
      ]
      const [people, gone] = await Promise.all([peopleOf(caller, seated), peopleOf(caller, left)])
      const whyNot = [...gone.values()].flatMap(({ answers }) =>
        answers?.whyNot === undefined ? [] : [sayAnswer(enrolment.fields.whyNot, answers.whyNot, String)],
      )
      return {
        expected: seated.length,
        gaveBack: counted(whyNot),
        questions: questionTotals(activity, people),
        afterwards: now < activity.endsAt ? null : await afterwardsOf(activity, seated, people, atlas),
      }
    },
    questions: async (caller, id) => {
      const activity = await theirs(read, caller, id, await atlasOf())
      if (activity.questions === null) return []
      return questionTotals(activity, await peopleOf(caller, await find(read, ActivityPlace, { activityId: id, standing: 'seated' })))
    },
    tellAbsence: async (m, caller, id, { enrolment, reason }, atlas, now) => {
      const activity = await theirs(m, caller, id, atlas)
      if (now < activity.startsAt) throw new AppError('notOpen', '活动开始以后才知道谁没来')
      const place = { enrolment, id }
      const seat = "application_id = :enrolment AND activity_id = :id AND standing = 'seated'"
      if (!(await changeOne(m, ActivityPlace, seat, place, { absent: reason }))) throw new AppError('notFound', '名册里没有这个人')
    },
  }
}
