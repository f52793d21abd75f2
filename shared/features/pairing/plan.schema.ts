import * as v from 'valibot'
import { after, id, moment, page } from '../../core/schema'
import { mode, named, teamNamed } from './pairing.schema'

/** `place`: of her counties the one that is meant */
export const planBody = v.strictObject({ mode, place: v.optional(id) })
export const newestQuery = v.strictObject({ place: v.optional(id) })
export const planQuery = v.strictObject({ after })
const PLAN = {
  id,
  mode,
  total: v.number(),
  madeAt: moment,
  /** a newer one was made, or it has stood for too long: nothing of it may be approved any more */
  stale: v.boolean(),
}
const pair = v.object({
  child: v.string(),
  code: v.string(),
  team: teamNamed,
  mothers: v.array(named),
  score: v.number(),
  asked: v.boolean(),
})
export const planView = v.object({ ...PLAN, pairs: page(pair) })
/** The newest of the county; null before there was one. */
export const newestPlanView = v.object({ plan: v.nullable(v.object(PLAN)) })
/** Who stays open: nobody may care for the child, or whoever may has no place left. */
export const planOpenPage = page(v.object({ child: v.string(), code: v.string(), why: v.picklist(['nobody', 'taken']) }))
export type PlanView = v.InferOutput<typeof planView>
export type PlanHead = NonNullable<v.InferOutput<typeof newestPlanView>['plan']>
export type PlanOpen = v.InferOutput<typeof planOpenPage>
