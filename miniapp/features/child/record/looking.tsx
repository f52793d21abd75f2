import type { ChildView, OpeningView } from '@shared/features/child/child.schema'
import { View } from '@tarojs/components'
import { Action } from '../../../core/action'
import { get } from '../../../core/api'
import { useLoaded } from '../../../core/loaded'
import type { Page } from '../../../core/pages'
import { Loading } from '../../../core/screen'
import { OpeningLine } from '../list/openings'
import { toAsk } from '../ways'

/** Of the child's own place: a cadre may have several. */
const fetchOf = (child: string, place: string, box: 'mine' | 'waiting') => get<Page<OpeningView>>('/child-openings', { box, child, place })
const isLiving = ({ state, review }: OpeningView) => state === 'asked' || state === 'open' || review === 'due'

/** The way to what is sealed: asked for, decided by a colleague, read. */
export function Looking({ of: { id, village, state, openable }, now }: { of: ChildView; now: string }) {
  const both = useLoaded(
    async () => {
      const [mine, waiting] = await Promise.all([fetchOf(id, village, 'mine'), fetchOf(id, village, 'waiting')])
      return [...waiting.items, ...mine.items.filter(isLiving)]
    },
    [id, village, state],
    { onShow: true },
  )
  const rows = both.data ?? []
  return (
    <View className="card">
      <View className="title">封存的内容</View>
      <View className="note gap-s">
        {openable ? '要看，写明原因，请另一位干部同意。每看一次都有记录，县里每年核对。' : '监护人撤回了同意，谁也不能看。'}
      </View>
      <Loading of={both}>
        {rows.length > 0 && (
          <View className="openings">
            {rows.map((row) => (
              <OpeningLine key={row.id} row={row} now={now} />
            ))}
          </View>
        )}
      </Loading>
      {openable && (
        <Action tone="soft" className="to-ask gap" onTap={() => toAsk(id)}>
          申请查看
        </Action>
      )}
    </View>
  )
}
