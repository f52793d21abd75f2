import { HOTLINES } from '@shared/features/campaign/hotlines'
import { coverHead } from '../../core/cover-head'
import { A4, drawPdf, drawPicture, enlarged, type Ink, type Layout } from '../../core/paper'
import type { Faces, Letters } from '../../core/paper-fonts'
import { hanging, posterTitle } from '../../core/poster-title'

/** What the poster of a campaign says. */
interface CampaignPoster {
  title: string
  theme: string
  lead: string
  cover: string
  /** titles of what can be read */
  texts: readonly string[]
  /** a code as a picture; without one there is a place to paste one */
  code?: Uint8Array
  /** on whose board it hangs; left out on one for anywhere */
  village?: string
}
export interface CampaignPosterOrder {
  paper: 'campaignPoster'
  as: 'a4' | 'a3' | 'picture'
  told: CampaignPoster
}

const [PLUM, INK, QUIET] = ['#8a2b62', '#241a20', '#5d5058']
const EDGE = 52
const HEAD = 380
const WIDE = A4.width - 2 * EDGE
const FOOT = 96
const CODE = 176
/** Pixels: sharp on any phone, and printed at 15 × 21 cm. */
const PICTURE = 1240

type Words = Extract<Ink, { ink: 'words' }>
const put = (words: string, x: number, y: number, size: number, more: Partial<Words> = {}): Words => ({
  ...{ ink: 'words', words, x, y, size, colour: INK },
  ...more,
})

function headInks(letters: Letters, { title, theme }: CampaignPoster, head: Buffer): Ink[] {
  const { lines, size } = posterTitle(letters, title, WIDE)
  const step = size * 1.24
  const first = 142 + size * 0.4
  const below = first + step * (lines.length - 1)
  const themed = letters.balanced(theme, 26, WIDE, true)
  return [
    { ink: 'picture', data: head, x: 0, y: 0, w: A4.width, h: HEAD },
    { ink: 'box', x: EDGE, y: 56, w: 102, h: 36, fill: PLUM, round: 18 },
    put('普法专题', EDGE + 51, 80, 17, { bold: true, colour: '#ffffff', align: 'centre' }),
    ...lines.map((words, i) => put(words, EDGE - hanging(words, size), first + i * step, size, { bold: true })),
    ...themed.map((words, i) => put(words, EDGE, below + 62 + i * 34, 26, { bold: true, colour: PLUM })),
  ]
}

/** What it is about, and as many titles as there is room for. */
function factInks(letters: Letters, { lead, texts }: CampaignPoster): Ink[] {
  const width = WIDE - CODE - 62
  const end = A4.height - FOOT - 16
  const inks: Ink[] = []
  let y = HEAD + 44
  const add = (lines: readonly string[], size: number, more: Partial<Words> = {}) => {
    if (y + lines.length * size * 1.45 > end) return
    for (const words of lines) {
      y += size * 1.45
      inks.push(put(words, EDGE, y, size, more))
    }
  }
  add(letters.lines(lead, 17, width).slice(0, 6), 17)
  y += 20
  if (texts.length > 0) add(['里面讲'], 14, { colour: PLUM })
  for (const title of texts) add(letters.lines(`· ${title}`, 17, width, true), 17, { bold: true })
  return inks
}

function codeInks(letters: Letters, { code, village }: CampaignPoster): Ink[] {
  const side = CODE + 24
  const [x, y] = [A4.width - EDGE - side, HEAD + 40]
  const middle = x + side / 2
  const boarded = village ? letters.balanced(`${village}公告栏`, 15, side) : []
  const inside: Ink[] = code
    ? [{ ink: 'picture', data: Buffer.from(code), x: x + 12, y: y + 12, w: CODE, h: CODE }]
    : [put('请把码贴在这里', middle, y + side / 2, 17, { colour: QUIET, align: 'centre' })]
  return [
    { ink: 'box', x, y, w: side, h: side, fill: '#ffffff', edge: PLUM, thick: 1.6, round: 14 },
    ...inside,
    put('扫一扫，看全部', middle, y + side + 34, 21, { bold: true, align: 'centre' }),
    put('不用登录，不收钱', middle, y + side + 62, 17, { bold: true, colour: PLUM, align: 'centre' }),
    ...boarded.map((words, i) => put(words, middle, y + side + 94 + i * 21, 15, { colour: QUIET, align: 'centre' })),
  ]
}

function footInks(): Ink[] {
  const shown = HOTLINES.slice(0, 4)
  const step = WIDE / shown.length
  const top = A4.height - FOOT
  return [
    { ink: 'box', x: 0, y: top, w: A4.width, h: FOOT, fill: PLUM },
    ...shown.flatMap(({ number, name }, i) => [
      put(number, EDGE + step * (i + 0.5), top + 46, 25, { bold: true, colour: '#ffffff', align: 'centre' }),
      put(name, EDGE + step * (i + 0.5), top + 72, 16, { colour: '#ffffff', align: 'centre' }),
    ]),
  ]
}

/** One A4 sheet for a village's board; it also reads well without colour. */
const posterLayout =
  (poster: CampaignPoster, head: Buffer): Layout =>
  (letters) => [
    { ...A4, inks: [...headInks(letters, poster, head), ...factInks(letters, poster), ...codeInks(letters, poster), ...footInks()] },
  ]

/** Draws what was ordered; runs in the press. A3 is A4 half as large again in each direction. */
export async function drawnCampaignPoster({ as, told }: CampaignPosterOrder, now: string, faces: Faces): Promise<Buffer> {
  const layout = posterLayout(told, await coverHead(told.cover, HEAD))
  if (as === 'picture') return drawPicture(PICTURE, layout, faces, 'png')
  return drawPdf(told.title, now, as === 'a3' ? enlarged(Math.SQRT2, layout) : layout, faces)
}
