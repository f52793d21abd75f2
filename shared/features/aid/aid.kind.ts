import { days, workdays } from '../../core/deadline'
import { choice, consent, corrections, longText, money, pictures, text } from '../../core/fields'
import { defineKind, sender } from '../../core/kind'
import { sayYuan } from '../../core/money'
import { profileFields } from '../../core/profile'
import { dayOf } from '../../core/time'
import { AID_SORTS, aidVerdicts, FAMILIES, ILLNESSES } from './aid.rules'

const optionsOf = <T extends string>(names: Readonly<Record<T, string>>) =>
  (Object.keys(names) as T[]).map((value) => ({ value, label: names[value] }))

const reviewed = { tone: 'wait', hers: '正在审核' } as const
const sendBack = { label: '一次说清要补什么', done: '请她补材料', to: 'supplement', asks: ['corrections'] } as const
const refuse = { label: '不符合', done: '不符合条件', to: 'refused', asks: ['reason'], tone: 'danger' } as const

/** Aid for mothers in hardship, girls at school and women with one of the two cancers: village, town, county. Who may is said by aid.rules.ts. */
export const aid = defineKind({
  kind: 'aid',
  title: '困难救助',
  about: 'region',
  fields: {
    sort: choice('申请哪一种', optionsOf(AID_SORTS)),
    name: profileFields.name,
    village: profileFields.village,
    phone: profileFields.phone,
    family: choice('家里的情况', optionsOf(FAMILIES), { optional: true, hint: '两癌救助一定要选' }),
    illness: choice('得的是哪一种', optionsOf(ILLNESSES), { follows: ({ sort }) => sort === 'cancer' }),
    school: text('在哪个学校、几年级', 40, { optional: true, hint: '不写孩子的名字', follows: ({ sort }) => sort === 'schoolgirl' }),
    story: longText('家里的难处', 500, { hint: '几句话说清就行' }),
    papers: pictures('材料照片', 6, { optional: true, hint: '有什么拍什么，缺的以后一次告诉您' }),
    agreed: consent('同意核实', '只用来核实这次救助：村、镇、县妇联会看到您写的病情和家庭情况'),
    opinion: longText('核实的情况', 300, { seenBy: ['village', 'town', 'county'] }),
    corrections: corrections('要补的材料'),
    granted: money('救助金额', 10_000, 10_000_000),
    reason: longText('原因', 200, { phrases: ['不在这次救助的范围，请打12338问别的办法', '已经享受过这一项'] }),
  },
  start: 'draft',
  states: {
    draft: {
      label: '填写中',
      hers: '还没有交',
      tone: 'wait',
      waitsFor: 'applicant',
      noDeadline: '什么时候交由本人决定',
      moves: {
        submit: {
          label: '提交申请',
          done: '提交了申请',
          to: 'village',
          ruled: true,
          asks: ['sort', 'name', 'village', 'phone', 'family', 'illness', 'school', 'story', 'papers', 'agreed'],
        },
      },
    },
    village: {
      label: '村级核实',
      ...reviewed,
      waitsFor: 'village',
      within: workdays(5),
      moves: { vouch: { label: '情况属实', done: '村里核实了', to: 'town', asks: ['opinion'] }, sendBack, refuse },
    },
    town: {
      label: '镇级审核',
      ...reviewed,
      waitsFor: 'town',
      within: workdays(10),
      moves: { pass: { label: '审核通过', done: '镇里审核通过', to: 'county', asks: ['opinion'] }, sendBack, refuse },
    },
    county: {
      label: '县级审定',
      ...reviewed,
      waitsFor: 'county',
      within: workdays(10),
      moves: { grant: { label: '同意救助', done: '县里同意救助', to: 'granted', asks: ['granted'] }, sendBack, refuse },
    },
    supplement: {
      label: '等待补材料',
      hers: '请补材料',
      says: ({ answers }) => `请补：${(answers.corrections ?? []).map(({ note }) => note).join('；')}。补好再交，不用从头来。`,
      tone: 'wait',
      waitsFor: 'applicant',
      within: days(30),
      moves: { resubmit: { label: '补好了，再交', done: '补好了材料', to: sender, asks: { namedIn: 'corrections' } } },
    },
    granted: {
      label: '同意救助',
      hers: '同意救助了',
      says: ({ answers }) => `您的申请同意了，救助${sayYuan(answers.granted ?? 0, true)}元。怎么领，妇联会联系您。`,
      tone: 'ok',
    },
    refused: {
      label: '不符合',
      hers: '这次没通过',
      says: ({ answers }) => `这次没有通过，原因：${answers.reason ?? '没有写明'}`,
      tone: 'danger',
    },
    withdrawn: { label: '已撤回', tone: 'plain' },
  },
  anywhere: {
    withdraw: { label: '撤回', done: '撤回了', to: 'withdrawn', by: 'applicant', tone: 'danger', confirm: '确定撤回申请吗？' },
  },
  rules: ({ answers, now }) => aidVerdicts(answers, dayOf(now)),
})
