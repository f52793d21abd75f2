import type { Api, Json } from './api'
import { newIdCard } from './id-cards'
import { jpeg } from './pictures'

/** A woman born in 1986 with nothing against her; 200,000 yuan, so that a guarantor is asked. */
export const DECLARED = {
  ...{ name: '王桂兰', phone: '13900001234', idCard: '110105198605200021', village: 'v01', group: 'farming' },
  ...{ marital: 'married', spouseName: '李大山', spouseIdCard: '110105198403150011', loans: ['none'], overdue: false, times: 0 },
  ...{ trade: 'shop', since: '2026-01-10', local: true, what: '养蜂', where: '柳溪村三组' },
  ...{ borrower: 'individual', sum: 20_000_000, term: 24, style: 'interestOnly', purpose: '买蜂箱', plan: '添一百箱，秋天卖蜜还' },
  ...{ suretyName: '张小梅', suretyPhone: '13900004321' },
  ...{ hrConsent: true, guarantorConsent: true, bankConsent: true, financeConsent: true },
}
/** What the bank reports; the day is the test's own. */
export const REPORT = {
  ...{ releasedSum: 18_000_000, releasedRate: 43_500, releasedStyle: 'interestOnly', releasedTerm: 24 },
  ...{ everyMonths: '3', dayCount: '30/360' },
}
/** A refusal with its reasons. */
export const REFUSED = { reasons: ['trading'], reason: '上门两次都没有看到蜂场' }

/** The whole road, who makes which move with what. */
export const ROAD = [
  ['village', 'vouch', { opinion: '人勤快', visit: '看过蜂场' }],
  ['town', 'recommend', { townOpinion: '同意推荐' }],
  ['county', 'assign', { bank: 'o4' }],
  ['hr', 'confirm', { groupConfirmed: 'asSaid', hrNote: '核对过' }],
  ['guarantor', 'guarantee', { guaranteed: 'fund' }],
] as const
export type Desk = (typeof ROAD)[number][0]

/** Her declaration with the papers that have to be there, photographed; each of another woman. */
export async function declaration(her: Api, changed: object = {}): Promise<Json> {
  const photo = async () => [(await her.upload(await jpeg(8, 8))).body.id]
  return {
    ...DECLARED,
    idCard: newIdCard('1986-05-20'),
    register: await photo(),
    idPhotos: await photo(),
    proof: await photo(),
    ...changed,
  }
}
