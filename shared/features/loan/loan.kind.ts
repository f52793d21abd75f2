import { days, workdays } from '../../core/deadline'
import { defineKind, type Facts, sender, stay, wanting } from '../../core/kind'
import { deadlinesOf } from './loan.deadlines'
import {
  business,
  consents,
  household,
  judged,
  moneyAsked,
  needsGuarantee,
  papers,
  release,
  reviews,
  surety,
  visits,
  who,
} from './loan.fields'
import { FREE_FOR_NOW } from './loan.guarantee'
import { sayRoundYuan } from './loan.money'
import type { Policy } from './loan.policy'
import { loanRules } from './loan.rules'
import { AMENDED, sayCorrections, sayWithdrawing, sayWithheld } from './loan.words'

type Names<T extends object> = (keyof T & string)[]
const namesOf = <T extends object>(fields: T) => Object.keys(fields) as Names<T>

const parts = [
  { title: '我是谁', fields: namesOf(who) },
  { title: '家里的情况', hint: '只给妇联核对，用不着的单位看不到', fields: namesOf(household) },
  { title: '我的生意', fields: namesOf(business) },
  { title: '要多少钱、做什么用', fields: namesOf(moneyAsked) },
  { title: '谁来担保', hint: `${sayRoundYuan(FREE_FOR_NOW)}元以内一般不用填；还没有找好的，先空着`, fields: namesOf(surety) },
  { title: '拍材料', hint: '一样一样拍，拍好一张存一张', fields: namesOf(papers) },
  { title: '同意把资料交给谁', hint: '一样一样同意，随时可以收回', fields: namesOf(consents) },
] as const
const asked = parts.flatMap(({ fields }) => fields)

/** The policy by which she was judged decides in how many working days each office is to be done, and by when it has named what is missing. */
type Stage = 'village' | 'town' | 'county' | 'hr' | 'guarantor' | 'bank' | 'supplement'
const daysFor = (stage: Stage, { about }: Pick<Facts, 'about'>): number => deadlinesOf(about.policy as Policy | null | undefined)[stage]
const within = (stage: Stage) => ({ of: (facts: Pick<Facts, 'about'>) => workdays(daysFor(stage, facts)) })
const sayDays = (stage: Stage, facts: Pick<Facts, 'about'>): string => `${daysFor(stage, facts)}个工作日内`

const reviewed = { tone: 'wait', hers: '正在审核' } as const
const sendBack = {
  label: '一次性告知补正',
  done: '告知要补正的地方',
  to: 'supplement',
  asks: ['corrections'],
  namedWithin: within('supplement'),
} as const
const refuse = { label: '不能通过', done: '没有通过', to: 'refused', asks: ['reasons', 'reason'], tone: 'danger' } as const

/** After the release village and town look in on her; nothing moves by it. */
const visit = { label: '记一次回访', done: '回访了', to: stay, by: ['village', 'town'], asks: namesOf(visits) } as const

/** What only the loan book moves: what it says of the loan, the case says too, whatever the bank has put right. */
const byBook = {
  repay: { label: '开始还款', to: 'repaying', by: 'system' },
  reopen: { label: '还款记录更正', done: '银行更正了还款记录，接着还款', to: 'repaying', by: 'system', effect: 'reopen' },
  settle: { label: '还清了', to: 'settled', by: 'system' },
  guarantorPaid: { label: '担保代偿', done: '担保机构代偿了', to: 'guaranteed', by: 'system' },
} as const

/** The bank puts its report of the release right, whatever was recorded since: that is reckoned anew on the right figures. */
const amend = { label: '更正放款', done: '更正了放款的数字', by: 'bank', effect: 'amend', asks: namesOf(release) } as const

/**
 * Declaring that she may have a subsidised loan, and being recommended for it: a long road of reviewers, partners who see only what she
 * agreed to, and a way back to whoever asks. The bank lends; the loan book follows the loan from the bank's report to the last payment.
 */
