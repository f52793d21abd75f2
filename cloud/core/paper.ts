import { AppError } from '@shared/core/errors'
import sharp from 'sharp'
import { type Faces, type Letters, lettersOf } from './paper-fonts'
import { pdfOf } from './paper-pdf'
import { svgOf } from './paper-svg'

/** What lies on a sheet. Lengths are points from the upper left corner; the `y` of words is the line that they stand on. */
export type Ink =
  | {
      ink: 'words'
      words: string
      x: number
      y: number
      size: number
      bold?: boolean
      colour?: string
      align?: 'left' | 'centre' | 'right'
    }
  | { ink: 'box'; x: number; y: number; w: number; h: number; fill?: string; edge?: string; thick?: number; round?: number }
  | { ink: 'picture'; data: Buffer; x: number; y: number; w: number; h: number }

export interface Sheet {
  width: number
  height: number
  inks: Ink[]
}

/** A4 in points, upright. */
export const A4 = { width: 595.28, height: 841.89 } as const

/** What stands for a character that the font does not have, as printers do it. */
const LACKING = '〓'

/** A paper before it is drawn: pure, told only how wide letters are. */
export type Layout = (letters: Letters) => Sheet[]

/** Pictographs are decoration: no font for print has them, and nobody misses them. */
const plain = (words: string): string => words.replace(/\p{Extended_Pictographic}|\u200d|\ufe0f/gu, '')

const written = (sheets: readonly Sheet[]): string =>
  sheets.flatMap(({ inks }) => inks.flatMap((one) => (one.ink === 'words' ? [one.words] : []))).join('')

function checkLetters(letters: Letters, sheets: readonly Sheet[]): void {
  const lacking = letters.lacking(written(sheets))
  if (lacking.length > 0)
    throw new AppError('invalidInput', `这几个字打印不出来：${lacking.join('、')}。请管理员换一种字更全的字体（PAPER_FONT）`)
}

const undecorated = (sheets: readonly Sheet[]): Sheet[] =>
  sheets.map((sheet) => ({ ...sheet, inks: sheet.inks.map((one) => (one.ink === 'words' ? { ...one, words: plain(one.words) } : one)) }))

/** Words in which every character that the font does not have is replaced by one that says so, and which those were. */
export function standIns(letters: Letters, words: string): { words: string; lacking: string[] } {
  const lacking = letters.lacking(plain(words))
  return { words: [...plain(words)].map((one) => (lacking.includes(one) ? LACKING : one)).join(''), lacking }
}

/** A layout with the letters of these fonts. @throws AppError invalidInput naming the characters that the font does not have */
function laidOut(layout: Layout, faces: Faces): Sheet[] {
  const letters = lettersOf(faces)
  const sheets = undecorated(layout(letters))
  checkLetters(letters, sheets)
  return sheets
}

/** @param now UTC ISO text: the same paper made twice has the same bytes */
export const drawPdf = (title: string, now: string, layout: Layout, faces: Faces): Promise<Buffer> =>
  pdfOf({ title, now, sheets: laidOut(layout, faces), faces })

/** Everything on its sheets `times` as large. */
export const enlarged =
  (times: number, layout: Layout): Layout =>
  (letters) =>
    layout(letters).map(({ width, height, inks }) => ({ width: width * times, height: height * times, inks: inks.map(grown(times)) }))

const grown =
  (times: number) =>
  (one: Ink): Ink => {
    const at = { x: one.x * times, y: one.y * times }
    if (one.ink === 'words') return { ...one, ...at, size: one.size * times }
    const size = { w: one.w * times, h: one.h * times }
    if (one.ink === 'picture') return { ...one, ...at, ...size }
    const { thick = 0.6, round = 0 } = one
    return { ...one, ...at, ...size, thick: thick * times, round: round * times }
  }

/** The first sheet as a picture `pixels` wide. */
export async function drawPicture(pixels: number, layout: Layout, faces: Faces, as: 'jpeg' | 'png' = 'jpeg'): Promise<Buffer> {
  const [sheet] = laidOut(layout, faces)
  const drawn = sharp(Buffer.from(svgOf(sheet as Sheet, faces, pixels))).flatten({ background: '#ffffff' })
  return (as === 'png' ? drawn.png({ palette: true, colours: 64 }) : drawn.jpeg({ quality: 88 })).toBuffer()
}
