import { Activity, ActivityPlace } from '../../cloud/features/activity/activity.entity'
import { MessagePermission } from '../../cloud/features/notices/notice.entity'
import type { Replaced } from '../../cloud/replaced'
import { enrol, HER, publish } from '../support/activities'
import { type Cloud, startCloud } from '../support/cloud'
import { cutMysql } from '../support/cut-mysql'
import { mariadbUrl } from '../support/mariadb'
import { withoutTraces } from '../support/unguarded'
import { startWechat } from '../support/wechat/stand-in'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** A server that reaches MySQL over a line that can be cut between a commit and the word of it. */
async function start(replaced: Replaced = {}, wechat = {}) {
  const base = await mariadbUrl('cut')
  closing.push(base.drop)
  const line = await cutMysql(base.url)
  closing.push(line.close)
  const cloud = await startCloud('mysql', { logLevel: 'silent', database: { engine: 'mysql', url: line.url }, ...wechat }, replaced)
  closing.push(cloud.close)
  return { cloud, line }
}

async function enrolOverACutLine(cloud: Cloud, cut: () => Promise<void>) {
  const activity = await publish(await cloud.official('town', 't1'), cloud.clock.now(), { seats: 5 })
  const her = await cloud.woman()
  const cutting = cut()
  const { status, body } = await enrol(her, activity, HER)
  await cutting
  const { taken } = await cloud.app.db.read.findOneByOrFail(Activity, { id: activity })
  return {
    status,
    id: body.id,
    taken,
    places: (await cloud.app.db.read.findBy(ActivityPlace, { activityId: activity })).map((p) => p.applicationId),
  }
}

it('an enrolment that was stored while the line broke is answered, and is there once', async () => {
  const { cloud, line } = await start()
  const { status, id, taken, places } = await enrolOverACutLine(cloud, line.cutAtCommit)
  expect([status, taken, places]).toEqual([201, 1, [id]])
})

it('without a trace of the request the same unit, run again, does not know that it was stored (control)', async () => {
  const { cloud, line } = await start({ database: withoutTraces })
  const { status } = await enrolOverACutLine(cloud, line.cutAtCommit)
  expect(status).toBe(409)
})

it('while the database cannot be reached everybody is told to come back, and afterwards all is as before', async () => {
  const { cloud, line } = await start()
  const her = await cloud.woman()
  await line.close()
  const { status, body, headers } = await her.get('/api/activities')
  await line.reopen()
  expect([status, body.error, headers.get('retry-after')]).toEqual([503, 'busy', '5'])
  expect((await her.get('/api/activities')).status).toBe(200)
})

it('a message that was sent while the line broke costs her one permission', async () => {
  const wechat = await startWechat({ templates: { progress: { thing1: 'title' }, todo: { thing1: 'title' } } })
  closing.push(wechat.close)
  wechat.setPages(['pages/application/index', 'features/cadre/case/index', 'pages/inbox/index'])
  const template = (id: string) => ({ id, data: { thing1: 'title' } })
  const { url: base, appId, secret } = wechat
  const templates = { progress: template('progress'), todo: template('todo') }
  const { cloud, line } = await start({}, { wechat: { base, appId, secret, templates, state: 'formal' as const } })
  const cadre = await cloud.official('town', 't1', '李芳', 'openid-cadre')
  const activity = await publish(cadre, cloud.clock.now(), { needsReview: true })
  wechat.visit('openid-cadre')
  wechat.allow('openid-cadre', 'todo', 5)
  await cadre.post('/api/permissions', { answers: [1, 2, 3].map(() => ({ template: 'todo', answer: 'accept' })) })
  while ((await cloud.app.work.checkTexts()) > 0);
  expect((await enrol(await cloud.woman({}, 'openid-her'), activity)).body.state).toBe('review')

  // The first commit takes the notice; the second one records that it was sent.
  const sending = cloud.app.work.dispatch()
  while (wechat.sent.length === 0) await new Promise(setImmediate)
  await line.cutAtCommit()
  await sending
  const { remaining } = await cloud.app.db.read.findOneByOrFail(MessagePermission, { accountId: cadre.account, template: 'todo' })
  expect([wechat.sent.length, remaining]).toEqual([1, 2])
})
