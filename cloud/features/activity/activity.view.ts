import type { ActivityView } from '@shared/features/activity/activity.schema'
import { openSeats } from '@shared/features/activity/seating.rules'
import type { Atlas } from '../../core/atlas'
import type { Activity, ActivityQuota } from './activity.entity'
import { rulesViewOf } from './activity.rules'
import { organiserName } from './organiser'

/** What an activity asks beside the usual, in the order of the form. */
export const questionsOf = ({ questions }: Pick<Activity, 'questions'>): ActivityView['questions'] => JSON.parse(questions ?? '[]')

/** Whether everybody may see it: one that is called off stays where it was announced. */
export const isPublic = ({ state }: Pick<Activity, 'state'>): boolean => state === 'published' || state === 'cancelled'

/** An activity as people see it. `quotas`: the counters of what is kept; without them it is not said how many of those are left. */
export function viewOf(activity: Activity, atlas: Atlas, quotas: readonly ActivityQuota[] = []): ActivityView {
  const { id, title, sort, cover, place, startsAt, endsAt, enrolBy, seats, waiting } = activity
  const { needsReview, bring, about, organiserId, state, offerHours, revision, seriesId } = activity
  return {
    ...{ id, title, sort, cover, place, startsAt, endsAt, enrolBy, seats, waiting },
    ...{ needsReview, bring, about, state, offerHours, revision, series: seriesId },
    // A seat that is free while somebody waits is about to be given to her.
    seatsLeft: waiting > 0 ? 0 : openSeats(activity),
    organiser: { id: organiserId, name: organiserName(activity, atlas) },
    rules: rulesViewOf(activity, atlas, quotas),
    questions: questionsOf(activity),
  }
}
