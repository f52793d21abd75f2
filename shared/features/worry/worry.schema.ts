import * as v from 'valibot'
import { id, moment } from '../../core/schema'

const level = v.picklist(['village', 'town', 'county'])

/** About the child of a pairing, or about a child. */
export const aboutQuery = v.strictObject({ pairing: v.optional(id), child: v.optional(id) })

/** Who would be told, so that she can say whom not to tell and whom it is about. */
export const listeners = v.object({
  cadres: v.array(v.object({ id: v.string(), level, name: v.string() })),
  /** the caring mothers of the child, by their pairings; to one of them: all others at once, without a name */
  mothers: v.array(v.object({ id: v.string(), name: v.string() })),
})

/** What its page shows besides the case. */
export const worryView = v.object({
  /** of each level that was told, whether any message has arrived there */
  told: v.array(v.object({ level, reached: v.picklist(['sent', 'waiting', 'notSent']) })),
  /** text messages are set up for those whom WeChat does not reach */
  sms: v.boolean(),
  taken: v.nullable(v.object({ level, at: moment })),
  /** levels whose turn it is to answer; nobody's once somebody has */
  turn: v.array(level),
  next: v.nullable(moment),
  /** all have had their quarter of an hour */
  call: v.boolean(),
  /** for who raised it, of the levels whose turn it is, the next to be called first */
  phones: v.array(v.object({ level, phone: v.string() })),
  /** for cadres: what is still to be done, and by when */
  duties: v.array(v.object({ duty: v.picklist(['report', 'visit', 'record']), due: moment })),
  /** for cadres: whom it names */
  named: v.array(v.string()),
})

export type Listeners = v.InferOutput<typeof listeners>
export type WorryView = v.InferOutput<typeof worryView>
export type AboutQuery = v.InferOutput<typeof aboutQuery>
