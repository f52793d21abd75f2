import { addMs, atChina, dayOf } from '@shared/core/time'
import { type App, createApp } from '../app'
import type { Caller } from '../core/caller'
import { insert } from '../core/database'
import { newId } from '../core/ids'
import { settingsOf } from '../core/settings'
import { GrantGiven } from '../features/people/people.entity'
import { storeCounty } from '../features/regions/county'
import { Place } from '../features/regions/place.entity'
import { type DemoActivity, demoActivities } from './demo-activities'
import { demoCadres, demoCounty, demoWomen } from './demo-county'

async function storePeople(app: App): Promise<{ women: string[]; cadres: Map<string, string> }> {
  const women: string[] = []
  const cadres = new Map<string, string>()
  await app.db.write(async (m) => {
    for (const profile of demoWomen) women.push(await app.accounts.create(m, { demo: true, profile: { ...profile } }))
    await app.accounts.create(m, { demo: true })
    for (const [name, role, placeId] of demoCadres) {
      const accountId = await app.accounts.create(m, { demo: true, profile: { name } })
      const at = app.now()
      await insert(m, GrantGiven, {
        id: newId(at),
        accountId,
        role,
        placeId,
        grantedBy: null,
        grantedAt: at,
        revokedBy: null,
        revokedAt: null,
      })
      cadres.set(placeId, accountId)
    }
  })
  return { women, cadres }
}

const callerOf = async (app: App, account: string): Promise<Caller> => (await app.accounts.caller(account)) as Caller

/** The first women whom the rules let in enrol, each in a unit of her own, a minute apart. */
async function enrolWomen(
  app: App,
  activity: string,
  { body, enrol }: DemoActivity,
  women: readonly string[],
  from: string,
): Promise<void> {
  const { birthYear, villages } = body.rules
  const fits = demoWomen.map(
    (w) => (!birthYear || (w.birthYear >= birthYear.from && w.birthYear <= birthYear.to)) && (!villages || villages.includes(w.village)),
  )
  const chosen = women.filter((_, i) => fits[i]).slice(0, enrol)
  const atlas = await app.regions.atlas()
  for (const [i, account] of chosen.entries()) {
    const { name, village, phone, birthYear: year } = demoWomen[women.indexOf(account)] as (typeof demoWomen)[number]
    const now = addMs(from, (i + 1) * 60_000)
    const input = { name, village, phone, ...(birthYear ? { birthYear: year } : {}) }
    const caller = await callerOf(app, account)
    await app.db.write((m) =>
      app.applications.create(m, caller, newId(now), { kind: 'enrolment', about: activity, move: 'submit', input }, atlas, now),
    )
  }
}

/** `npm run db:seed`: the demonstration county, once; dates follow from today. */
async function main(): Promise<void> {
  const settings = settingsOf(process.env)
  if (settings.production) throw new Error('演示数据不能放进正式环境')
  const app = await createApp({ ...settings, logLevel: 'silent' })
  await app.db.migrate()
  if (await app.db.read.existsBy(Place, { level: 'county' })) {
    console.log('已经有数据了，不再放演示数据')
    return app.db.close()
  }
  await app.db.write((m) => storeCounty(m, demoCounty))
  const { women, cadres } = await storePeople(app)
  const atlas = await app.regions.atlas()
  for (const demo of demoActivities(dayOf(app.now()))) {
    const now = demo.publishedOn < dayOf(app.now()) ? atChina(demo.publishedOn, '09:00') : addMs(app.now(), -3_600_000)
    const caller = await callerOf(app, cadres.get(demo.organiser) as string)
    const id = newId(now)
    await app.db.write((m) => app.activities.create(m, caller, id, demo.body, atlas, now))
    await enrolWomen(app, id, demo, women, now)
    console.log(`· ${demo.body.title}：${demo.enrol} 人报名`)
  }
  console.log(`演示数据好了：${demoCounty.county.name}，${women.length} 位妇女，${demoCadres.length} 位干部和联动单位`)
  await app.db.close()
}

main().catch((error: Error) => {
  console.error(`没有放成演示数据：${error.message}`)
  process.exitCode = 1
})
