import type { PlanView } from '@shared/features/pairing/plan.schema'
import { sayNames } from '../words'

export type PlanPair = PlanView['pairs']['items'][number]

/** Two mothers for one child stand in two lines. */
export const keyOf = ({ child, team, mothers }: PlanPair): string => `${child}~${team ? team.id : mothers.map(({ id }) => id).join('-')}`
export const sayGiver = ({ team, mothers }: PlanPair): string => (team ? team.name : sayNames(mothers))
