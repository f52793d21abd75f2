import { addMs } from '@shared/core/time'
import { eraseCase } from '../../cloud/features/applications/erasing'
import { newToken } from '../../cloud/features/people/accounts.service'
import { enrol, publish } from '../support/activities'
import { type Api, apiOf, type Json } from '../support/api'
import { type Cloud, onBothEngines, startCloud } from '../support/cloud'
import { startWechat, type WechatStandIn } from '../support/wechat/stand-in'

const HOUR = 3_600_000
const DAY = 24 * HOUR
let marks = 0
const markId = () => `fb${String(marks++).padStart(24, '0')}`

onBothEngines('feedback', (cloud) => {
  const now = () => cloud().clock.now()
  const training = async (changed = {}) => {
    const cadre = await cloud().official('town', 't1')
    const times = { startsAt: addMs(now(), HOUR), endsAt: addMs(now(), 2 * HOUR), enrolBy: addMs(now(), HOUR / 2) }
    return { cadre, id: await publish(cadre, now(), { ...times, seats: 10, ...changed }), ...times }
  }
  const seated = async (id: string) => {
    const her = await cloud().woman()
    const { body } = await enrol(her, id)
    const path = `/api/enrolments/${body.id}/feedback`
    return { her, enrolment: body.id as string, path, say: (face: string, words = '') => her.put(path, { face, words }) }
  }
  const tick = (cadre: Api, id: string, about: string) =>
    cadre.post(`/api/activities/${id}/roster/marks`, { marks: [{ id: markId(), about, undoes: [], at: now() }] })
  const totals = async (cadre: Api, id: string): Promise<Json> =>
    (await cadre.get(`/api/activities/${id}/summary`)).body.afterwards.feedback

  it('is given in one tap after the end, and can be changed for thirty days', async () => {
    const { id, endsAt } = await training()
    const { her, path, say, enrolment } = await seated(id)
    expect((await her.get(`/api/applications/${enrolment}`)).body.found.feedback).toEqual({ from: endsAt, until: addMs(endsAt, 30 * DAY) })
    expect((await say('useful')).status).toBe(409)
    cloud().clock.set(endsAt)
    expect((await her.get(path)).body).toEqual({ title: '柑橘冬季管护', face: null, words: '', until: addMs(endsAt, 30 * DAY) })
    expect((await say('useful')).body.face).toBe('useful')
    expect((await say('fair', '讲得太快')).body).toMatchObject({ face: 'fair', words: '讲得太快' })
    expect((await say('fair')).body.words).toBe('')
    cloud().clock.set(addMs(endsAt, 30 * DAY))
    // Her sign-in has not lasted so long.
    const token = newToken()
    await cloud().app.db.write((m) => cloud().app.accounts.startSession(m, her.account, token))
    const again = apiOf(cloud().url, token)
    expect((await again.put(path, { face: 'useless', words: '' })).status).toBe(200)
    cloud().clock.advance(1)
    const late = [await again.put(path, { face: 'useful', words: '' }), await again.get(path)]
    expect(late.map(({ status }) => status)).toEqual([409, 409])
  })

  it('is hers alone: nobody else reads or gives it, not the organiser either', async () => {
    const { cadre, id, endsAt } = await training()
    const { path, say } = await seated(id)
    cloud().clock.set(endsAt)
    await say('useless', '没听懂')
    for (const other of [await cloud().woman(), cadre, await cloud().official('county', 'c1')]) {
      expect((await other.get(path)).status).toBe(404)
      expect((await other.put(path, { face: 'useful', words: '' })).status).toBe(404)
    }
  })

  it('is not asked of who cancelled, waited, or was not there', async () => {
    const { cadre, id, startsAt, endsAt } = await training({ seats: 3 })
    const [came, missed, gone] = [await seated(id), await seated(id), await seated(id)]
    const waiting = await seated(id)
    await gone.her.post(`/api/applications/${gone.enrolment}/moves/cancel`, { version: 1 })
    const last = await seated(id)
    cloud().clock.set(startsAt)
    await tick(cadre, id, came.enrolment)
    cloud().clock.set(endsAt)
    expect((await came.say('useful')).status).toBe(200)
    expect([(await gone.say('useful')).status, (await last.say('useful')).status]).toEqual([404, 404])
    const refused = await missed.say('useful')
    expect([refused.status, refused.body.message]).toEqual([409, '签到名册上没有您，来过的话请跟主办的妇联说一声'])
    expect((await waiting.say('useful')).status).toBe(409)
    await tick(cadre, id, waiting.enrolment)
    expect((await waiting.say('useful')).status).toBe(200)
    // Only who is known to have come is asked.
    cloud().clock.set(addMs(endsAt, HOUR))
    while ((await cloud().app.work.remind()) > 0);
    const asked = async ({ her }: { her: Api }) =>
      (await her.get('/api/notices')).body.items.some((one: Json) => one.title === '这次活动怎么样？')
    expect([await asked(came), await asked(missed), await asked(gone)]).toEqual([true, false, false])
  })

  it('shows the organiser nothing but the number until three have answered, then totals and words without names', async () => {
    const { cadre, id, endsAt } = await training()
    const women = [await seated(id), await seated(id), await seated(id)] as const
    cloud().clock.set(endsAt)
    await women[0].say('useful', '老师讲得好')
    await women[1].say('useless', '路太远')
    expect(await totals(cadre, id)).toEqual({ answers: 2, faces: null, words: [] })
    await women[2].say('useful')
    const { answers, faces, words } = await totals(cadre, id)
    expect([answers, faces, [...words].sort()]).toEqual([3, { useful: 2, fair: 0, useless: 1 }, ['老师讲得好', '路太远']])
  })

  it('says nothing of who answers next, to an organiser who looks before and after her: only three more show together', async () => {
    const { cadre, id, endsAt } = await training()
    const women = await Promise.all([1, 2, 3, 4, 5, 6].map(() => seated(id)))
    cloud().clock.set(endsAt)
    const seen: Json[] = []
    for (const { say } of women) {
      cloud().clock.advance(60_000)
      await say('useless', '路太远')
      seen.push(await totals(cadre, id))
    }
    expect(seen.map(({ answers }) => answers)).toEqual([1, 2, 3, 4, 5, 6])
    expect(seen.map(({ words }) => words.length)).toEqual([0, 0, 3, 3, 3, 6])
    expect(seen.map(({ faces }) => faces?.useless)).toEqual([undefined, undefined, 3, 3, 3, 6])
  })

  it('goes when her enrolment is erased', async () => {
    const { id, endsAt } = await training()
    const { enrolment, say } = await seated(id)
    cloud().clock.set(endsAt)
    await say('useful', '老师讲得好')
    const { db, keeping, regions } = cloud().app
    const atlas = await regions.atlas()
    await db.write((m) => eraseCase(keeping.engine, m, enrolment, atlas, now()))
    expect(await db.read.query('SELECT * FROM activity_feedback WHERE id = ?', [enrolment])).toEqual([])
    expect((await say('fair')).status).toBe(404)
  })
})

