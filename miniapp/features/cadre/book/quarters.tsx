import type { BookView } from '@shared/features/loan/book.api'
import { sayQuarter } from '@shared/features/loan/book.quarters'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { sayDiffers, yuan } from '../../../core/loan/words'
import { Working } from '../working'

type Quarter = BookView['quarters'][number]

/** The subsidy quarter by quarter, the newest first, each with its arithmetic by a tap. */
export function Quarters({ of }: { of: readonly Quarter[] }) {
  if (of.length === 0) return null
  return (
    <View className="card quarters">
      <View className="title">每季度的贴息</View>
      {of
        .slice()
        .reverse()
        .map((one) => (
          <One key={one.quarter} of={one} />
        ))}
    </View>
  )
}

function One({ of }: { of: Quarter }) {
  const { quarter, interest, differs, subsidy, share, rows } = of
  const [open, setOpen] = useState(false)
  return (
    <View className={`gap quarter q-${quarter}`}>
      <View className="row">
        <View className="strong grow">{sayQuarter(quarter)}</View>
        <Action small className="see-working" onTap={() => setOpen(!open)}>
          {open ? '收起' : '怎么算的'}
        </Action>
      </View>
      <View>利息{yuan(Math.max(0, interest + differs))}</View>
      {differs !== 0 && <View className="note">{sayDiffers(of)}</View>}
      <View>
        财政贴{yuan(subsidy)}，她付{yuan(share)}
      </View>
      {open && <Working rows={rows} />}
    </View>
  )
}
