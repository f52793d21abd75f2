import { A4, type Ink, type Layout, standIns } from '../../core/paper'
import type { Letters } from '../../core/paper-fonts'
import type { FormHead, FormRow } from './papers.order'

const EDGE = 48
const WIDE = A4.width - 2 * EDGE
const ROW = 26
const HEAD_ROW = 28
const FOOT = 98
const LINE = '#444444'
/** characters that the font lacks, as many as two lines name */
const MOST_NAMED = 8

type Column = readonly [title: string, share: number, align: 'left' | 'centre']
const COLUMNS: readonly Column[] = [
  ['序号', 0.08, 'centre'],
  ['姓名', 0.18, 'centre'],
  ['所在村', 0.24, 'left'],
  ['签到', 0.26, 'centre'],
  ['备注', 0.24, 'left'],
]
/** Each column with where it begins and how wide it is. */
const PLACED = COLUMNS.map(([title, share, align], i) => {
  const before = COLUMNS.slice(0, i).reduce((sum, [, one]) => sum + one, 0)
  return { title, align, x: EDGE + before * WIDE, w: share * WIDE }
})

const SIZES = [12, 10, 8, 7] as const

/** Words as large as their cell allows, in two lines if need be. */
function cell(letters: Letters, words: string, column: (typeof PLACED)[number], middle: number, more: { bold?: true } = {}): Ink[] {
  const room = column.w - 10
  const linesAt = (size: number) => letters.lines(words, size, room, more.bold)
  const size = SIZES.find((one) => linesAt(one).length <= (one > 10 ? 1 : 2)) ?? 7
  const lines = linesAt(size).slice(0, 3)
  const x = column.align === 'centre' ? column.x + column.w / 2 : column.x + 5
  const top = middle + size * 0.36 - ((lines.length - 1) * size * 1.15) / 2
  return lines.map((one, i): Ink => ({ ink: 'words', words: one, x, y: top + i * size * 1.15, size, align: column.align, ...more }))
}

function line(letters: Letters, cells: readonly string[], y: number, height: number, more: { bold?: true; fill?: string } = {}): Ink[] {
  const { fill, ...type } = more
  const boxes = PLACED.map(({ x, w }): Ink => ({ ink: 'box', x, y, w, h: height, edge: LINE, ...(fill ? { fill } : {}) }))
  return [...boxes, ...cells.flatMap((words, i) => cell(letters, words, PLACED[i] as (typeof PLACED)[number], y + height / 2, type))]
}

/** The whole head on the first page, afterwards one line. @returns where the table begins */
function headInks(letters: Letters, head: FormHead, first: boolean): { inks: Ink[]; y: number } {
  const { office, title, when, place, organiser, totals } = head
  if (!first) return { inks: [{ ink: 'words', words: `${title} 签到表(续)`, x: EDGE, y: 56, size: 11, colour: LINE }], y: 66 }
  const titles = letters.balanced(title, 17, WIDE, true)
  const inks: Ink[] = [
    { ink: 'words', words: `${office}活动签到表`, x: A4.width / 2, y: 74, size: 23, bold: true, align: 'centre' },
    ...titles.map((words, i): Ink => ({ ink: 'words', words, x: A4.width / 2, y: 106 + i * 24, size: 17, bold: true, align: 'centre' })),
  ]
  let y = 112 + titles.length * 24
  for (const words of [`时间：${when}`, `地点：${place}`, `主办：${organiser}`, ...totals]) {
    for (const one of letters.lines(words, 12.5, WIDE)) {
      inks.push({ ink: 'words', words: one, x: EDGE, y, size: 12.5 })
      y += 20
    }
  }
  return { inks, y: y - 4 }
}

function footInks(letters: Letters, page: number, pages: number, last: boolean, lacking: readonly string[]): Ink[] {
  const y = A4.height - 34
  const sign: Ink[] = last
    ? [
        { ink: 'words', words: '主办方负责人(签字)：', x: A4.width - EDGE - 250, y: y - 26, size: 12.5 },
        { ink: 'box', x: A4.width - EDGE - 126, y: y - 23, w: 126, h: 0.4, fill: LINE },
      ]
    : []
  const more = lacking.length > MOST_NAMED ? `等${lacking.length}处` : ''
  const named = `〓是打印字体里没有的字，请手写补上：${lacking.slice(0, MOST_NAMED).join('、')}${more}`
  const note = lacking.length > 0 ? letters.lines(named, 9, WIDE) : []
  return [
    ...sign,
    { ink: 'words', words: `第${page}页 共${pages}页`, x: A4.width / 2, y, size: 10.5, align: 'centre', colour: LINE },
    ...note.map((words, i): Ink => ({ ink: 'words', words, x: EDGE, y: y - 54 + i * 11, size: 9, colour: LINE })),
  ]
}

const codePoint = (character: string): string => `U+${(character.codePointAt(0) as number).toString(16).toUpperCase()}`

/**
 * The official sign-in form over as many pages as its rows need. A character that the font does not have is printed as 〓 and named at
 * the foot by number and code, so that it is written in by hand: one rare name must not keep all the others from being printed.
 */
export const signInFormLayout =
  (head: FormHead, rows: readonly FormRow[]): Layout =>
  (letters) => {
    const missing: string[] = []
    const told = rows.map(({ name, village, came, note }, i) => {
      const cells = [String(i + 1), name, village, came ? `✓ ${came}` : '', note ?? ''].map((words) => standIns(letters, words))
      missing.push(...cells.flatMap(({ lacking }) => lacking.map((one) => `第${i + 1}行${codePoint(one)}`)))
      return cells.map(({ words }) => words)
    })
    const sheets: { inks: Ink[] }[] = []
    let next = 0
    do {
      const { inks, y: top } = headInks(letters, head, sheets.length === 0)
      inks.push(
        ...line(
          letters,
          COLUMNS.map(([title]) => title),
          top,
          HEAD_ROW,
          { bold: true, fill: '#eeeeee' },
        ),
      )
      let y = top + HEAD_ROW
      for (; next < told.length && y + ROW <= A4.height - FOOT; next++, y += ROW)
        inks.push(...line(letters, told[next] as string[], y, ROW))
      sheets.push({ inks })
    } while (next < told.length)
    return sheets.map(({ inks }, i) => {
      const last = i === sheets.length - 1
      return { ...A4, inks: [...inks, ...footInks(letters, i + 1, sheets.length, last, last ? missing : [])] }
    })
  }
