import * as v from 'valibot'
import { after, id, moment, page } from '../../core/schema'

/** What a mother is shown of a child before all have agreed: exactly this. */
const PROPOSED = {
  code: v.string(),
  ageBand: v.nullable(v.string()),
  distance: v.picklist(['sameVillage', 'sameTown', 'sameCounty', 'farther']),
  needs: v.array(v.string()),
}
export const proposedChild = v.object(PROPOSED)
/** And what she needs afterwards; each look is a step in the child's chain. */
export const revealedChild = v.object({ ...PROPOSED, called: v.string(), meetAt: v.string(), guardianPhone: v.string() })

const mode = v.picklist(['oneToOne', 'twoToOne', 'oneToMany', 'team'], '请选择怎么结对')
export const rankingQuery = v.strictObject({ mode: v.optional(mode, 'oneToMany') })
/** A mother by her case; her name only for cadres of her own place. */
const named = v.object({ id: v.string(), name: v.nullable(v.string()) })
export const ranking = v.object({
  items: v.array(
    v.object({
      mothers: v.array(named),
      score: v.number(),
      parts: v.array(v.object({ part: v.string(), points: v.number(), most: v.number(), says: v.string() })),
      bars: v.array(v.object({ rule: v.string(), why: v.string() })),
    }),
  ),
})

export const planBody = v.strictObject({ mode })
export const planQuery = v.strictObject({ after })
export const planView = v.object({
  id,
  mode,
  total: v.number(),
  madeAt: moment,
  /** a newer one was made, or it has stood for too long: nothing of it may be approved any more */
  stale: v.boolean(),
  pairs: page(v.object({ child: v.string(), code: v.string(), mother: named, score: v.number(), asked: v.boolean() })),
})
export type Ranking = v.InferOutput<typeof ranking>
export type PlanView = v.InferOutput<typeof planView>
export type ProposedChild = v.InferOutput<typeof proposedChild>
