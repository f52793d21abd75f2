import * as v from 'valibot'
import { EXTRA_TEXT, type ExtraQuestion, MOST_EXTRA } from '../../core/extra'
import { line } from '../../core/schema'

/** What must not be asked in words that anybody can make up: for these there are questions of the product's own, or none. */
const FORBIDDEN = /身份证|证件号|银行卡|卡号|密码|验证码/
const asked = <const T extends string>(type: T) => ({
  type: v.literal(type),
  label: v.pipe(
    line(30, '问题'),
    v.check((words) => !FORBIDDEN.test(words), '这里不能问证件号、银行卡和密码'),
  ),
  optional: v.optional(v.boolean('请选择要不要必答')),
})
const options = v.pipe(
  v.array(line(EXTRA_TEXT, '选项')),
  v.minLength(2, '请写至少两个选项'),
  v.maxLength(8, '最多8个选项'),
  v.check((all) => new Set(all).size === all.length, '有两个选项一样'),
)

/** One question that an organiser adds to the form of her activity. */
const question = v.variant(
  'type',
  [
    v.strictObject(asked('yesNo')),
    v.strictObject({ ...asked('oneOf'), options }),
    v.strictObject(asked('shortText')),
    v.strictObject(asked('count')),
  ],
  '没有这种问题',
)
/** The order is that of the form. They are set when an activity is published, and stay: answers are given to what was asked. */
export const questionList = v.pipe(
  v.array(question),
  v.maxLength(MOST_EXTRA, `最多加${MOST_EXTRA}个问题`),
  v.check((all) => new Set(all.map(({ label }) => label)).size === all.length, '有两个问题一样'),
)

const told = <const T extends string>(type: T) => ({ type: v.literal(type), label: v.string(), optional: v.optional(v.boolean()) })
/** As a client is shown it. */
export const questionView = v.variant('type', [
  v.object(told('yesNo')),
  v.object({ ...told('oneOf'), options: v.array(v.string()) }),
  v.object(told('shortText')),
  v.object(told('count')),
])

/** The words of a question that others read: the content check looks at them. */
export const wordsOf = (questions: readonly ExtraQuestion[]): string[] =>
  questions.flatMap((one) => [one.label, ...(one.type === 'oneOf' ? one.options : [])])

/** What many trainings ask. The pick-up places are for the organiser to fill in. */
export const READY_MADE = {
  children: { type: 'count', label: '带几个孩子（不带填0）' },
  transport: { type: 'oneOf', label: '在哪里上车', options: ['自己去，不用接', '村委会门口'] },
} as const satisfies Record<string, ExtraQuestion>
