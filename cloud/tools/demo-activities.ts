import { addDays, atChina } from '@shared/core/time'
import type { ActivityBody, Sort } from '@shared/features/activity/activity.schema'
import { coverOf } from '@shared/features/activity/activity.schema'

interface Demo {
  organiser: string
  /** days from today; negative: over */
  inDays: number
  title: string
  sort: Sort
  place: string
  from: string
  to: string
  lastsDays?: number
  seats: number
  bring: string
  about: string
  needsReview?: true
  rules?: ActivityBody['rules']
  /** how many women enrol */
  enrol: number
}

/** Twelve activities, past and coming; two are nearly full, one has a queue, one waits for review. */
const DEMO: readonly Demo[] = [
  {
    organiser: 't1',
    inDays: 2,
    title: '短视频卖山货，两天学会',
    sort: 'ecommerce',
    place: '悦来镇文化站二楼',
    from: '09:00',
    to: '16:00',
    lastsDays: 2,
    seats: 30,
    bring: '手机、充电器',
    about: '从拍、剪到发货，一步一步带着做。免费，管午饭，各村有接送车。',
    rules: { birthYear: { from: 1966, to: 2008 } },
    enrol: 27,
  },
  {
    organiser: 't1',
    inDays: 5,
    title: '柑橘冬季管护',
    sort: 'farming',
    place: '梅坪村果园',
    from: '08:30',
    to: '11:30',
    seats: 40,
    bring: '修枝剪、手套',
    about: '农技站的老师在果园里现场教剪枝、清园、防冻。',
    enrol: 12,
  },
  {
    organiser: 't1',
    inDays: 9,
    title: '家政服务上岗培训',
    sort: 'housekeeping',
    place: '悦来镇社区服务中心',
    from: '09:00',
    to: '17:00',
    lastsDays: 5,
    seats: 10,
    bring: '身份证、一寸照片两张',
    about: '照护老人、做月子餐、收纳整理。考过发证书，推荐上岗。',
    rules: { birthYear: { from: 1968, to: 2006 } },
    enrol: 13,
  },
  {
    organiser: 'c1',
    inDays: 12,
    title: '女性创业训练营',
    sort: 'business',
    place: '悦江县妇女之家',
    from: '09:00',
    to: '17:00',
    lastsDays: 3,
    seats: 25,
    bring: '自己的项目想法',
    about: '想开店、办合作社的姐妹来，一起把账算清楚。名额少，要先看看您的想法。',
    needsReview: true,
    enrol: 6,
  },
  {
    organiser: 't2',
    inDays: 4,
    title: '家里的法：婚姻、财产、继承',
    sort: 'law',
    place: '桃源镇司法所',
    from: '14:30',
    to: '16:30',
    seats: 60,
    bring: '',
    about: '律师讲身边的案子，现场可以问。',
    rules: { villages: ['v09', 'v10', 'v11'] },
    enrol: 8,
  },
  {
    organiser: 't1',
    inDays: 16,
    title: '巾帼采茶技能比武',
    sort: 'contest',
    place: '竹园村茶山',
    from: '08:00',
    to: '12:00',
    seats: 20,
    bring: '茶篓、遮阳帽',
    about: '比手法，也比质量。重在交流，不排名次发奖。',
    enrol: 19,
  },
  {
    organiser: 'v01',
    inDays: 7,
    title: '陪孩子长大：家长学校第三课',
    sort: 'parenting',
    place: '柳溪村妇女之家',
    from: '19:00',
    to: '20:30',
    seats: 35,
    bring: '',
    about: '孩子不爱说话怎么办。可以带孩子一起来，有人帮忙照看。',
    enrol: 9,
  },
  {
    organiser: 'c1',
    inDays: 20,
    title: '村妇联主席履职培训',
    sort: 'cadre',
    place: '悦江县委党校',
    from: '09:00',
    to: '17:00',
    lastsDays: 2,
    seats: 30,
    bring: '笔记本',
    about: '新任和换届后的村妇联主席参加。',
    needsReview: true,
    enrol: 3,
  },
  {
    organiser: 't1',
    inDays: 3,
    title: '宪法日：懂法的她最有力量',
    sort: 'law',
    place: '悦来镇文化广场',
    from: '09:30',
    to: '11:00',
    seats: 200,
    bring: '',
    about: '咨询台、情景短剧、有奖问答。',
    enrol: 15,
  },
  {
    organiser: 't1',
    inDays: -10,
    title: '直播带货入门',
    sort: 'ecommerce',
    place: '悦来镇文化站二楼',
    from: '09:00',
    to: '16:00',
    seats: 30,
    bring: '手机',
    about: '',
    enrol: 18,
  },
  {
    organiser: 't2',
    inDays: -21,
    title: '食用菌栽培',
    sort: 'farming',
    place: '云岭村大棚',
    from: '08:30',
    to: '11:30',
    seats: 25,
    bring: '',
    about: '',
    enrol: 14,
  },
  {
    organiser: 't1',
    inDays: -35,
    title: '重阳节孝老包饺子',
    sort: 'event',
    place: '石桥村妇女之家',
    from: '09:00',
    to: '12:00',
    seats: 50,
    bring: '围裙',
    about: '',
    enrol: 22,
  },
]

export interface DemoActivity {
  body: ActivityBody
  organiser: string
  enrol: number
  /** the day on which it was published and women enrolled */
  publishedOn: string
}

/** The demonstration's activities with dates that follow from today (`YYYY-MM-DD`). */
export function demoActivities(today: string): DemoActivity[] {
  return DEMO.map(({ organiser, inDays, from, to, lastsDays = 1, needsReview, rules, enrol, sort, ...told }) => {
    const day = addDays(today, inDays)
    const body: ActivityBody = {
      ...told,
      sort,
      cover: coverOf[sort],
      startsAt: atChina(day, from),
      endsAt: atChina(addDays(day, lastsDays - 1), to),
      enrolBy: atChina(addDays(day, -1), '20:00'),
      needsReview: needsReview ?? false,
      rules: rules ?? {},
      offerHours: 24,
      questions: [],
    }
    return { body, organiser, enrol, publishedOn: addDays(day, -20) < today ? addDays(day, -20) : today }
  })
}
