import { addMs, atChina, dayOf } from '@shared/core/time'
import { campaigns } from '@shared/features/campaign/seed/index'
import type { App } from '../app'
import type { Caller } from '../core/caller'
import type { Manager } from '../core/database'
import { newId } from '../core/ids'
import { storeCampaign } from '../features/campaign/campaign.store'
import { storeCounty } from '../features/regions/county'
import { type DemoActivity, demoActivities } from './demo-activities'
import { seedCare } from './demo-care'
import { demoCadres, demoCounty, demoWomen } from './demo-county'

async function storePeople(app: App): Promise<{ women: string[]; cadres: Map<string, string> }> {
  const women: string[] = []
  const cadres = new Map<string, string>()
  const began = app.now()
  let made = 0
  const create = (m: Manager, profile: Record<string, unknown>) => app.accounts.create(m, { demo: true, profile, at: addMs(began, made++) })
  await app.db.write(async (m) => {
    for (const profile of demoWomen) women.push(await create(m, { ...profile }))
    await create(m, {})
    for (const [name, role, placeId] of demoCadres) {
      const accountId = await create(m, { name })
      await app.grants.record(m, { id: newId(began), account: accountId, role, place: placeId, by: null, at: began })
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

/**
 * Puts the demonstration county into an empty, migrated database; dates follow from the app's clock.
 * @param say hears a line for each thing that is done
 */
export async function seedDemo(app: App, say: (line: string) => void): Promise<void> {
  await app.db.write((m) => storeCounty(m, demoCounty))
  const { women, cadres } = await storePeople(app)
  const atlas = await app.regions.atlas()
  const today = dayOf(app.now())
  for (const demo of demoActivities(today)) {
    const now = demo.publishedOn < today ? atChina(demo.publishedOn, '09:00') : addMs(app.now(), -3_600_000)
    const caller = await callerOf(app, cadres.get(demo.organiser) as string)
    const id = newId(now)
    await app.db.write((m) => app.activities.create(m, caller, id, demo.body, atlas, now))
    await enrolWomen(app, id, demo, women, now)
    say(`· ${demo.body.title}：${demo.enrol} 人报名`)
  }
  for (const campaign of campaigns) {
    await app.db.write((m) => storeCampaign(m, campaign, demoCounty.county.id, app.now()))
    say(`· 专题：${campaign.campaign.title}，${campaign.articles.length} 篇文章`)
  }
  const hands = {
    cadreOf: (place: string) => callerOf(app, cadres.get(place) as string),
    woman: (index: number) => callerOf(app, women[index] as string),
  }
  say(`· 牵手：${await seedCare(app, hands, addMs(app.now(), -3_600_000))}`)
  say(`演示数据好了：${demoCounty.county.name}，${women.length} 位妇女，${demoCadres.length} 位干部和联动单位`)
}
