import { readFileSync } from 'node:fs'
import { receiptNumber } from '@shared/core/receipt'
import { newId } from '../../../cloud/core/ids'
import type { Row } from '../../../cloud/core/rows'
import type { Insert, Template } from './template'

export interface Asked {
  activity: string
  key: string
}

/** How often each INSERT is met: its text is made once. */
export const textOf = ({ table, columns }: Insert): string =>
  `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`

/** Reads what the yardstick stores: for a request, its INSERTs with values of their own, and whether the counter goes up. */
export function readTemplate(): (asked: Asked) => { seated: boolean; inserts: { table: string; text: string; values: Row }[] } {
  const { seated, review, reviewed } = JSON.parse(readFileSync(process.env.TEMPLATE as string, 'utf8')) as Template
  const withText = (inserts: Insert[]) => inserts.map((insert) => ({ ...insert, text: textOf(insert) }))
  const sorts = { seated: withText(seated), review: withText(review) }
  const decided = new Set(reviewed)
  return ({ activity, key }) => {
    const made: Record<string, string> = {
      $activity: activity,
      $key: key,
      $receipt: receiptNumber(crypto.getRandomValues(new Uint32Array(8))),
    }
    const fresh = (name: string) => {
      made[name] ??= newId(new Date().toISOString())
      return made[name]
    }
    const isSeated = !decided.has(activity)
    const inserts = sorts[isSeated ? 'seated' : 'review'].map(({ table, text, values }) => ({
      table,
      text,
      values: values.map((value) => (typeof value === 'string' && value.startsWith('$') ? fresh(value) : value)),
    }))
    return { seated: isSeated, inserts }
  }
}

export const COUNT = 'UPDATE activity SET taken = taken + 1 WHERE id = ? AND taken < seats AND waiting = 0'
