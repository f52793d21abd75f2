import { AppError } from '@shared/core/errors'
import { choice, longText } from '@shared/core/fields'
import { atChina, dayOf, timeOf } from '@shared/core/time'
import type { ActivityView } from '@shared/features/activity/activity.schema'
import { changeOf } from '@shared/features/activity/change.rules'
import { type ChangeBody, WHY_MOVED } from '@shared/features/activity/change.schema'
import type { FormAnswers } from '../../../core/field-form'
import { enrolByOf, type Problems, questionOf, startOf } from '../publish/body'
import { questions as published } from '../publish/questions'

/** What changing asks: the questions of publishing, why, and whom to tell. */
export const questions = {
  ...published,
  why: longText('为什么改', 60, { hint: '报了名的人会看到', phrases: WHY_MOVED }),
  tell: choice('要告诉报了名的人吗', [
    { value: 'yes', label: '告诉她们' },
    { value: 'no', label: '不用告诉' },
  ]),
}

/** The activity as it stands now, question by question. */
export function answersOf({ startsAt, endsAt, enrolBy, place, title, cover, bring, about }: ActivityView): FormAnswers {
  const [first, last] = [dayOf(startsAt), dayOf(endsAt)]
  return {
    ...{ place, title, cover, bring: bring || undefined, about: about || undefined, tell: 'no' },
    ...{ startDay: first, startTime: timeOf(startsAt), endTime: timeOf(endsAt), enrolDay: dayOf(enrolBy) },
    ...(first === last ? {} : { endDay: last }),
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

function timesOf(activity: ActivityView, answers: FormAnswers) {
  const startsAt = startOf(answers) ?? activity.startsAt
  const endsAt = atChina(String(answers.endDay ?? answers.startDay), String(answers.endTime))
  // On a day that she has not touched names are taken until the same hour as before.
  const asBefore = answers.enrolDay === dayOf(activity.enrolBy) && activity.enrolBy <= startsAt
  return { startsAt, endsAt, enrolBy: asBefore ? activity.enrolBy : (enrolByOf(answers) ?? activity.enrolBy) }
}

/** What is sent, or what is wrong with what she typed, by question. `now` is UTC ISO text. */
export function bodyOf(
  activity: ActivityView,
  answers: FormAnswers,
  moving: boolean,
  now: string,
): { body: ChangeBody } | { problems: Problems } {
  const why = textOf(answers.why)
  const cover = String(answers.cover) as NonNullable<ChangeBody['cover']>
  const words = { title: textOf(answers.title), cover, bring: textOf(answers.bring), about: textOf(answers.about) }
  const wanted = moving
    ? { ...timesOf(activity, answers), place: textOf(answers.place), tell: false }
    : { ...words, tell: answers.tell === 'yes' }
  const body = { revision: activity.revision, ...wanted, ...(why ? { why } : {}) }
  try {
    changeOf(activity, body, now)
    return { body }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { problems: problemsOf(error.details.fields ?? {}) }
  }
}

/** What the cloud or the rule says, at the questions of this page. */
export function problemsOf(fields: Problems): Problems {
  const problems: Record<string, string> = {}
  for (const path of Object.keys(fields)) problems[questionOf(path)] = fields[path] ?? ''
  return problems
}
