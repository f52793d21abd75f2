import { addMs } from '@shared/core/time'
import type { ActivityBody } from '@shared/features/activity/activity.schema'
import { newId } from '../../cloud/core/ids'
import type { Subjects } from '../../cloud/core/kind-ports'
import { ApplicationEvent } from '../../cloud/features/applications/application.entity'
import { enrol, HER, publish } from '../support/activities'
import type { Api, Json } from '../support/api'
import { onBothEngines, startCloud } from '../support/cloud'

const DAY = 86_400_000
const ASK = '；有特殊情况可以问问主办方'

onBothEngines('who may come', (cloud) => {
  const now = () => cloud().clock.now()
  const town = () => cloud().official('town', 't1', '李芳')
  const held = async (changed: Partial<ActivityBody> = {}) => publish(await town(), now(), { seats: 9, ...changed })
  const inDays = (days: number) => ({
    startsAt: addMs(now(), days * DAY),
    endsAt: addMs(now(), days * DAY + 1),
    enrolBy: addMs(now(), days * DAY),
  })
  const move = async (who: Api, id: string, name: string, input: object = {}) => {
    const { version } = (await who.get(`/api/applications/${id}`)).body
    return who.post(`/api/applications/${id}/moves/${name}`, { version, input })
  }
  const plead = (her: Api, about: string, input: object = {}) =>
    her.post('/api/applications', { kind: 'enrolment', about, move: 'ask', input: { ...HER, plea: '家里种了两亩柑橘，想学', ...input } })

  it('is one training a year: who has a seat in another one is told which, and may come once she has given that up', async () => {
    const [first, second] = [await held({ title: '柑橘剪枝' }), await held({ rules: { onceAYear: true } })]
    const her = await cloud().woman()
    const seat = (await enrol(her, first)).body
    const refused = await enrol(her, second)
    expect([refused.status, refused.body.error]).toEqual([422, 'notEligible'])
    expect(refused.body.message).toBe(`您今年已经报上了“柑橘剪枝”，明年1月1日起的培训可以再报${ASK}`)
    expect((await her.get(`/api/activities/${second}/history`)).body.items).toMatchObject([{ title: '柑橘剪枝', training: true }])
    await move(her, seat.id, 'cancel')
    expect((await her.get(`/api/activities/${second}/history`)).body.items).toEqual([])
    const body = (await enrol(her, second)).body
    expect([body.state, body.verdicts.map((v: Json) => v.ok)]).toEqual(['seated', [true, true]])
    // Her page still says what was so on the day when she put her name down.
    cloud().clock.advance(1)
    await enrol(her, await held({ title: '家政', sort: 'housekeeping' }))
    expect((await her.get(`/api/applications/${body.id}`)).body.verdicts.map((v: Json) => v.ok)).toEqual([true, true])
  })

  it('is one training a year even when she puts her name down for several at the same moment', async () => {
    const rules = { onceAYear: true as const }
    for (let round = 0; round < 5; round++) {
      const all = [await held({ rules }), await held({ rules }), await held({ rules })]
      const her = await cloud().woman()
      const answers = await Promise.all(all.map((id) => enrol(her, id)))
      expect(answers.map(({ body }) => body.state ?? body.error).sort()).toEqual(['notEligible', 'notEligible', 'seated'])
    }
  })

  it('is one training a year for her, too, who waited for one and has another one by the time that her turn comes', async () => {
    const rules = { onceAYear: true as const }
    const cadre = await town()
    const queueing = async (changed: Partial<ActivityBody>) => {
      const about = await held({ title: '刺绣班', seats: 1, rules, ...changed })
      const [first, her, next] = [await cloud().woman(), await cloud().woman(), await cloud().woman()]
      const seat = (await enrol(first, about)).body.id
      const [place, behind] = [(await enrol(her, about)).body.id, (await enrol(next, about)).body.id]
      const other = (await enrol(her, await held({ title: '月嫂班', rules }))).body
      await move(first, seat, 'cancel')
      const stateOf = async (who: Api, id: string) => (await who.get(`/api/applications/${id}`)).body.state
      return { about, her, place, other, states: async () => [await stateOf(her, place), await stateOf(next, behind)] }
    }
    // Whom nobody asks is passed by, and the seat is the next one's.
    const given = await queueing({ offerHours: 0 })
    expect([given.other.state, await given.states()]).toEqual(['seated', ['passedBy', 'seated']])
    expect((await given.her.get('/api/notices')).body.items[0].text).toContain('您已经报上了别的活动')
    expect((await cadre.get(`/api/activities/${given.about}/seats`)).body).toMatchObject({ seats: 1, taken: 1, waiting: 0 })
    // Who is asked may choose.
    const asked = await queueing({ offerHours: 24, ...inDays(20) })
    expect(await asked.states()).toEqual(['offered', 'waiting'])
    const refused = await move(asked.her, asked.place, 'accept')
    expect([refused.status, refused.body.error]).toEqual([422, 'notEligible'])
    expect(refused.body.message).toContain('您今年已经报上了“月嫂班”')
    expect(refused.body.message).toContain('可以先取消那一次')
    await move(asked.her, asked.other.id, 'cancel')
    expect((await move(asked.her, asked.place, 'accept')).body.state).toBe('seated')
  })

  it('is looked at again when the organiser accepts, and not where she has made an exception', async () => {
    const cadre = await town()
    const rules = { onceAYear: true as const }
    const [one, two] = [await held({ rules, needsReview: true }), await held({ rules, needsReview: true })]
    const her = await cloud().woman()
    const [first, second] = [(await enrol(her, one)).body.id, (await enrol(her, two)).body.id]
    expect((await move(cadre, first, 'accept')).body.state).toBe('seated')
    const late = await move(cadre, second, 'accept')
    expect([late.body.error, late.body.message]).toEqual(['notEligible', '她已经有了别的名额，按这次的条件不能两次都来'])
    const { id } = (await plead(her, await held({ rules }))).body
    expect((await move(cadre, id, 'admit', { exception: '情况特殊，确实需要学' })).body.state).toBe('seated')
  })

  it('counts neither a feast nor what was called off nor where she was missing, and of nobody else’s past', async () => {
    const cadre = await town()
    const her = await cloud().woman()
    const other = await cloud().woman()
    const missed = await held({ title: '没去成的' })
    const feast = await held({ title: '三八活动', sort: 'event' })
    const off = await held({
      title: '没办的',
      startsAt: addMs(now(), 40 * DAY),
      endsAt: addMs(now(), 41 * DAY),
      enrolBy: addMs(now(), 39 * DAY),
    })
    for (const id of [missed, feast, off]) await enrol(her, id)
    const came = (await enrol(other, missed)).body.id
    const start = now()
    cloud().clock.advance(3 * DAY + 6 * 3_600_000)
    const next = await held({ rules: { notSameSortWithin: 24 } })
    // Nobody kept a roster yet: she is taken to have been there.
    expect((await enrol(her, next)).body.message).toContain('同类活动要隔24个月，您已经')
    const mark = { id: newId(now()), about: came, undoes: [], at: now() }
    expect((await cadre.post(`/api/activities/${missed}/roster/marks`, { marks: [mark] })).status).toBe(200)
    const { revision } = (await cadre.get(`/api/activities/${off}`)).body
    expect((await cadre.post(`/api/activities/${off}/cancellation`, { revision, why: '下大雨' })).status).toBe(200)
    expect((await her.get(`/api/activities/${next}/history`)).body.items.map((one: Json) => one.title)).toEqual(['三八活动'])
    expect((await enrol(her, next)).body.state).toBe('seated')
    expect((await enrol(other, next)).body.message).toContain('您已经参加过“没去成的”')
    expect((await (await cloud().woman()).get(`/api/activities/${next}/history`)).body.items).toEqual([])
    expect((await cloud().anybody.get(`/api/activities/${next}/history`)).status).toBe(401)
    cloud().clock.set(start)
  })

  it('lets the organiser make an exception with a reason that is recorded, never who asks for herself', async () => {
    const rules = { villages: ['v02'], birthYear: { from: 1990, to: 2008 } }
    const about = await held({ rules })
    const cadre = await town()
    const asked = await plead(cadre, about, { name: '李芳', birthYear: 1970 })
    expect([asked.status, asked.body.state, asked.body.holder]).toEqual([201, 'asking', '悦来镇妇联'])
    expect((await move(cadre, asked.body.id, 'admit', { exception: '我自己想来' })).status).toBe(403)

    const her = await cloud().woman()
    const { id } = (await plead(her, about, { birthYear: 1970 })).body
    const seen = (await cadre.get(`/api/applications/${id}`)).body
    expect(seen.answers.plea).toBe('家里种了两亩柑橘，想学')
    expect(seen.verdicts.filter((v: Json) => v.ok === false).map((v: Json) => v.rule)).toEqual(['1990年到2008年出生', '石桥村的姐妹'])
    expect((await move(cadre, id, 'admit')).body.fields).toEqual({ exception: '请填写为什么同意' })
    const admitted = await move(cadre, id, 'admit', { exception: '名额有富余' })
    expect([admitted.body.state, admitted.body.events.at(-1)]).toMatchObject(['seated', { move: 'admit', by: '李芳（悦来镇妇联）' }])
    const { db, keeping } = cloud().app
    const event = await db.read.findOneByOrFail(ApplicationEvent, { applicationId: id, move: 'admit' })
    const stored = await db.read.findOneByOrFail('application', { id })
    expect(keeping.engine.store.openInput(stored as never, event)).toEqual({ exception: '名额有富余' })
    expect((await her.get('/api/notices')).body.items[0]).toMatchObject({ title: '报上名了', application: id })
  })

  it('hears a plea only from whom a rule refuses, and only in time; one that is refused says why', async () => {
    const about = await held({ rules: { villages: ['v02'] }, ...inDays(3) })
    const her = await cloud().woman()
    expect((await plead(her, about, { village: 'v02' })).body.message).toBe('这次活动的条件您都符合，直接报名就行')
    expect((await plead(her, about, { plea: '' })).body.fields).toEqual({ plea: '请填写想跟主办方说的话' })
    const { id } = (await plead(her, about)).body
    expect((await plead(her, about)).body).toMatchObject({ error: 'alreadyOpen', id })
    await move(await town(), id, 'refuse', { reason: '这次名额先给没参加过的姐妹' })
    expect((await her.get(`/api/applications/${id}`)).body.says).toContain('这次名额先给没参加过的姐妹')
    const start = now()
    cloud().clock.advance(3 * DAY + 1)
    expect((await plead(her, about)).body.message).toBe('报名时间已经过了，可以看看别的活动')
    cloud().clock.set(start)
  })

  it('serves the queue by the stated rule: first who is new to trainings, then a village, then the order of asking', async () => {
    const priority = [{ group: 'newcomer' as const }, { group: 'villages' as const, villages: ['v02'] }]
    const about = await held({ seats: 1, rules: { priority } })
    const earlier = await held({ title: '去年的' })
    const woman = async (village: string, isNew: boolean) => {
      const api = await cloud().woman()
      if (!isNew) await enrol(api, earlier, { ...HER, village })
      return { api, id: (await enrol(api, about, { ...HER, village })).body.id as string }
    }
    const first = await woman('v01', false)
    const [last, village, fresh] = [await woman('v01', false), await woman('v02', false), await woman('v01', true)]
    const positions = async () =>
      Promise.all([last, village, fresh].map(async ({ api, id }) => (await api.get(`/api/applications/${id}`)).body.found.position))
    expect(await positions()).toEqual([3, 2, 1])
    expect((await last.api.get(`/api/applications/${last.id}`)).body.says).toContain(
      '有人退出先给一年里没参加过培训的姐妹，再给石桥村的姐妹',
    )
    await move(first.api, first.id, 'cancel')
    expect((await fresh.api.get(`/api/applications/${fresh.id}`)).body.state).toBe('seated')
    await move(fresh.api, fresh.id, 'cancel')
    expect((await village.api.get(`/api/applications/${village.id}`)).body.state).toBe('seated')
    expect((await last.api.get(`/api/applications/${last.id}`)).body.found.position).toBe(1)
  })

  it('refuses rules that cannot be meant, at the question that is wrong', async () => {
    const cadre = await town()
    const refusal = (changed: Partial<ActivityBody>) =>
      publish(cadre, now(), changed).catch((error) => JSON.parse(error.message.slice(15)).fields)
    const soon = addMs(now(), DAY)
    expect(await refusal({ rules: { quotas: [{ village: 'v01', seats: 3 }], quotasOpenAt: soon } })).toEqual({
      'rules.quotas': '留的名额比总名额还多',
    })
    expect(await refusal({ rules: { quotas: [{ village: 'v01', seats: 1 }] } })).toEqual({ 'rules.quotasOpenAt': '请选择留到哪天' })
    expect(await refusal({ rules: { quotas: [{ village: 'v01', seats: 1 }], quotasOpenAt: addMs(now(), 9 * DAY) } })).toEqual({
      'rules.quotasOpenAt': '要在报名截止以前放开',
    })
    expect(await refusal({ rules: { villages: ['v02'], quotas: [{ village: 'v01', seats: 1 }], quotasOpenAt: soon } })).toEqual({
      'rules.quotas': '留名额的村要在能来的村里',
    })
    expect(await refusal({ rules: { priority: [{ group: 'villages', villages: ['nowhere'] }] } })).toEqual({
      'rules.villages': '有一个村不存在，请重新选择',
    })
    expect(await refusal({ rules: { notSameSortWithin: 61 } })).toEqual({ 'rules.notSameSortWithin': '间隔在1到60个月之间' })
  })
})

