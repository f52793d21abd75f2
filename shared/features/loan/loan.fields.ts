import {
  choice,
  choices,
  consent,
  corrections,
  day,
  idCard,
  longText,
  money,
  office,
  phone,
  pictures,
  rate,
  text,
  whole,
  yesNo,
} from '../../core/fields'
import { profileFields } from '../../core/profile'
import { FREE_FOR_NOW } from './loan.guarantee'
import { isAsked, isNeeded } from './loan.papers'
import { DAY_COUNTS } from './loan.periods'
import { BORROWERS, GROUPS, LOAN_SORTS, type Photo } from './loan.policy'
import { NO_GROUP, NO_LOANS, TRADES } from './loan.questions'
import { STYLES } from './loan.schedule'

const optionsOf = (labels: Readonly<Record<string, string>>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

const FEDERATION = ['applicant', 'village', 'town', 'county'] as const
/** Who may read an answer: she and the Federation always, of the partners only those whose work needs it. */
const alsoFor = (...partners: ('hr' | 'guarantor' | 'bank')[]) => ({ seenBy: [...FEDERATION, ...partners] })
/** What officials write for each other. */
const amongOfficials = { seenBy: ['village', 'town', 'county'] } as const

/** Far more than any ceiling: how much it may be, and for how long, the policy's own rules say. */
const MOST = 1_000_000_000
const LONGEST = 60

type Said = Readonly<Record<string, unknown>>
const isMarried = ({ marital }: Said): boolean => marital === 'married'
/** By the policy that holds for her since she submitted. Unknown counts as needed: nobody is passed over because a figure is missing. */
export const needsGuarantee = ({ sum, guaranteeFree = FREE_FOR_NOW }: Said): boolean =>
  typeof sum !== 'number' || sum > Number(guaranteeFree)

const USUAL_REASONS = {
  group: '人员类别不符合',
  trading: '经营时间或经营情况不符合',
  loans: '还有别的贷款没有还清',
  credit: '有逾期没有还',
  papers: '材料不真实，或者说不清楚',
  plan: '用途或计划不符合规定',
  repay: '还款没有着落',
  other: '别的原因',
} as const

export const who = {
  name: profileFields.name,
  phone: profileFields.phone,
  idCard: idCard('身份证号', { hint: '出生日期从身份证号里看，不用再填' }),
  village: profileFields.village,
  group: choice('您属于哪一类', [...optionsOf(GROUPS), { value: NO_GROUP, label: '都不是' }], {
    ...alsoFor('hr'),
    hint: '拿不准可以先选最像的一类，村妇联会帮您核对',
  }),
}

export const household = {
  marital: choice(
    '婚姻状况',
    optionsOf({ married: '已婚', single: '未婚', divorced: '离异', widowed: '丧偶' }),
    alsoFor('guarantor', 'bank'),
  ),
  spouseName: text('爱人的姓名', 20, { ...alsoFor(), personal: true, follows: isMarried }),
  spouseIdCard: idCard('爱人的身份证号', { ...alsoFor(), follows: isMarried, hint: '只用来核对有没有别的贷款，联动单位看不到' }),
  loans: choices('您或爱人有没还清的贷款吗', [{ value: NO_LOANS, label: '没有' }, ...optionsOf(LOAN_SORTS)], {
    ...alsoFor('hr', 'bank'),
    hint: '有几种就选几种',
  }),
  consumption: money('消费贷款还欠多少', 0, 1_000_000_000, {
    ...alsoFor('hr', 'bank'),
    follows: ({ loans }) => Array.isArray(loans) && loans.includes('consumption'),
  }),
  overdue: yesNo('您或爱人有逾期没还的贷款或信用卡吗', alsoFor('hr', 'bank')),
  times: whole('您享受过几次贴息贷款', 0, 20, '次', { ...alsoFor('hr'), hint: '没有就填 0' }),
}

export const business = {
  trade: choice('您的生意开始了吗', optionsOf(TRADES)),
  since: day('开始经营的日子', {
    hint: '营业执照上的日子；没有执照的，按村里证明的日子',
    follows: ({ trade }) => trade === 'shop' || trade === 'online',
  }),
  local: yesNo('您在本县创业吗', { hint: '店、厂、田地在本县，或者营业执照是本县办的' }),
  what: text('做什么生意', 30, { hint: '比如：养蜂、开小吃店、网上卖柑橘' }),
  where: text('在哪里做', 50, { hint: '村组或街道门牌，上门核实的人找得到就行' }),
}

export const moneyAsked = {
  borrower: choice('谁来申报', optionsOf(BORROWERS)),
  partners: whole('几个人合伙', 2, 50, '人', { follows: ({ borrower }) => borrower === 'partners' }),
  sum: money('想申报多少钱', 100_000, MOST, { hint: '够用就好：贷多少，就要还多少' }),
  term: whole('想用多久', 1, LONGEST, '个月', { hint: '个人一般最长36个月，小微企业24个月；按现在的政策看' }),
  style: choice('想怎么还', optionsOf(STYLES), { ...alsoFor('bank'), hint: '拿不准先选一种，最后和银行说定' }),
  purpose: text('钱用在哪里', 50, { hint: '比如：买果苗和化肥' }),
  plan: longText('打算怎么做、怎么还', 500, { ...alsoFor('guarantor', 'bank'), hint: '几句话就行：投多少、一年大概收多少、拿什么还' }),
}

/** A third person: only who vouches for the loan reads of her. */
export const surety = {
  suretyName: text('担保人姓名', 20, { ...alsoFor('guarantor'), optional: true, personal: true, follows: needsGuarantee }),
  suretyPhone: phone('担保人手机号', { ...alsoFor('guarantor'), optional: true, follows: needsGuarantee }),
}

/** What is asked follows from the policy; a paper that is usually left to her may be insisted on. */
const paper = (photo: Photo) => ({ askedWhen: isAsked(photo) })
const maybe = (photo: Photo) => ({ ...paper(photo), optional: true, neededWhen: isNeeded(photo) }) as const
export const papers = {
  register: pictures('户口簿', 6, { ...alsoFor(), ...paper('register'), hint: '首页和有您的那一页' }),
  idPhotos: pictures('身份证', 2, { ...alsoFor('hr', 'guarantor', 'bank'), ...paper('idPhotos'), hint: '正面和反面' }),
  proof: pictures('营业执照、承包合同或村里的证明', 4, { ...paper('proof'), hint: '有一样就行' }),
  marriage: pictures('结婚证', 2, { ...alsoFor(), ...maybe('marriage'), follows: isMarried }),
  planPhotos: pictures('写在纸上的计划', 4, {
    ...alsoFor('guarantor', 'bank'),
    ...maybe('planPhotos'),
    hint: '已经写在纸上的，拍下来就行',
  }),
  scenes: pictures('种养或店面的照片', 6, { ...alsoFor('guarantor', 'bank'), ...maybe('scenes'), hint: '拍几张看得清的' }),
  otherPapers: pictures('别的材料', 6, {
    ...alsoFor('guarantor', 'bank'),
    ...maybe('otherPapers'),
    hint: '县里的办法还要的，见“我能申报吗”里的材料单；拿不准问村妇联',
  }),
}

const LATER = '现在不同意也可以先交，办到这一步再问您；同意了也随时可以收回'
export const consents = {
  hrConsent: consent('同意把资料交给人社部门', '核对人员类别和享受贴息的次数', { ...alsoFor('hr'), optional: true, hint: LATER }),
  guarantorConsent: consent('同意把资料交给担保机构', '办理担保', {
    ...alsoFor('guarantor'),
    optional: true,
    hint: LATER,
    follows: needsGuarantee,
  }),
  bankConsent: consent('同意把资料交给经办银行', '上门调查、办理贷款', { ...alsoFor('bank'), optional: true, hint: LATER }),
  financeConsent: consent('同意把贴息的数字交给财政部门', '核对和拨付贴息', { ...alsoFor(), optional: true, hint: LATER }),
}

/** What reviewers write. */
export const reviews = {
  opinion: longText('核实情况', 300, { ...amongOfficials, phrases: ['情况属实，人勤快，讲信用', '产业是自己的，已经看过'] }),
  visit: longText('走访记录', 300, { ...amongOfficials, optional: true, hint: '上门看过的写几句；没有上门不用填' }),
  visitPhotos: pictures('走访时拍的照片', 6, { ...amongOfficials, optional: true, hint: '不要求拍照' }),
  townOpinion: longText('推荐意见', 300, { ...amongOfficials, optional: true, phrases: ['同意推荐'] }),
  bank: office('经办银行', 'bank', alsoFor('bank')),
  groupConfirmed: choice('核对结果', optionsOf({ asSaid: '和她填的一致', other: '属于别的类别，也符合' }), alsoFor('hr', 'bank')),
  hrNote: longText('核对说明', 200, { ...alsoFor('hr'), optional: true }),
  guaranteed: choice(
    '担保方式',
    optionsOf({ fund: '担保基金担保', surety: '保证人反担保', pledge: '抵押或质押' }),
    alsoFor('guarantor', 'bank'),
  ),
  handBack: longText('为什么请改派', 200, { ...alsoFor('bank'), phrases: ['不在我们的片区', '本月额度已满'] }),
  corrections: corrections('需要补正的内容'),
  reasons: choices('不能通过的原因', optionsOf(USUAL_REASONS), alsoFor()),
  reason: longText('写给她的话', 300, { ...alsoFor(), hint: '说清楚差在哪里、怎样就可以' }),
  objection: longText('哪里不对、为什么', 300, alsoFor()),
  reply: longText('答复', 300, alsoFor()),
}

/** What village and town write of a visit after the release; what they only tell each other is not for her. */
export const visits = {
  visited: longText('回访情况', 300, {
    ...alsoFor(),
    hint: '她也看得到；谁去的、哪一天，会自己记下',
    phrases: ['生意正常，按时还款没有困难', '说了还款的日子和贴息'],
  }),
  visitNote: longText('只给妇联看的话', 300, { ...amongOfficials, optional: true }),
  visitedPhotos: pictures('回访时拍的照片', 6, { ...amongOfficials, optional: true, hint: '不要求拍照' }),
}

const RELEASE = alsoFor('bank')
/** What the bank reports when it has paid out. */
export const release = {
  releasedSum: money('放款金额', 100_000, MOST, RELEASE),
  releasedRate: rate('年利率', 1, 240_000, RELEASE),
  releasedOn: day('放款日期', RELEASE),
  releasedStyle: choice('还款方式', optionsOf(STYLES), RELEASE),
  releasedTerm: whole('期限', 1, LONGEST, '个月', RELEASE),
  everyMonths: choice('多久还一次', optionsOf({ '1': '每个月', '3': '每个季度' }), RELEASE),
  firstDue: day('第一次还款的日子', { ...RELEASE, optional: true, hint: '不填，就从放款日算起' }),
  dayCount: choice(
    '计息方式',
    DAY_COUNTS.map((value) => ({ value, label: value.replace('actual', '实际天数').replace('30/', '每月30天/') })),
    RELEASE,
  ),
}

/** What an effect writes down when she submits: by which policy she was judged, and on which day. */
export const judged = {
  policy: text('按哪个政策看的', 26, { ...alsoFor('hr'), recorded: true }),
  submitted: day('提交的日子', { recorded: true }),
  guaranteeFree: money('不用担保的额度', 0, 1_000_000_000, { recorded: true }),
}
