import type { ExtraQuestion } from '@shared/core/extra'
import { extra, problemWith, tidy } from '@shared/core/fields'
import { sayAnswer } from '@shared/core/say-answer'
import { questionList, READY_MADE } from '@shared/features/activity/question.schema'
import fc from 'fast-check'
import * as v from 'valibot'

const field = extra('主办方还想知道')
const CHILDREN = READY_MADE.children
const TRANSPORT = READY_MADE.transport
const LUNCH: ExtraQuestion = { type: 'yesNo', label: '在这里吃午饭吗？' }
const WISH: ExtraQuestion = { type: 'shortText', label: '最想学什么？', optional: true }
const about = { questions: [CHILDREN, TRANSPORT, LUNCH, WISH] }
const told = (question: { label: string }, answer: unknown) => ({ question: question.label, answer })
const ALL = [told(CHILDREN, 2), told(TRANSPORT, '村委会门口'), told(LUNCH, true)]

describe('questions that an activity adds', () => {
  it('are answered each by its own type', () => {
    expect(problemWith(field, ALL, about)).toBeUndefined()
    expect(problemWith(field, [...ALL, told(WISH, '嫁接')], about)).toBeUndefined()
    expect(sayAnswer(field, ALL, String)).toBe('带几个孩子（不带填0） 2个；在哪里上车 村委会门口；在这里吃午饭吗？ 是')
    expect(tidy([told(WISH, ' 嫁接 ')])).toEqual([told(WISH, '嫁接')])
  })

  it.each([
    ['one is left open', ALL.slice(1), '请填写带几个孩子（不带填0）'],
    ['none is answered', undefined, '请填写带几个孩子（不带填0）'],
    ['a number is too large', [told(CHILDREN, 21), ...ALL.slice(1)], '带几个孩子（不带填0）在0到20个之间'],
    ['an option is made up', [ALL[0], told(TRANSPORT, '我家门口'), ALL[2]], '请选择在哪里上车'],
    ['a yes is a word', [ALL[0], ALL[1], told(LUNCH, '是')], '请回答：在这里吃午饭吗？'],
    ['words are too long', [...ALL, told(WISH, '长'.repeat(51))], '最想学什么？最多50个字，现在有51个'],
    ['nobody asked', [...ALL, told({ label: '身份证号' }, '1')], '主办方还想知道里有这次没有问的，请刷新再填'],
    ['one is answered twice', [...ALL, ALL[0]], '主办方还想知道没有填对'],
    ['it is no list', { 0: 1 }, '主办方还想知道没有填对'],
  ])('say what is wrong when %s', (_what, value, message) => {
    expect(problemWith(field, value, about)).toBe(message)
  })

  it('judge whatever a client sends without failing', () => {
    fc.assert(fc.property(fc.anything(), (value) => ['string', 'undefined'].includes(typeof problemWith(field, value, about))))
  })

  it.each([
    [[{ type: 'shortText', label: '您的身份证号' }], '这里不能问证件号、银行卡和密码'],
    [[LUNCH, LUNCH], '有两个问题一样'],
    [[{ type: 'oneOf', label: '坐哪班车？', options: ['早班', '早班'] }], '有两个选项一样'],
    [Array.from({ length: 6 }, (_, n) => ({ type: 'yesNo', label: `第${n}个` })), '最多加5个问题'],
    [[{ type: 'picture', label: '照片' }], '没有这种问题'],
  ])('are refused when they cannot be asked: %j', (questions, message) => {
    expect(v.safeParse(questionList, questions).issues?.[0]?.message).toBe(message)
    expect(v.safeParse(questionList, about.questions).success).toBe(true)
  })
})
