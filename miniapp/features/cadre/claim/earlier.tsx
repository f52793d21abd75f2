import { sayQuarter } from '@shared/features/loan/book.quarters'
import type { ClaimLine } from '@shared/features/loan/claim.api'
import { View } from '@tarojs/components'
import { yuan } from '../../../core/loan/words'

const sayUnpaid = (unpaid: number): string => (unpaid === 0 ? '' : unpaid > 0 ? ` + 没有付的${yuan(unpaid)}` : ` - 多付的${yuan(-unpaid)}`)

/** How an earlier quarter is corrected, so that anybody can do it again. */
export function Earlier({ of: { quarter, due, claimed, unpaid } }: { of: ClaimLine['earlier'][number] }) {
  return (
    <View className="note gap-s earlier">
      更正{sayQuarter(quarter)}：应有{yuan(due)} - 已申报{yuan(claimed)}
      {sayUnpaid(unpaid)} = {yuan(due - claimed + unpaid)}
    </View>
  )
}
