import path from 'node:path'
import { writeBackup } from '../core/backup'
import { noteBackup } from '../core/last-backup'
import { momentOf } from '../core/moment'
import { settingsOf } from '../core/settings'
import { schema } from '../schema'
import { shelvesOf } from './shelves'

const lines = (parts: readonly { rows: number }[]): number => parts.reduce((sum, { rows }) => sum + rows, 0)

/** `npm run backup [-- <folder>]`: everything into a new folder, while the server goes on. */
async function main(): Promise<void> {
  const settings = settingsOf(process.env)
  const { database, dataDir, keys } = settings
  const now = () => new Date().toISOString()
  const folder = path.resolve(process.argv[2] ?? path.join(dataDir, 'backups', now().replace(/[:.]/g, '-')))
  const moment = momentOf(database, schema)
  const shelves = shelvesOf(settings.storage)
  const { at, tables, files, missing } = await writeBackup(folder, { engine: database.engine, moment, keys, shelves, now })
  await noteBackup(dataDir, at)
  console.log(`备份好了：${folder}\n${tables.length} 张表 ${lines(tables)} 行，文件 ${lines(files)} 个。密钥不在里面，请另外保管。`)
  if (missing.length > 0) console.log(`有 ${missing.length} 个文件找不到，写在 manifest.json 的 missing 里`)
}

main().catch((error: Error) => {
  console.error(`没有备份成：${error.message}`)
  process.exit(1)
})
