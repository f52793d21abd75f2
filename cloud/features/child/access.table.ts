import { createHash } from 'node:crypto'
import { dayOf, timeOf } from '@shared/core/time'
import type { AccessRow } from '@shared/features/child/child.schema'
import { PART_TITLES } from '@shared/features/child/child.titles'
import { lookedFor, say } from '@shared/features/child/child.words'
import type { Caller } from '../../core/caller'
import type { Marks } from '../../core/marks'
import { type Cell, writeTable } from '../../core/xlsx.write'
import { type AccessEvents, yearOf } from './access.events'
import { auditedCounty } from './access.report'
import type { ChildParts } from './child.ports'

const TOGETHER = 200
const REVIEWS = { due: '还没有复核', right: '应该', wrong: '不该' } as const

export const COLUMNS = [
  ...([
    { title: '时间', width: 20 },
    { title: '代号', width: 10 },
    { title: '村', width: 12 },
    { title: '谁看的', width: 10 },
  ] as const),
  ...([
    { title: '看了哪几项', width: 24 },
    { title: '为什么', width: 18 },
    { title: '写明的原因', width: 30 },
  ] as const),
  ...([
    { title: '紧急', width: 6 },
    { title: '谁同意或复核的', width: 14 },
    { title: '什么时候', width: 20 },
  ] as const),
  ...([
    { title: '复核', width: 12 },
    { title: '编号', width: 40 },
    { title: '这一行的签名', width: 46 },
  ] as const),
]
const [ID_AT, MARK_AT] = [COLUMNS.length - 2, COLUMNS.length - 1]
/** Stands where the last row begins. */
export const SIGNED = '总签名'

/** With its year, for it is read years later. */
const sayMoment = (at: string): string => `${dayOf(at)} ${timeOf(at)}`

/** What a row of the table says, without its mark. */
const textsOf = ({
  at,
  code,
  villageName,
  reader,
  parts,
  why,
  words,
  pairing,
  emergency,
  approver,
  approvedAt,
  review,
  id,
}: AccessRow): string[] => [
  ...[sayMoment(at), code, villageName, pairing === null ? reader : `爱心妈妈${reader}`],
  parts.map((part) => PART_TITLES[part as keyof typeof PART_TITLES] ?? part).join('、'),
  ...[say(lookedFor, why), pairing === null ? (words ?? '（档案已销毁）') : `结对编号${pairing}`, emergency ? '紧急' : '', approver ?? ''],
  ...[approvedAt ? sayMoment(approvedAt) : '', review ? REVIEWS[review] : '', id],
]

/** Signs what is handed out: each row by itself, so that it is known which was changed, then all of them with the links of their chains. */
export function accessSigning(marks: Marks, county: string, year: string) {
  const [rowMarks, links] = [createHash('sha256'), createHash('sha256')]
  return {
    idOf: (cells: readonly string[]): string => cells[ID_AT] ?? '',
    markIn: (cells: readonly string[]): string => cells[MARK_AT] ?? '',
    row: (cells: readonly string[]): string => marks.of('child_access_row', [cells[ID_AT] ?? '', county, year, ...cells.slice(0, MARK_AT)]),
    /** in the order of the rows */
    addMark: (mark: string): unknown => rowMarks.update(`${mark}\n`),
    addLink: (link: string): unknown => links.update(`${link}\n`),
    links: (): string => links.digest('base64url'),
    whole: (rows: number, head: string): string => marks.of('child_access_table', [county, year, rows, rowMarks.digest('base64url'), head]),
  }
}

/** The year's readings as a table for the county's files, page by page; how to check it stands above the rows. */
export function accessTable({ marks, ports }: Pick<ChildParts, 'marks' | 'ports'>, { all, rowsOf, shownTo }: AccessEvents) {
  async function* pages(caller: Caller, county: string, year: string): AsyncGenerator<Cell[][]> {
    const signing = accessSigning(marks, county, year)
    let count = 0
    for await (const events of all(county, yearOf(year), TOGETHER, await shownTo(caller))) {
      const rows = await rowsOf(events)
      count += rows.length
      for (const { hash } of events) signing.addLink(hash)
      yield rows.map((row) => {
        const texts = textsOf(row)
        const mark = signing.row(texts)
        signing.addMark(mark)
        return [...texts, mark]
      })
    }
    const head = signing.links()
    yield [[SIGNED, year, String(count), head, signing.whole(count, head)]]
  }
  /** @throws AppError notAllowed for everybody but the county */
  return async (caller: Caller, year: string): Promise<Buffer> => {
    const county = auditedCounty(caller)
    const name = (await ports.atlas()).nameOf(county)
    const heading = [
      `${name}${year}年儿童档案查看记录`,
      '怎么核对：县妇联在小程序“查看记录”里点“核对一份表格”，选这个文件。改过一个字、少一行、换了次序，都会说出是哪一行。',
      '每一行的签名管住那一行；最后一行的总签名管住全部，也管住每次查看在那个孩子档案链上的记号。签名用的钥匙只在服务器上。',
    ]
    return writeTable({ name: '查看记录', heading, columns: COLUMNS }, pages(caller, county, year))
  }
}
export type AccessTable = ReturnType<typeof accessTable>
