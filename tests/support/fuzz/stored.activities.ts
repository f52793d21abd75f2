import { LEVELS } from '@shared/core/place'
import { FACES } from '@shared/features/activity/feedback.schema'
import { questionList } from '@shared/features/activity/question.schema'
import { reminderAt } from '@shared/features/activity/reminder.rules'
import { ABSENCES } from '@shared/features/activity/summary.schema'
import * as v from 'valibot'
import type { Atlas } from '../../../cloud/core/atlas'
import { type All, by, shownFaults, told } from './stored.reading'

/** How a case stands that has given its place back. */
const LEFT: readonly string[] = ['cancelled', 'declined', 'lapsed', 'passedBy', 'calledOff']

/** Counters are what is there when one counts, and nobody sits on a seat that there is not. */
export function activityFaults(all: All, atlas: Atlas): string[] {
  const states = new Map(all.cases.map(({ id, state }) => [id, state]))
  const placesBy = by(all.places, ({ activityId }) => activityId)
  const wrongPlaces = all.places.map(({ applicationId: id, standing }) => {
    const right = standing === 'left' ? LEFT : [standing]
    return !right.includes(states.get(id) ?? '') && `enrolment ${id} is ${states.get(id)} and its place is ${standing}`
  })
  const wrong = all.activities.flatMap((a) => {
    const places = placesBy.get(a.id) ?? []
    const count = (...as: string[]) => places.filter(({ standing }) => as.includes(standing)).length
    const [taken, waiting] = [count('seated', 'offered'), count('waiting')]
    const numbers = places.map((p) => p.queueNo).filter((no) => no > 0)
    const { birthYear, villages = [] } = JSON.parse(a.rules) ?? {}
    return [
      ...told([
        a.taken !== taken && `activity ${a.id} counts ${a.taken} seats, ${taken} are taken`,
        a.waiting !== waiting && `activity ${a.id} counts ${a.waiting} waiting, ${waiting} wait`,
        // Fewer seats send nobody away: more may be taken than there are.
        (a.seats < 1 || a.seats > 5000) && `activity ${a.id} has ${a.seats} seats`,
        (a.offerHours < 0 || a.offerHours > 72) && `activity ${a.id} offers for ${a.offerHours} hours`,
        new Set(numbers).size !== numbers.length && `activity ${a.id} has given a number twice`,
        a.waiting > 0 &&
          a.taken + a.reserved < a.seats &&
          a.byPhoneSince === null &&
          a.state === 'published' &&
          `activity ${a.id} has an idle seat and a queue`,
        !LEVELS.some((level) => level === atlas.find(a.organiserId)?.level) && `activity ${a.id} is organised by nobody`,
        !(a.startsAt < a.endsAt && a.enrolBy <= a.startsAt) && `activity ${a.id} ends before it begins`,
        birthYear && birthYear.from > birthYear.to && `activity ${a.id} is for nobody`,
        villages.some((id: string) => atlas.find(id)?.level !== 'village') && `activity ${a.id} is for a village that there is not`,
      ]),
      ...shownFaults(`activity ${a.id}.title`, a.title, 30),
      ...shownFaults(`activity ${a.id}.place`, a.place, 40),
      ...shownFaults(`activity ${a.id}.bring`, a.bring, 60),
      ...shownFaults(`activity ${a.id}.about`, a.about, 500),
    ]
  })
  return [...told(wrongPlaces), ...wrong, ...changeFaults(all), ...afterwardsFaults(all)]
}

/** What is asked could be published, what is told by the clock falls on a moment of it, and only who had a seat says what she thought. */
function afterwardsFaults({ activities, places, feedback }: All): string[] {
  const seats = new Set(places.filter(({ standing }) => standing === 'seated').map((p) => `${p.applicationId} ${p.activityId}`))
  return told([
    ...activities.flatMap((a) => [
      a.questions !== null && !v.safeParse(questionList, JSON.parse(a.questions)).success && `activity ${a.id} asks what it must not`,
      a.remindAt !== null && !reminderAt(a, a.remindAt) && `activity ${a.id} reminds at ${a.remindAt}, and nothing happens then`,
    ]),
    ...places.map((p) => p.absent !== null && !Object.hasOwn(ABSENCES, p.absent) && `enrolment ${p.applicationId} is absent: ${p.absent}`),
    ...feedback.flatMap((one) => [
      !seats.has(`${one.id} ${one.activityId}`) && `feedback ${one.id} is of nobody who had a seat`,
      !Object.hasOwn(FACES, one.face) && `feedback ${one.id} has no such face: ${one.face}`,
    ]),
  ])
}

/** An activity's history is what became of it: as many changes as it says, one waiting at most, none for nothing. */
function changeFaults({ activities, changes }: All): string[] {
  const of = by(changes, ({ activityId }) => activityId)
  const counts = activities.flatMap(({ id, revision, state }) => {
    const own = of.get(id) ?? []
    const happened = own.filter((one) => one.state === 'done' || one.what === 'cancelled').length
    return told([
      happened !== revision && `activity ${id} is at revision ${revision} after ${happened} changes`,
      own.filter((one) => one.state === 'checking' && one.what !== 'cancelled').length > 1 && `activity ${id} has two changes that wait`,
      own.some((one) => one.what === 'cancelled') !== (state === 'cancelled') && `activity ${id} is ${state}, against its history`,
    ])
  })
  const empty = changes.filter(({ what, becomes }) => (what === 'cancelled') !== (becomes === '{}'))
  return [
    ...counts,
    ...empty.map(({ id }) => `change ${id} changes nothing`),
    ...changes.flatMap(({ id, why }) => shownFaults(`change ${id}.why`, why, 60)),
  ]
}
