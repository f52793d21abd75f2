import { addDays, atChina, dayOf, sayDay } from '../../core/time'

/** Who is reminded, one after the other, when a child has been without company for long. */
export type Reminded = 'her' | 'village' | 'town'

export interface CompanyRule {
  /** the first day on which it holds */
  from: string
  /** after how many days without an entry she is reminded, and how many days later the next one each */
  days: Readonly<Record<Reminded, number>>
  source: string
}

/** The newest that holds counts. */
const COMPANY: readonly CompanyRule[] = [
  {
    from: '2026-01-01',
    days: { her: 30, village: 14, town: 14 },
    source: '爱心妈妈“六个一”：每月至少联系一次（各地办法，没有核对过原文）；只用来提醒，不计数、不排名',
  },
]

const NEXT: Readonly<Record<Reminded, Reminded | undefined>> = { her: 'village', village: 'town', town: undefined }
/** When people have got up. */
const MORNING = '09:00'

interface Reminder {
  who: Reminded
  /** UTC ISO text */
  at: string
}

const ruleOn = (day: string): CompanyRule =>
  COMPANY.filter(({ from }) => from <= day).sort((a, b) => (a.from < b.from ? 1 : -1))[0] ?? (COMPANY[0] as CompanyRule)
const after = (who: Reminded, now: string): Reminder => {
  const day = dayOf(now)
  return { who, at: atChina(addDays(day, ruleOn(day).days[who]), MORNING) }
}

/** From the beginning of a pairing, and from every new entry on. */
export const firstReminder = (now: string): Reminder => after('her', now)
/** Once somebody has been reminded; nobody any more after the town. */
export function nextReminder(who: Reminded, now: string): Reminder | undefined {
  const next = NEXT[who]
  return next && after(next, now)
}

/** Where the reminders stand, for cadres: whom they have reached, and whom next. Nobody is blamed, and nothing is counted. */
export function sayReminders({ who, at }: { who: Reminded; at: string | null }): string {
  if (at === null) return '好一阵没有新的了，村里、镇里都问过。她可能有难处，请看看孩子好不好。'
  const day = sayDay(dayOf(at))
  if (who === 'her') return `到${day}还没有新的，会先提醒她。`
  if (who === 'village') return `好一阵没有新的了，已经提醒过她。${day}还没有，再请村里问问她有没有难处。`
  return `好一阵没有新的了，已经请村里问问。${day}还没有，再告诉镇里。`
}

interface Words {
  title: string
  text: string
}

/** Coded names only, and not why: that is between her and who decides. */
export const sayAway = (code: string): Words => ({
  title: '有位爱心妈妈暂时来不了',
  text: `代号${code}的孩子，爱心妈妈暂时来不了。请村里接着照看，看看要不要先请另一位。`,
})
export const sayBack = (code: string): Words => ({ title: '有位爱心妈妈回来了', text: `代号${code}的孩子，爱心妈妈又可以来了。` })

/** Coded names only; nobody is blamed. @param away she may not come now */
export function sayReminder(who: Reminded, code: string, away = false): Words {
  if (away)
    return { title: '有个孩子好一阵没有陪伴记录', text: `代号${code}的孩子，爱心妈妈暂时来不了，请看看孩子好不好，要不要先请另一位。` }
  if (who === 'her')
    return { title: '好一阵没有记陪伴了', text: `代号${code}的孩子可能想您了。打个电话、写封信都好，记一笔就行；有难处就告诉村妇联。` }
  const asked = who === 'village' ? '请问问她是不是有难处，孩子好不好。' : '村里也提醒过了，请过问一下。'
  return { title: '有个孩子好一阵没有陪伴记录', text: `代号${code}的孩子，爱心妈妈好一阵没有记陪伴了。${asked}` }
}
