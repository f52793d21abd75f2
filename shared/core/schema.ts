import * as v from 'valibot'
import { lengthOf } from './fields'
import { hasHidden } from './hidden'
import { ID, NAME } from './names'
import { isDay, isMoment } from './time'

/** Building blocks of bodies and answers; messages are for the person who typed. */
export const id = v.pipe(v.string('编号不对'), v.regex(ID, '编号不对'))
export const moment = v.pipe(v.string('时间不对'), v.check(isMoment, '时间不对'))
const DAY = '日期要写成 2026-03-12 这样，而且要真有这一天'
/** A day between 1900 and 2099, `YYYY-MM-DD`. */
export const day = v.pipe(v.string(DAY), v.regex(/^(19|20)\d{2}-\d{2}-\d{2}$/, DAY), v.check(isDay, DAY))
export const version = v.pipe(
  v.number('版本号不对'),
  v.integer('版本号不对'),
  v.minValue(1, '版本号不对'),
  v.maxValue(1_000_000_000, '版本号不对'),
)
export const whole = (min: number, max: number, message: string) =>
  v.pipe(v.number(message), v.integer(message), v.minValue(min, message), v.maxValue(max, message))
/** Visible text of 1 to `max` characters, blanks around it taken off. */
export const line = (max: number, name: string) =>
  v.pipe(
    v.string(`请填写${name}`),
    v.trim(),
    v.minLength(1, `请填写${name}`),
    v.check((s) => lengthOf(s) <= max, `${name}最多${max}个字`),
    v.check((s) => !s.includes('\n'), `${name}请写在一行里`),
    v.check((s) => !hasHidden(s), `${name}里有看不见的符号，请删掉重写`),
  )
/** Visible text of at most `max` characters that may be left out, in several lines if need be. */
export const words = (max: number, name: string) =>
  v.optional(
    v.pipe(
      v.string(`${name}要填文字`),
      v.trim(),
      v.check((s) => lengthOf(s) <= max, `${name}最多${max}个字`),
      v.check((s) => !hasHidden(s), `${name}里有看不见的符号，请删掉重写`),
    ),
    '',
  )
/** Answers to a kind's questions: the engine checks each by its declaration. */
export const answers = v.record(v.pipe(v.string(), v.regex(NAME, '没有这一项')), v.unknown())
export const after = v.optional(v.pipe(v.string(), v.regex(/^[0-9A-Za-z:.~_-]{1,80}$/, '翻页记号不对')))
export const page = <const T extends v.GenericSchema>(item: T) => v.object({ items: v.array(item), next: v.nullable(v.string()) })
