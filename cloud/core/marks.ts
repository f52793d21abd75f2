import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Logger } from 'pino'

/** The values of a row that a mark binds, its id first. */
type Values = readonly [id: string, ...rest: (string | number | boolean | null)[]]

/**
 * Marks on rows that give rights or say whose a thing is: a keyed hash over what the row says, with a key that is not in the database.
 * Who can only write the database can neither add such a row nor change one. (An older state of the same row still carries its mark;
 * that is what the anchors are for.)
 */
export interface Marks {
  of(table: string, values: Values): string
  /** whether a row says what this program wrote; when it does not, that is logged with its id */
  hold(table: string, values: Values, mark: string): boolean
}

/** @param key never in the database */
export function marksOf(key: Buffer, log: Pick<Logger, 'error'>): Marks {
  const of: Marks['of'] = (table, values) =>
    createHmac('sha256', key)
      .update(JSON.stringify([table, ...values]))
      .digest('base64url')
  return {
    of,
    hold: (table, values, mark) => {
      const [right, given] = [Buffer.from(of(table, values)), Buffer.from(mark)]
      const holds = right.length === given.length && timingSafeEqual(right, given)
      if (!holds) log.error({ table, id: values[0] }, 'a row was changed outside of this program')
      return holds
    },
  }
}
