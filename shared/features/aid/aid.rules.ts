import type { Verdict } from '../../core/kind'

/** One sort of aid as it stands from a day on. Counties change such rules: what is written here is dated, with where it comes from. */
interface AidRule {
  sort: AidSort
  title: string
  /** `YYYY-MM-DD` */
  validFrom: string
  /** integer fen; null where it is decided for each */
  sum: number | null
  /** she must be one of these; null: whoever is in hardship */
  families: readonly Family[] | null
  /** the illness must be one of these; null: none is asked for */
  illnesses: readonly Illness[] | null
  /** given once in a life */
  once: boolean
  papers: string
  source: string
}

export const AID_SORTS = { mother: '特困母亲', schoolgirl: '贫困女学生', cancer: '两癌（宫颈癌、乳腺癌）' } as const
type AidSort = keyof typeof AID_SORTS

export const FAMILIES = {
  low: '低保家庭',
  destitute: '特困供养人员',
  returning: '易返贫致贫家庭',
  spending: '支出型困难家庭',
  none: '都不是，或者不清楚',
} as const
type Family = keyof typeof FAMILIES

export const ILLNESSES = {
  cervical: '宫颈癌，ⅡB期或更重',
  breast: '浸润性乳腺癌',
  other: '别的，或者不清楚',
} as const
type Illness = keyof typeof ILLNESSES

const HARDSHIP: readonly Family[] = ['low', 'destitute', 'returning', 'spending']

/** The newest first. */
export const AID_RULES: readonly AidRule[] = [
  {
    ...{ sort: 'mother', title: AID_SORTS.mother, validFrom: '2026-01-01', sum: null, families: null, illnesses: null, once: false },
    papers: '身份证，家里困难的证明（低保证、残疾证、病历都可以，有什么拍什么）',
    source: '各县妇联每年的困难妇女慰问办法；金额由县里定，还没有核对过本县的文件',
  },
  {
    ...{
      sort: 'schoolgirl',
      title: AID_SORTS.schoolgirl,
      validFrom: '2026-01-01',
      sum: null,
      families: null,
      illnesses: null,
      once: false,
    },
    papers: '户口簿，学生证或录取通知书，家里困难的证明',
    source: '“春蕾计划”各地的助学办法；金额由县里定，还没有核对过本县的文件',
  },
  {
    ...{ sort: 'cancer', title: AID_SORTS.cancer, validFrom: '2026-01-01', sum: 1_000_000, families: HARDSHIP },
    ...{ illnesses: ['cervical', 'breast'], once: true },
    papers: '身份证，诊断证明和病理报告，低保等证明',
    source: '全国妇联低收入妇女“两癌”救助项目：每人1万元，一生一次；见于县级公示，还没有核对过项目文件原文',
  },
]

/** What holds on a day. */
const aidRuleOn = (sort: string | undefined, day: string): AidRule | undefined =>
  AID_RULES.find((rule) => rule.sort === sort && rule.validFrom <= day)

interface Told {
  sort?: string
  family?: string
  illness?: string
}

/** Whether somebody may ask for a sort of aid on a day, rule by rule; what is missing is named. */
export function aidVerdicts({ sort, family, illness }: Told, day: string): Verdict[] {
  const rule = aidRuleOn(sort, day)
  if (!rule) return []
  const { families, illnesses, title } = rule
  const among = <T extends string>(
    needs: string,
    name: string,
    one: string | undefined,
    wanted: readonly T[] | null,
    words: Record<T, string>,
  ): Verdict[] => {
    if (!wanted) return []
    const list = wanted.map((each) => words[each]).join('、')
    const why =
      one === undefined
        ? `${title}要先说明${name}`
        : `${title}救助给：${list}。不符合也别急，可以改选“${AID_SORTS.mother}”，或者打12338问一问`
    return [{ rule: `${name}：${list}`, needs, ...(one === undefined ? {} : { ok: wanted.some((each) => each === one) }), why }]
  }
  return [...among('family', '家里的情况', family, families, FAMILIES), ...among('illness', '得的是哪一种', illness, illnesses, ILLNESSES)]
}
