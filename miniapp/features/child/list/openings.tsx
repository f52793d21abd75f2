import type { OpeningView } from '@shared/features/child/child.schema'
import { say, whys } from '@shared/features/child/child.words'
import { View } from '@tarojs/components'
import { get } from '../../../core/api'
import { Listed } from '../../../core/listed'
import { type Page, usePages } from '../../../core/pages'
import { toOpening } from '../../../core/routes'
import { openingState, sayParts, sayUntil } from '../words'

const EMPTY = {
  waiting: { empty: '没有等您看的申请', note: '同事申请查看，或者紧急看过以后要复核，会出现在这里' },
  mine: { empty: '您没有申请过', note: '在孩子的页面上点“申请查看”' },
}

/** Requests to look at what is sealed: her own, or those that wait for her word. */
export function Openings({ box, place }: { box: 'waiting' | 'mine'; place: string | undefined }) {
  const now = new Date().toISOString()
  const openings = usePages<OpeningView>((after) => get<Page<OpeningView>>('/child-openings', { box, place, after }), [box, place], {
    onShow: true,
  })
  return (
    <Listed of={openings} {...EMPTY[box]}>
      {(rows) => (
        <View className="card lines">
          {rows.map((row) => (
            <OpeningLine key={row.id} row={row} now={now} />
          ))}
        </View>
      )}
    </Listed>
  )
}

export function OpeningLine({ row, now }: { row: OpeningView; now: string }) {
  const { words, tone } = openingState(row)
  const until = sayUntil(row, now)
  return (
    <View className={`line row wraps o-${row.id}`} hoverClass="pressed" ariaRole="button" onClick={() => toOpening(row.id)}>
      <View className="grow">
        <View className="strong">
          {row.code} · {say(whys, row.why)}
        </View>
        <View className="note">
          {row.emergency ? '紧急 · ' : ''}
          {row.mine ? '' : `${row.by} · `}
          {sayParts(row.parts)}
        </View>
        {until !== '' && <View className="note">{until}</View>}
      </View>
      <View className={`tag ${tone}`}>{words}</View>
    </View>
  )
}
