import { articleBody, campaignBody, quizBody } from '@shared/features/campaign/campaign.schema'
import { HOTLINES } from '@shared/features/campaign/hotlines'
import { laws } from '@shared/features/campaign/laws'
import { campaigns } from '@shared/features/campaign/seed'
import * as v from 'valibot'
import { blocksOf } from '../../cloud/features/campaign/markdown'
import { citationFaults, numberOf } from '../support/citations'

const articles = campaigns.flatMap((one) => one.articles)
const questions = campaigns.flatMap(({ quiz }) => quiz.questions)
const named = articles.map((article) => [article.slug, article] as const)

/** Emergency, labour, the courts, and the police by SMS: known all over the country, beside those that every page shows. */
const ALSO_KNOWN = ['120', '12333', '12368', '12110']
const KNOWN: ReadonlySet<string> = new Set([...HOTLINES.map(({ number }) => number), ...ALSO_KNOWN])

const spansIn = (body: string) =>
  blocksOf(body).map((block) => {
    if (block.sort === 'picture') return []
    if (block.sort === 'list') return block.items
    return block.sort === 'quote' ? block.paragraphs : [block.spans]
  })
/** What a reader sees, a line for each paragraph, heading and row. */
const linesOf = (body: string): string[] =>
  spansIn(body).flatMap((parts) =>
    parts.map((spans) =>
      spans
        .map(({ text }) => text)
        .join('')
        .replace(/\s/g, ''),
    ),
  )
const linksOf = (body: string): string[] =>
  spansIn(body).flatMap((parts) => parts.flatMap((spans) => spans.flatMap(({ href }) => href ?? [])))

/** Digits that could be somebody's: telephones and identity numbers; years and sums of money are shorter. */
const numbersOfPersons = (text: string): string[] => (text.match(/\d[\d-]{3,}\d[Xx]?/g) ?? []).filter((digits) => !KNOWN.has(digits))

const median = (all: number[]): number => all.sort((a, b) => a - b)[all.length >> 1] ?? 0
const sentencesOf = (lines: readonly string[]): number[] =>
  lines.flatMap((line) => line.split(/[。？！；：]/).map((sentence) => sentence.length)).filter((length) => length > 0)

describe('citations', () => {
  it.each(named)(
    'of %s are articles that exist, and every article named in the text is among them',
    (_, { title, summary, body, citations }) => expect(citationFaults(citations, `${title}\n${summary}\n${body}`)).toEqual([]),
  )
  it('stand beside every question and every article', () => {
    expect(questions.flatMap(({ citation, explain }) => (citation ? citationFaults([citation], explain) : [`none: ${explain}`]))).toEqual(
      [],
    )
    expect(articles.filter(({ citations }) => citations.length === 0)).toEqual([])
  })
  it('reach all the laws that the campaigns are about', () => {
    const cited = new Set(articles.flatMap(({ citations }) => citations.map(({ law }) => law)))
    expect(['妇女权益保障法', '反家庭暴力法', '禁毒法', '宪法', '未成年人保护法', '民法典'].filter((law) => !cited.has(law))).toEqual([])
    expect(Object.keys(laws).filter((law) => !cited.has(law))).toEqual([])
  })
  it('are found wrong in each text once one number is moved behind the law’s last article', () => {
    for (const { body, citations } of articles) {
      const [first, ...rest] = citations as [(typeof citations)[number]]
      const moved = [{ ...first, articles: [...first.articles.slice(1), (laws[first.law]?.last ?? 0) + 1] }, ...rest]
      expect(citationFaults(moved, body)).toContain(`${first.law} ${(laws[first.law]?.last ?? 0) + 1}: there is no such article`)
      expect(citationFaults(moved, body)).toContain(`${first.law} ${first.articles[0]}: named but not cited`)
    }
  })
  it.each([
    [[{ law: '反家庭暴力法', articles: [39] }], '', '反家庭暴力法 39: there is no such article'],
    [[{ law: '民法典', articles: [1039] }], '', '民法典 1039: there is no such article'],
    [[{ law: '反家暴法', articles: [2] }], '', '反家暴法: not a law that is known'],
    [[{ law: '禁毒法', articles: [2, 2] }], '', '禁毒法 2: cited twice'],
    [[{ law: '反家庭暴力法', articles: [28] }], '《反家庭暴力法》第28、29条', '反家庭暴力法 29: named but not cited'],
    [[{ law: '民法典', articles: [1042] }], '《中华人民共和国民法典》第一千零四十三条', '民法典 1043: named but not cited'],
    [[{ law: '禁毒法', articles: [59] }], '（《禁毒法》第59条）《未成年人保护法》（第59条）', '未成年人保护法 59: named but not cited'],
    [[], '《婚姻法》', '《婚姻法》: not a law that is known'],
    [[], '（第3条）', '《》: not a law that is known'],
  ])('are found wrong: %j %s', (citations, text, fault) => expect(citationFaults(citations, text)).toEqual([fault]))
  it.each([
    ['二', 2],
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['一百零三', 103],
    ['一百一十', 110],
    ['一千零四十二', 1042],
    ['一千一百二十七', 1127],
    ['86', 86],
    ['甲', Number.NaN],
  ])('read the number %s', (written, number) => expect(numberOf(written)).toBe(number))
})

