import { days } from '../../core/deadline'
import { choice, longText, phone, text } from '../../core/fields'
import { defineKind } from '../../core/kind'

const HERS_AND_COUNTY = ['applicant', 'county'] as const
const handled = { tone: 'wait', hers: '正在办' } as const

/**
 * What a woman tells the county's Federation (信访), without giving her name unless she likes to. Only the county sees it, and no title
 * and no notice tells what it is about. Days by the 信访工作条例 (2022): registered and answered whether it is taken up within 15 (22, 23),
 * done within 60, at most 30 longer and she is told why (34), looked at again when she asks within 30 days, within 30 (35).
 */
export const petition = defineKind({
  kind: 'petition',
  title: '反映情况',
  about: 'region',
  anonymous: true,
  neutral: true,
  fields: {
    sort: choice('哪方面的事', [
      { value: 'marriage', label: '婚姻家庭' },
      { value: 'violence', label: '家庭暴力' },
      { value: 'land', label: '土地和财产' },
      { value: 'work', label: '工作中的事' },
      { value: 'child', label: '孩子的事' },
      { value: 'other', label: '别的事' },
    ]),
    story: longText('发生了什么', 2000, { hint: '想说多少说多少，不用写名字。有危险，请先打110' }),
    called: text('怎么称呼您', 20, { optional: true, personal: true, hint: '不写也可以' }),
    callback: phone('方便联系的手机号', { optional: true, hint: '不填，就在小程序里答复您' }),
    answer: longText('书面答复', 2000, { seenBy: HERS_AND_COUNTY }),
    longer: longText('为什么要延期', 300, { seenBy: HERS_AND_COUNTY }),
    handling: longText('办理记录', 2000, { optional: true, seenBy: ['county'], hint: '只有县妇联看得到' }),
    why: longText('为什么要复查', 500),
  },
  start: 'draft',
  states: {
    draft: {
      label: '填写中',
      hers: '还没有交',
      tone: 'wait',
      waitsFor: 'applicant',
      noDeadline: '说不说、什么时候说由本人决定',
      moves: { submit: { label: '交给县妇联', done: '交给了县妇联', to: 'received', asks: ['sort', 'story', 'called', 'callback'] } },
    },
    received: {
      label: '登记',
      hers: '收到了，正在看',
      tone: 'wait',
      waitsFor: 'county',
      within: days(15),
      moves: {
        accept: { label: '受理', done: '受理了', to: 'handling' },
        refer: { label: '转给该管的单位', done: '转给了该管的单位', to: 'referred', asks: ['answer'] },
        refuse: { label: '不予受理', done: '没有受理', to: 'closed', asks: ['answer'], tone: 'danger' },
      },
    },
    handling: {
      label: '办理',
      ...handled,
      waitsFor: 'county',
      within: days(60),
      moves: {
        reply: { label: '书面答复', done: '书面答复了', to: 'answered', asks: ['answer', 'handling'] },
        extend: { label: '批准延期', done: '延期了', to: 'extended', asks: ['longer', 'handling'] },
      },
    },
    extended: {
      label: '延期办理',
      ...handled,
      waitsFor: 'county',
      // Counted from the day on which it is granted: never longer than the law allows, however early that is.
      within: days(30),
      moves: { reply: { label: '书面答复', done: '书面答复了', to: 'answered', asks: ['answer', 'handling'] } },
    },
    answered: {
      label: '已答复',
      tone: 'ok',
      clock: { after: days(30), move: 'close' },
      moves: {
        review: { label: '不满意，请求复查', done: '请求复查', to: 'review', by: 'applicant', asks: ['why'] },
        close: { label: '期满办结', done: '30天里没有请求复查，办结了', to: 'closed', by: 'system' },
      },
    },
    review: {
      label: '复查（由上一级妇联）',
      hers: '正在复查',
      tone: 'wait',
      waitsFor: 'county',
      within: days(30),
      moves: { reply: { label: '复查答复', done: '复查答复了', to: 'reviewed', asks: ['answer'] } },
    },
    reviewed: { label: '已复查', hers: '复查有答复了。还不满意，30天里可以再向上一级请求复核', tone: 'ok' },
    referred: { label: '已转交', hers: '转给了该管的单位', tone: 'plain' },
    closed: { label: '已办结', tone: 'plain' },
    withdrawn: { label: '已撤回', tone: 'plain' },
  },
  anywhere: {
    withdraw: { label: '撤回', done: '撤回了', to: 'withdrawn', by: 'applicant', tone: 'danger', confirm: '撤回以后就不办了，确定吗？' },
  },
})
