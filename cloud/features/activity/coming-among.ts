import { openSeats } from '@shared/features/activity/seating.rules'
import { find, type Manager } from '../../core/database'
import { Activity } from './activity.entity'

/** Which of these activities are published and not over, the nearest first, with the seats that are left now. */
export async function comingAmong(m: Manager, ids: readonly string[], now: string) {
  const rows =
    ids.length > 0 ? await find(m, Activity, { id: [...ids], state: 'published' }, { order: { startsAt: 'ASC', id: 'ASC' } }) : []
  return rows
    .filter(({ endsAt }) => endsAt > now)
    .map((one) => {
      const { id, title, place, startsAt, endsAt, enrolBy, waiting } = one
      // A seat that is free while somebody waits is about to be given to her.
      return { id, title, place, startsAt, endsAt, enrolBy, seatsLeft: waiting > 0 ? 0 : openSeats(one) }
    })
}
