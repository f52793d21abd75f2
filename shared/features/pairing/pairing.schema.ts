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

export const mode = v.picklist(['oneToOne', 'twoToOne', 'oneToMany', 'team'], '请选择怎么结对')
/** `team`: only who is in it, each by herself */
export const rankingQuery = v.strictObject({ mode: v.optional(mode, 'oneToMany'), team: v.optional(id) })
/** A mother by her case; her name only for cadres of her own place. */
export const named = v.object({ id: v.string(), name: v.nullable(v.string()) })
export const teamNamed = v.nullable(v.object({ id: v.string(), name: v.string() }))
export const ranking = v.object({
  items: v.array(
    v.object({
      team: teamNamed,
      mothers: v.array(named),
      score: v.number(),
      parts: v.array(v.object({ part: v.string(), points: v.number(), most: v.number(), says: v.string() })),
      bars: v.array(v.object({ rule: v.string(), why: v.string() })),
    }),
  ),
})

export const kinBody = v.strictObject({ mother: id, related: v.boolean('请选择是不是亲属') })
export const kinView = v.object({ mother: v.string(), related: v.boolean() })

/** One mother, two for a child, or a team: then all of it are asked, unless only some are named. */
export const proposalBody = v.strictObject({
  mode,
  mothers: v.optional(
    v.pipe(
      v.array(id, '请选择爱心妈妈'),
      v.maxLength(5, '一次最多问5位'),
      v.check((ids) => new Set(ids).size === ids.length, '同一位选了两遍'),
    ),
    [],
  ),
  team: v.optional(id),
  plan: v.optional(id),
  before: v.optional(id),
})

/** A pairing as cadres follow it; she by the name that stands in its case. */
const living = v.object({
  id,
  child: v.string(),
  code: v.string(),
  mother: named,
  mode,
  team: teamNamed,
  state: v.string(),
  live: v.boolean(),
  begunAt: v.nullable(moment),
  /** the last day of the trial, as long as there is one */
  trialUntil: v.nullable(v.string()),
  /** the pairing that it takes over from, and the one that is to take over from it */
  before: v.nullable(v.string()),
  next: v.nullable(v.string()),
})
export const livingPage = page(living)
export const livingQuery = v.strictObject({ place: v.optional(id), after })
export const livingOfChild = v.object({ items: v.array(living) })
export type Living = v.InferOutput<typeof living>
export type Ranking = v.InferOutput<typeof ranking>
export type ProposedChild = v.InferOutput<typeof proposedChild>
export type ProposalAsked = v.InferOutput<typeof proposalBody>
