import * as v from 'valibot'
import { sayYuan } from '../../core/money'

/** What becomes of the difference where finance has paid another sum than was claimed: paid or kept back with the next claim, or left. */
export const RESTS = { later: '下季补扣', final: '不予贴息' } as const
export type Rest = keyof typeof RESTS
export const rest = v.picklist(Object.keys(RESTS) as [Rest, ...Rest[]], `差额只有 ${Object.values(RESTS).join('、')} 两种`)

/** A quarter of which finance has paid another sum than was claimed; fen. */
export const otherwise = v.object({ quarter: v.string(), claimed: v.number(), paid: v.number(), rest })

/** What becomes of a difference, in a few words. `less`: claimed less paid, in fen. */
export function sayRest(less: number, rest: Rest): string {
  const sum = `${sayYuan(Math.abs(less))}元`
  if (less > 0) return rest === 'later' ? `差的${sum}下个季度补` : `差的${sum}不予贴息`
  return rest === 'later' ? `多的${sum}下个季度扣` : `多的${sum}不扣回`
}