export const loan = defineKind({
  kind: 'loan',
  title: '创业担保贷款资格申报',
  about: 'region',
  onePerPerson: true,
  oncePerNumber: 'idCard',
  fields: {
    ...who,
    ...household,
    ...business,
    ...moneyAsked,
    ...surety,
    ...papers,
    ...consents,
    ...reviews,
    ...visits,
    ...release,
    ...judged,
  },
  parts,
  consents: { hr: 'hrConsent', guarantor: 'guarantorConsent', bank: 'bankConsent', finance: 'financeConsent' },
  unconsented: 'consent',
  start: 'draft',
  states: {
    draft: {
      label: '填写中',
      hers: '还没有交',
      waitsFor: 'applicant',
      noDeadline: '什么时候提交由本人决定',
      moves: { submit: { label: '提交申报', done: '提交了申报', to: 'village', ruled: true, effect: 'submit', asks: asked } },
    },
    village: {
      label: '村级核实',
      ...reviewed,
      says: (facts) => `村妇联正在核实，${sayDays('village', facts)}会有回音。可能会打电话或上门问一问。`,
      waitsFor: 'village',
      within: within('village'),
      // Another village knows nothing of her yet.
      restsOn: ['village'],
      moves: { vouch: { label: '情况属实', to: 'town', asks: ['opinion', 'visit', 'visitPhotos'] }, sendBack, refuse },
    },
    town: {
      label: '镇级推荐',
      ...reviewed,
      says: (facts) => `村里已经核实，镇妇联${sayDays('town', facts)}推荐。`,
      waitsFor: 'town',
      within: within('town'),
      // Four eyes at each level: who holds two offices, or stands in, recommends nothing that she has said herself.
      moves: { recommend: { label: '推荐', to: 'county', asks: ['townOpinion'], notBy: ['vouch'] }, sendBack, refuse },
    },
    county: {
      label: '县级推荐',
      ...reviewed,
      says: (facts) => `镇里已经推荐，县妇联${sayDays('county', facts)}推荐给人社部门和银行。`,
      waitsFor: 'county',
      within: within('county'),
      moves: {
        assign: { label: '推荐给人社和银行', done: '推荐给人社和银行', to: 'hr', asks: ['bank'], assigns: 'bank', notBy: ['recommend'] },
        sendBack,
        refuse,
      },
    },
    hr: {
      label: '人社核对',
      ...reviewed,
      says: (facts) => `人社部门正在核对人员类别和贴息次数，${sayDays('hr', facts)}会有回音。`,
      waitsFor: 'hr',
      within: within('hr'),
      restsOn: ['name', 'idCard', 'group', 'times'],
      // Another bank is found without asking again what is known.
      skip: { to: 'guarantor', when: ({ answers }) => answers.groupConfirmed !== undefined },
      moves: { confirm: { label: '核对通过', to: 'guarantor', asks: ['groupConfirmed', 'hrNote'] }, sendBack, refuse },
    },
    guarantor: {
      label: '担保审核',
      ...reviewed,
      says: (facts) => `担保机构正在审核，${sayDays('guarantor', facts)}会有回音。`,
      waitsFor: 'guarantor',
      within: within('guarantor'),
      restsOn: ['name', 'idCard', 'borrower', 'partners', 'sum', 'term', 'suretyName', 'suretyPhone'],
      skip: { to: 'bank', when: ({ answers }) => answers.guaranteed !== undefined || !needsGuarantee(answers) },
      moves: { guarantee: { label: '同意担保', to: 'bank', asks: ['guaranteed'] }, sendBack, refuse },
    },
    bank: {
      label: '银行调查',
      ...reviewed,
      says: (facts) => `经办银行正在调查，${sayDays('bank', facts)}会有回音。贷不贷、贷多少由银行决定。`,
      waitsFor: 'bank',
      within: within('bank'),
      moves: {
        release: {
          label: '登记放款',
          done: '登记了放款',
          to: 'released',
          effect: 'release',
          asks: namesOf(release),
        },
        handBack: { label: '请改派其他银行', done: '请县妇联改派银行', to: 'county', asks: ['handBack'] },
        sendBack,
        refuse,
      },
    },
    supplement: {
      label: '等待补正',
      hers: '请补充材料',
      tone: 'wait',
      says: ({ answers }) => sayCorrections(answers.corrections),
      waitsFor: 'applicant',
      within: days(30),
      moves: { resubmit: { label: '补好了，再提交', done: '补好了', to: sender, ruled: true, asks: { namedIn: 'corrections' } } },
    },
    consent: {
      label: '等本人同意',
      hers: '等您同意',
      tone: 'wait',
      says: () => '下一步要把资料交给别的单位，您还没有同意（或者收回了同意）。同意了就接着办；不同意就停在这里，也可以不申报了。',
      waitsFor: 'applicant',
      within: days(30),
      moves: { agree: { label: '同意，接着办', done: '同意了', to: sender, asks: wanting } },
    },
    objection: {
      label: '处理异议',
      hers: '县妇联正在看您的异议',
      tone: 'wait',
      waitsFor: 'county',
      within: workdays(5),
      moves: { reply: { label: '答复', done: '答复了异议', to: sender, asks: ['reply'], notBy: ['sendBack'] } },
    },
    refused: {
      label: '未通过',
      hers: '这次没有通过',
      tone: 'danger',
      says: ({ answers }) => `这次没有通过，原因：${answers.reason ?? ''}。觉得不对，15天内可以提出异议，由别的人来答复。`,
      clock: { after: days(15), move: 'close' },
      moves: {
        object: { label: '提出异议', done: '提出了异议', to: 'appeal', by: 'applicant', asks: ['objection'] },
        close: { label: '到期了', done: '15天里没有异议', to: 'closed', by: 'system' },
      },
    },
    appeal: {
      label: '复核异议',
      hers: '县妇联正在复核',
      tone: 'wait',
      says: () => '县妇联正在复核您的异议，由没有办过的人来答复，5个工作日内会有回音。',
      waitsFor: 'county',
      within: workdays(5),
      moves: {
        reopen: { label: '有道理，重新办', done: '同意重新办', to: 'county', asks: ['reply'], notBy: ['refuse'] },
        uphold: { label: '维持原来的意见', done: '维持了原来的意见', to: 'closed', asks: ['reply'], notBy: ['refuse'], tone: 'danger' },
      },
    },
    released: {
      label: '已放款',
      tone: 'ok',
      says: ({ answers, found }) => `${found.amended ? AMENDED : '银行已经放款。每次还款前会提醒您。'}${sayWithheld(answers)}`,
      moves: {
        amend: { ...amend, to: 'released' },
        visit,
        repay: byBook.repay,
        settle: byBook.settle,
        guarantorPaid: byBook.guarantorPaid,
      },
    },
    repaying: {
      label: '还款中',
      tone: 'ok',
      says: ({ answers, found }) =>
        `${found.amended ? AMENDED : found.reopened ? '银行更正了还款记录，这笔贷款还没有还清，请打开看看对不对。' : '按约定的日子还款，每次还款前会提醒您。有困难随时说。'}${sayWithheld(answers)}`,
      moves: { amend: { ...amend, to: 'repaying' }, visit, settle: byBook.settle, guarantorPaid: byBook.guarantorPaid },
    },
    settled: {
      label: '已还清',
      tone: 'ok',
      over: true,
      says: () => '贷款已经还清，恭喜您！',
      moves: { repay: byBook.reopen, guarantorPaid: byBook.guarantorPaid },
    },
    guaranteed: {
      label: '担保已代偿',
      hers: '担保机构替您还了',
      tone: 'plain',
      over: true,
      says: () => '担保机构已经替您把欠的钱还给了银行。接下来怎么还给担保机构，请和他们商量；有困难找村妇联。',
      moves: { repay: byBook.reopen, settle: byBook.settle },
    },
    closed: {
      label: '未通过（已办结）',
      hers: '没有通过，已办结',
      tone: 'plain',
      says: ({ answers }) => (answers.reply ? `复核的答复：${answers.reply}` : '这一次没有通过，已经办结。条件有了变化，可以再申报。'),
    },
    withdrawn: {
      label: '已撤回',
      hers: '您不申报了',
      tone: 'plain',
      says: () => '您撤回了申报。以后想办，可以再申报。',
    },
  },
  anywhere: {
    withdraw: {
      label: '不申报了',
      done: '撤回了申报',
      to: 'withdrawn',
      by: 'applicant',
      confirm: ({ reached }) => sayWithdrawing(reached.includes('bank')),
      tone: 'danger',
      except: ['released', 'repaying', 'refused'],
    },
    object: {
      label: '提出异议',
      done: '提出了异议',
      to: 'objection',
      by: 'applicant',
      asks: ['objection'],
      except: ['draft', 'objection', 'appeal', 'refused', 'released', 'repaying'],
    },
  },
  rules: loanRules,
})
