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
