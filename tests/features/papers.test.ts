import fc from 'fast-check'
import { balanceLines, breakLines } from '../../cloud/core/line-breaks'
import { A4, type Ink, type Layout, type Sheet } from '../../cloud/core/paper'
import type { Letters } from '../../cloud/core/paper-fonts'
import { certificateLayout } from '../../cloud/features/activity/certificate.paper'
import type { FormRow, Poster } from '../../cloud/features/activity/papers.order'
import { posterLayout } from '../../cloud/features/activity/poster.paper'
import { signInFormLayout } from '../../cloud/features/activity/sign-in-form.paper'

const widthOf = (words: string) => [...words].reduce((sum, one) => sum + (one < '\u1000' ? 0.55 : 1), 0)
/** Letters as a Chinese font has them: a square each, Latin ones half; one of them is not in the font. */
const letters: Letters = {
  width: (words, size) => widthOf(words) * size,
  lines: (words, size, width) => breakLines(words, width / size, widthOf),
  balanced: (words, size, width) => balanceLines(words, width / size, widthOf),
  lacking: (words) => [...new Set(words)].filter((one) => one === '𱍐'),
}
type Said = Extract<Ink, { ink: 'words' }>
const said = ({ inks }: Sheet): Said[] => inks.filter((one): one is Said => one.ink === 'words')
const wordsOf = (sheet: Sheet): string[] => said(sheet).map(({ words }) => words)

/** Words that reach over the edge of their sheet. */
function outside(layout: Layout): string[] {
  return layout(letters).flatMap((sheet) =>
    said(sheet).flatMap(({ words, x, y, size, align }) => {
      const width = letters.width(words, size)
      const left = align === 'centre' ? x - width / 2 : align === 'right' ? x - width : x
      return left >= 0 && left + width <= sheet.width && y - size >= 0 && y <= sheet.height ? [] : [words]
    }),
  )
}

const head = {
  office: '渝江县悦来镇妇联',
  title: '柑橘冬季管护',
  when: '2026年11月26日(周四)上午9点',
  place: '果园',
  organiser: '悦来镇妇联',
  totals: ['带几个孩子（不带填0） 一共7个'],
}
const row = (n: number, changed: Partial<FormRow> = {}): FormRow => ({ name: `某某${n}号`, village: '柳溪村', ...changed })
const HEADINGS = ['序号', '姓名', '所在村', '签到', '备注']

describe('lines of Chinese', () => {
  it('are never wider than asked, lose nothing, and begin with no closing mark', () => {
    const some = fc.array(fc.constantFrom(...'农技培训，。（）“”2026年11月abc '), { maxLength: 60 }).map((all) => all.join(''))
    fc.assert(
      fc.property(some, fc.integer({ min: 6, max: 20 }), (words, width) => {
        const lines = breakLines(words, width, widthOf)
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width)
        expect(lines.join('').replace(/\s/g, '')).toBe(words.replace(/\s/g, ''))
      }),
    )
    expect(breakLines('周四上午九点开始，请准时', 8, widthOf)).toEqual(['周四上午九点开', '始，请准时'])
    expect(breakLines('联系电话13900001234', 7, widthOf)).toEqual(['联系电话', '13900001234'])
  })

  it('are equally long in a title and do not tear a word', () => {
    expect(balanceLines('三八妇女节趣味运动会', 8, widthOf)).toEqual(['三八妇女节', '趣味运动会'])
  })
})

describe('the sign-in form', () => {
  const form = (rows: FormRow[]) => signInFormLayout(head, rows)(letters)

  it('has every woman once and in order over as many pages as it takes, each with its heading and number', () => {
    const rows = Array.from({ length: 400 }, (_, n) => row(n))
    const sheets = form(rows)
    expect(sheets.length).toBeGreaterThan(10)
    expect(sheets.flatMap(wordsOf).filter((words) => /号$/.test(words) && words !== '序号')).toEqual(rows.map(({ name }) => name))
    sheets.forEach((sheet, n) => {
      expect(wordsOf(sheet).filter((words) => HEADINGS.includes(words))).toEqual(HEADINGS)
      expect(wordsOf(sheet)).toContain(`第${n + 1}页 共${sheets.length}页`)
    })
    expect(sheets.map((sheet) => wordsOf(sheet).some((words) => words.includes('签字')))).toEqual(
      sheets.map((_, n) => n === sheets.length - 1),
    )
    expect(outside(signInFormLayout(head, rows))).toEqual([])
  })

  it('leaves the cell of who has not come empty for her hand, and says when the others did', () => {
    const [sheet] = form([row(1, { came: '上午9点05分' }), row(2)]) as [Sheet]
    expect(wordsOf(sheet).filter((words) => words.includes('✓'))).toEqual(['✓ 上午9点05分'])
    expect(wordsOf(form([])[0] as Sheet)).toEqual(expect.arrayContaining(['渝江县悦来镇妇联活动签到表', ...head.totals]))
  })

  it('prints a character that the font lacks as one that says so, and names it to be written by hand', () => {
    const [sheet] = form([row(1), row(2, { name: '王𱍐' })]) as [Sheet]
    expect(wordsOf(sheet)).toContain('王〓')
    expect(wordsOf(sheet).join('')).toContain('请手写补上：第2行U+31350')
  })
})

const poster = (changed: Partial<Poster> = {}): Poster => ({
  ...{ title: '柑橘冬季管护', cover: 'wheat', sort: '农技培训', day: '11月26日(周四)', hours: '上午9点到11点半' },
  ...{ facts: [{ label: '地点', words: '梅坪村果园' }], enrolBy: '11月25日(周三)晚上8点前报名', organiser: '悦来镇妇联' },
  ...changed,
})

describe('the poster', () => {
  it.each([
    ['a short title', {}],
    ['thirty characters', { title: '柑'.repeat(30) }],
    ['thirty half as wide ones', { title: 'W'.repeat(30) }],
    ['several days', { day: '2027年11月26日(周四)到2027年11月28日(周六)', hours: '上午9点开始' }],
    ['facts without end', { facts: [1, 2, 3, 4, 5].map((n) => ({ label: `第${n}项`, words: '很长的说明'.repeat(100) })) }],
    ['an address to scan', { code: { address: 'https://fl.example.gov.cn/#/a?scene=01KAQ0000000000000000000AB.v01' }, village: '柳溪村' }],
  ])('stays on its one sheet with %s', (_, changed) => {
    const layout = posterLayout(poster(changed), Buffer.alloc(0))
    expect(layout(letters)).toHaveLength(1)
    expect(outside(layout)).toEqual([])
    const [sheet] = layout(letters) as [Sheet]
    expect([sheet.width, sheet.height]).toEqual([A4.width, A4.height])
  })

  it('has a place to paste a code where there is none', () => {
    const [sheet] = posterLayout(poster(), Buffer.alloc(0))(letters) as [Sheet]
    expect(wordsOf(sheet)).toEqual(expect.arrayContaining(['请把小程序码', '贴在这里', '不收一分钱']))
  })
})

describe('the certificate', () => {
  it('stays on its sheet with the longest name and title', () => {
    const told = {
      name: '阿'.repeat(20),
      title: '“柑”'.repeat(10),
      days: '2026年12月31日到2027年1月2日',
      organiser: '渝江县很长的名字镇妇联',
    }
    expect(
      outside(
        certificateLayout({ ...told, issued: '2027年1月3日', number: 'DK7Q-4H2M-9', address: 'https://a.example/certificate/DK7Q-4H2M-9' }),
      ),
    ).toEqual([])
  })
})
