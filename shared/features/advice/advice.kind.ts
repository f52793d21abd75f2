import { days, workdays } from '../../core/deadline'
import { choice, longText } from '../../core/fields'
import { defineKind } from '../../core/kind'
import { profileFields } from '../../core/profile'

const asked = { tone: 'wait', hers: '等答复' } as const
const answer = { label: '答复', done: '答复了', to: 'answered', asks: ['answer'] } as const

/** A question to somebody who knows the law (法律咨询): her town's Federation answers, or hands it up. No title and no notice tells what it is about. */
export const advice = defineKind({
  kind: 'advice',
  title: '问一件事',
  about: 'region',
  neutral: true,
  fields: {
    village: profileFields.village,
    topic: choice('哪方面的', [
      { value: 'marriage', label: '结婚、离婚、孩子跟谁' },
      { value: 'safety', label: '家里有人动手' },
      { value: 'land', label: '承包地、宅基地、征地款' },
      { value: 'work', label: '打工、工钱、生育' },
      { value: 'heritage', label: '继承、赡养' },
      { value: 'debt', label: '借钱、欠债' },
      { value: 'other', label: '别的' },
    ]),
    question: longText('想问什么', 500, { hint: '不用写别人的名字。着急就打12348，免费问律师' }),
    phone: { ...profileFields.phone, optional: true, hint: '不填，就在小程序里答复您' },
    answer: longText('答复', 1000, {
      phrases: ['建议您打12348问律师，免费', '可以申请法律援助，请带身份证到县法律援助中心', '请到镇妇联来，我们一起看材料'],
    }),
    more: longText('还想问', 300),
  },
  start: 'draft',
  states: {
    draft: {
      label: '填写中',
      hers: '还没有交',
      tone: 'wait',
      waitsFor: 'applicant',
      noDeadline: '什么时候问由本人决定',
      moves: { submit: { label: '交上去问', done: '问了', to: 'town', asks: ['village', 'topic', 'question', 'phone'] } },
    },
    town: {
      label: '镇妇联答复',
      ...asked,
      waitsFor: 'town',
      within: workdays(5),
      moves: { answer, handUp: { label: '请县妇联答复', done: '请县妇联来答复', to: 'county' } },
    },
    county: { label: '县妇联答复', ...asked, waitsFor: 'county', within: workdays(5), moves: { answer } },
    answered: {
      label: '已答复',
      hers: '有答复了',
      tone: 'ok',
      clock: { after: days(30), move: 'close' },
      moves: {
        ask: { label: '还想问', done: '又问了', to: 'town', by: 'applicant', asks: ['more'] },
        close: { label: '期满办结', done: '30天里没有再问，办结了', to: 'closed', by: 'system' },
      },
    },
    closed: { label: '已办结', tone: 'plain' },
    withdrawn: { label: '已撤回', tone: 'plain' },
  },
  anywhere: {
    withdraw: {
      label: '不问了',
      done: '不问了',
      to: 'withdrawn',
      by: 'applicant',
      except: ['answered'],
      tone: 'danger',
      confirm: '确定不问了吗？',
    },
  },
})
