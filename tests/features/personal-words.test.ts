import { personalWordsIn } from '@shared/features/campaign/personal-words'
import { campaigns } from '@shared/features/campaign/seed/index'

const sorts = (text: string) => personalWordsIn(text).map(({ sort, words }) => `${sort} ${words}`)

it('finds what points to a real person in a draft', () => {
  expect(sorts('她的身份证号是11010519491231002X，手机13900001234。')).toEqual(['idCard 11010519491231002X', 'phone 13900001234'])
  expect(sorts('打村里的0717-5551234')).toEqual(['phone 0717-5551234'])
  expect(sorts('王小明，12岁，在镇上读书')).toEqual(['child 王小明'])
  expect(sorts('李丽今年九岁')).toEqual(['child 李丽'])
  expect(sorts('小学生李丽（9岁）')).toEqual(['child 李丽'])
  expect(sorts('李丽，三年级，住校')).toEqual(['child 李丽'])
  expect(sorts('她女儿叫陈雨桐，住校。')).toEqual(['child 陈雨桐'])
  expect(sorts('欧阳小雨，12岁。她弟弟司马明今年七岁，同学叫诸葛一鸣。')).toEqual(['child 欧阳小雨', 'child 司马明', 'child 诸葛一鸣'])
  expect(sorts('13900001234、13900001234')).toEqual(['phone 13900001234'])
})

it('lets hotlines, years, articles of law and grown-ups pass', () => {
  for (const text of ['打12338或者110', '1999年11月25日', '《民法典》第1079条', '秋霞今年35岁', '2026年有1234567890元', '12岁以下的孩子'])
    expect([text, sorts(text)]).toEqual([text, []])
})

it('finds nothing in the campaigns that come with the product', () => {
  for (const { articles } of campaigns) for (const { slug, body } of articles) expect([slug, sorts(body)]).toEqual([slug, []])
})
