/** What a canvas is drawn with, as far as it is needed here. */
export interface Pen<Picture> {
  fillStyle: string
  font: string
  textBaseline: string
  fillRect(x: number, y: number, width: number, height: number): void
  fillText(text: string, x: number, y: number): void
  measureText(text: string): { width: number }
  drawImage(picture: Picture, x: number, y: number, width: number, height: number): void
}

export interface Told<Picture> {
  title: string
  theme: string
  /** the motif on its ground, five wide and four high */
  cover: Picture
  code: Picture
  /** on whose board it hangs; left out on one for anywhere */
  village?: string | undefined
}

/** px */
export const SIZE = { width: 750, height: 1280 }
const EDGE = 48
const ROOM = SIZE.width - 2 * EDGE
const CODE = 240
const BOTTOM = SIZE.height - EDGE - CODE
const FACE = '"PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif'
const [PAPER, INK, QUIET, ACTION] = ['#faf7f5', '#241a20', '#6a5c65', '#8a2b62']

/** What never begins a line. */
const CLOSING = '，。、；：？！”’）》'

/** Breaks a line of Chinese where the room ends. */
function linesOf<P>(pen: Pen<P>, text: string, room: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const sign of text) {
    const full = line !== '' && pen.measureText(line + sign).width > room
    if (full && CLOSING.indexOf(sign) < 0) {
      lines.push(line)
      line = ''
    }
    line += sign
  }
  return line === '' ? lines : [...lines, line]
}

interface Written {
  size: number
  weight?: 'bold'
  ink: string
  x?: number
  room?: number
}

/** Writes a paragraph from its upper edge on. @returns where the next one may begin */
function write<P>(pen: Pen<P>, text: string, y: number, { size, weight, ink, x = EDGE, room = ROOM }: Written): number {
  pen.font = `${weight ? 'bold ' : ''}${size}px ${FACE}`
  pen.fillStyle = ink
  pen.textBaseline = 'top'
  const leading = Math.round(size * 1.4)
  const lines = linesOf(pen, text, room)
  for (const [i, line] of lines.entries()) pen.fillText(line, x, y + i * leading)
  return y + lines.length * leading
}

/** Draws the poster of a campaign: its cover, what it is about, whom to call, and the code that opens it. */
export function drawPoster<P>(pen: Pen<P>, { title, theme, cover, code, village }: Told<P>): void {
  pen.fillStyle = PAPER
  pen.fillRect(0, 0, SIZE.width, SIZE.height)
  pen.drawImage(cover, 0, 0, SIZE.width, SIZE.width * 0.8)
  const below = write(pen, title, SIZE.width * 0.8 + 36, { size: title.length > 12 ? 46 : 56, weight: 'bold', ink: INK })
  write(pen, theme, below + 8, { size: 34, ink: QUIET })
  const beside = { room: ROOM - CODE - 24 }
  pen.drawImage(code, SIZE.width - EDGE - CODE, BOTTOM, CODE, CODE)
  const invited = write(pen, '微信扫一扫', BOTTOM + 4, { size: 38, weight: 'bold', ink: ACTION, ...beside })
  const free = write(pen, '不用登录，打开就能看', invited, { size: 28, ink: QUIET, ...beside })
  const danger = write(pen, '有危险打110', free + 24, { size: 32, weight: 'bold', ink: INK, ...beside })
  write(pen, '妇女维权打12338', danger, { size: 32, weight: 'bold', ink: INK, ...beside })
  // At the foot nothing else grows with what was written.
  if (village) write(pen, `${village}公告栏`, SIZE.height - EDGE + 8, { size: 26, ink: QUIET })
}
