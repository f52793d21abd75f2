import { strToU8, Zip, ZipDeflate } from 'fflate'

/** A whole sum of fen is shown as yuan; every other number as it is. */
export type Cell = string | number | { fen: number } | null

export interface SheetShape {
  name: string
  /** lines above the table */
  heading: readonly string[]
  /** titles, each with how many characters wide its column is */
  columns: readonly { title: string; width: number }[]
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
/** Formats by their place in `STYLES`. */
const STYLE = { plain: 0, yuan: 1, title: 2, quoted: 3 } as const

const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf numFmtId="4" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/><xf quotePrefix="1"/></cellXfs></styleSheet>`

const FIXED: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/></Types>`,
  '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': STYLES,
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** What XML can hold of a text. */
const escaped = (text: string): string =>
  text
    .replace(/\p{Cs}/gu, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those that XML has no place for
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (one) => ENTITIES[one] as string)

/** Yuan with two decimals, exactly. */
function yuanOf(fen: number): string {
  const [sign, whole] = [fen < 0 ? '-' : '', Math.abs(fen)]
  return `${sign}${(whole - (whole % 100)) / 100}.${String(whole % 100).padStart(2, '0')}`
}

// Every text is a text for the program that opens it, whatever it begins with; what looks like a formula stays one also when it is copied.
function cellOf(cell: Cell, style: number = STYLE.plain): string {
  if (cell === null || cell === '') return '<c/>'
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`
  if (typeof cell === 'object') return `<c s="${STYLE.yuan}"><v>${yuanOf(cell.fen)}</v></c>`
  const as = /^[=+\-@\t\r]/.test(cell) ? STYLE.quoted : style
  return `<c t="inlineStr"${as ? ` s="${as}"` : ''}><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
}

const rowOf = (cells: readonly Cell[], style?: number): string => `<row>${cells.map((cell) => cellOf(cell, style)).join('')}</row>`

/** An .xlsx file with one sheet, packed page by page: what is made of a page is forgotten before the next one is asked for. */
export async function writeTable({ name, heading, columns }: SheetShape, pages: AsyncIterable<readonly Cell[][]>): Promise<Buffer> {
  const packed: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    packed.push(chunk)
  })
  const part = (path: string) => {
    const file = new ZipDeflate(path, { level: 6 })
    zip.add(file)
    return (text: string, last = false) => file.push(strToU8(text), last)
  }
  const workbook = `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`
  for (const [path, text] of Object.entries({ ...FIXED, 'xl/workbook.xml': workbook })) part(path)(text, true)
  const sheet = part('xl/worksheets/sheet1.xml')
  const widths = columns.map(({ width }, k) => `<col min="${k + 1}" max="${k + 1}" width="${width}" customWidth="1"/>`).join('')
  const above = heading.map((line) => rowOf([line])).join('')
  const titles = rowOf(
    columns.map(({ title }) => title),
    STYLE.title,
  )
  sheet(`${HEAD}<worksheet xmlns="${MAIN}"><cols>${widths}</cols><sheetData>${above}${titles}`)
  for await (const rows of pages) sheet(rows.map((row) => rowOf(row)).join(''))
  sheet('</sheetData></worksheet>', true)
  zip.end()
  return Buffer.concat(packed)
}
