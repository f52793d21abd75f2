import { AppError } from '@shared/core/errors'
import type { AccessCheck } from '@shared/features/child/child.schema'
import type { Caller } from '../../core/caller'
import { readTable } from '../../core/xlsx.read'
import { type AccessEvents, cursorOf, type Shown, yearOf } from './access.events'
import { auditedCounty } from './access.report'
import { accessSigning, COLUMNS, SIGNED } from './access.table'
import type { ChildParts } from './child.ports'

const TOGETHER = 500
/** What fits into a file that may be sent. */
const MOST_ROWS = 30_000
const MOST_BYTES = 64 * 1024 * 1024
/** Enough to know where to look. */
const MOST_NAMED = 20

interface Sheet {
  year: string
  rows: { row: number; cells: string[] }[]
  count: number
  links: string
  signature: string
}

const notOurs = (): AppError =>
  new AppError('wrongType', '这不是“查看记录”下载的表格，或者签名那一行不见了', { fields: { file: '不是查看记录的表格' } })

/** @throws AppError wrongType, tooLarge */
function sheetIn(data: Buffer): Sheet {
  const { rows } = readTable(data, { rows: MOST_ROWS, bytes: MOST_BYTES })
  const at = rows.findIndex(({ cells }) => COLUMNS.every(({ title }, k) => cells[k] === title))
  const end = rows.findIndex(({ cells }) => cells[0] === SIGNED)
  const [, year = '', count = '', links = '', signature = ''] = rows[end]?.cells ?? []
  if (at < 0 || end < at || !/^20\d{2}$/.test(year)) throw notOurs()
  return { year, rows: [...rows.slice(at + 1, end), ...rows.slice(end + 1)], count: Number(count), links, signature }
}

/**
 * Whether a table is the one that was handed out, to the last letter, and whether the chains still say what it says. First its own
 * signatures: who has no key can neither change a row nor leave one out. Then each of its readings must still be a step of its child's
 * chain with the same link; readings that came later are no fault of it.
 */
export function accessCheck({ marks }: Pick<ChildParts, 'marks'>, { all, shownTo }: AccessEvents) {
  const linked = async (county: string, { year, rows, links }: Sheet, shown: Shown): Promise<AccessCheck['verdict']> => {
    const signing = accessSigning(marks, county, year)
    let [at, more] = [0, false]
    for await (const events of all(county, yearOf(year), TOGETHER))
      for (const event of events) {
        if (cursorOf(event) !== signing.idOf(rows[at]?.cells ?? [])) more ||= shown(event)
        else {
          signing.addLink(event.hash)
          at += 1
        }
      }
    if (at < rows.length || signing.links() !== links) return 'differs'
    return more ? 'grown' : 'whole'
  }
  /** @throws AppError notAllowed, wrongType, tooLarge */
  return async (caller: Caller, data: Buffer): Promise<AccessCheck> => {
    const county = auditedCounty(caller)
    const sheet = sheetIn(data)
    const { year, rows, count, links, signature } = sheet
    const signing = accessSigning(marks, county, year)
    const changed: number[] = []
    for (const { row, cells } of rows) {
      const mark = signing.markIn(cells)
      if (signing.row(cells) !== mark) changed.push(row)
      signing.addMark(mark)
    }
    const isWhole = changed.length === 0 && count === rows.length && signing.whole(rows.length, links) === signature
    const verdict = isWhole ? await linked(county, sheet, await shownTo(caller)) : 'changed'
    return { verdict, year, rows: rows.length, changed: changed.slice(0, MOST_NAMED) }
  }
}
export type AccessChecking = ReturnType<typeof accessCheck>
