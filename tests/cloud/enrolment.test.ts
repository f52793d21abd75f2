import { Application, ApplicationEvent } from '../../cloud/features/applications/application.entity'
import { REVEALED } from '../../cloud/features/applications/case.chain'
import { enrol, HER, publish } from '../support/activities'
import type { Api } from '../support/api'
import { onBothEngines } from '../support/cloud'

onBothEngines('enrolling in a training', (cloud) => {
  const town = () => cloud().official('town', 't1', '李芳')

  it('seats a woman, gives her a receipt and keeps what she told in her profile', async () => {
    const id = await publish(await town(), cloud().clock.now())
    const her = await cloud().woman()
    const { status, body } = await enrol(her, id)
    expect([status, body.state, body.label]).toEqual([201, 'seated', '报上名了'])
    expect(body.receipt).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]$/)
    expect(body.says).toBe('您报上了“柑橘冬季管护”，11月26日(周四)上午9点在梅坪村果园，请按时来。')
    expect((await her.get('/api/profile')).body).toMatchObject(HER)
    expect((await cloud().anybody.get(`/api/activities/${id}`)).body).toMatchObject({ seats: 2, seatsLeft: 1, waiting: 0 })
  })

  it('queues her when the seats are gone and moves her up when somebody cancels', async () => {
    const id = await publish(await town(), cloud().clock.now(), { seats: 1 })
    const [first, second, third] = [await cloud().woman(), await cloud().woman(), await cloud().woman()]
    const seated = (await enrol(first, id)).body
    const waiting = (await enrol(second, id)).body
    const last = (await enrol(third, id)).body
    expect([waiting.state, waiting.found.position, last.found.position]).toEqual(['waiting', 1, 2])
    expect(last.says).toContain('您排第2位')

    const gone = await first.post(`/api/applications/${seated.id}/moves/cancel`, { version: seated.version })
    expect(gone.body.state).toBe('cancelled')
    expect((await second.get(`/api/applications/${waiting.id}`)).body.state).toBe('seated')
    expect((await third.get(`/api/applications/${last.id}`)).body.found.position).toBe(1)
    const [notice] = (await second.get('/api/notices')).body.items
    expect(notice).toMatchObject({ title: '报上名了', application: waiting.id, read: false })
    expect((await cloud().anybody.get(`/api/activities/${id}`)).body).toMatchObject({ seatsLeft: 0, waiting: 1 })
  })

  it('lets the organiser accept or refuse with a reason where a review is needed', async () => {
    const cadre = await town()
    const id = await publish(cadre, cloud().clock.now(), { needsReview: true })
    const [her, other] = [await cloud().woman(), await cloud().woman()]
    const one = (await enrol(her, id)).body
    cloud().clock.advance(1)
    const two = (await enrol(other, id, { ...HER, name: '陈小燕', phone: '13900005678' })).body
    expect([one.state, one.holder, one.due.workdaysLeft]).toEqual(['review', '悦来镇妇联', 3])

    const inbox = (await cadre.get('/api/applications?box=inbox')).body.items.filter((row: { id: string }) =>
      [one.id, two.id].includes(row.id),
    )
    expect(inbox.map((row: { who: string }) => row.who)).toEqual(['王桂兰', '陈小燕'])
    const unreasoned = await cadre.post(`/api/applications/${two.id}/moves/refuse`, { version: two.version })
    expect([unreasoned.status, unreasoned.body.fields]).toEqual([422, { reason: '请填写原因' }])
    await cadre.post(`/api/applications/${one.id}/moves/accept`, { version: one.version })
    await cadre.post(`/api/applications/${two.id}/moves/refuse`, { version: two.version, input: { reason: '这次先给没参加过的姐妹' } })

    expect((await her.get(`/api/applications/${one.id}`)).body.state).toBe('seated')
    const refused = (await other.get(`/api/applications/${two.id}`)).body
    expect(refused.says).toContain('这次先给没参加过的姐妹')
    expect(refused.events.map((e: { by: string }) => e.by)).toEqual(['本人', '李芳（悦来镇妇联）'])
    expect((await other.get('/api/notices')).body.items[0].text).toContain('这次先给没参加过的姐妹')
  })

  it('answers a repeated submit with what the first one made, and a changed one with the enrolment she has', async () => {
    const id = await publish(await town(), cloud().clock.now())
    const her = await cloud().woman()
    const first = await enrol(her, id, HER, 'key-of-a-lost-answer')
    const again = await enrol(her, id, HER, 'key-of-a-lost-answer')
    // The first one is shown from what was stored just now, the second one is read anew: no word may differ.
    expect([again.status, again.body]).toEqual([201, first.body])
    const edited = await enrol(her, id, { ...HER, name: '王桂兰儿' })
    expect([edited.status, edited.body.error, edited.body.id]).toEqual([409, 'alreadyOpen', first.body.id])
    const misused = await enrol(her, id, { ...HER, name: '别人' }, 'key-of-a-lost-answer')
    expect([misused.status, misused.body.error]).toEqual([422, 'keyReused'])
    expect((await cloud().anybody.get(`/api/activities/${id}`)).body.seatsLeft).toBe(1)
  })

  it('asks for the birth year only where a rule needs it, and says why she cannot come', async () => {
    const id = await publish(await town(), cloud().clock.now(), {
      rules: { birthYear: { from: 1966, to: 2008 }, villages: ['v01', 'v02'] },
    })
    const her = await cloud().woman()
    const missing = await enrol(her, id)
    expect([missing.status, missing.body.fields]).toEqual([422, { birthYear: '请填写出生年份' }])
    const old = await enrol(her, id, { ...HER, birthYear: 1950 })
    expect([old.body.error, old.body.message]).toEqual([
      'notEligible',
      '这次请1966年及以后出生的姐妹来，您可以看看别的活动；有特殊情况可以问问主办方',
    ])
    const elsewhere = await enrol(her, id, { ...HER, birthYear: 1980, village: 'v03' })
    expect(elsewhere.body.message).toContain('这次只请柳溪村、石桥村的姐妹来')
    expect((await enrol(her, id, { ...HER, birthYear: 1980 })).body.state).toBe('seated')
  })

  it('takes no enrolment after the last moment, and tells nobody of a case that is not hers', async () => {
    const now = cloud().clock.now()
    const id = await publish(await town(), now)
    const [her, stranger] = [await cloud().woman(), await cloud().woman()]
    const { body } = await enrol(her, id)
    expect((await stranger.get(`/api/applications/${body.id}`)).status).toBe(404)
    expect((await stranger.post(`/api/applications/${body.id}/moves/cancel`, { version: 1 })).status).toBe(404)
    expect((await (await cloud().official('town', 't2')).get(`/api/applications/${body.id}`)).status).toBe(404)
    expect((await (await cloud().official('village', 'v01')).get(`/api/applications/${body.id}`)).status).toBe(404)
    cloud().clock.advance(60 * 3_600_000)
    const late = await enrol(stranger, id)
    expect([late.status, late.body.message]).toEqual([422, '报名时间已经过了，可以看看别的活动'])
    cloud().clock.set(now)
  })

  it('masks the phone for the organiser until she reveals it with a reason, which is recorded', async () => {
    const cadre = await town()
    const id = await publish(cadre, cloud().clock.now())
    const { body } = await enrol(await cloud().woman(), id)
    const seen = (await cadre.get(`/api/applications/${body.id}`)).body
    expect([seen.answers.name, seen.answers.phone, seen.masked]).toEqual(['王桂兰', '139****1234', ['phone']])
    const reveal = (who: Api, asked: object) => who.post(`/api/applications/${body.id}/reveals`, asked)
    const { db, keeping } = cloud().app
    const recorded = async () => {
      const row = await db.read.findOneByOrFail(Application, { id: body.id })
      const looks = await db.read.findBy(ApplicationEvent, { applicationId: body.id, move: REVEALED })
      return looks.map((look) => ({ ...keeping.engine.store.openInput(row, look), accountId: look.actorId, at: look.at }))
    }
    expect((await reveal(cadre, { field: 'phone' })).status).toBe(422)
    expect((await reveal(cadre, { field: 'name', reason: '没有遮住的不用看' })).status).toBe(404)
    expect((await reveal(await cloud().official('town', 't2'), { field: 'phone', reason: '好奇' })).status).toBe(404)
    expect(await recorded()).toEqual([])
    expect((await reveal(cadre, { field: 'phone', reason: '电话通知' })).body.value).toBe('13900001234')
    expect(await recorded()).toMatchObject([{ field: 'phone', reason: '电话通知', accountId: cadre.account, at: cloud().clock.now() }])
  })

  it('refuses a stale version and keeps what happened first', async () => {
    const cadre = await town()
    const id = await publish(cadre, cloud().clock.now(), { needsReview: true })
    const her = await cloud().woman()
    const { body } = await enrol(her, id)
    await cadre.post(`/api/applications/${body.id}/moves/accept`, { version: body.version })
    const late = await her.post(`/api/applications/${body.id}/moves/cancel`, { version: body.version })
    expect([late.status, late.body.error]).toEqual([409, 'staleVersion'])
    expect((await her.get(`/api/applications/${body.id}`)).body).toMatchObject({ state: 'seated', version: 2 })
  })

  it('lets nobody decide her own enrolment', async () => {
    const cadre = await town()
    const id = await publish(cadre, cloud().clock.now(), { needsReview: true })
    const { body } = await enrol(cadre, id)
    expect(body.moves.map((m: { name: string }) => m.name)).toEqual(['cancel'])
    const inbox = (await cadre.get('/api/applications?box=inbox')).body.items
    expect(inbox.map((row: { id: string }) => row.id)).not.toContain(body.id)
    const self = await cadre.post(`/api/applications/${body.id}/moves/accept`, { version: body.version })
    expect([self.status, self.body.message]).toEqual([403, '自己的事要请别的同事来办'])
    const superior = await cloud().official('county', 'c1')
    expect((await superior.post(`/api/applications/${body.id}/moves/accept`, { version: body.version })).body.events[1].standingIn).toBe(
      true,
    )
  })
})
