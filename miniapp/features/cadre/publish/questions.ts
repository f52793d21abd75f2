import { choice, choices, day, longText, text, whole, year, yesNo } from '@shared/core/fields'
import { SORTS } from '@shared/features/activity/activity.schema'

const sorts = Object.keys(SORTS) as (keyof typeof SORTS)[]

/** What publishing asks. Most are drawn as in every form; the rest have a box of their own on this page. */
export const questions = {
  title: text('活动名称', 30, { hint: '让人一看就懂，比如：短视频卖山货，两天学会' }),
  sort: choice(
    '活动类别',
    sorts.map((value) => ({ value, label: SORTS[value] })),
  ),
  cover: choice('封面图案', []),
  place: text('地点', 40, { hint: '写到哪栋楼、几楼' }),
  startDay: day('哪天开始'),
  startTime: text('几点开始', 5),
  endTime: text('几点结束', 5),
  endDay: day('哪天结束', { optional: true, hint: '当天结束就不用选' }),
  enrolDay: day('报名到哪天'),
  seats: whole('名额', 1, 5000, '人'),
  bring: text('带什么', 60, { optional: true, hint: '比如：手机、充电器' }),
  about: longText('活动说明', 500, { optional: true, phrases: ['免费参加', '管午饭', '有接送车', '可以带孩子'] }),
  birthYear: year('出生年份', 1920, 2020, { optional: true }),
  villages: choices('哪些村能来', [], { optional: true }),
  needsReview: yesNo('报名要不要您审核'),
  organiser: choice('由哪里主办', []),
}
