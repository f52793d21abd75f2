import { addDays, atChina, dayOf } from '@shared/core/time'
import type { ActivityBody } from '@shared/features/activity/activity.schema'
import type { Api, Json } from './api'

/** A training in three days, with seats for two and no rules, unless said otherwise. */
export function training(now: string, changed: Partial<ActivityBody> = {}): ActivityBody {
  const day = addDays(dayOf(now), 3)
  return {
    ...{
      title: '柑橘冬季管护',
      sort: 'farming',
      cover: 'wheat',
      place: '梅坪村果园',
      bring: '手套',
      about: '',
      seats: 2,
      needsReview: false,
      // A freed seat is given at once where a test is not about offers.
      offerHours: 0,
      rules: {},
      questions: [],
    },
    ...{ startsAt: atChina(day, '09:00'), endsAt: atChina(day, '11:30'), enrolBy: atChina(addDays(day, -1), '20:00') },
    ...changed,
  }
}

/** Publishes through the API; throws with the answer when it is refused. */
export async function publish(cadre: Api, now: string, changed: Partial<ActivityBody> = {}): Promise<string> {
  const { status, body } = await cadre.post('/api/activities', training(now, changed))
  if (status !== 201) throw new Error(`not published: ${JSON.stringify(body)}`)
  return body.id
}

export const HER = { name: '王桂兰', village: 'v01', phone: '13900001234' }

/** She enrols; the answer as it comes. */
export const enrol = (her: Api, about: string, input: Json = HER, key?: string) =>
  her.post('/api/applications', { kind: 'enrolment', about, move: 'submit', input }, key)