describe('where nobody holds her while her past is read', () => {
  it('she would have two trainings in one year', async () => {
    const subject: Subjects[string] = (m, id, atlas, asker) =>
      cloud.app.activities.subject(m, id, atlas, asker && { person: asker.person, now: asker.now })
    const cloud = await startCloud('mysql', {}, { subjects: { activity: subject } })
    const town = await cloud.official('town', 't1')
    const rules = { onceAYear: true as const }
    let most = 0
    for (let round = 0; round < 30 && most < 2; round++) {
      const all = await Promise.all([1, 2, 3].map(() => publish(town, cloud.clock.now(), { seats: 9, rules })))
      const her = await cloud.woman()
      const answers = await Promise.all(all.map((id) => enrol(her, id)))
      most = Math.max(most, answers.filter(({ body }) => body.state === 'seated').length)
    }
    expect(most).toBeGreaterThan(1)
    await cloud.close()
  })
})

describe('where her past is looked at only when she puts her name down', () => {
  it('her turn would give her a second training in one year', async () => {
    const subject: Subjects[string] = (m, id, atlas, asker) => cloud.app.activities.subject(m, id, atlas, asker?.beginner && asker)
    const cloud = await startCloud('sqlite', {}, { subjects: { activity: subject } })
    const town = await cloud.official('town', 't1')
    const rules = { onceAYear: true as const }
    const about = await publish(town, cloud.clock.now(), { seats: 1, rules })
    const [first, her] = [await cloud.woman(), await cloud.woman()]
    const seat = (await enrol(first, about)).body
    const place = (await enrol(her, about)).body
    await enrol(her, await publish(town, cloud.clock.now(), { seats: 9, rules }))
    await first.post(`/api/applications/${seat.id}/moves/cancel`, { version: seat.version })
    expect((await her.get(`/api/applications/${place.id}`)).body.state).toBe('seated')
    await cloud.close()
  })
})
