import type { ActivityView } from '@shared/features/activity/activity.schema'
import Taro from '@tarojs/taro'
import { get } from '../api'
import { asRefusal } from '../refusal'

/** A browser's own; a phone never gets here. */
declare const location: { href: string }

const seconds = (iso: string): number => Math.round(Date.parse(iso) / 1000)
const DAY = 86_400

/** WeChat wants seconds, the end of them as text. */
const entryOf = ({ title, place, startsAt, endsAt, bring, organiser }: ActivityView): Taro.addPhoneCalendar.Option => ({
  ...{ title, location: place, startTime: seconds(startsAt), endTime: String(seconds(endsAt)), alarm: true, alarmOffset: DAY },
  description: `${organiser.name}主办${bring ? `，请带：${bring}` : ''}`,
})

const say = (title: string) => void Taro.showToast({ title, icon: 'none', duration: 3000 })

async function openSettings(): Promise<void> {
  const { confirm } = await Taro.showModal({
    title: '手机日历没有打开',
    content: '您没有允许巾帼帮办往手机日历里添加。要放进去，请在设置里打开“日历”。',
    confirmText: '去设置',
    cancelText: '不用了',
  })
  if (confirm) await Taro.openSetting()
}

async function notAdded(reason: unknown): Promise<void> {
  const said = String((reason as { errMsg?: string } | undefined)?.errMsg ?? reason)
  if (/cancel/.test(said)) return
  if (/auth/.test(said) && !/privacy/.test(said)) return openSettings()
  say('这部手机放不进日历，请您自己记一下')
}

/** Puts an activity into the phone's calendar with a reminder a day before; in a browser it opens the calendar file. */
export async function addToCalendar(id: string): Promise<void> {
  if (process.env.TARO_ENV === 'h5') {
    location.href = `${JINGUO_API}/api/activities/${id}/calendar.ics`
    return
  }
  const activity = await get<ActivityView>(`/activities/${id}`).catch((reason) => say(asRefusal(reason).message))
  if (!activity) return
  await Taro.addPhoneCalendar(entryOf(activity)).then(() => say('放好了，前一天会提醒您'), notAdded)
}
