import * as v from 'valibot'
import { id } from '../../core/schema'

/** Under which policy a declaration is looked at again. */
export const underQuery = v.object({ policy: id })

const policy = v.object({ id: v.string(), title: v.string(), number: v.string() })
const judged = v.object({ ok: v.nullable(v.boolean()), why: v.nullable(v.string()) })

/** What another policy would change, rule by rule; only the rules that come out differently. */
export const underView = v.object({
  /** by which she was judged, and by which she is looked at now */
  was: policy,
  would: policy,
  eligible: v.object({ was: v.boolean(), would: v.boolean() }),
  changes: v.array(v.object({ rule: v.string(), was: judged, would: judged })),
})
export type UnderView = v.InferOutput<typeof underView>

/** How many other declarations there are under an ID number that are under way, and how many loans that were paid out. */
interface UnderNumber {
  open: number
  books: number
}

/** What the house knows of her and of her husband by their ID numbers: a fact of the case for who checks how often she had a subsidy. */
export interface KnownLoans {
  her: UnderNumber
  spouse?: UnderNumber
}
