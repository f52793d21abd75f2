import type { Verdict } from '../../core/kind'
import { lapsesAt } from '../../core/record-check'
import { addMonths, dayOf } from '../../core/time'

const THANKS = '谢谢您的心意，别的志愿活动一样欢迎您。'
const LAW = '按《未成年人保护法》第二十二条，'

/** What excludes her, each asked in a question of its own: the question's name, the rule, and why not in kind words with its source. */
const EXCLUSIONS = [
  ['harmed', '没有伤害过孩子或别人', `${LAW}有过性侵害、虐待、遗弃、拐卖、暴力伤害这些行为的，不能照护孩子。`],
  ['habits', '没有吸毒、酗酒、赌博', `${LAW}有吸毒、酗酒、赌博这些习惯的，不能照护孩子。`],
  ['neglected', '尽到过照护自己孩子的责任', `${LAW}曾经不管、长期不管该照护的孩子的，不能再受托照护别的孩子。`],
  ['punished', '没有受过刑事处罚，没有被开除过公职', '爱心妈妈牵手行动的要求：受过刑事处罚或者被开除过公职的，不能报名。'],
  ['unwell', '没有会影响照护孩子的重病', '爱心妈妈牵手行动的要求：您先把身体养好，好了随时再来。'],
] as const

const ADULT_MONTHS = 18 * 12
/** The day of birth in an ID number (GB 11643). */
const bornOn = (idCard: string): string => `${idCard.slice(6, 10)}-${idCard.slice(10, 12)}-${idCard.slice(12, 14)}`

function adult(idCard: string | undefined, today: string): Verdict {
  const rule = '年满18岁'
  if (idCard === undefined) return { rule, needs: 'idCard' }
  return addMonths(bornOn(idCard), ADULT_MONTHS) <= today
    ? { rule, ok: true }
    : { rule, ok: false, needs: 'idCard', why: '满18岁才能照护孩子，等您满了18岁再来报名。' }
}

/** What the town found, once it has looked: nobody is told that it is missing. */
function checked({ checkResult, checkDay }: Asked, now: string): Verdict[] {
  const result: Verdict = { rule: '查过，没有违法犯罪记录', ok: checkResult === 'clear', needs: 'checkResult' }
  if (checkResult === 'found') result.why = '查到有记录的不能通过，也不能继续：请点“不通过”，已经通过的请点“暂停”。'
  const fresh: Verdict = { rule: '记录查询在一年以内', ok: true, needs: 'checkDay' }
  if (checkDay !== undefined && checkDay > dayOf(now)) Object.assign(fresh, { ok: false, why: '查询日期不能在今天以后' })
  if (checkDay !== undefined && now > lapsesAt(checkDay)) Object.assign(fresh, { ok: false, why: '这次查询已经过了一年，要重新查询' })
  return [...(checkResult === undefined ? [] : [result]), ...(checkDay === undefined ? [] : [fresh])]
}

type Exclusion = (typeof EXCLUSIONS)[number][0]
type Asked = Readonly<Partial<Record<Exclusion, boolean>> & { idCard?: string; checkResult?: string; checkDay?: string }>

/** Who may be a caring mother; one rule a line, so that the reason stands at its question. `now`: UTC ISO text. */
export const motherVerdicts = (answers: Asked, now: string): readonly Verdict[] => [
  adult(answers.idCard, dayOf(now)),
  ...EXCLUSIONS.map(([needs, rule, why]): Verdict => {
    const said = answers[needs]
    return said === undefined ? { rule, needs } : said ? { rule, ok: false, needs, why: `${why}${THANKS}` } : { rule, ok: true }
  }),
  ...checked(answers, now),
]
