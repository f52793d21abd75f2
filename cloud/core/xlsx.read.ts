import { AppError } from '@shared/core/errors'
import { Unzip, UnzipInflate } from 'fflate'
import { type SaxesAttributePlain, SaxesParser } from 'saxes'

/** What is read of a table at most: who sends more means no harm, but must not be able to do any. */
export interface TableLimits {
  rows: number
  columns: number
  /** of all that is unpacked */
  bytes: number
}

/** Rows of texts, as they are seen in the first sheet; `epoch` is the day before the first that a bare number stands for. */
export interface Table {
  rows: { row: number; cells: string[] }[]
  epoch: string
}

const USUAL: TableLimits = { rows: 5_000, columns: 40, bytes: 24 * 1024 * 1024 }
/** What a table is made of for each of its rows: elements and attributes. Nobody's cells need as many, nor as many levels of them. */
const PIECES_A_ROW = 260
const MOST_LEVELS = 32
/** Letters that are kept of a cell: one text may stand in every cell, so who reads all cells reads it as often. */
const MOST_LETTERS = 200
/** Unpacked a bit at a time: after each one it is looked how much there is already. */
const BITE = 4 * 1024
const WORKBOOK = 'xl/workbook.xml'
const RELATIONS = 'xl/_rels/workbook.xml.rels'
const STRINGS = 'xl/sharedStrings.xml'

const wrong = () =>
  new AppError('wrongType', '这不是能打开的 .xlsx 表格；请用下载的模板填写，另存为 .xlsx 再传', { fields: { file: '不是 .xlsx 表格' } })
const tooLarge = (why: string) => new AppError('tooLarge', why, { fields: { file: why } })

/** The parts that are wanted, unpacked; nothing else is. @throws AppError wrongType, tooLarge */
function partsOf(data: Buffer, wanted: readonly string[], most: number): Map<string, string> {
  const chunks = new Map<string, Uint8Array[]>()
  let size = 0
  // What is thrown in here comes back as an error of the unpacking: the first one counts.
  let fault: AppError | undefined
  const fail = (error: AppError): never => {
    fault ??= error
    throw fault
  }
  const unzip = new Unzip((file) => {
    if (!wanted.includes(file.name) || chunks.has(file.name)) return
    const its: Uint8Array[] = []
    chunks.set(file.name, its)
    file.ondata = (error, chunk) => {
      if (error) fail(wrong())
      size += chunk.length
      if (size > most) fail(tooLarge('表格太大了，请分成几个文件'))
      its.push(chunk)
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  try {
    for (let at = 0; at < data.length; at += BITE) unzip.push(data.subarray(at, at + BITE), at + BITE >= data.length)
  } catch {
    throw fault ?? wrong()
  }
  return new Map([...chunks].map(([name, its]) => [name, Buffer.concat(its).toString('utf8')]))
}

interface Reading {
  open?(name: string, attributes: Record<string, string>): void
  text?(text: string): void
  close?(name: string): void
}

/**
 * Names without their namespace's prefix. Nothing is fetched, no entity but XML's own is known, and nobody is kept busy by a small file
 * that unpacks to millions of levels, elements or attributes. @throws AppError wrongType, tooLarge
 */
function readXml(xml: string, most: number, { open, text, close }: Reading): void {
  // No table has one (ECMA-376 part 2, 8.1.4).
  if (xml.includes('<!DOCTYPE')) throw wrong()
  const parser = new SaxesParser()
  let [level, pieces] = [0, 0]
  const count = () => {
    pieces += 1
    if (pieces > most) throw tooLarge('表格太大了，请分成几个文件')
  }
  const bare = (name: string) => name.slice(name.indexOf(':') + 1)
  parser.on('error', () => {
    throw wrong()
  })
  parser.on('attribute', count)
  parser.on('opentag', ({ name, attributes }) => {
    count()
    level += 1
    if (level > MOST_LEVELS) throw wrong()
    open?.(bare(name), attributes as Record<string, SaxesAttributePlain & string>)
  })
  if (text) parser.on('text', text)
  parser.on('closetag', ({ name }) => {
    level -= 1
    close?.(bare(name))
  })
  parser.write(xml).close()
}

/** Where the first sheet is, and from which day its days are counted. */
function firstSheet(parts: ReadonlyMap<string, string>, most: number): { path: string; epoch: string } {
  const [workbook, relations] = [parts.get(WORKBOOK), parts.get(RELATIONS)]
  if (workbook === undefined || relations === undefined) throw wrong()
  let sheet: string | undefined
  let epoch = '1899-12-30'
  readXml(workbook, most, {
    open: (name, attributes) => {
      if (name === 'sheet') sheet ??= attributes['r:id'] ?? Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1]
      if (name === 'workbookPr' && ['1', 'true'].includes(attributes.date1904 ?? '')) epoch = '1904-01-01'
    },
  })
  let target: string | undefined
  readXml(relations, most, {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id === sheet) target = Target
    },
  })
  if (target === undefined) throw wrong()
  return { path: target.startsWith('/') ? target.slice(1) : `xl/${target}`, epoch }
}

