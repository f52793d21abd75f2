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
  onceAYear: yesNo('一年只参加一次培训吗', { optional: true }),
  notSameSortWithin: whole('同类活动要隔多久', 1, 60, '个月', { optional: true }),
  priority: choices('排队时先给谁', [], { optional: true }),
  quotas: choices('给哪些村留名额', [], { optional: true }),
  keptSeats: whole('留几个', 1, 5000, '个'),
  quotasOpenAt: day('留到哪天', { hint: '这天晚上8点起，没用完的大家都能报' }),
  offerHours: whole('有人退出时，给下一位多久考虑', 0, 72, '小时', { optional: true }),
  needsReview: yesNo('报名要不要您审核'),
  questions: choices('报名时还要问', [], { optional: true }),
  repeat: choice('重复举办吗', []),
  everyDays: whole('隔几天', 1, 60, '天'),
  times: whole('一共办几次', 2, 20, '次', { optional: true, hint: '不填就是4次，最多20次' }),
  untilDay: day('最晚办到哪天', { optional: true, hint: '选了就不看次数' }),
  organiser: choice('由哪里主办', []),
}
