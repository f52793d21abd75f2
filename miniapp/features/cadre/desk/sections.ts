import { addDays, dayOf } from '@shared/core/time'
import type { ApplicationRow } from '@shared/features/applications/applications.schema'

/** Several cases that may be decided together. */
export interface Gathered {
  kind: string
  about: string | null
  title: string
  move: string
  rows: ApplicationRow[]
}
export type Line = { one: ApplicationRow } | { several: Gathered }
export interface Section {
  title: string
  lines: Line[]
}

const TITLES = ['已过期', '今天', '这周', '以后'] as const

/** The Sunday that ends a day's week. */
function weekEnd(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, (7 - weekday) % 7)
}

function sectionOf(row: ApplicationRow, now: string): (typeof TITLES)[number] {
  if (!row.due) return '以后'
  if (row.due.at < now) return '已过期'
  const today = dayOf(now)
  const last = dayOf(row.due.at)
  return last === today ? '今天' : last <= weekEnd(today) ? '这周' : '以后'
}

export const sameBatch = (row: ApplicationRow, of: Pick<Gathered, 'kind' | 'about' | 'move'>): boolean =>
  row.kind === of.kind && row.about === of.about && row.batch.includes(of.move)

function linesOf(rows: readonly ApplicationRow[]): Line[] {
  const lines: Line[] = []
  for (const row of rows) {
    const move = row.batch[0]
    if (move === undefined) {
      lines.push({ one: row })
      continue
    }
    const open = lines.find((line): line is { several: Gathered } => 'several' in line && sameBatch(row, line.several))
    if (open) open.several.rows.push(row)
    else lines.push({ several: { kind: row.kind, about: row.about, title: row.title, move, rows: [row] } })
  }
  return lines.map((line) => ('several' in line && line.several.rows.length === 1 ? { one: line.several.rows[0] as ApplicationRow } : line))
}

/** The inbox as the desk shows it: what belongs together in one line, under the day by which its first case is due. */
export function sectionsOf(rows: readonly ApplicationRow[], now: string): Section[] {
  const lines = linesOf(rows)
  const first = (line: Line): ApplicationRow => ('one' in line ? line.one : (line.several.rows[0] as ApplicationRow))
  return TITLES.map((title) => ({ title, lines: lines.filter((line) => sectionOf(first(line), now) === title) })).filter(
    (section) => section.lines.length > 0,
  )
}

/** How many are due today or before. */
export const pressing = (rows: readonly ApplicationRow[], now: string): number =>
  rows.filter((row) => row.due && dayOf(row.due.at) <= dayOf(now)).length
