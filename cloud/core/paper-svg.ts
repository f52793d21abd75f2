import type { Ink, Sheet } from './paper'
import type { Face, Faces } from './paper-fonts'

/** Words as outlines: the picture needs no font where it is drawn. */
function outlines({ font }: Face, { words, x, y, size, colour, align }: Extract<Ink, { ink: 'words' }>): string {
  const scale = size / font.unitsPerEm
  const { glyphs, positions, advanceWidth } = font.layout(words)
  const before = align === 'centre' ? advanceWidth / 2 : align === 'right' ? advanceWidth : 0
  let at = -before
  const paths = glyphs.map((glyph, i) => {
    const path = `<path d="${glyph.path.toSVG()}" transform="translate(${at} 0)"/>`
    at += positions[i]?.xAdvance ?? glyph.advanceWidth
    return path
  })
  return `<g transform="translate(${x} ${y}) scale(${scale} ${-scale})" fill="${colour ?? '#000000'}">${paths.join('')}</g>`
}

function svgInk(one: Ink, { regular, bold }: Faces): string {
  if (one.ink === 'words') return outlines(one.bold ? bold : regular, one)
  const { x, y, w, h } = one
  const at = `x="${x}" y="${y}" width="${w}" height="${h}"`
  if (one.ink === 'box') {
    const edge = one.edge ? ` stroke="${one.edge}" stroke-width="${one.thick ?? 0.6}"` : ''
    return `<rect ${at} rx="${one.round ?? 0}" fill="${one.fill ?? 'none'}"${edge}/>`
  }
  const type = one.data[0] === 0x89 ? 'png' : 'jpeg'
  return `<image ${at} href="data:image/${type};base64,${one.data.toString('base64')}"/>`
}

/** One sheet as SVG, `pixels` wide. */
export function svgOf({ width, height, inks }: Sheet, faces: Faces, pixels: number): string {
  const size = `width="${pixels}" height="${Math.round((pixels * height) / width)}" viewBox="0 0 ${width} ${height}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${inks.map((one) => svgInk(one, faces)).join('')}</svg>`
}