describe('feedback in words', () => {
  let wechat: WechatStandIn
  let cloud: Cloud
  beforeAll(async () => {
    wechat = await startWechat()
    wechat.setWords({ risky: ['赌场'] })
    const settings = { base: wechat.url, appId: wechat.appId, secret: wechat.secret, templates: {}, state: 'formal' as const }
    cloud = await startCloud('sqlite', { wechat: settings }, { wechatTimeoutMs: 300 })
  })
  afterAll(async () => {
    await cloud?.close()
    await wechat.close()
  })

  it('is looked at by WeChat before it is stored, and waits when WeChat is away; a tap alone needs neither', async () => {
    for (const name of ['organiser', 'her']) wechat.visit(name)
    const now = cloud.clock.now()
    const times = { startsAt: addMs(now, HOUR), endsAt: addMs(now, 2 * HOUR), enrolBy: addMs(now, HOUR / 2) }
    const id = await publish(await cloud.official('town', 't1', '李芳', 'organiser'), now, times)
    await cloud.app.work.checkTexts()
    const her = await cloud.woman({}, 'her')
    const path = `/api/enrolments/${(await enrol(her, id)).body.id}/feedback`
    cloud.clock.set(times.endsAt)
    const risky = await her.put(path, { face: 'useful', words: '去赌场' })
    expect([risky.status, risky.body.fields.words]).toEqual([422, '这段话没有通过微信的内容检查，请换个说法'])
    wechat.silence('check')
    const unheard = await her.put(path, { face: 'useful', words: '很好' })
    expect([unheard.status, unheard.body.error]).toEqual([502, 'unreachable'])
    expect((await her.put(path, { face: 'useful', words: '' })).status).toBe(200)
    wechat.speak()
    expect((await her.put(path, { face: 'useful', words: '很好' })).body.words).toBe('很好')
  })
})
