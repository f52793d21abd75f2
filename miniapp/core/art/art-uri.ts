import { type Cover, coverColours, motifs } from '@shared/core/covers'
import { type IconName, icons } from './icons'

const frame = (grid: number, looks: string, shapes: string): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${grid} ${grid}" stroke-linecap="round" stroke-linejoin="round" ${looks}>${shapes}</svg>`,
  )}`

/** A line icon as an address: mini-programs have no inline SVG. */
export const artUri = (name: IconName, colour: string): string =>
  frame(34, `fill="none" stroke="${colour}" stroke-width="2.4"`, icons[name])

/** The motif of a cover as an address. */
export function motifUri(cover: Cover): string {
  const { ink } = coverColours[cover]
  return frame(100, `fill="${ink}" stroke="${ink}" stroke-width="0"`, motifs[cover])
}
