import type { WorkingRow } from '@shared/features/loan/book.api'
import { sayRate } from '@shared/features/loan/loan.money'
import { View } from '@tarojs/components'
import { sayFullDay, yuan } from '../../core/loan/words'

const WITHOUT = { overdue: '逾期，不贴息', extended: '展期，不贴息', guaranteed: '已代偿，不贴息' } as const

const sayPercent = (percent: number): string => (percent === 100 ? '' : ` × ${percent}%`)

/** The arithmetic of one stretch, so that anybody can do it again with a pocket calculator. */
function Row({ of: { from, until, days, principal, rate, basis, interest, helpRate, percent, subsidy, without } }: { of: WorkingRow }) {
  return (
    <View className="gap-s working">
      <View className="note">
        {sayFullDay(from)}到{sayFullDay(until)}，{days}天
      </View>
      <View className="note">
        利息 {yuan(principal)} × {sayRate(rate)} × {days} ÷ {basis} = {yuan(interest)}
      </View>
      <View className="note">
        {without
          ? WITHOUT[without]
          : `贴息 ${yuan(principal)} × ${sayRate(helpRate)}${sayPercent(percent)} × ${days} ÷ ${basis} = ${yuan(subsidy)}`}
      </View>
    </View>
  )
}

/** How a subsidy was reckoned: one row for each stretch between two payments. */
export const Working = ({ rows }: { rows: readonly WorkingRow[] }) => (
  <>
    {rows.map((row) => (
      <Row key={`${row.from} ${row.principal}`} of={row} />
    ))}
  </>
)
