import { createApp } from '../app'
import { settingsOf } from '../core/settings'
import { Place } from '../features/regions/place.entity'
import { seedDemo } from './seed-demo'

/** `npm run db:seed`: the demonstration county, once. */
async function main(): Promise<void> {
  const settings = settingsOf(process.env)
  if (settings.production) throw new Error('演示数据不能放进正式环境')
  const app = await createApp({ ...settings, logLevel: 'silent' })
  await app.db.migrate()
  if (await app.db.read.existsBy(Place, { level: 'county' })) console.log('已经有数据了，不再放演示数据')
  else await seedDemo(app, console.log)
  await app.db.close()
}

main().catch((error: Error) => {
  console.error(`没有放成演示数据：${error.message}`)
  process.exit(1)
})