/** The texts that cells refer to; how a word is to be pronounced is no part of it. */
function stringsOf(xml: string | undefined, most: number): string[] {
  const strings: string[] = []
  if (xml === undefined) return strings
  let [inText, phonetic, told] = [false, false, '']
  readXml(xml, most, {
    open: (name) => {
      if (name === 'si') told = ''
      if (name === 'rPh') phonetic = true
      if (name === 't') inText = true
    },
    text: (text) => {
      if (inText && !phonetic) told += text
    },
    close: (name) => {
      if (name === 't') inText = false
      if (name === 'rPh') phonetic = false
      if (name === 'si') strings.push(kept(told))
    },
  })
  return strings
}

const kept = (text: string): string => text.slice(0, MOST_LETTERS).trim()

/** `BC7` → 54, the first column being 0; undefined where no place is told. */
function columnOf(place: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/.exec(place ?? '')?.[1]
  return letters === undefined ? undefined : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function sheetRows(xml: string, most: number, strings: readonly string[], limits: TableLimits): Table['rows'] {
  const rows: Table['rows'] = []
  let cells: string[] = []
  let [row, column, type, value, reads] = [0, -1, '', '', false]
  readXml(xml, most, {
    open: (name, attributes) => {
      if (name === 'row') {
        cells = []
        column = -1
        row = Number(attributes.r ?? row + 1)
      }
      if (name === 'c') {
        column = columnOf(attributes.r) ?? column + 1
        ;[type, value] = [attributes.t ?? '', '']
        if (column >= limits.columns) throw tooLarge(`表格的列太多了，最多${limits.columns}列`)
      }
      // A formula (`f`) is not read: only what it came to.
      reads = name === 'v' || name === 't'
    },
    text: (text) => {
      if (reads) value += text
    },
    close: (name) => {
      if (name === 'v' || name === 't') reads = false
      if (name === 'c') {
        while (cells.length < column) cells.push('')
        cells[column] = type === 's' ? (strings[Number(value)] ?? '') : type === 'e' ? '' : kept(value)
      }
      if (name !== 'row' || cells.every((cell) => cell === '')) return
      if (rows.length >= limits.rows) throw tooLarge(`一次最多${limits.rows}行，请分成几个文件`)
      rows.push({ row, cells })
    },
  })
  return rows
}

/**
 * The first sheet of an .xlsx file that somebody sent: values only, no formula is reckoned, nothing is fetched, no more than so much
 * unpacked. Rows without anything in them are left out.
 * @throws AppError wrongType, tooLarge
 */
export function readTable(data: Buffer, changed: Partial<TableLimits> = {}): Table {
  const limits = { ...USUAL, ...changed }
  if (data.length < 4 || data.readUInt32LE(0) !== 0x04034b50) throw wrong()
  const most = limits.rows * PIECES_A_ROW
  const { path, epoch } = firstSheet(partsOf(data, [WORKBOOK, RELATIONS], limits.bytes), most)
  const parts = partsOf(data, [path, STRINGS], limits.bytes)
  const sheet = parts.get(path)
  if (sheet === undefined) throw wrong()
  return { rows: sheetRows(sheet, most, stringsOf(parts.get(STRINGS), most), limits), epoch }
}
