import { A4, type Ink, type Layout } from '../../core/paper'
import type { Letters } from '../../core/paper-fonts'
import { qrInks } from '../../core/qr'
import type { CertificateWords } from './papers.order'

const [WIDE, HIGH] = [A4.height, A4.width]
const PLUM = '#8a2b62'
const GOLD = '#b98a3c'
const INK = '#241a20'
const QUIET = '#5d5058'
const EDGE = 118

/** A double frame with a small square in each corner. */
function frame(): Ink[] {
  const corner = (x: number, y: number): Ink => ({ ink: 'box', x: x - 5, y: y - 5, w: 10, h: 10, fill: PLUM })
  const [left, top, right, bottom] = [40, 40, WIDE - 40, HIGH - 40]
  return [
    { ink: 'box', x: 0, y: 0, w: WIDE, h: HIGH, fill: '#fffdfb' },
    { ink: 'box', x: 28, y: 28, w: WIDE - 56, h: HIGH - 56, edge: PLUM, thick: 2.4 },
    { ink: 'box', x: left, y: top, w: right - left, h: bottom - top, edge: GOLD, thick: 0.8 },
    ...[corner(left, top), corner(right, top), corner(left, bottom), corner(right, bottom)],
  ]
}

const spread = (letters: Letters, words: string, size: number, gap: number, y: number): Ink[] => {
  const characters = [...words]
  const whole = letters.width(words, size, true) + gap * (characters.length - 1)
  let x = (WIDE - whole) / 2
  return characters.map((one): Ink => {
    const at = x
    x += letters.width(one, size, true) + gap
    return { ink: 'words', words: one, x: at, y, size, bold: true, colour: PLUM }
  })
}

/** One line or more of the text itself, two characters in. */
function storyInks(letters: Letters, { title, days, organiser }: CertificateWords): Ink[] {
  const quoted = title.replace(/“/g, '‘').replace(/”/g, '’')
  const story = `　　您于${days}参加了${organiser}举办的“${quoted}”，特发此证。`
  return letters
    .lines(story, 22, WIDE - 2 * EDGE)
    .map((words, i): Ink => ({ ink: 'words', words, x: EDGE, y: 288 + i * 42, size: 22, colour: INK }))
}

function verifyInks({ number, address }: CertificateWords): Ink[] {
  const y = HIGH - 168
  const side = 84
  const code = address ? qrInks(address, { x: EDGE, y, size: side }) : []
  const x = address ? EDGE + side + 18 : EDGE
  return [
    ...code,
    { ink: 'words', words: `证书编号 ${number}`, x, y: y + 58, size: 15, bold: true, colour: INK },
    {
      ink: 'words',
      words: address ? '扫一扫，看这张证书是不是真的' : '真不真，可以凭编号到主办方查',
      x,
      y: y + 80,
      size: 12.5,
      colour: QUIET,
    },
  ]
}

/** One A4 sheet, lying. */
export const certificateLayout =
  (told: CertificateWords): Layout =>
  (letters) => [
    {
      width: WIDE,
      height: HIGH,
      inks: [
        ...frame(),
        ...spread(letters, '培训证书', 54, 26, 146),
        { ink: 'words', words: told.name, x: EDGE, y: 232, size: 30, bold: true, colour: INK },
        { ink: 'words', words: '姐妹：', x: EDGE + letters.width(told.name, 30, true) + 14, y: 232, size: 22, colour: INK },
        ...storyInks(letters, told),
        ...verifyInks(told),
        { ink: 'words', words: told.organiser, x: WIDE - EDGE, y: HIGH - 124, size: 20, bold: true, colour: INK, align: 'right' },
        { ink: 'words', words: told.issued, x: WIDE - EDGE, y: HIGH - 92, size: 17, colour: INK, align: 'right' },
      ],
    },
  ]
