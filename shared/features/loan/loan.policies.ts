import { GROUPS, type Group, type Lpr, type Policy } from './loan.policy'

const YUAN = 100
const WAN = 10_000 * YUAN

const TEN_GROUPS = Object.keys(GROUPS) as Group[]
const PAPERS = ['申请表', '户口簿', '身份证', '营业执照（没有的，承包合同或村里的证明也可以）', '创业计划和用款计划', '种养的可以交照片']

const papers = { list: PAPERS, basis: { text: '各地申报指南', read: 'copy' } } as const
const otherLoans: Policy['otherLoans'] = {
  ...{ exempt: ['study', 'housing', 'car', 'poverty', 'consumption'], consumption: 5 * WAN },
  basis: { text: '本人和配偶没有别的贷款，助学、住房、购车、扶贫和5万元以内的消费贷款除外', read: 'copy' },
}
const dayCount = { by: '30/360', basis: { text: '按月数计息，一年360天', read: 'remembered' } } as const
const credit = { basis: { text: '本人和配偶没有逾期的贷款和信用卡', read: 'copy' } } as const
const local = { basis: { text: '在本县创业', read: 'copy' } } as const
const age = { from: 18, to: 55, basis: { text: '各地办法多为18到55周岁，有的到50或60周岁', read: 'copy' } } as const
const deadlines = {
  ...{ town: 10, hr: 7, guarantor: 3, bank: 5, supplement: 5 },
  basis: { text: '各地办法里的办理时限', read: 'copy' },
} as const

/**
 * The policies of the whole country, oldest first, as every deployment begins with them. A county adds its own by the interface.
 * What stands here is never changed: cases and plans refer to it. A correction is another policy that begins on a later day.
 */
export const SEEDED_POLICIES: readonly Policy[] = [
  {
    id: 'cj2009n72',
    title: '妇女小额担保贷款',
    number: '财金〔2009〕72号',
    validFrom: '2009-07-27',
    validTo: '2016-09-23',
    ceilings: {
      ...{ individual: 8 * WAN, perPartner: 10 * WAN, partners: 100 * WAN, firm: 200 * WAN },
      basis: { text: '财金〔2009〕72号：个人8万元，合伙人均10万元，劳动密集型小企业200万元', read: 'copy' },
    },
    terms: { individual: 24, firm: 24, basis: { text: '小额担保贷款最长2年', read: 'remembered' } },
    subsidy: { percent: 100, basis: { text: '财金〔2009〕72号：微利项目据实全额贴息，展期和逾期不贴息', read: 'copy' } },
    times: { most: 2, basis: { text: '还清一次后可以再贷一次', read: 'remembered' } },
    age: { ...age, basis: { text: '各地当时的办法', read: 'remembered' } },
    groups: { any: [], basis: { text: '财金〔2009〕72号：城乡妇女，不分类别', read: 'copy' } },
    trading: { shop: 0, online: 0, basis: { text: '财金〔2009〕72号没有写经营时间', read: 'remembered' } },
    ...{ dayCount, otherLoans, credit, local, papers, deadlines },
  },
  {
    id: 'cj2020n21',
    title: '创业担保贷款（2021年起的贴息）',
    number: '财金〔2020〕21号',
    validFrom: '2021-01-01',
    validTo: '2023-09-30',
    ceilings: {
      ...{ individual: 20 * WAN, perPartner: 22 * WAN, partners: 300 * WAN, firm: 300 * WAN },
      basis: { text: '财金〔2020〕21号：个人20万元，合伙的再多一成；小微企业300万元', read: 'copy' },
    },
    terms: { individual: 36, firm: 24, basis: { text: '个人最长3年，小微企业最长2年', read: 'copy' } },
    rateCap: { overLpr: 150, basis: { text: '利率上限各地区不同', read: 'remembered' } },
    subsidy: {
      ...{ percent: 100, ownBelowLpr: 150 },
      basis: { text: '财金〔2020〕21号：2021年起，LPR减150个基点以下的部分自己付，其余财政贴息', read: 'official' },
    },
    times: { most: 3, basis: { text: '个人累计不超过3次', read: 'copy' } },
    age,
    groups: { any: TEN_GROUPS, basis: { text: '创业担保贷款的十类重点群体', read: 'official' } },
    trading: { shop: 3, online: 6, basis: { text: '创业担保贷款的规定：正常经营3个月以上，网络商户6个月以上', read: 'official' } },
    ...{ dayCount, otherLoans, credit, local, papers, deadlines },
  },
  {
    id: 'cj2023n75',
    title: '创业担保贷款',
    number: '财金〔2023〕75号',
    validFrom: '2023-10-01',
    ceilings: {
      ...{ individual: 30 * WAN, perPartner: 33 * WAN, partners: 400 * WAN, firm: 400 * WAN },
      basis: { text: '财金〔2023〕75号：个人30万元，合伙的人均再多一成、一共不超过400万元，小微企业400万元', read: 'copy' },
    },
    terms: { individual: 36, firm: 24, basis: { text: '财金〔2023〕75号：个人最长3年，小微企业最长2年', read: 'copy' } },
    rateCap: { overLpr: 50, basis: { text: '利率最高为LPR加50个基点', read: 'remembered' } },
    subsidy: { percent: 50, basis: { text: '财金〔2023〕75号：财政按实际利率的一半贴息，展期和逾期不贴息', read: 'copy' } },
    times: { most: 3, basis: { text: '财金〔2023〕75号：累计不超过3次', read: 'copy' } },
    age,
    groups: { any: TEN_GROUPS, basis: { text: '创业担保贷款的十类重点群体', read: 'official' } },
    trading: { shop: 3, online: 6, basis: { text: '创业担保贷款的规定：正常经营3个月以上，网络商户6个月以上', read: 'official' } },
    ...{ dayCount, otherLoans, credit, local, papers, deadlines },
  },
]

// The days on which the one-year rate changed, and the last day that it was looked up.
const PUBLISHED: readonly (readonly [day: string, rate: number])[] = [
  ['2019-08-20', 42_500],
  ['2019-09-20', 42_000],
  ['2019-11-20', 41_500],
  ['2020-02-20', 40_500],
  ['2020-04-20', 38_500],
  ['2021-12-20', 38_000],
  ['2022-01-20', 37_000],
  ['2022-08-22', 36_500],
  ['2023-06-20', 35_500],
  ['2023-08-21', 34_500],
  ['2024-07-22', 33_500],
  ['2024-10-21', 31_000],
  ['2025-05-20', 30_000],
  ['2026-08-20', 30_000],
]

/** The one-year LPR since there is one; a county adds what is published later by the interface. */
export const SEEDED_LPR: readonly Lpr[] = PUBLISHED.map(([day, rate]) => ({
  day,
  rate,
  source: '全国银行间同业拆借中心公布的1年期LPR（抄自转载的历次公布，几处核对一致）',
}))
