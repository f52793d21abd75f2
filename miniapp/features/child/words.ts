import { sayDay, sayTime } from '@shared/core/time'
import { PARTS, type Part } from '@shared/features/child/child.parts'
import type { ChildRow, ChildView, OpeningView } from '@shared/features/child/child.schema'
import { PART_TITLES, STEPS } from '@shared/features/child/child.titles'
import { closings, duties, needs, purposes, riskReasons, risks, say, situations } from '@shared/features/child/child.words'
import type { Said } from '../../core/said'

const STATES: Readonly<Record<ChildRow['state'], Said>> = {
  stub: { words: '等监护人同意', tone: 'wait' },
  registered: { words: '在册', tone: 'ok' },
  closed: { words: '关爱已结束', tone: 'plain' },
  withdrawn: { words: '监护人撤回了', tone: 'danger' },
  erased: { words: '已经销毁', tone: 'plain' },
}
export const stateOf = (state: ChildRow['state']): Said => STATES[state]

const RISK_TONES = { low: 'plain', middle: 'wait', high: 'danger' } as const
/** Never by colour alone. */
export const riskOf = (risk: NonNullable<ChildRow['risk']>): Said => ({ words: `风险：${say(risks, risk)}`, tone: RISK_TONES[risk] })

/** `农村留守儿童 · 9到11岁`: what may be said of a child that nobody has opened. */
export const sayFacts = ({ situation, ageBand, villageName }: ChildRow): string =>
  [villageName, situation && say(situations, situation), ageBand].filter(Boolean).join(' · ')

export const sayNeeds = (values: readonly string[]): string => values.map((one) => say(needs, one as never)).join('、')
export const titleOf = (part: string): string => PART_TITLES[part as Part] ?? part
export const sayParts = (parts: readonly string[]): string => parts.map(titleOf).join('、')

const SAYS = [purposes, closings, duties, riskReasons]
/** What goes with a step: parts, purposes, a duty or an ending, whatever the step was about. */
const sayAbout = (named: string): string => {
  if (PART_TITLES[named as Part]) return PART_TITLES[named as Part]
  for (const list of SAYS) {
    const found = (list as readonly { value: string; label: string }[]).find(({ value }) => value === named)
    if (found) return found.label
  }
  return ''
}
export function sayStep({ sort, parts }: ChildView['events'][number]): string {
  const said = parts.map(sayAbout).filter((words) => words !== '')
  return `${STEPS[sort] ?? '有一处变化'}${said.length > 0 ? `：${said.join('、')}` : ''}`
}

/** What a photo is of, is asked for, kept and opened by itself. */
export const WRITTEN: readonly Part[] = PARTS.filter((part) => part !== 'photo')

const OPENING: Readonly<Record<OpeningView['state'], Said>> = {
  asked: { words: '等同事看', tone: 'wait' },
  open: { words: '可以看', tone: 'ok' },
  refused: { words: '没有同意', tone: 'plain' },
  ended: { words: '已经结束', tone: 'plain' },
}
const REVIEW: Readonly<Record<NonNullable<OpeningView['review']>, Said>> = {
  due: { words: '等复核', tone: 'danger' },
  right: { words: '复核过：应该看', tone: 'ok' },
  wrong: { words: '复核过：不该看', tone: 'danger' },
}
export const openingState = ({ state, review }: OpeningView): Said =>
  review && (review !== 'due' || state !== 'open') ? REVIEW[review] : OPENING[state]

/** Until when something may be done with it, in the words of whoever reads. */
export function sayUntil({ state, until, review, reviewDue, mine }: OpeningView, now: string): string {
  if (review === 'due' && !mine) return `${sayTime(reviewDue ?? until, now)}前要复核`
  if (state === 'asked') return `${sayTime(until, now)}前没有人同意就作废`
  return state === 'open' && mine ? `${sayTime(until, now)}以前可以看` : ''
}

export const saySince = (day: string, now: string): string => sayDay(day, now)
