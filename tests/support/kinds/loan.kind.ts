import { days, workdays } from '@shared/core/deadline'
import { choice, consent, corrections, longText, money, office, phone, pictures, text, village, whole } from '@shared/core/fields'
import { defineKind, sender, stay } from '@shared/core/kind'

const SMALL = 10_000_000
const reviewed = { tone: 'wait', hers: '正在审核' } as const
const sendBack = { label: '一次性告知补正', to: 'supplement', asks: ['corrections'] } as const
const refuse = { label: '不予推荐', to: 'refused', asks: ['reason'], tone: 'danger' } as const

/** Eligibility for a business loan: a long road of reviewers, partners who see only what she agreed to, and a way back to whoever asks. */
export const loan = defineKind({
  kind: 'credit',
  title: '创业担保贷款资格申报',
  about: 'region',
  fields: {
    name: text('姓名', 20, { profile: 'name' }),
    phone: phone('手机号'),
    village: village('所在村'),
    group: choice('人员类别', [
      { value: 'returned', label: '返乡创业农民工' },
      { value: 'farming', label: '农村自主创业农民' },
    ]),
    sum: money('申请金额', 1_000_000, 30_000_000),
    premises: pictures('经营场所照片', 6, { optional: true }),
    family: longText('家庭情况', 300, { optional: true, seenBy: ['applicant', 'village', 'town', 'county'] }),
    hrConsent: consent('同意把资料交给人社部门', '核对人员类别'),
    guarantorConsent: consent('同意把资料交给担保机构', '办理担保', { optional: true }),
    bankConsent: consent('同意把资料交给经办银行', '办理贷款'),
    bank: office('经办银行', 'bank', { seenBy: ['applicant', 'county', 'bank'] }),
    opinion: longText('推荐意见', 300, { seenBy: { town: ['village', 'town'], county: ['village', 'town', 'county'] } }),
    offer: money('核定金额', 1_000_000, 30_000_000, {
      seenBy: { released: ['applicant', 'bank', 'county'], repaying: ['applicant', 'bank'] },
    }),
    corrections: corrections('需要补正的内容'),
    instalment: whole('本期已还', 1, 12, '期'),
    objection: longText('异议内容', 300),
    reply: longText('答复', 300),
    reason: text('原因', 200),
  },
  consents: { hr: 'hrConsent', guarantor: 'guarantorConsent', bank: 'bankConsent' },
  start: 'draft',
  states: {
    draft: {
      label: '填写中',
      waitsFor: 'applicant',
      noDeadline: '什么时候提交由本人决定',
      moves: {
        submit: {
          label: '提交',
          to: 'village',
          ruled: true,
          asks: ['name', 'phone', 'village', 'group', 'sum', 'premises', 'family', 'hrConsent', 'guarantorConsent', 'bankConsent'],
        },
      },
    },
    village: {
      label: '村级核实',
      ...reviewed,
      waitsFor: 'village',
      within: workdays(5),
      moves: { vouch: { label: '情况属实', to: 'town', asks: ['opinion'] }, sendBack, refuse },
    },
    town: {
      label: '镇级推荐',
      ...reviewed,
      waitsFor: 'town',
      within: workdays(10),
      moves: { recommend: { label: '推荐', to: 'county', batch: true }, sendBack, refuse },
    },
    county: {
      label: '县级推荐',
      ...reviewed,
      waitsFor: 'county',
      within: workdays(5),
      moves: { assign: { label: '推荐给人社和银行', to: 'hr', asks: ['bank'], assigns: 'bank' }, sendBack, refuse },
    },
    hr: {
      label: '人社核对',
      ...reviewed,
      waitsFor: 'hr',
      within: workdays(7),
      moves: { confirm: { label: '类别属实', to: 'guarantor' }, sendBack, refuse },
    },
    guarantor: {
      label: '担保审核',
      ...reviewed,
      waitsFor: 'guarantor',
      within: workdays(3),
      skip: { to: 'bank', when: ({ answers }) => (answers.sum ?? 0) <= SMALL },
      moves: { guarantee: { label: '同意担保', to: 'bank' }, sendBack, refuse },
    },
    bank: {
      label: '银行调查',
      ...reviewed,
      waitsFor: 'bank',
      within: workdays(5),
      moves: {
        grant: { label: '核定并放款', to: 'released', asks: ['offer'] },
        handBack: { label: '请改派其他银行', to: 'county', asks: ['reason'] },
        sendBack,
        refuse,
      },
    },
    supplement: {
      label: '等待补正',
      hers: '请补充材料',
      says: ({ answers }) => `请补充：${answers.corrections?.map((one) => one.note).join('；')}`,
      waitsFor: 'applicant',
      within: days(30),
      moves: { resubmit: { label: '补好了，再提交', to: sender, asks: { namedIn: 'corrections' } } },
    },
    objection: {
      label: '处理异议',
      waitsFor: 'county',
      within: workdays(5),
      moves: { reply: { label: '答复', to: sender, asks: ['reply'] } },
    },
    released: {
      label: '已放款',
      waitsFor: 'bank',
      noDeadline: '按合同约定的日期还款',
      moves: { collect: { label: '开始还款', to: 'repaying' } },
    },
    repaying: {
      label: '还款中',
      waitsFor: 'bank',
      noDeadline: '按合同约定的日期还款',
      moves: { note: { label: '记一期还款', to: stay, asks: ['instalment'] }, settle: { label: '已结清', to: 'settled' } },
    },
    settled: { label: '已结清', tone: 'ok' },
    refused: { label: '未通过', tone: 'danger', says: ({ answers }) => `这次没有通过，原因：${answers.reason}` },
    withdrawn: { label: '已撤回' },
  },
  anywhere: {
    withdraw: {
      label: '不申请了',
      to: 'withdrawn',
      by: 'applicant',
      confirm: '确定不申请了吗？',
      tone: 'danger',
      except: ['released', 'repaying'],
    },
    object: { label: '提出异议', to: 'objection', by: 'applicant', asks: ['objection'], except: ['draft', 'objection'] },
  },
  rules: ({ answers }) => [{ rule: '先选好人员类别', needs: 'group', ...(answers.group === undefined ? {} : { ok: true }) }],
})
