import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { CancelSheet } from './cancel-sheet'
import { Job } from './job'
import type { Organised } from './organised'

const toChange = (id: string, what: 'move' | 'words') => Taro.navigateTo({ url: `/features/cadre/change/index?id=${id}&what=${what}` })

/** Moving it, mending its words, calling it off: as long as there is time. */
export function Changing({ organised, onChanged }: { organised: Organised; onChanged: () => void }) {
  const { activity, changes, now } = organised
  const [cancelling, setCancelling] = useState(false)
  const { id, state, startsAt, endsAt } = activity
  if (state !== 'published' || endsAt <= now) return null
  const waits = changes.items.some((change) => change.state === 'checking')
  const begun = startsAt <= now
  const open = !waits && !begun
  const cancelled = () => {
    setCancelling(false)
    onChanged()
  }
  return (
    <View>
      <View className="card lines">
        <Job
          name="move"
          icon="clock"
          title="改时间地点"
          note={begun ? '已经开始了，不能再改' : waits ? '上一次改的在等内容审核' : '报名的人都会收到通知'}
          onTap={open ? () => toChange(id, 'move') : undefined}
        />
        <Job
          name="words"
          icon="list"
          title="改名称和说明"
          note={begun ? '已经开始了，不能再改' : waits ? '上一次改的在等内容审核' : '改错别字、带什么、封面'}
          onTap={open ? () => toChange(id, 'words') : undefined}
        />
        <Job name="cancel" icon="warning" title="取消这次活动" note="会告诉每个报名的人，不能恢复" onTap={() => setCancelling(true)} />
      </View>
      {cancelling && (
        <CancelSheet activity={activity} toTell={changes.toTell ?? 0} onClose={() => setCancelling(false)} onCancelled={cancelled} />
      )}
    </View>
  )
}
