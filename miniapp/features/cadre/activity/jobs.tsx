import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { useDoing } from '../../../core/doing'
import { openPaper } from '../../../core/papers'
import { toRoster } from '../../../core/routes'
import { PosterSheet } from '../poster-sheet'
import { BoardsSheet } from './boards-sheet'
import { Job } from './job'
import { type Organised, sayCertificates, sayScans } from './organised'

const DRAWING = '正在排版，请稍等…'

/** What there is to do: before it, at the door, and afterwards. */
export function Jobs({ organised }: { organised: Organised }) {
  const { activity, boards, now } = organised
  const { id, title, state, endsAt } = activity
  const [sheet, setSheet] = useState<'poster' | 'boards'>()
  const poster = useDoing()
  const form = useDoing()
  const known = state === 'published' || state === 'cancelled'
  const close = () => setSheet(undefined)
  const printPoster = (village?: string) => {
    close()
    void poster.run(() => openPaper(`/activities/${id}/poster.pdf`, `${title}-海报`, { village }))
  }
  const printForm = () => form.run(() => openPaper(`/activities/${id}/roster.pdf`, `${title}-签到表`))
  return (
    <View>
      <View className="card lines">
        <Job
          name="roster"
          icon="list"
          title="签到名册"
          note={known ? '谁报了名，谁到了' : '活动公开以后才有'}
          onTap={known ? () => toRoster(id) : undefined}
        />
        <Job
          name="seats"
          icon="person"
          title="名额和排队"
          note={
            state === 'cancelled' ? '活动已经取消' : activity.waiting > 0 ? `${activity.waiting}人在排队` : '加名额、减名额，看谁在排队'
          }
          onTap={state === 'cancelled' ? undefined : () => Taro.navigateTo({ url: `/features/cadre/seats/index?id=${id}` })}
        />
        <Job
          name="poster"
          icon="print"
          title="打印海报"
          note={state !== 'published' ? '活动公开着才能印' : poster.busy ? DRAWING : 'A4，带小程序码，贴在公告栏上'}
          onTap={state === 'published' ? () => setSheet('poster') : undefined}
          trouble={poster.trouble}
        />
        <Job
          name="form"
          icon="print"
          title="打印签到表"
          note={!known ? '活动公开以后才有' : form.busy ? DRAWING : 'A4，存档用的那一种'}
          onTap={known ? printForm : undefined}
          trouble={form.trouble}
        />
        <Job name="boards" icon="pin" title="各村看板扫码次数" note={sayScans(boards)} onTap={() => setSheet('boards')} />
        <Job
          name="certificates"
          icon="award"
          title="培训证书"
          note={sayCertificates(organised)}
          onTap={now < endsAt || !known ? undefined : () => Taro.navigateTo({ url: `/features/cadre/certificates/index?id=${id}` })}
        />
      </View>
      {sheet === 'poster' && <PosterSheet onClose={close} onPick={printPoster} />}
      {sheet === 'boards' && <BoardsSheet boards={boards} onClose={close} />}
    </View>
  )
}
