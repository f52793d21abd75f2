import { days, workdays } from '../../core/deadline'
import { choices, longText } from '../../core/fields'
import { defineKind } from '../../core/kind'
import { profileFields } from '../../core/profile'

const CAUSES = {
  trade: '生意不好，收入少了',
  unpaid: '货款收不回来',
  ill: '家里有人生病',
  disaster: '受了灾',
  family: '家里出了别的事',
  bank: '和银行说不拢',
  other: '别的困难',
} as const

const answer = {
  label: '答复她',
  done: '答复了',
  to: 'answered',
  asks: ['reply'],
} as const

/** A borrower says that she cannot manage; village and town hear her, and it is followed until she has her answer. The bank learns nothing of it here. */
export const difficulty = defineKind({
  kind: 'difficulty',
  title: '还款遇到困难',
  about: 'loan',
  fields: {
    causes: choices(
      '遇到什么困难了',
      Object.entries(CAUSES).map(([value, label]) => ({ value, label })),
      { hint: '有几样就选几样' },
    ),
    details: longText('说说情况', 500, { hint: '几句话就行：差多少，大概什么时候能缓过来' }),
    name: profileFields.name,
    phone: profileFields.phone,
    heard: longText('了解到的情况', 300, {
      seenBy: ['village', 'town', 'county'],
      phrases: ['上门看过，情况属实', '已经和银行的客户经理说过'],
    }),
    reply: longText('答复', 300, {
      hint: '写清楚谁来帮、怎么帮、什么时候',
      phrases: ['已经和银行商量好，可以申请展期', '帮您联系了买家', '镇里的帮扶已经报上去了'],
    }),
    still: longText('还有什么没解决', 300),
  },
  start: 'draft',
  states: {
    draft: {
      label: '填写中',
      hers: '还没有交',
      waitsFor: 'applicant',
      noDeadline: '什么时候说由她自己决定',
      moves: { submit: { label: '告诉村妇联', done: '说了困难', to: 'village', asks: ['causes', 'details', 'name', 'phone'] } },
    },
    village: {
      label: '村里了解',
      hers: '村妇联正在了解',
      tone: 'wait',
      says: () => '村妇联收到了，3个工作日内会联系您。还款的日子快到了，也先和银行说一声。',
      waitsFor: 'village',
      within: workdays(3),
      moves: { answer, passOn: { label: '报给镇里', done: '报给了镇里', to: 'town', asks: ['heard'] } },
    },
    town: {
      label: '镇里帮办',
      hers: '镇妇联正在想办法',
      tone: 'wait',
      says: () => '村里已经了解了情况，镇妇联接着帮您想办法，5个工作日内会有回音。',
      waitsFor: 'town',
      within: workdays(5),
      moves: { answer },
    },
    answered: {
      label: '已答复',
      tone: 'ok',
      says: ({ answers }) => `${answers.reply ?? ''}。还没有解决的话，15天里可以再说一次，镇妇联接着帮您。`,
      clock: { after: days(15), move: 'close' },
      moves: {
        again: { label: '还没有解决', done: '说还没有解决', to: 'town', by: 'applicant', asks: ['still'] },
        close: { label: '到期了', done: '15天里没有再说', to: 'closed', by: 'system' },
      },
    },
    closed: { label: '已办结', tone: 'plain', says: () => '这件事办结了。再遇到困难，随时可以再说。' },
    withdrawn: { label: '不用帮了', hers: '您说不用帮了', tone: 'plain', says: () => '好的。再遇到困难，随时可以再说。' },
  },
  anywhere: {
    withdraw: {
      label: '不用帮了',
      done: '说不用帮了',
      to: 'withdrawn',
      by: 'applicant',
      confirm: '困难已经过去了，不用帮了吗？',
      except: ['answered'],
    },
  },
})
