import type { Rest } from '@shared/features/loan/claim.rest'

/** What finance has paid instead of what the list says, in fen, and what becomes of the difference. */
export interface Odd {
  paid: number
  rest: Rest
}
/** book → what was paid for it otherwise */
export type Except = Readonly<Record<string, Odd>>

/** The marks as they stand on the screen, and as the cloud had them when they were read last. */
export interface Marks {
  said: Except
  now: Except
  /** why what was said could not be read, or that somebody else has reported in the meantime; empty: nothing */
  trouble: string
}

export const NO_MARKS: Marks = { said: {}, now: {}, trouble: '' }

const same = (one: Odd | undefined, other: Odd | undefined): boolean => one?.paid === other?.paid && one?.rest === other?.rest

/** The lines on which the screen says something else than the cloud: her own marks, and those that she took back. */
const herOwn = ({ said, now }: Pick<Marks, 'said' | 'now'>): string[] =>
  Object.keys({ ...said, ...now }).filter((book) => !same(said[book], now[book]))

const CROSSED = '别人刚报过这个季度的拨付。您标的几笔还在，请把清单再看一遍，再报。'

/** Whether somebody else has reported in the meantime, and otherwise than her own marks say. */
const isCrossed = (was: Marks, said: Except): boolean => herOwn(was).some((book) => !same(was.now[book], said[book]))

/** What was said is read: her own marks stay, all the others are as they were said; where the two cross, she is to look again. */
export function withSaid(was: Marks, said: Except): Marks {
  const now: Record<string, Odd> = { ...said }
  for (const book of herOwn(was)) {
    const mine = was.now[book]
    if (mine) now[book] = mine
    else delete now[book]
  }
  return { said, now, trouble: isCrossed(was, said) ? CROSSED : '' }
}

/** What was said could not be read. */
export const unread = (was: Marks, why: string): Marks => ({ ...was, trouble: `以前报的没有读出来：${why}。请再读一次` })
