import { randomUUID } from 'node:crypto'
import type { ActivityBody } from '@shared/features/activity/activity.schema'
import type { App } from '../../../cloud/app'
import type { Caller } from '../../../cloud/core/caller'
import { insert } from '../../../cloud/core/database'
import { newId } from '../../../cloud/core/ids'
import { MessagePermission } from '../../../cloud/features/notices/notice.entity'
import { newToken } from '../../../cloud/features/people/accounts.service'
import { storeCounty } from '../../../cloud/features/regions/county'
import { demoCounty } from '../../../cloud/tools/demo-county'
import { HER, training } from '../../support/activities'
import type { WechatStandIn } from '../../support/wechat/stand-in'
import { ask, eventually } from './client'

/** Somebody who is signed in and takes messages. */
export interface Person {
  account: string
  openId: string
  token: string
}

const TOGETHER = 100
const MESSAGES = 5_000

/** People made and signed in through the product's own services, in units of a hundred. */
export async function signUp(app: App, wechat: WechatStandIn, names: readonly string[]): Promise<Person[]> {
  const people: Person[] = []
  for (let from = 0; from < names.length; from += TOGETHER) {
    const some = names.slice(from, from + TOGETHER).map((openId) => ({ openId, token: newToken(), account: '' }))
    await app.db.write(async (m) => {
      for (const one of some) {
        one.account = await app.accounts.create(m, { openId: one.openId })
        await app.accounts.startSession(m, one.account, one.token)
      }
      const allowed = some.flatMap(({ account: accountId }) =>
        (['progress', 'todo'] as const).map((template) => ({ accountId, template, remaining: MESSAGES })),
      )
      await insert(m, MessagePermission, allowed)
    })
    for (const one of some) {
      wechat.visit(one.openId)
      for (const template of ['tpl-progress', 'tpl-todo']) wechat.allow(one.openId, template, MESSAGES)
      people.push(one)
    }
  }
  return people
}

/** The invented county with its first cadre. */
export async function settle(app: App, wechat: WechatStandIn): Promise<Person> {
  const now = app.now()
  await app.db.write((m) => storeCounty(m, demoCounty))
  const [cadre] = (await signUp(app, wechat, ['openid-cadre'])) as [Person]
  const caller = (await app.accounts.caller(cadre.account)) as Caller
  const code = await app.db.write((m) => app.grants.firstCode(m, 'c1', now))
  await app.db.write((m) => app.grants.claim(m, caller, newId(now), code as string, now))
  return cadre
}

/** Publishes through a server and waits until WeChat's check of its text has let it through; the activity's id. */
export async function publish(url: string, cadre: Person, changed: Partial<ActivityBody>): Promise<string> {
  const body = training(new Date().toISOString(), { seats: 30, ...changed })
  const made = await ask(url, { path: '/api/activities', token: cadre.token, key: randomUUID(), body })
  if (made.status !== 201) throw new Error(`not published: ${JSON.stringify(made)}`)
  const path = `/api/activities/${made.body.id}`
  const isShown = async () => (await ask(url, { method: 'GET', path, token: cadre.token })).body.state === 'published'
  if (!(await eventually(isShown, 30_000))) throw new Error('its text was not checked')
  return made.body.id
}

/** What she sends to enrol. */
export const enrolment = (woman: Person, about: string, key: string) => ({
  path: '/api/applications',
  token: woman.token,
  key,
  body: { kind: 'enrolment', about, move: 'submit', input: HER },
})
