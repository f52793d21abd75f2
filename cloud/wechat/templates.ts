import { clean, cut } from './text'
import { amount, carNumber, name, number, time } from './values'

export interface Template {
  /** the template's id on WeChat */
  id: string
  /** WeChat's keyword (`thing1`) → the notice's field (`title`) */
  data: Record<string, string>
}

export type MessageData = Record<string, { value: string }>

interface Rule {
  fit(text: string): string
  /** stands where nothing is left, for WeChat refuses empty values */
  nothing: string
}

/** Keeps what `allowed` matches, at most `limit` characters; wide letters and digits become plain ones. */
const only = (allowed: RegExp, limit: number) => (text: string) => {
  const kept = [...text.normalize('NFKC')].filter((character) => allowed.test(character))
  return kept.slice(0, limit).join('').trim()
}

const RULES: Record<string, Rule> = {
  thing: { fit: (text) => cut(text, 20), nothing: '未填写' },
  number: { fit: number, nothing: '0' },
  letter: { fit: only(/[A-Za-z]/, 32), nothing: 'NA' },
  symbol: { fit: only(/[\p{P}\p{S}]/u, 5), nothing: '-' },
  character_string: { fit: only(/[ -~]/, 32), nothing: '-' },
  time: { fit: (text) => time(text, 'time'), nothing: '00:00' },
  date: { fit: (text) => time(text, 'date'), nothing: '1970年1月1日' },
  amount: { fit: amount, nothing: '0元' },
  phone_number: { fit: only(/[0-9+-]/, 17), nothing: '-' },
  car_number: { fit: carNumber, nothing: '-' },
  name: { fit: name, nothing: '未填写' },
  phrase: { fit: only(/\p{Script=Han}/u, 5), nothing: '暂无' },
}

function ruleOf(keyword: string): Rule {
  const type = /^([a-z_]+)\d+$/.exec(keyword)?.[1] ?? ''
  const rule = Object.hasOwn(RULES, type) ? RULES[type] : undefined
  if (rule) return rule
  throw new Error(`the template keyword ${keyword} has none of the known types: ${Object.keys(RULES).join(', ')}`)
}

/**
 * The data of a subscribe message: every value cut to what its keyword's type takes (WeChat's 订阅消息参数值内容限制, counted in
 * characters, not in UTF-16 units) and never empty. `time` and `date` take UTC ISO text or `YYYY-MM-DD` and are written in China time;
 * two of them joined by `~` are a span. A number that is too long is left out rather than shortened into another number.
 * @throws Error for a keyword whose type is unknown, which is a fault of the configuration
 */
export function templateMessage(template: Template, values: Record<string, string>): MessageData {
  const entries = Object.entries(template.data).map(([keyword, field]) => {
    const rule = ruleOf(keyword)
    const given = Object.hasOwn(values, field) ? String(values[field] ?? '') : ''
    return [keyword, { value: rule.fit(clean(given)) || rule.nothing }] as const
  })
  return Object.fromEntries(entries)
}
