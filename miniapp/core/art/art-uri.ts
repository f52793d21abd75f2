import type { Cover } from '@shared/features/activity/activity.schema'
import { type IconName, icons } from './icons'
import { motifs } from './motifs'

const frame = (grid: number, looks: string, shapes: string): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${grid} ${grid}" stroke-linecap="round" stroke-linejoin="round" ${looks}>${shapes}</svg>`,
  )}`

/** A line icon as an address: mini-programs have no inline SVG. */
export const artUri = (name: IconName, colour: string): string =>
  frame(34, `fill="none" stroke="${colour}" stroke-width="2.4"`, icons[name])

/** Ground and ink of each cover: quiet enough for dark words over both. */
export const coverColours: Record<Cover, { ground: string; ink: string }> = {
  wheat: { ground: '#f4e6c8', ink: '#d9a441' },
  phone: { ground: '#e0ebe9', ink: '#7da9a4' },
  home: { ground: '#f5e4dc', ink: '#cf9279' },
  coin: { ground: '#f8e5cd', ink: '#dd9a52' },
  scale: { ground: '#e6e9f2', ink: '#8da0c4' },
  medal: { ground: '#f0e5d8', ink: '#b8946c' },
  book: { ground: '#e4eddf', ink: '#88ab7f' },
  flower: { ground: '#f7e2ea', ink: '#d288aa' },
  people: { ground: '#ebe5f1', ink: '#a58dbe' },
}

/** The motif of a cover as an address. */
export function motifUri(cover: Cover): string {
  const { ink } = coverColours[cover]
  return frame(100, `fill="${ink}" stroke="${ink}" stroke-width="0"`, motifs[cover])
}
