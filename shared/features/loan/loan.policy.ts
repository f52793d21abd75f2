import type { DayCount } from './loan.periods'

/** How a figure was come by: read on an official page or in the law's text, on a copy of it, or remembered and still to be checked. */
export const READ = {
  official: '原文',
  copy: '转载或各地的办法，以原文和本县的办法为准',
  remembered: '还没有核对原文，以经办单位的答复为准',
} as const

/** Where a figure comes from, in words, beside the figure. */
export interface Basis {
  text: string
  read: keyof typeof READ
}
/** Some figures of a policy with what they rest on. */
type On<T extends object = object> = T & { basis: Basis }

/** The groups of people whom the policies name. */
export const GROUPS = {
  farming: '农村自主创业农民',
  returned: '返乡创业农民工',
  outOfPoverty: '脱贫人口',
  unemployed: '城镇登记失业人员',
  hardship: '就业困难人员（含残疾人）',
  online: '网络商户',
  graduate: '高校毕业生',
  veteran: '退役军人',
  laidOff: '化解过剩产能企业职工',
  released: '刑满释放人员',
} as const
export type Group = keyof typeof GROUPS

/** Sorts of loans that she or her husband may have already. */
export const LOAN_SORTS = {
  study: '助学贷款',
  housing: '住房贷款',
  car: '购车贷款',
  poverty: '脱贫人口小额信贷',
  consumption: '消费贷款',
  other: '经营贷款或别的贷款',
} as const
export type LoanSort = keyof typeof LOAN_SORTS

/** Who borrows: one woman, several together, or a small firm. */
export const BORROWERS = { individual: '我自己', partners: '几个人合伙', firm: '小微企业' } as const
export type Borrower = keyof typeof BORROWERS

/** Papers that she may be asked to photograph. */
export const PHOTOS = {
  register: '户口簿',
  idPhotos: '身份证',
  proof: '营业执照、承包合同或村里的证明',
  marriage: '结婚证（已婚的）',
  planPhotos: '写在纸上的计划',
  scenes: '种养或店面的照片',
  otherPapers: '别的材料',
} as const
export type Photo = keyof typeof PHOTOS

/** Up to which sum, in fen, nobody has to vouch. */
export type Guarantee = On<{ freeUpTo: number }>

/**
 * The rules of one time for the subsidised loan: dated data, never changed once it is there, only succeeded by another. Sums in fen,
 * terms in months, basis points of 0.01 %, deadlines in working days.
 */
export interface Policy {
  id: string
  title: string
  /** 财金〔2023〕75号 */
  number: string
  /** holds from this day (`YYYY-MM-DD`) until the next one does, or through `validTo` */
  validFrom: string
  validTo?: string | undefined
  /** partners: so much a head, and so much together */
  ceilings: On<{ individual: number; perPartner: number; partners: number; firm: number }>
  terms: On<{ individual: number; firm: number }>
  /** the bank's rate is to be at most so many basis points over the LPR */
  rateCap?: On<{ overLpr: number }> | undefined
  /** finance pays so many per cent of the interest; with `ownBelowLpr` only of what lies above LPR less so many basis points */
  subsidy: On<{ percent: number; ownBelowLpr?: number | undefined }>
  /** how interest is reckoned unless the bank says otherwise */
  dayCount: On<{ by: DayCount }>
  /** how many subsidised loans one woman may have in all */
  times: On<{ most: number }>
  /** completed years, both included */
  age: On<{ from: number; to: number }>
  /** none named: everybody */
  groups: On<{ any: readonly Group[] }>
  /** months in business before she may apply */
  trading: On<{ shop: number; online: number }>
  /** loans that do not stand in the way; consumption only up to a sum */
  otherLoans: On<{ exempt: readonly LoanSort[]; consumption: number }>
  credit: On
  local: On
  /** `photos`: just these are photographed, and must be; a version that does not say so asks the usual ones (`loan.papers`) */
  papers: On<{ list: readonly string[]; photos?: readonly Photo[] | undefined }>
  /** so much is lent without anybody vouching, in fen; a version that does not say so follows the whole country (`guaranteeOf`) */
  guarantee?: Guarantee | undefined
  /** where a version says nothing of village and county, they have the usual days (`deadlinesOf`) */
  deadlines: On<{
    village?: number | undefined
    town: number
    county?: number | undefined
    hr: number
    guarantor: number
    bank: number
    supplement: number
  }>
}

/** The loan prime rate of one year as it was published on a day; it holds until the next one. */
export interface Lpr {
  day: string
  /** ten-thousandths of a per cent */
  rate: number
  source: string
}

/** The basis as she reads it: the words, and how sure they are when nobody has read the original. */
export const sayBasis = ({ text, read }: Basis): string => (read === 'official' ? text : `${text}（${READ[read]}）`)

/** The policy that holds on a day: of those that have begun and not ended, the one that began last; of two, the one added last. */
export function policyOn(policies: readonly Policy[], day: string): Policy | undefined {
  const begun = policies.filter(({ validFrom, validTo }) => validFrom <= day && (validTo === undefined || day <= validTo))
  return begun.reduce<Policy | undefined>((best, one) => (best && best.validFrom > one.validFrom ? best : one), undefined)
}

/** The LPR that holds on a day; undefined before the first that is known. */
export function lprOn(all: readonly Lpr[], day: string): Lpr | undefined {
  return all.reduce<Lpr | undefined>((last, one) => (one.day <= day && (!last || last.day < one.day) ? one : last), undefined)
}

/** A hundred basis points: from one month to the next the LPR has never moved so far. */
const STRIDE = 10_000

/** Why a new LPR may be a slip of the pen, from the one before it; undefined when it is as usual. */
export function lprDoubt(all: readonly Lpr[], { day, rate }: Pick<Lpr, 'day' | 'rate'>): string | undefined {
  const before = lprOn(
    all.filter((one) => one.day < day),
    day,
  )
  if (!before || Math.abs(rate - before.rate) <= STRIDE) return undefined
  return `比上一次（${before.day}，${before.rate / 10_000}%）差了${Math.abs(rate - before.rate) / 10_000}个百分点，请再核对一遍`
}
