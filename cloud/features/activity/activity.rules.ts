import type { ActivityRules, RulesView } from '@shared/features/activity/rules.schema'
import { keptFor } from '@shared/features/activity/seating.rules'
import type { Atlas } from '../../core/atlas'
import type { Activity, ActivityQuota } from './activity.entity'

/** Who may come, as it was published. */
export const rulesOf = ({ rules }: Pick<Activity, 'rules'>): ActivityRules => JSON.parse(rules)

const villagesOf = ({ villages = [], priority = [], quotas = [] }: ActivityRules): readonly string[] => [
  ...villages,
  ...priority.flatMap((one) => (one.group === 'villages' ? one.villages : [])),
  ...quotas.map(({ village }) => village),
]

/** Whether every village that is named is one. */
export const villagesExist = (rules: ActivityRules, atlas: Atlas): boolean =>
  villagesOf(rules).every((id) => atlas.find(id)?.level === 'village')

/** The same for people: with the names of the villages, and how many of the seats that are kept are left. */
export function rulesViewOf(activity: Activity, atlas: Atlas, counted: readonly ActivityQuota[]): RulesView {
  const { villages, priority, quotas, ...rest } = rulesOf(activity)
  const kept = ({ village, seats }: { village: string; seats: number }) => {
    const quota = counted.find((one) => one.activityId === activity.id && one.villageId === village)
    return { id: village, name: atlas.nameOf(village), seats, ...(quota ? { left: keptFor(activity, quota) } : {}) }
  }
  const named = (ids: readonly string[]) => ids.map((id) => ({ id, name: atlas.nameOf(id) }))
  return {
    ...rest,
    ...(villages ? { villages: named(villages) } : {}),
    ...(priority ? { priority: priority.map((one) => (one.group === 'villages' ? { ...one, villages: named(one.villages) } : one)) } : {}),
    ...(quotas ? { quotas: quotas.map(kept) } : {}),
  }
}
