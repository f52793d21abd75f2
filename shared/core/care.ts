/** What a caring mother can give and a child may need, when, and in which language: asked of both in the same words. */

const NEEDS = [
  { value: 'calls', label: '打电话、视频聊天' },
  { value: 'visits', label: '上门看看' },
  { value: 'tutoring', label: '辅导功课' },
  { value: 'company', label: '周末和节日陪伴' },
  { value: 'clothes', label: '衣服和学习用品' },
  { value: 'school', label: '接送和家长会' },
] as const

const TIMES = [
  { value: 'weekdays', label: '平时白天' },
  { value: 'evenings', label: '平时晚上' },
  { value: 'weekends', label: '周末' },
  { value: 'holidays', label: '节假日和寒暑假' },
] as const

const TONGUES = [
  { value: 'mandarin', label: '普通话' },
  { value: 'local', label: '本地话' },
  { value: 'minority', label: '本民族的话' },
  { value: 'sign', label: '手语' },
] as const

/** How far she goes to a child, the nearest first. */
const REACHES = [
  { value: 'village', label: '本村' },
  { value: 'town', label: '本镇' },
  { value: 'county', label: '全县' },
] as const

/** What a child may wish of her. */
const WISHES = [
  { value: 'young', label: '像姐姐一样（35岁以下）' },
  { value: 'middle', label: '像妈妈一样（35到54岁）' },
  { value: 'elder', label: '像奶奶一样（55岁以上）' },
  { value: 'neighbour', label: '就在本村' },
  { value: 'elsewhere', label: '不在本村' },
  { value: 'experienced', label: '带过孩子' },
] as const

export type Need = (typeof NEEDS)[number]['value']
export type Time = (typeof TIMES)[number]['value']
export type Tongue = (typeof TONGUES)[number]['value']
export type Reach = (typeof REACHES)[number]['value']
export type Wish = (typeof WISHES)[number]['value']

export const CARE = { needs: NEEDS, times: TIMES, tongues: TONGUES, reaches: REACHES, wishes: WISHES } as const
