import { addDays, atChina, dayOf, daysBetween, timeOf } from '@shared/core/time'
import { type ActivityBody, type ActivityView, activityBody } from '@shared/features/activity/activity.schema'
import { sameWeekday } from '@shared/features/activity/series'
import * as v from 'valibot'
import type { FormAnswers } from '../../../core/field-form'
import { questions } from './questions'
import { alsoOnOf, repeatProblems } from './repeat'
import { rulesAgain, rulesOf } from './rules'

export type Problems = Readonly<Record<string, string>>

/** On the last day names are taken until eight in the evening, but never longer than until the beginning. */
const LAST_HOUR = '20:00'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const momentOf = (day: unknown, time: unknown): string | undefined => (day && time ? atChina(String(day), String(time)) : undefined)

/** When it begins, as soon as she has said it. */
export const startOf = ({ startDay, startTime }: FormAnswers): string | undefined => momentOf(startDay, startTime)

export function enrolByOf(answers: FormAnswers): string | undefined {
  const by = momentOf(answers.enrolDay, LAST_HOUR)
  const start = startOf(answers)
  return by && start && answers.enrolDay === answers.startDay && start < by ? start : by
}

const draftOf = (answers: FormAnswers) => ({
  title: textOf(answers.title),
  sort: answers.sort,
  cover: answers.cover,
  place: textOf(answers.place),
  startsAt: startOf(answers),
  endsAt: momentOf(answers.endDay ?? answers.startDay, answers.endTime),
  enrolBy: enrolByOf(answers),
  seats: answers.seats,
  bring: textOf(answers.bring),
  about: textOf(answers.about),
  needsReview: answers.needsReview,
  ...(typeof answers.offerHours === 'number' ? { offerHours: answers.offerHours } : {}),
  rules: rulesOf(answers, enrolByOf(answers)),
  questions: answers.questions ?? [],
  alsoOn: alsoOnOf(answers),
  ...(answers.organiser ? { organiser: answers.organiser } : {}),
})

const PLACES: Readonly<Record<string, string>> = { startsAt: 'startDay', endsAt: 'endTime', enrolBy: 'enrolDay', alsoOn: 'repeat' }

/** The question on the page that a field of the body belongs to: `rules.birthYear.from` → `birthYear`. */
export function questionOf(path: string): string {
  const [first = '', second] = path.split('.')
  return first === 'rules' ? (second ?? first) : (PLACES[first] ?? first)
}

const NEEDED: Readonly<Record<string, string>> = {
  startDay: '请选择哪天开始',
  startTime: '请选择几点开始',
  endTime: '请选择几点结束',
  enrolDay: '请选择报名到哪天',
  seats: '请填写名额',
}

function missing(answers: FormAnswers): Record<string, string> {
  const problems: Record<string, string> = {}
  for (const name of Object.keys(NEEDED)) if (!answers[name]) problems[name] = NEEDED[name] ?? ''
  return problems
}

function late(answers: FormAnswers, now: string): Record<string, string> {
  const start = startOf(answers)
  const by = enrolByOf(answers)
  return {
    ...(start && start <= now ? { startDay: '这个时间已经过了' } : {}),
    ...(by && by <= now ? { enrolDay: '这个时间已经过了，没人来得及报名' } : {}),
  }
}

const ORDER = Object.keys(questions)

/** Problems in the order of the page; the first that is said about a question counts. */
function inOrder(...found: readonly Problems[]): Problems {
  const all: Record<string, string> = Object.assign({}, ...[...found].reverse())
  const ordered: Record<string, string> = {}
  for (const name of [...ORDER, ...Object.keys(all)]) if (all[name]) ordered[name] = all[name]
  return ordered
}

/** What is sent, or what is wrong with what she typed, by question. `now` is UTC ISO text. */
export function bodyOf(answers: FormAnswers, now: string): { body: ActivityBody } | { problems: Problems } {
  const draft = draftOf(answers)
  const parsed = v.safeParse(activityBody, draft)
  const wrong: Record<string, string> = {}
  for (const issue of parsed.issues ?? []) {
    const path = v.getDotPath(issue) ?? ''
    // A moment that can't be made yet is said at the day or the hour that is missing.
    const unmade = path in PLACES && draft[path as keyof typeof draft] === undefined
    if (!unmade) wrong[questionOf(path)] = wrong[questionOf(path)] ?? issue.message
  }
  const problems = inOrder(missing(answers), late(answers, now), repeatProblems(answers), wrong)
  return parsed.success && Object.keys(problems).length === 0 ? { body: parsed.output } : { problems }
}

/** When an activity is held once more: on the same weekday, a week from `today` (`YYYY-MM-DD`) at the earliest. */
export function daysAgain({ startsAt, endsAt, enrolBy, rules }: ActivityView, today: string): FormAnswers {
  const [first, last] = [dayOf(startsAt), dayOf(endsAt)]
  const startDay = sameWeekday(first, today)
  const moved = (day: string) => addDays(day, daysBetween(first, startDay))
  const kept = rules.quotasOpenAt === undefined ? {} : { quotasOpenAt: moved(dayOf(rules.quotasOpenAt)) }
  return { startDay, enrolDay: moved(dayOf(enrolBy)), ...(last === first ? {} : { endDay: moved(last) }), ...kept }
}

/** The answers of an activity that is held once more: everything but its days. */
export function answersOf(activity: ActivityView): FormAnswers {
  return {
    sort: activity.sort,
    cover: activity.cover,
    title: activity.title,
    place: activity.place,
    startTime: timeOf(activity.startsAt),
    endTime: timeOf(activity.endsAt),
    seats: activity.seats,
    bring: activity.bring || undefined,
    about: activity.about || undefined,
    needsReview: activity.needsReview,
    offerHours: activity.offerHours,
    questions: activity.questions.length > 0 ? activity.questions : undefined,
    ...rulesAgain(activity),
  }
}