describe('the campaigns that come with the product', () => {
  it('are four, each with explanations, a case and questions, under addresses that are taken once', () => {
    expect(new Set(campaigns.map(({ campaign }) => campaign.slug)).size).toBe(4)
    for (const { campaign, articles, quiz } of campaigns) {
      expect(v.parse(campaignBody, campaign)).toEqual(campaign)
      expect(articles.length).toBeGreaterThanOrEqual(4)
      expect(new Set(articles.map(({ sort }) => sort))).toEqual(new Set(['article', 'case', 'qa']))
      expect(new Set([quiz.slug, ...articles.map(({ slug }) => slug)]).size).toBe(articles.length + 1)
    }
  })
  it.each(named)('say in %s what a woman who reads slowly can take in, what to do next and whom to call', (_, article) => {
    expect(v.parse(articleBody, article)).toEqual(article)
    const lines = linesOf(article.body)
    const length = lines.join('').length
    expect(length).toBeGreaterThanOrEqual(300)
    expect(length).toBeLessThanOrEqual(700)
    const sentences = sentencesOf(lines)
    expect(median(sentences)).toBeLessThanOrEqual(30)
    expect(Math.max(...sentences)).toBeLessThanOrEqual(50)
    expect(article.body).toContain('## 接下来怎么做\n\n1. ')
    expect(article.body).toContain('## 打哪个电话\n\n- ')
    // Markdown that did not become a look would be read as stars and brackets.
    expect(lines.filter((line) => /[*#[\]`_]|&[a-z]+;/.test(line))).toEqual([])
  })
  it.each(named)('name in %s no number of a person, and link only to lines that answer everywhere', (_, { title, summary, body }) => {
    expect(numbersOfPersons(`${title} ${summary} ${body}`)).toEqual([])
    const links = linksOf(body)
    expect(links.length).toBeGreaterThan(0)
    expect(links.filter((href) => !KNOWN.has(href.replace(/^tel:/, '')) && !/^https:\/\/([\w-]+\.)+gov\.cn\//.test(href))).toEqual([])
  })
  it('say of each case that it is invented', () =>
    expect(articles.filter(({ sort, body }) => sort === 'case' && !linesOf(body)[0]?.startsWith('案例为改编'))).toEqual([]))
  it('let every page about violence be left at once', () =>
    expect(campaigns.find(({ campaign }) => campaign.slug === 'safe-at-home')?.articles.filter(({ leaveNow }) => !leaveNow)).toEqual([]))
  it.each(campaigns.map(({ quiz }) => [quiz.slug, quiz] as const))(
    'ask ten questions in %s, with one right answer each that does not always stand in the same place',
    (_, quiz) => {
      expect(v.parse(quizBody, quiz)).toEqual(quiz)
      expect(quiz.questions).toHaveLength(10)
      for (const { options } of quiz.questions) expect(new Set(options).size).toBe(options.length)
      const places = quiz.questions.map(({ right }) => right)
      for (const place of [0, 1, 2]) expect(places.filter((one) => one === place).length).toBeGreaterThanOrEqual(2)
      expect(numbersOfPersons(JSON.stringify(quiz))).toEqual([])
    },
  )
  it('are checked by measures that find what they look for', () => {
    expect(numbersOfPersons('13900000000、11010519491231002X、0571-88880000、110、12338、98天、1000元')).toEqual([
      '13900000000',
      '11010519491231002X',
      '0571-88880000',
    ])
    expect(median(sentencesOf(['一'.repeat(31), '一'.repeat(40)]))).toBeGreaterThan(30)
    expect(linesOf('**先看。**她请')).toEqual(['**先看。**她请'])
  })
})
