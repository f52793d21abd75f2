import * as v from 'valibot'
import { after, id, line, page, version } from '../../core/schema'
import { named } from './pairing.schema'

const members = v.pipe(
  v.array(id, '请选择爱心妈妈'),
  v.minLength(2, '小组至少要两位爱心妈妈'),
  v.maxLength(5, '小组最多5位爱心妈妈'),
  v.check((ids) => new Set(ids).size === ids.length, '同一位选了两遍'),
)
const SAID = { name: line(20, '小组的名字'), mothers: members }
export const teamBody = v.strictObject({ ...SAID, place: v.optional(id) })
export const teamChange = v.strictObject({ version, ...SAID })
/** `place`: of her places the one that is meant */
export const teamQuery = v.strictObject({ place: v.optional(id), after })

export const teamView = v.object({
  id,
  name: v.string(),
  /** whose team it is: a town's, or the county's */
  place: v.string(),
  placeName: v.string(),
  version: v.number(),
  mothers: v.array(named),
  mayWrite: v.boolean(),
})
export const teamPage = page(teamView)
/** Caring mothers of her place who may be chosen; `team`: the one that she is in. */
export const motherPage = page(v.object({ ...named.entries, villageName: v.string(), team: v.nullable(v.string()) }))
export type TeamView = v.InferOutput<typeof teamView>
export type TeamPage = v.InferOutput<typeof teamPage>
export type MotherPage = v.InferOutput<typeof motherPage>
