/** What is chosen from lists about a child, with the words for people. Lists only grow: a value that stands in a record keeps its meaning. */

interface Option<V extends string = string> {
  value: V
  label: string
}
const options = <const V extends string>(words: Readonly<Record<V, string>>): readonly Option<V>[] =>
  (Object.entries(words) as [V, string][]).map(([value, label]) => ({ value, label }))
const valuesOf = <V extends string>(list: readonly Option<V>[]): readonly V[] => list.map(({ value }) => value)

/** Under 16, of a rural household, both parents away or one away and the other unable to guard (国发〔2016〕13号); the others are under 18. */
export const situations = options({
  leftBehind: '农村留守儿童',
  hardship: '困境儿童',
  noCarer: '事实无人抚养儿童',
  migrant: '流动儿童',
  otherCare: '其他需要关爱的儿童',
})
export const SITUATIONS = valuesOf(situations)

export const risks = options({ low: '一般', middle: '需要多留意', high: '高，要尽快上门' })
export const RISKS = valuesOf(risks)

/** Why the risk is what it is: what a cadre has seen, not what she thinks of the family. */
export const riskReasons = options({
  alone: '独自居住，或者由同辈照看',
  oldCarer: '照看的老人年纪大或者有病',
  noContact: '和父母联系很少',
  dropout: '不上学或者经常缺课',
  illness: '有病或者残疾，照看不周',
  poverty: '生活困难',
  water: '住处离水边、公路近',
  hurt: '身上有伤，或者说过挨打、被欺负',
  mood: '情绪不好，不说话、不想活这类的话',
  none: '没有看到这些情况',
})

export const needs = options({
  tutoring: '辅导功课',
  calls: '打电话、视频说说话',
  visits: '上门看看',
  company: '周末节日陪伴',
  clothes: '衣服、文具',
  school: '接送、家长会',
  health: '看病、体检',
  parents: '帮着联系父母',
  safety: '防溺水、防侵害这类安全知识',
})

/** For what sealed fields are looked at; the choice stays readable after the record is destroyed, the words beside it do not. */
export const whys = options({
  visit: '准备上门走访',
  school: '办理入学、资助',
  help: '办理救助、医疗',
  pairing: '安排爱心妈妈结对',
  correct: '监护人要求核对、更正',
  report: '报告或者处理伤害、危险',
})
export const WHYS = valuesOf(whys)
/** For what a caring mother looks: she gives no reason, her pairing is one. */
export const PAIRED = 'paired'
export const lookedFor = [...whys, { value: PAIRED, label: '爱心妈妈陪伴孩子要用' }] as const

export const closings = options({ grownUp: '年满十八岁', parentsBack: '父母回来照料了', moved: '搬走了', otherwise: '其他原因' })
export const CLOSINGS = valuesOf(closings)

/** Duties that the law lays on who keeps the record; recorded with a reason, they keep a record from being destroyed by the clock. */
export const duties = options({
  report: '已按未成年人保护法第十一条报告，处理没有结束',
  archive: '村委会按未成年人保护法第四十三条建立的信息档案',
  authority: '公安、检察院、法院依法要求保留',
})
export const DUTIES = valuesOf(duties)

export const relations = options({
  father: '父亲',
  mother: '母亲',
  grandparent: '祖父母、外祖父母',
  otherGuardian: '其他监护人',
  /** only from 14 on */
  self: '本人（满十四岁）',
})
export const RELATIONS = valuesOf(relations)

/** Each is asked and withdrawn by itself (个人信息保护法 23, 29). */
export const purposes = options({
  register: '登记孩子的信息，用来关爱帮扶',
  motherView: '结对时让爱心妈妈看到必要的几项',
  photo: '保存孩子的一张照片',
})
export const PURPOSES = valuesOf(purposes)
export type Purpose = (typeof PURPOSES)[number]

export const ways = options({ paper: '纸质同意书拍照', signature: '当面在手机上签名' })
export const WAYS = valuesOf(ways)

export const say = <V extends string>(list: readonly Option<V>[], value: V): string =>
  list.find((one) => one.value === value)?.label ?? value
