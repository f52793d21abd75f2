import path from 'node:path'
import { openDatabase } from '../core/database'
import { restoreBackup } from '../core/restore'
import { settingsOf } from '../core/settings'
import { schema } from '../schema'
import { putBack, shelvesOf } from './shelves'

/** `npm run restore -- <folder>`: a backup of either engine into the empty database of these settings. */
async function main(): Promise<void> {
  const [, , folder] = process.argv
  if (!folder) throw new Error('请给出备份的文件夹，例如 npm run restore -- data/backups/2026-11-23T01-00-00-000Z')
  const { database, keys, storage } = settingsOf(process.env)
  const db = await openDatabase(database, schema)
  const migrations = schema.migrations.map(({ name }) => name)
  try {
    const putFile = putBack.bind(undefined, shelvesOf(storage))
    const { at, tables, files } = await restoreBackup(path.resolve(folder), { db, migrations, keys, putFile })
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    console.log(
      `恢复好了：${at} 的 ${tables.length} 张表 ${rows} 行，文件 ${files.reduce((sum, part) => sum + part.rows, 0)} 个；每一行都读回来比过。`,
    )
  } finally {
    await db.close()
  }
}

main().catch((error: Error) => {
  console.error(`没有恢复：${error.message}`)
  process.exit(1)
})
