import { readFile } from 'node:fs/promises'
import { checkBackup, fileIn, keyMarks, type Manifest, readManifest, readPart, rowsSha256 } from './backup-format'
import type { Database, Manager } from './database'
import { insertRows, rowsOf, shapesOf, type TableShape } from './rows'
import type { Keyring } from './settings'

export interface RestoreParts {
  db: Database
  /** the names of the migrations that this program knows */
  migrations: readonly string[]
  keys: Keyring
  putFile(shelf: string, name: string, data: Buffer): Promise<void>
}

function mustFit({ migrations, masterKeys, chainKey }: Manifest, known: readonly string[], keys: Keyring): void {
  // As sets: a database that was upgraded step by step may have run them in another order than a new one does.
  const fits = [...migrations].sort().join() === [...known].sort().join()
  if (!fits) throw new Error('这份备份是另一个版本的程序做的，请先用那个版本恢复，再升级')
  const ours = keyMarks(keys, Object.keys(masterKeys))
  const wrong = Object.keys(masterKeys).filter((id) => ours.masterKeys[id] !== masterKeys[id])
  if (wrong.length > 0) throw new Error(`打开这份备份要用编号 ${wrong.join('、')} 的主密钥，现在的 MASTER_KEYS 里没有，或者不是同一把`)
  if (ours.chainKey !== chainKey) throw new Error('现在的 CHAIN_KEY 不是做备份时的那一把')
}

const isMissing = (error: unknown): boolean => {
  const { code, message = '' } = error as { code?: string; message?: string }
  return code === 'ER_NO_SUCH_TABLE' || message.includes('no such table')
}

async function mustBeEmpty({ read }: Database): Promise<void> {
  for (const { name } of shapesOf(read)) {
    const first = read.query(`SELECT 1 FROM ${read.connection.driver.escape(name)} LIMIT 1`) as Promise<unknown[]>
    const found = await first.catch((error) => (isMissing(error) ? [] : Promise.reject(error)))
    if (found.length > 0) throw new Error('这个数据库里已经有数据了，只能恢复到空的数据库里')
  }
}

async function restoreTable(m: Manager, folder: string, shape: TableShape, part: Manifest['tables'][number]): Promise<void> {
  for await (const page of readPart(folder, part)) await insertRows(m, shape, page)
  if ((await rowsSha256(rowsOf(m, shape))) !== part.rowsSha256) throw new Error(`${part.name} 恢复后和备份不一样，什么也没有恢复`)
}

async function restoreFiles(folder: string, part: Manifest['files'][number], put: RestoreParts['putFile']): Promise<void> {
  for await (const page of readPart(folder, part))
    for (const [name] of page) await put(part.shelf, String(name), await readFile(fileIn(folder, part.shelf, String(name))))
}

/**
 * Restores a backup of either engine into an empty database: files first, then all rows in one unit of work in which they are read
 * back and compared, so that there is either everything or nothing.
 * @throws Error in Chinese; a backup that is damaged, or that these keys cannot open, is refused before anything is written
 */
export async function restoreBackup(folder: string, { db, migrations, keys, putFile }: RestoreParts): Promise<Manifest> {
  const manifest = await readManifest(folder)
  mustFit(manifest, migrations, keys)
  await checkBackup(folder, manifest, keys)
  await mustBeEmpty(db)
  await db.migrate()
  for (const part of manifest.files) await restoreFiles(folder, part, putFile)
  const shapes = new Map(shapesOf(db.read).map((shape) => [shape.name, shape]))
  await db.write(async (m) => {
    for (const part of manifest.tables) {
      const shape = shapes.get(part.name)
      if (shape?.columns.join() !== part.columns.join()) throw new Error(`备份里的 ${part.name} 和这里的不是一个样子`)
      await restoreTable(m, folder, shape, part)
    }
  })
  return manifest
}
