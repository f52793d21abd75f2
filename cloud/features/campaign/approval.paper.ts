import { A4, drawPdf, type Ink, type Layout, standIns } from '../../core/paper'
import type { Faces, Letters } from '../../core/paper-fonts'

/** What an approval sheet (稿件审批单) says. */
export interface ApprovalWords {
  title: string
  /** the number of the version that was approved */
  no: number
  author: string
  receipt: string
  /** `2026年11月25日(周三)上午9点` */
  published: string
  /** in the order in which they were made; `opinion` is empty when nothing was remarked */
  reviews: readonly { desk: string; by: string; day: string; opinion: string }[]
  /** what was remarked at single paragraphs of this version and of those before it, and what became of it */
  remarks: readonly { at: string; by: string; note: string; answer: string }[]
}
export interface ApprovalOrder {
  paper: 'approval'
  told: ApprovalWords
}

const EDGE = 56
const LABEL = 118
const VALUE = A4.width - 2 * EDGE - LABEL
const SIZE = 12.5
const LINE = 19
const PAD = 12
const TOP = 116

/** One row of the table: what it is about, and as many lines as that needs. */
function row(letters: Letters, y: number, label: string, said: readonly string[]): { inks: Ink[]; height: number } {
  const labels = letters.lines(label, SIZE, LABEL - 2 * PAD, true)
  const lines = said.flatMap((words) => letters.lines(standIns(letters, words).words, SIZE, VALUE - 2 * PAD))
  const height = Math.max(labels.length, lines.length) * LINE + 2 * PAD
  const words = (all: readonly string[], x: number, bold?: true): Ink[] =>
    all.map((one, i) => ({ ink: 'words', words: one, x, y: y + PAD + SIZE + i * LINE, size: SIZE, ...(bold ? { bold } : {}) }))
  const inks: Ink[] = [
    { ink: 'box', x: EDGE, y, w: LABEL, h: height, edge: '#444444', fill: '#f4f4f4' },
    { ink: 'box', x: EDGE + LABEL, y, w: VALUE, h: height, edge: '#444444' },
    ...words(labels, EDGE + PAD, true),
    ...words(lines, EDGE + LABEL + PAD),
  ]
  return { inks, height }
}

const FOOT = A4.height - 56
const NEXT_TOP = 64

/** The sheet: the text, who wrote it, what each of the three said, and every remark, on as many pages as that needs. A character that the font lacks is printed as 〓. */
const approvalLayout =
  ({ title, no, author, receipt, published, reviews, remarks }: ApprovalWords): Layout =>
  (letters) => {
    let inks: Ink[] = [{ ink: 'words', words: '稿件审批单', x: A4.width / 2, y: 84, size: 23, bold: true, align: 'centre' }]
    const pages = [inks]
    let y = TOP
    const add = (label: string, ...said: string[]) => {
      let made = row(letters, y, label, said)
      if (y + made.height > FOOT) {
        inks = []
        pages.push(inks)
        y = NEXT_TOP
        made = row(letters, y, label, said)
      }
      inks.push(...made.inks)
      y += made.height
    }
    add('稿件', title)
    add('版本', `第${no}版`)
    add('作者', author)
    add('受理编号', receipt)
    for (const { desk, by, day, opinion } of reviews) add(desk, opinion || '通过', `${by}，${day}`)
    add('发布', published)
    for (const { at, by, note, answer } of remarks) add(at, `${by}：${note}`, answer)
    return pages.map((page) => ({ ...A4, inks: page }))
  }

export const drawnApproval = (told: ApprovalWords, now: string, faces: Faces): Promise<Buffer> =>
  drawPdf(`${told.title} 稿件审批单`, now, approvalLayout(told), faces)
