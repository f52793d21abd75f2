import { LEVELS } from '@shared/core/place'
import type { Atlas } from '../../../cloud/core/atlas'
import { type All, by, shownFaults, told } from './stored.reading'

/** Counters are what is there when one counts, and nobody sits on a seat that there is not. */
export function activityFaults(all: All, atlas: Atlas): string[] {
  const states = new Map(all.cases.map(({ id, state }) => [id, state]))
  const placesBy = by(all.places, ({ activityId }) => activityId)
  const wrongPlaces = all.places.map(({ applicationId: id, standing }) => {
    const right = standing === 'left' ? 'cancelled' : standing
    return states.get(id) !== right && `enrolment ${id} is ${states.get(id)} and its place is ${standing}`
  })
  const wrong = all.activities.flatMap((a) => {
    const places = placesBy.get(a.id) ?? []
    const [seated, waiting] = (['seated', 'waiting'] as const).map((standing) => places.filter((p) => p.standing === standing).length)
    const numbers = places.map((p) => p.queueNo).filter((no) => no > 0)
    const { birthYear, villages = [] } = JSON.parse(a.rules)
    return [
      ...told([
        a.taken !== seated && `activity ${a.id} counts ${a.taken} seats, ${seated} are taken`,
        a.waiting !== waiting && `activity ${a.id} counts ${a.waiting} waiting, ${waiting} wait`,
        (a.taken > a.seats || a.seats < 1 || a.seats > 5000) && `activity ${a.id} has ${a.taken} of ${a.seats} seats taken`,
        new Set(numbers).size !== numbers.length && `activity ${a.id} has given a number twice`,
        a.waiting > 0 && a.taken < a.seats && `activity ${a.id} has an idle seat and a queue`,
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
  return [...told(wrongPlaces), ...wrong]
}
