import { type Line, mysqlLine } from './mysql-line'

/** A statement as MySQL's protocol carries it: a command byte (3, a query) and the text. */
const COMMIT = Buffer.from('\x03COMMIT')

/**
 * A way to a MySQL server on which the line can break at the worst moment: after the server has committed, before it could say so.
 * `cutAtCommit` waits for the next COMMIT and resolves once that has happened.
 */
export async function cutMysql(url: string): Promise<Line & { cutAtCommit(): Promise<void> }> {
  let armed: (() => void) | undefined
  const line = await mysqlLine(url, () => {
    let cut: (() => void) | undefined
    return {
      up: (chunk) => {
        if (armed && chunk.includes(COMMIT)) [cut, armed] = [armed, undefined]
      },
      // The answer to COMMIT: it is stored, and nobody is told.
      down: (chunk) => {
        cut?.()
        return cut ? undefined : chunk
      },
    }
  })
  const cutAtCommit = () =>
    new Promise<void>((done) => {
      armed = done
    })
  return { ...line, cutAtCommit }
}
