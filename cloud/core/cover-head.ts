import { COVERS, type Cover, coverColours, motifs } from '@shared/core/covers'
import sharp from 'sharp'
import { A4 } from './paper'

/** The upper part of a poster, so many points high: the ground of the cover with its motif, cut off at the edge. Four pixels a millimetre. */
export async function coverHead(cover: string, height: number): Promise<Buffer> {
  const name: Cover = COVERS.find((one) => one === cover) ?? 'wheat'
  const { ground, ink } = coverColours[name]
  const motif = `<g transform="translate(318 ${height - 292}) scale(3)" fill="${ink}" stroke="${ink}" stroke-width="0" stroke-linecap="round" stroke-linejoin="round" opacity=".8">${motifs[name]}</g>`
  const box = `viewBox="0 0 ${A4.width} ${height}" width="${A4.width * 2}" height="${height * 2}"`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${box}><rect width="100%" height="100%" fill="${ground}"/>${motif}</svg>`
  return sharp(Buffer.from(svg)).flatten({ background: ground }).png({ palette: true }).toBuffer()
}
