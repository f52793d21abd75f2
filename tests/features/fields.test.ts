import {
  choices,
  consent,
  corrections,
  day,
  type Field,
  idCard,
  isBlank,
  isIdCard,
  longText,
  mask,
  money,
  phone,
  pictures,
  problemWith,
  text,
  whole,
  yesNo,
} from '@shared/core/fields'
import { hasHidden } from '@shared/core/hidden'
import { sayAnswer } from '@shared/core/say-answer'
import fc from 'fast-check'
import { answersTo } from '../support/kinds/county'
import { loan } from '../support/kinds/loan.kind'

const ID = '11010519491231002X'
const digits = (n: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: n, maxLength: n }).map((all) => all.join(''))
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const withCheck = (body: string) => body + '10X98765432'[WEIGHTS.reduce((sum, weight, i) => sum + weight * Number(body[i]), 0) % 11]
const ids = fc
  .tuple(digits(6), fc.date({ min: new Date('1900-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }), digits(3))
  .map(([place, born, order]) => withCheck(place + born.toISOString().slice(0, 10).replace(/-/g, '') + order))

describe('an ID number', () => {
  it.each([
    [ID, true],
    ['11010519491231002x', false],
    ['110105194912310021', false],
    ['11010519490231002X', false],
    ['11010519491231002', false],
    ['１1010519491231002X', false],
    ['', false],
  ])('%s: %s', (value, right) => {
    expect(isIdCard(value)).toBe(right)
  })

  it('is right with its check character, and wrong with any other digit in any place', () => {
    fc.assert(
      fc.property(ids, fc.nat(16), fc.integer({ min: 1, max: 9 }), (id, at, add) => {
        const other = id.slice(0, at) + ((Number(id[at]) + add) % 10) + id.slice(at + 1)
        expect([isIdCard(id), isIdCard(other)]).toEqual([true, false])
      }),
    )
  })

  it('needs a real birthday even when its check character fits', () => {
    for (const born of ['20260229', '19491301', '19490931', '19490100']) expect(isIdCard(withCheck(`110105${born}002`))).toBe(false)
    expect(isIdCard(withCheck('11010520240229002'))).toBe(true)
  })
})

describe('a wrong answer is told in plain words', () => {
  const count = whole('人数', 1, 9, '人')
  const sum = money('金额', 100, 1_000_000)
  const wrong: readonly (readonly [Field, unknown, string])[] = [
    [phone('手机号'), '1390000', '手机号是 11 位数字，现在只有 7 位'],
    [phone('手机号'), '139000012345', '手机号是 11 位数字，现在有 12 位'],
    [phone('手机号'), '1390000123a', '手机号只能是数字'],
    [phone('手机号'), '１３９００００１２３４', '手机号只能是数字'],
    [phone('手机号'), '12900001234', '手机号要以 13 到 19 开头，请再看一下'],
    [phone('手机号'), '', '请填写手机号'],
    [idCard('身份证号'), ID.slice(1), '身份证号是 18 位，现在有 17 位'],
    [idCard('身份证号'), '110105194912310021', '身份证号有一位不对，请对着身份证再看一遍'],
    [text('姓名', 3), '王桂兰兰', '姓名最多3个字，现在有4个'],
    [text('姓名', 3), '王\n兰', '姓名请写在一行里'],
    [text('姓名', 9), '王\u200b兰', '姓名里有看不见的符号，请删掉重写'],
    [text('姓名', 9), '   ', '请填写姓名'],
    [text('姓名', 9), 7, '姓名要填文字'],
    [count, 2.5, '人数要填数字'],
    [count, '2', '人数要填数字'],
    [count, 10, '人数在1到9人之间'],
    [sum, 1_000_001, '金额在1到10,000元之间'],
    [day('日期'), '2026-02-29', '请选择日期'],
    [yesNo('有孩子'), 1, '请回答：有孩子'],
    [choices('农活', [{ value: 'a', label: '种' }]), ['a', 'a'], '请选择农活'],
    [pictures('照片', 1), ['p1', 'p2'], '照片最多1张'],
    [consent('告诉银行', '贷款'), false, '需要您同意：告诉银行'],
    [corrections('补正内容'), [], '请写明补正内容'],
    [corrections('补正内容'), [{ field: 'name', note: '' }], '补正内容里每一条都要写清楚，最多100个字'],
    [corrections('补正内容'), [{ field: 'name', note: '改', more: 1 }], '补正内容里每一条都要写清楚，最多100个字'],
  ]
  it.each(wrong.map(([field, value, message]) => [message, field, value] as const))('%s', (message, field, value) => {
    expect(problemWith(field, value)).toBe(message)
  })

  it('and nothing that a client may send makes the check itself fail', () => {
    const fields = Object.values<Field>(loan.fields)
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.anything(), (field, value) =>
        ['string', 'undefined'].includes(typeof problemWith(field, value)),
      ),
    )
  })

  it('while a right one is told nothing', () => {
    const answers = answersTo(loan, Object.keys(loan.fields))
    for (const [name, field] of Object.entries<Field>(loan.fields))
      expect([name, problemWith(field, answers[name])]).toEqual([name, undefined])
  })
})

describe('characters', () => {
  it('are counted as people count them', () => {
    expect(problemWith(text('姓名', 2), '𠮷田')).toBeUndefined()
    expect(problemWith(text('姓名', 2), '𠮷野家')).toBe('姓名最多2个字，现在有3个')
  })

  it('that nobody can see are found, others are let', () => {
    for (const hidden of [
      '\u0000',
      '\t',
      '\r',
      '\u007f',
      '\u0085',
      '\u061c',
      '\u200b',
      '\u200f',
      '\u202e',
      '\u2066',
      '\ufeff',
      '\ud83d',
      '\udc00',
    ])
      expect(hasHidden(`王${hidden}兰`)).toBe(true)
    for (const seen of ['王桂兰', '𠮷', '👩‍🌾', 'ᠮᠣᠩᠭᠣᠯ', 'བོད', '一\n二', ' ']) expect(hasHidden(seen)).toBe(false)
  })
})

describe('a masked answer', () => {
  it('keeps only the ends of numbers and the first character of a text', () => {
    expect(mask(phone('手机号'), '13900001234')).toBe('139****1234')
    expect(mask(idCard('身份证号'), ID)).toBe('1101**********002X')
    expect(mask(text('姓名', 20), '𠮷桂兰')).toBe('𠮷**')
    expect([mask(money('金额', 1, 9), 5), mask(pictures('照片', 1), ['p1']), mask(text('姓名', 20), '')]).toEqual(['***', '***', ''])
  })

  it('never tells more of a text, however short', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme-composite' }), (value) => {
        const [first = '', ...rest] = [...value]
        expect(mask(longText('话', 99), value)).toBe(rest.length === 0 ? '*' : first + '*'.repeat(Math.min(rest.length, 8)))
      }),
    )
  })
})

it('says answers as a person reads them', () => {
  const nameOf = (id: string) => ({ v1: '梅坪村', bank1: '县农商银行' })[id] ?? id
  const said = answersTo(loan, Object.keys(loan.fields))
  const words = (name: keyof typeof loan.fields) => sayAnswer(loan.fields[name], said[name], nameOf)
  expect([
    words('village'),
    words('bank'),
    words('sum'),
    words('group'),
    words('bankConsent'),
    words('premises'),
    words('corrections'),
    words('instalment'),
  ]).toEqual(['梅坪村', '县农商银行', '300,000元', '返乡创业农民工', '已同意', '1张', '名字写错了', '1期'])
  expect([sayAnswer(loan.fields.family, '', nameOf), isBlank(false), isBlank([])]).toEqual(['没有填', false, true])
})
