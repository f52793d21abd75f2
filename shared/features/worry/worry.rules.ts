import { AppError, invalid } from '../../core/errors'
import { LEVELS, type Level } from '../../core/place'
import { addMs } from '../../core/time'

/** A cadre of the child's village, town or county. */
export interface Listener {
  account: string
  level: Level
}

export interface Named {
  /** accounts of those whom the worry names: they never see it, nor that there is one */
  named: readonly string[]
  /** the account of the one whom she would rather not tell */
  leftOut?: string
}

/**
 * Whom to tell at once: the cadres of all three levels, without those who are named and the one whom she leaves out.
 * @throws AppError notOpen when nobody would be left: then only the telephone helps
 */
export function listenersOf(cadres: readonly Listener[], { named, leftOut }: Named): Listener[] {
  const told = cadres.filter(({ account }) => !named.includes(account) && account !== leftOut)
  if (told.length === 0) throw new AppError('notOpen', '这样就没有人能收到了。请现在就打110，或者12345、12355')
  return told
}

/** To a caring mother: whoever else cares for the child. She does not learn who that is, nor whether there is anybody. */
export const OTHER_MOTHERS = { id: 'otherMothers', name: '也在陪这个孩子的别的爱心妈妈' } as const

/** How long nobody may answer before it goes a level up. */
const ANSWER_MS = 15 * 60_000
const HOUR_MS = 3_600_000

/** What has to be done, counted in hours from the moment of the worry. 未成年人保护法 11: harm is reported at once; the hours are the house's own. */
const WORRY_HOURS = { report: 2, visit: 24, record: 72 } as const
type Duty = keyof typeof WORRY_HOURS

export interface Worry {
  /** UTC ISO text */
  at: string
  told: readonly Listener[]
  /** who has said that she takes it, and when */
  answered?: { account: string; at: string }
  done: Readonly<Partial<Record<Duty, string>>>
}

export interface Turn {
  /** who should answer now: the lowest level that was told, and those above it, one more each quarter of an hour */
  levels: readonly Level[]
  /** when it goes a level up; undefined once somebody has answered or all have been called */
  next?: string
  /** nobody is left to ask: it is telephoned */
  call: boolean
}

/** Whose turn it is while nobody has answered. `now`: UTC ISO text. */
export function turnOf({ at, told, answered }: Worry, now: string): Turn {
  const levels = LEVELS.filter((level) => told.some((one) => one.level === level))
  if (answered) return { levels: [], call: false }
  const quarters = Math.max(0, Math.floor((Date.parse(now) - Date.parse(at)) / ANSWER_MS))
  return {
    levels: levels.slice(0, quarters + 1),
    ...(quarters < levels.length ? { next: addMs(at, (quarters + 1) * ANSWER_MS) } : {}),
    call: quarters >= levels.length,
  }
}

/** What is still to be done and by when (UTC ISO text), the next first. */
export const dutiesOf = ({ at, done }: Pick<Worry, 'at' | 'done'>): { duty: Duty; due: string }[] =>
  (Object.keys(WORRY_HOURS) as Duty[])
    .filter((duty) => done[duty] === undefined)
    .map((duty) => ({ duty, due: addMs(at, WORRY_HOURS[duty] * HOUR_MS) }))

/** To whom it was reported: 未成年人保护法 11. */
export const AUTHORITIES = [
  { value: 'police', label: '公安' },
  { value: 'civilAffairs', label: '民政' },
  { value: 'education', label: '教育' },
] as const
/** What came of it. */
export const OUTCOMES = [
  { value: 'protected', label: '已报告，有关部门接手了' },
  { value: 'helped', label: '有困难，已经帮上' },
  { value: 'cleared', label: '核实过，是误会' },
] as const

/** For how long a worry is kept once it is closed: 个人信息保护法 19 asks for the shortest time, 56 keeps what shows how sensitive data was dealt with for three years; no law says more of a report (未成年人保护法 11). */
export const WORRY_KEPT_DAYS = 3 * 365

/** Whether a worry that is closed outlives its child's record: what was suspected or reported is not destroyed because somebody asks for it. */
export const outlivesChild = ({ authority, harm }: { authority?: unknown; harm?: unknown }): boolean =>
  authority !== undefined || harm === true

export interface Closing {
  outcome?: (typeof OUTCOMES)[number]['value']
  words?: string
  /** whether harm was suspected: then it must have been reported */
  harm?: boolean
  /** to whom it has been reported */
  reports: readonly (typeof AUTHORITIES)[number]['value'][]
}

const UNREPORTED = '有嫌疑的，要先报告公安、民政或教育部门，记下“报告了”，才能办结'

/** @throws AppError invalidInput by field, as long as it may not be closed */
export function checkClosing({ outcome, words = '', harm, reports }: Closing): void {
  const reported = reports.length > 0
  const problems = {
    ...(outcome ? {} : { outcome: '请选择结果，没有结果不能结束' }),
    ...(words.trim() ? {} : { words: '请写明怎么处理的' }),
    ...(harm === undefined ? { harm: '请选择有没有受侵害的嫌疑' } : {}),
    ...(harm && !reported ? { harm: UNREPORTED } : {}),
    ...(outcome === 'protected' && !reported ? { outcome: UNREPORTED } : {}),
  }
  if (Object.keys(problems).length > 0) invalid(problems)
}
