import qrcode from 'qrcode-generator'
import type { Ink } from './paper'

interface Where {
  x: number
  y: number
  /** the length of a side; the quiet edge around it is the caller's */
  size: number
}

/** A QR code of a short text (an address) as inks, each run of dark cells one box. */
export function qrInks(text: string, { x, y, size }: Where): Ink[] {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const cells = code.getModuleCount()
  const cell = size / cells
  const inks: Ink[] = []
  for (let row = 0; row < cells; row++) {
    for (let from = 0; from < cells; from++) {
      if (!code.isDark(row, from)) continue
      let to = from + 1
      while (to < cells && code.isDark(row, to)) to++
      // A hair taller than its row: printers leave white lines between boxes that only touch.
      inks.push({ ink: 'box', x: x + from * cell, y: y + row * cell, w: (to - from) * cell, h: cell * 1.02, fill: '#000000' })
      from = to
    }
  }
  return inks
}
