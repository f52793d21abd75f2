import type { ActivityView } from '@shared/features/activity/activity.schema'
import Taro from '@tarojs/taro'
import { get } from '../api'
import { sayNotDone } from '../not-done'
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

/** Puts an activity into the phone's calendar with a reminder a day before; in a browser it opens the calendar file. */
export async function addToCalendar(id: string): Promise<void> {
  if (process.env.TARO_ENV === 'h5') {
    location.href = `${JINGUO_API}/api/activities/${id}/calendar.ics`
    return
  }
  const activity = await get<ActivityView>(`/activities/${id}`).catch((reason) => say(asRefusal(reason).message))
  if (!activity) return
  await Taro.addPhoneCalendar(entryOf(activity)).then(
    () => say('放好了，前一天会提醒您'),
    (reason) =>
      sayNotDone(reason, {
        what: '日历',
        why: '您没有允许巾帼帮办往手机日历里添加。',
        otherwise: '这部手机放不进日历，请您自己记一下',
      }),
  )
}
