import { lastOf } from '../../core/last'
import type { Guarantee, Policy } from './loan.policy'

const YUAN = 100
const NOTHING_FREE: Guarantee = { freeUpTo: 0, basis: { text: '小额担保贷款要有担保', read: 'remembered' } }

// From which day nobody has to vouch up to which sum: beside the policies, which stay as they were when somebody was judged by them.
const NATIONAL: readonly { from: string; guarantee: Guarantee }[] = [
  {
    from: '2020-04-15',
    guarantee: {
      freeUpTo: 100_000 * YUAN,
      basis: { text: '财金〔2020〕21号：10万元及以下的个人创业担保贷款取消反担保', read: 'remembered' },
    },
  },
]

/** What a policy says of vouching: by itself, or by the rule of the whole country on the day on which it begins. */
export const guaranteeOf = ({ guarantee, validFrom }: Pick<Policy, 'guarantee' | 'validFrom'>): Guarantee =>
  guarantee ?? lastOf(NATIONAL.filter(({ from }) => from <= validFrom))?.guarantee ?? NOTHING_FREE

/** What the newest rule of the whole country leaves free, in fen: what she is asked before anybody knows by which policy she is judged. */
export const FREE_FOR_NOW: number = (lastOf(NATIONAL)?.guarantee ?? NOTHING_FREE).freeUpTo
