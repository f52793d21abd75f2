import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Database } from '../../cloud/core/database'

const escaped = (word: string): string =>
  [...word]
    .flatMap((sign) => [...sign.split('')])
    .map((unit) => (unit > '\x7f' ? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}` : unit))
    .join('')

/** The part of a base64 text that stays the same wherever in the bytes the word stands: three alignments. */
function base64Of(bytes: Buffer): string[] {
  return [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    // The signs at both ends are shared with the neighbours.
    return text.slice(shift === 0 ? 0 : shift + 1, bytes.length % 3 === (3 - shift) % 3 ? undefined : -1)
  })
}

/** A word in every way in which it could lie somewhere in clear. */
export function waysToWrite(word: string): Buffer[] {
  const bytes = Buffer.from(word)
  const wide = Buffer.from(word, 'utf16le')
  const base64 = base64Of(bytes)
  const texts = [escaped(word), ...base64, ...base64.map((text) => text.replace(/\+/g, '-').replace(/\//g, '_')), bytes.toString('hex')]
  return [bytes, wide, Buffer.from(wide).swap16(), ...texts.map((text) => Buffer.from(text))]
}

/** Which of the words lie in clear in these bytes. */
export const inClear = (bytes: Buffer, words: readonly string[]): string[] =>
  words.filter((word) => waysToWrite(word).some((way) => bytes.includes(way)))

/** Every byte of the files below a folder, or of one file. */
export function bytesBelow(file: string): Buffer {
  if (!existsSync(file)) return Buffer.alloc(0)
  if (!statSync(file).isDirectory()) return readFileSync(file)
  return Buffer.concat(readdirSync(file).map((name) => bytesBelow(path.join(file, name))))
}

/**
 * The folder where MariaDB keeps a database, with all its pages written out, and the folder above it with the logs; undefined where the
 * server is on another machine.
 */
export async function writtenOut(db: Database): Promise<{ own: string; server: string } | undefined> {
  const [at] = (await db.read.query('SELECT @@datadir AS folder, DATABASE() AS name')) as { folder: string; name: string }[]
  if (!at || !existsSync(path.join(at.folder, at.name))) return undefined
  const tables = (await db.read.query('SHOW TABLES')) as Record<string, string>[]
  // Locks them until the connection gives them back: all on one connection.
  const runner = db.read.connection.createQueryRunner()
  try {
    await runner.query(`FLUSH TABLES ${tables.map((row) => Object.values(row)[0]).join(', ')} FOR EXPORT`)
    await runner.query('UNLOCK TABLES')
    await runner.query('FLUSH ENGINE LOGS')
  } finally {
    await runner.release()
  }
  return { own: path.join(at.folder, at.name), server: at.folder }
}

/** What the women of most tests type into forms; it never belongs into a public text. */
const TYPED = ['王桂兰', '13900001234', '11010519491231002X']

/** Looked at whenever a test's server is closed: which of these words lie in its database, its pictures and its anchors. */
export async function leftInClear(db: Database, folder: string): Promise<string[]> {
  const server = db.engine === 'mysql' ? await writtenOut(db) : undefined
  return inClear(Buffer.concat([folder, ...(server ? [server.own] : [])].map(bytesBelow)), TYPED)
}
