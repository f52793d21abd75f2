import { openDatabase } from '../core/database'
import { settingsOf } from '../core/settings'
import { schema } from '../schema'

async function main(): Promise<void> {
  const db = await openDatabase(settingsOf(process.env).database, schema)
  const done = await db.migrate()
  console.log(done.length > 0 ? `数据库已更新：${done.join('、')}` : '数据库已经是最新的')
  await db.close()
}

main().catch((error: Error) => {
  console.error(`没有更新成：${error.message}`)
  process.exit(1)
})
