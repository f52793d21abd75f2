import type { QueueRow, SeatsView } from '@shared/features/activity/seats.schema'
import { View } from '@tarojs/components'
import { get } from '../../../core/api'
import { Listed } from '../../../core/listed'
import { useLoaded } from '../../../core/loaded'
import { type Page, usePages } from '../../../core/pages'
import { Screen } from '../../../core/screen'
import { QueueCard } from './queue-card'
import { SeatsForm } from './seats-form'

/** 名额和排队: how many seats there are, and who waits for one. */
export function SeatsScreen({ activity }: { activity: string }) {
  const seats = useLoaded(() => get<SeatsView>(`/activities/${activity}/seats`))
  const queue = usePages<QueueRow>((after) => get<Page<QueueRow>>(`/activities/${activity}/queue`, { after }))
  const changed = () => {
    void seats.reload()
    void queue.reload()
  }
  return (
    <Screen className="cadre" of={seats}>
      {seats.data && (
        <>
          <SeatsForm activity={activity} now={seats.data} onChanged={changed} />
          <View>
            <View className="title">{seats.data.byPhone ? '请按次序打电话' : '排队的姐妹'}</View>
            <View className="note">{sayQueue(seats.data)}</View>
          </View>
          <Listed of={queue} empty="没有人排队" note="名额满了以后，再报名的人会在这里">
            {(items) =>
              items.map((row) => <QueueCard key={row.application} row={row} byPhone={seats.data?.byPhone ?? false} onLetIn={changed} />)
            }
          </Listed>
        </>
      )}
    </Screen>
  )
}

function sayQueue({ byPhone, seats, taken }: SeatsView): string {
  if (!byPhone) return '有人退出时，名额会自动先问排在最前面的人，您不用管。'
  const free = Math.max(0, seats - taken)
  return free > 0 ? `快开始了，来不及等答复。现在空着${free}个名额，愿意来的点“让她来”。` : '快开始了。有人退出时，请打电话问排在前面的人。'
}
