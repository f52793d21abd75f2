import { days } from '@shared/core/deadline'
import { choice, longText, phone } from '@shared/core/fields'
import { defineKind } from '@shared/core/kind'

/** What a woman may say without giving her name: only the county sees it, and no notice tells what it is about. */
export const petition = defineKind({
  kind: 'petition',
  title: '妇女信访',
  about: 'region',
  anonymous: true,
  neutral: true,
  fields: {
    sort: choice('哪方面的事', [
      { value: 'marriage', label: '婚姻家庭' },
      { value: 'violence', label: '家庭暴力' },
    ]),
    story: longText('发生了什么', 2000),
    callback: phone('方便联系的手机号', { optional: true }),
    answer: longText('书面答复', 2000, { seenBy: ['applicant', 'county'] }),
    handling: longText('办理记录', 2000, { seenBy: ['county'] }),
    why: longText('为什么要复查', 500),
  },
  start: 'draft',
  states: {
    draft: {
      label: '填写中',
      waitsFor: 'applicant',
      noDeadline: '说不说、什么时候说由本人决定',
      moves: { submit: { label: '交给县妇联', to: 'received', asks: ['sort', 'story', 'callback'] } },
    },
    received: {
      label: '登记',
      waitsFor: 'county',
      within: days(15),
      moves: { accept: { label: '受理', to: 'handling' }, refuse: { label: '不予受理', to: 'closed', asks: ['answer'] } },
    },
    handling: {
      label: '家暴等事项办理',
      waitsFor: 'county',
      within: days(60),
      moves: {
        extend: { label: '批准延期', to: 'extended', asks: ['handling'] },
        reply: { label: '书面答复', to: 'answered', asks: ['answer', 'handling'] },
      },
    },
    extended: {
      label: '延期办理',
      waitsFor: 'county',
      within: days(30),
      moves: { reply: { label: '书面答复', to: 'answered', asks: ['answer'] } },
    },
    answered: {
      label: '已答复',
      clock: { after: days(30), move: 'close' },
      moves: {
        review: { label: '请求复查', to: 'review', by: 'applicant', asks: ['why'] },
        close: { label: '期满办结', to: 'closed', by: 'system' },
      },
    },
    review: {
      label: '复查',
      waitsFor: 'county',
      within: days(30),
      moves: { reply: { label: '复查答复', to: 'closed', asks: ['answer'] } },
    },
    closed: { label: '已办结' },
    withdrawn: { label: '已撤回' },
  },
  anywhere: { withdraw: { label: '撤回', to: 'withdrawn', by: 'applicant' } },
})
