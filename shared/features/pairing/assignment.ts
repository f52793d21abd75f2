/** Rows that want columns: children that want mothers. */
export interface Wanted {
  rows: number
  columns: number
  /** row after row: 1 to 255 for a pair that may be, 0 for one that may not */
  scores: Uint8Array
  /** how many columns a row wants, each at most once */
  wants: ArrayLike<number>
  /** how many rows a column can take */
  places: ArrayLike<number>
}

const FAR = 2 ** 30
const NONE = -1

/** What is held while it is solved. Prices and profits are the proof that nothing better is left: profit + price ≥ score of any free pair. */
interface Table extends Wanted {
  /** the scores of the pairs that are not taken */
  free: Uint8Array
  spare: Int32Array
  /** of a row: what its best column would bring it after the price */
  profit: Int32Array
  /** of a column: what its last place is worth to others; nought while one is spare */
  price: Int32Array
  /** column → the rows that it has */
  held: number[][]
}

/** The marks of one search; distances are what is lost of the total on the way. */
interface Search {
  rowFar: Int32Array
  columnFar: Int32Array
  /** row → the column from which it is taken away; column → the row that takes it */
  rowFrom: Int32Array
  columnFrom: Int32Array
  /** the rows and columns that were looked at, columns as `rows + column` */
  seen: number[]
  /** distance → what waits to be looked at */
  waiting: number[][]
}

const searchOf = ({ rows, columns }: Wanted): Search => ({
  rowFar: new Int32Array(rows).fill(FAR),
  columnFar: new Int32Array(columns).fill(FAR),
  rowFrom: new Int32Array(rows),
  columnFrom: new Int32Array(columns),
  seen: [],
  waiting: [],
})

interface End {
  /** what is lost on the way there */
  far: number
  /** the row that goes without, or `rows + column` of the place that is spare */
  at: number
}

function queueAt(waiting: number[][], far: number): number[] {
  const queue = waiting[far] ?? []
  waiting[far] = queue
  return queue
}

/** A row looks at all columns. A row that goes without loses its profit, so nothing beyond that is worth a look. */
function lookFrom(table: Table, search: Search, row: number, far: number, end: End): void {
  const { rows, columns, free, spare, price } = table
  const { columnFar, columnFrom, seen, waiting } = search
  const base = far + (table.profit[row] as number)
  if (base < end.far) {
    end.far = base
    end.at = row
  }
  let least = end.far
  for (let column = 0, at = row * columns; column < columns; column++, at++) {
    const next = base - (free[at] as number) + (price[column] as number)
    if (next >= least || next >= (columnFar[column] as number)) continue
    if (columnFar[column] === FAR) seen.push(rows + column)
    columnFar[column] = next
    columnFrom[column] = row
    if ((spare[column] as number) > 0) {
      least = next
      end.far = next
      end.at = rows + column
    } else queueAt(waiting, next).push(rows + column)
  }
}

/** A column that is full may give up any of its rows. */
function giveUp({ columns, scores, profit, price, held }: Table, search: Search, column: number, far: number, end: End): void {
  const { rowFar, rowFrom, seen, waiting } = search
  for (const row of held[column] as number[]) {
    const next = far + (scores[row * columns + column] as number) - (profit[row] as number) - (price[column] as number)
    if (next >= (rowFar[row] as number) || next >= end.far) continue
    if (rowFar[row] === FAR) seen.push(row)
    rowFar[row] = next
    rowFrom[row] = column
    queueAt(waiting, next).push(row)
  }
}

/** The way of least loss from a row to a spare place, or to a row that goes without: Dijkstra's, with a queue for each whole distance. */
function nearest(table: Table, search: Search, from: number): End {
  const end: End = { far: FAR, at: from }
  search.rowFar[from] = 0
  search.seen.push(from)
  search.waiting = [[from]]
  for (let far = 0; far < end.far; far++) {
    const queue = search.waiting[far]
    while (queue && queue.length > 0 && far < end.far) {
      const at = queue.pop() as number
      const column = at - table.rows
      // What has been reached on a shorter way since then was looked at there.
      if (column < 0 ? search.rowFar[at] === far : search.columnFar[column] === far)
        if (column < 0) lookFrom(table, search, at, far, end)
        else giveUp(table, search, column, far, end)
    }
  }
  return end
}

/** Everybody on the way moves over to the next column. */
function moveOver(table: Table, { rowFrom, columnFrom }: Search, from: number, { at }: End): void {
  const { rows, columns, scores, free, held, spare } = table
  let [row, column] = at < rows ? [at, NONE] : [NONE, at - rows]
  if (column !== NONE) spare[column] = (spare[column] as number) - 1
  for (;;) {
    if (column !== NONE) {
      row = columnFrom[column] as number
      ;(held[column] as number[]).push(row)
      free[row * columns + column] = 0
    }
    if (row === from) return
    column = rowFrom[row] as number
    const mates = held[column] as number[]
    mates.splice(mates.indexOf(row), 1)
    free[row * columns + column] = scores[row * columns + column] as number
  }
}

/** Prices and profits are right again; the marks are wiped. */
function settle({ rows, profit, price }: Table, search: Search, { far }: End): void {
  for (const at of search.seen) {
    const [fars, index, worth, sign] =
      at < rows ? ([search.rowFar, at, profit, -1] as const) : ([search.columnFar, at - rows, price, 1] as const)
    worth[index] = (worth[index] as number) + sign * Math.max(0, far - (fars[index] as number))
    fars[index] = FAR
  }
  search.seen.length = 0
}

/** What a row's best column would bring it now. */
function profitOf({ columns, scores, price }: Table, row: number): number {
  let best = 0
  for (let column = 0, at = row * columns; column < columns; column++, at++) {
    const profit = (scores[at] as number) - (price[column] as number)
    if (profit > best) best = profit
  }
  return best
}

/**
 * Gives rows their columns so that the scores add up to the most that is possible: no row gets more than it wants nor the same column
 * twice, no column more rows than it has places, and what may not be never is. The same table gives the same answer.
 *
 * Successive shortest paths with prices (the Hungarian method for places and wants of more than one): after each row what stands is the
 * best for the rows so far. Whole numbers only, so nothing is lost by rounding. It is written here because the packages that are kept up
 * give each column one row only, or build an object for each of three million pairs.
 * @returns for each row its columns, in ascending order; fewer than it wants where nothing is left for it
 */
export function assigned(wanted: Wanted): number[][] {
  const { rows, columns, scores, wants, places } = wanted
  const table: Table = {
    rows,
    columns,
    scores,
    wants,
    places,
    free: scores.slice(),
    spare: Int32Array.from(places),
    profit: new Int32Array(rows),
    price: new Int32Array(columns),
    held: Array.from({ length: columns }, () => []),
  }
  const search = searchOf(wanted)
  for (let row = 0; row < rows; row++) {
    table.profit[row] = profitOf(table, row)
    for (let n = 0; n < (wants[row] as number); n++) {
      const end = nearest(table, search, row)
      moveOver(table, search, row, end)
      settle(table, search, end)
    }
  }
  const given: number[][] = Array.from({ length: rows }, () => [])
  table.held.forEach((mates, column) => {
    for (const row of mates) given[row]?.push(column)
  })
  return given
}
