import { readFileSync } from 'node:fs'
import { dayOf } from '@shared/core/time'
import { campaigns } from '@shared/features/campaign/seed/index'
import { createApp } from '../app'
import { settingsOf } from '../core/settings'
import { draftLacking } from '../features/campaign/campaign.store'
import { addDesks, readCounty, storeCounty } from '../features/regions/county'
import { Place } from '../features/regions/place.entity'

/**
 * `npm run county:setup -- county.json`: stores the county's places once, adds the desks of the three reviews where they are lacking and
 * the campaigns that come with the product as drafts, and prints the code that makes the first county cadre. Running it again does no harm; a county that is there needs no file.
 */
async function main(): Promise<void> {
  const file = process.argv[2]
  const app = await createApp(settingsOf(process.env))
  await app.db.migrate()
  if (!(await app.db.read.existsBy(Place, { level: 'county' }))) {
    if (!file) throw new Error('请给出县的地名文件，例如 npm run county:setup -- config/county.example.json')
    const county = readCounty(readFileSync(file, 'utf8'))
    await app.db.write((m) => storeCounty(m, county))
    console.log(`已写入 ${county.county.name} 的地名`)
  }
  const county = await app.db.read.findOneByOrFail(Place, { level: 'county' })
  const desks = await app.db.write((m) => addDesks(m, county.id, dayOf(app.now())))
  if (desks.length > 0) console.log(`已加上三审的岗位：${desks.join('、')}。请县妇联在“授权”里给每个岗位请一个人。`)
  const drafts = await app.db.write((m) => draftLacking(m, campaigns, county.id, app.now()))
  if (drafts.length > 0)
    console.log(`已放进普法专题（草稿，还没有公开）：${drafts.join('、')}。请县妇联在“普法稿件”里看过，一篇一篇交三审，三审通过才公开。`)
  const code = await app.db.write((m) => app.grants.firstCode(m, county.id, app.now()))
  console.log(
    code
      ? `第一位县妇联干部的开通码（7 天内有效，用一次）：${code}\n请她登录小程序，在“我”里填这个码。`
      : '已经有县妇联干部了，不再打印开通码。',
  )
  await app.db.close()
}

main().catch((error: Error) => {
  console.error(`没有装好：${error.message}`)
  process.exit(1)
})
