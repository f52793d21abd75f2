import { sayYuan } from '../../core/money'
import { addDays, daysBetween, sayDay } from '../../core/time'
import { type Fated, leftOf } from './book.reckoning'

/** So many days before a payment she is told of it. */
const BEFORE = [7, 1] as const

const isOpen = ({ fate }: Pick<Fated, 'fate'>): boolean => fate === 'due' || fate === 'part' || fate === 'overdue'

/** On which days she is reminded of which payments, the earliest first. */
export const remindersOf = (instalments: readonly Fated[]): { day: string; due: Fated }[] =>
  instalments
    .filter(isOpen)
    .flatMap((due) => BEFORE.map((days) => ({ day: addDays(due.due, -days), due })))
    .sort((a, b) => (a.day < b.day ? -1 : 1))

/** The payment of which she is told today: the first that is still open and not yet due; undefined when it is too far away. */
export function dueSoon(instalments: readonly Fated[], today: string): Fated | undefined {
  const next = instalments.find((one) => isOpen(one) && one.due > today)
  return next && daysBetween(today, next.due) <= BEFORE[0] ? next : undefined
}

/** What she is told, in her words. */
export function sayReminder(instalment: Fated, today: string): { title: string; text: string } {
  const { due } = instalment
  const { principal, interest, subsidy } = leftOf(instalment)
  const days = daysBetween(today, due)
  const parts = [...(principal > 0 ? [`本金${sayYuan(principal)}元`] : []), ...(interest > 0 ? [`利息${sayYuan(interest)}元`] : [])]
  const helped = subsidy > 0 ? `其中利息由财政贴${sayYuan(subsidy)}元。` : ''
  const when = `${sayDay(due)}${days === 1 ? '（明天）' : `（还有${days}天）`}`
  return {
    title: '快到还款的日子了',
    text: `${when}要还${sayYuan(principal + interest)}元：${parts.join('、')}。${helped}以银行为准，请提前把钱存好；有困难随时说。`,
  }
}
