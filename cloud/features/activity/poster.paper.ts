import { A4, type Ink, type Layout } from '../../core/paper'
import type { Letters } from '../../core/paper-fonts'
import { hanging, posterTitle } from '../../core/poster-title'
import { qrInks } from '../../core/qr'
import type { Poster } from './papers.order'

const PLUM = '#8a2b62'
const INK = '#241a20'
const QUIET = '#5d5058'
const EDGE = 52
/** How high the upper part is, points. */
export const HEAD = 410
const WIDE = A4.width - 2 * EDGE
const CODE = 176

function headInks(letters: Letters, { sort, title, day, hours }: Poster, picture: Buffer): Ink[] {
  const { lines, size } = posterTitle(letters, title, WIDE)
  const tag = letters.width(sort, 17, true) + 32
  const step = size * 1.24
  const below = 142 + size * 0.4 + step * (lines.length - 1)
  return [
    { ink: 'picture', data: picture, x: 0, y: 0, w: A4.width, h: HEAD },
    { ink: 'box', x: EDGE, y: 56, w: tag, h: 36, fill: PLUM, round: 18 },
    { ink: 'words', words: sort, x: EDGE + tag / 2, y: 80, size: 17, bold: true, colour: '#ffffff', align: 'centre' },
    ...lines.map(
      (words, i): Ink => ({
        ink: 'words',
        words,
        x: EDGE - hanging(words, size),
        y: 142 + size * 0.4 + i * step,
        size,
        bold: true,
        colour: INK,
      }),
    ),
    {
      ink: 'words',
      words: day,
      x: EDGE,
      y: below + 72,
      size: Math.min(34, (34 * WIDE) / letters.width(day, 34, true)),
      bold: true,
      colour: PLUM,
    },
    { ink: 'words', words: hours, x: EDGE, y: below + 112, size: 26, bold: true, colour: PLUM },
  ]
}

const MOST_LINES = 4

/** Facts under each other, each of a few lines; what no longer fits above `end` is left out, the least important stand last. */
function factInks(letters: Letters, facts: Poster['facts'], from: number, end: number): Ink[] {
  const width = WIDE - CODE - 62
  const inks: Ink[] = []
  let y = from
  for (const { label, words } of facts) {
    const all = letters.balanced(words, 19, width, true)
    const lines = all.length > MOST_LINES ? [...all.slice(0, MOST_LINES - 1), `${(all[MOST_LINES - 1] ?? '').slice(0, -1)}…`] : all
    const height = 20 + lines.length * 27
    if (y + height > end) break
    inks.push({ ink: 'words', words: label, x: EDGE, y: y + 14, size: 14, colour: PLUM })
    inks.push(
      ...lines.map((line, i): Ink => ({ ink: 'words', words: line, x: EDGE, y: y + 40 + i * 27, size: 19, bold: true, colour: INK })),
    )
    y += height + 15
  }
  return inks
}

function codeInks({ code, village }: Poster, y: number): Ink[] {
  const x = A4.width - EDGE - CODE - 24
  const [side, middle] = [CODE + 24, x + CODE / 2 + 12]
  const card: Ink = { ink: 'box', x, y, w: side, h: side, fill: '#ffffff', edge: PLUM, thick: 1.6, round: 14 }
  const at = { x: x + 12, y: y + 12, size: CODE }
  const put = (words: string, down: number, size: number, more: Partial<Extract<Ink, { ink: 'words' }>> = {}): Ink => ({
    ...{ ink: 'words', words, x: middle, y: y + side + down, size, align: 'centre', colour: INK },
    ...more,
  })
  const inside: Ink[] = !code
    ? [put('请把小程序码', 0 - side / 2 - 6, 17, { colour: QUIET }), put('贴在这里', 0 - side / 2 + 20, 17, { colour: QUIET })]
    : 'picture' in code
      ? [{ ink: 'picture', data: Buffer.from(code.picture), x: at.x, y: at.y, w: CODE, h: CODE }]
      : qrInks(code.address, { x: at.x + 8, y: at.y + 8, size: CODE - 16 })
  return [
    card,
    ...inside,
    put('微信扫一扫就能报名', 34, 21, { bold: true }),
    put('不收一分钱', 62, 18, { bold: true, colour: PLUM }),
    ...(village ? [put(`${village}公告栏`, 86, 13, { colour: QUIET })] : []),
  ]
}

/** One A4 sheet to hang on a village's board; it also reads well without colour. `head` comes from `coverHead`. */
export const posterLayout =
  (poster: Poster, head: Buffer): Layout =>
  (letters) => {
    const foot = 86
    const inks: Ink[] = [
      ...headInks(letters, poster, head),
      ...factInks(letters, poster.facts, HEAD + 40, A4.height - foot - 16),
      ...codeInks(poster, HEAD + 40),
      { ink: 'box', x: 0, y: A4.height - foot, w: A4.width, h: foot, fill: PLUM },
      { ink: 'words', words: poster.enrolBy, x: EDGE, y: A4.height - foot / 2 + 8, size: 21, bold: true, colour: '#ffffff' },
      {
        ink: 'words',
        words: poster.organiser,
        x: A4.width - EDGE,
        y: A4.height - foot / 2 + 7,
        size: 17,
        colour: '#ffffff',
        align: 'right',
      },
    ]
    return [{ ...A4, inks }]
  }
