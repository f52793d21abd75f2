import { type Line, mysqlLine } from './mysql-line'

const STRICT = Buffer.from('STRICT_TRANS_TABLES')
const LOOSE = Buffer.from('NO_ZERO_IN_DATE,NO_')

function loosened(chunk: Buffer): Buffer {
  const at = chunk.indexOf(STRICT)
  if (at >= 0) LOOSE.copy(chunk, at)
  return chunk
}

/** A way to a MySQL server on which its sql_mode looks as if it were not strict. */
export const looseMysql = (url: string): Promise<Line> => mysqlLine(url, () => ({ down: loosened }))
