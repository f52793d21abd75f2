import Pdf from 'pdfkit'
import type { Ink, Sheet } from './paper'
import type { Face, Faces } from './paper-fonts'

type Document = InstanceType<typeof Pdf>

function drawWords(doc: Document, { words, x, y, size, bold, colour, align }: Extract<Ink, { ink: 'words' }>): void {
  doc.font(bold ? 'bold' : 'regular', size).fillColor(colour ?? '#000000')
  const wide = align === undefined || align === 'left' ? 0 : doc.widthOfString(words)
  // Only what is asked: a line of ours is never broken again.
  doc.text(words, x - (align === 'centre' ? wide / 2 : wide), y, { lineBreak: false, baseline: 'alphabetic' })
}

function drawBox(doc: Document, { x, y, w, h, fill, edge, thick, round }: Extract<Ink, { ink: 'box' }>): void {
  if (round) doc.roundedRect(x, y, w, h, round)
  else doc.rect(x, y, w, h)
  if (edge) doc.lineWidth(thick ?? 0.6).strokeColor(edge)
  if (fill && edge) doc.fillAndStroke(fill, edge)
  else if (fill) doc.fill(fill)
  else doc.stroke()
}

function draw(doc: Document, one: Ink): void {
  if (one.ink === 'words') drawWords(doc, one)
  else if (one.ink === 'box') drawBox(doc, one)
  else doc.image(one.data, one.x, one.y, { width: one.w, height: one.h })
}

const register = (doc: Document, name: string, { data, name: face }: Face) => doc.registerFont(name, data, face)

interface Whole {
  title: string
  /** UTC ISO text */
  now: string
  sheets: readonly Sheet[]
  faces: Faces
}

/** A PDF with only those letters of the fonts in it that it uses. */
export function pdfOf({ title, now, sheets, faces }: Whole): Promise<Buffer> {
  const info = { Title: title, Producer: '巾帼帮办', Creator: '巾帼帮办', CreationDate: new Date(now), ModDate: new Date(now) }
  // PDFKit would open its Helvetica for a document that names no font.
  const doc = new Pdf({ autoFirstPage: false, info, lang: 'zh-CN', displayTitle: true, font: null as unknown as string })
  const parts: Buffer[] = []
  const whole = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (part: Buffer) => parts.push(part))
    doc.on('end', () => resolve(Buffer.concat(parts)))
    doc.on('error', reject)
  })
  register(doc, 'regular', faces.regular)
  register(doc, 'bold', faces.bold)
  for (const { width, height, inks } of sheets) {
    doc.addPage({ size: [width, height], margin: 0 })
    for (const one of inks) draw(doc, one)
  }
  doc.end()
  return whole
}
