import { addMs, atChina } from '@shared/core/time'
import { changeOne, type Database } from '../../cloud/core/database'
import type { Marks } from '../../cloud/core/marks'
import { Certificate } from '../../cloud/features/activity/certificate.entity'
import type { Replaced } from '../../cloud/replaced'
import { eraseOneCase } from '../../cloud/tools/erasing'
import { enrol, HER, publish } from '../support/activities'
import type { Api, Json } from '../support/api'
import { type Cloud, onBothEngines, startCloud } from '../support/cloud'
import { recordingPress } from '../support/press'

const HOUR = 3_600_000
const press = recordingPress()
const PUBLIC = 'https://fl.example.gov.cn'

/** Happens once, right before the next unit of work. */
let beforeWriting: (() => Promise<unknown>) | undefined
const interrupted = (db: Database): Database => ({
  ...db,
  write: async (unit) => {
    const first = beforeWriting
    beforeWriting = undefined
    await first?.()
    return db.write(unit)
  },
})

/** A training that is over, to which one of two women came; the clock stands an hour after its end. */
async function held(cloud: Cloud) {
  const { clock } = cloud
  const cadre = await cloud.official('town', 't1', '李芳')
  const now = clock.now()
  const id = await publish(cadre, now, { startsAt: addMs(now, HOUR), endsAt: addMs(now, 2 * HOUR), enrolBy: addMs(now, HOUR / 2) })
  const [her, other] = [await cloud.woman(), await cloud.woman()]
  const came = (await enrol(her, id)).body
  await enrol(other, id, { ...HER, name: '陈小燕' })
  const mark = { id: `tick${id.slice(4)}`, about: came.id, undoes: [], at: now }
  const marked = await cadre.post(`/api/activities/${id}/roster/marks`, { marks: [mark] })
  if (marked.status !== 200) throw new Error(JSON.stringify(marked.body))
  const issue = (who: Api = cadre) => who.post(`/api/activities/${id}/certificates`)
  const list = async () => (await cadre.get(`/api/activities/${id}/certificates`)).body.items
  return { id, cadre, her, other, came, issue, list }
}

async function issued(cloud: Cloud) {
  const all = await held(cloud)
  cloud.clock.advance(3 * HOUR)
  await all.issue()
  const number = (await all.list())[0].number as string
  return { ...all, number, verify: (typed = number) => cloud.anybody.get(`/api/certificates/${typed}`) }
}

onBothEngines(
  'certificates',
  (cloud) => {
    beforeEach(() => cloud().clock.set(atChina('2026-11-23', '09:00')))

    it('are issued once to those who came, by the organiser and after the end', async () => {
      const { issue, list, id } = await held(cloud())
      expect((await issue()).body.message).toBe('活动结束以后才能发证书')
      cloud().clock.advance(3 * HOUR)
      expect((await issue(await cloud().official('town', 't2'))).status).toBe(404)
      const both = await Promise.all([issue(), issue()])
      expect(both.map(({ status, body }) => [status, body.items.length])).toEqual([
        [200, 1],
        [200, 1],
      ])
      expect(await list()).toEqual([
        {
          number: expect.stringMatching(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]$/),
          name: '王**',
          issuedAt: cloud().clock.now(),
          revokedAt: null,
        },
      ])
      expect((await (await cloud().official('town', 't2')).get(`/api/activities/${id}/certificates`)).status).toBe(404)
    })

    it('tell anybody with the number the name and the training and nothing else; every other number alike nothing', async () => {
      const { number, verify } = await issued(cloud())
      const told = {
        number,
        name: '王桂兰',
        title: '柑橘冬季管护',
        days: '2026年11月23日',
        organiser: '悦来镇妇联',
        valid: true,
        address: `${PUBLIC}/certificate/${number}`,
      }
      expect((await verify()).body).toEqual(told)
      expect((await verify(number.toLowerCase().replace(/-/g, ''))).body).toEqual(told)
      const last = number.at(-1) === '2' ? '3' : '2'
      const answers = await Promise.all([`${number.slice(0, -1)}${last}`, 'DK7Q-4H2M-9', 'XXXXXXXXXXX'].map((typed) => verify(typed)))
      for (const { status, body } of answers)
        expect([status, body]).toEqual([404, { error: 'notFound', message: '没有这个编号的证书，请核对编号' }])
    })

    it('stay as they were issued when the activity or her name changes afterwards', async () => {
      const { her, verify } = await issued(cloud())
      await her.put('/api/profile', { name: '王小兰' })
      expect((await verify()).body.name).toBe('王桂兰')
    })

    it('show as a plain page without scripts, whatever stands in a title', async () => {
      const { number } = await issued(cloud())
      const open = (typed: string) => cloud().anybody.get(`/certificate/${typed}`)
      const page = await open(number)
      expect([page.status, page.headers.get('content-type'), page.headers.get('cache-control')]).toEqual([
        200,
        'text/html; charset=utf-8',
        'no-store',
      ])
      expect(page.body).toContain('<h1 class="valid">这张证书有效</h1>')
      for (const words of ['王桂兰', '柑橘冬季管护', '2026年11月23日', '悦来镇妇联', number])
        expect(page.body).toContain(`<dd>${words}</dd>`)
      expect(page.body).not.toMatch(/<script|13900001234|柳溪村/)
      const [unknown, odd] = [await open('DK7Q-4H2M-9'), await open('%3Cscript%3E')]
      expect([unknown.status, odd.status]).toEqual([404, 404])
      expect(odd.body).toBe(unknown.body)
    })

    it('are printed for her and for the organiser, and for nobody else', async () => {
      const { number, her, other, cadre, came } = await issued(cloud())
      const paper = (who: Api, as = 'paper.pdf') => who.get(`/api/certificates/${number}/${as}`)
      expect((await paper(her)).headers.get('content-type')).toBe('application/pdf')
      expect((await paper(cadre, 'picture.jpg')).headers.get('content-type')).toBe('image/jpeg')
      expect(press.orders.at(-1)).toEqual({
        ...{ paper: 'certificate', as: 'picture' },
        told: {
          name: '王桂兰',
          title: '柑橘冬季管护',
          days: '2026年11月23日',
          organiser: '悦来镇妇联',
          issued: '2026年11月23日',
          number,
          address: `${PUBLIC}/certificate/${number}`,
        },
      })
      for (const stranger of [other, await cloud().official('town', 't2')]) expect((await paper(stranger)).status).toBe(404)
      expect((await cloud().anybody.get(`/api/certificates/${number}/paper.pdf`)).status).toBe(401)
      expect((await her.get(`/api/applications/${came.id}`)).body.found.certificate).toBe(number)
    })

    it('can be revoked with a reason, by the organiser, once; the page then says so and nothing is printed any more', async () => {
      const { number, her, cadre, verify, came } = await issued(cloud())
      const revoke = (who: Api, body: object = { reason: '名字写错了' }) => who.post(`/api/certificates/${number}/revocation`, body)
      expect((await revoke(her)).status).toBe(404)
      expect((await revoke(cadre, {})).body.fields).toEqual({ reason: '这一项还没有填' })
      expect((await revoke(cadre)).body.valid).toBe(false)
      expect((await revoke(cadre)).body.message).toBe('这张证书已经撤销了')
      expect((await verify()).body.valid).toBe(false)
      expect((await cloud().anybody.get(`/certificate/${number}`)).body).toContain('这张证书已经撤销')
      expect((await her.get(`/api/certificates/${number}/paper.pdf`)).status).toBe(409)
      expect((await her.get(`/api/applications/${came.id}`)).body.found.certificate).toBeUndefined()
    })

    it('are issued again with a new number and the right name once they were revoked; the old number stays known as revoked', async () => {
      const { id, number, her, cadre, verify, came, issue, list } = await issued(cloud())
      const again = (who: Api = cadre, typed = number, body: object = { name: '王桂蓝' }) =>
        who.post(`/api/certificates/${typed}/again`, body)
      expect((await again()).body.message).toBe('这张证书还有效，撤销以后才能重新发')
      await cadre.post(`/api/certificates/${number}/revocation`, { reason: '名字写错了' })
      // To issue to all who came does not undo it.
      expect((await issue()).body.items).toHaveLength(1)
      for (const stranger of [her, await cloud().official('town', 't2')]) expect((await again(stranger)).status).toBe(404)
      const both = await Promise.all([again(), again()])
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
      const { body } = both.find(({ status }) => status === 200) as Json
      expect(body).toMatchObject({ name: '王桂蓝', title: '柑橘冬季管护', valid: true })
      expect(body.number).not.toBe(number)
      expect([(await verify()).body, (await verify(body.number)).body]).toMatchObject([{ name: '王桂兰', valid: false }, { valid: true }])
      expect((await her.get(`/api/applications/${came.id}`)).body.found.certificate).toBe(body.number)
      expect((await her.get('/api/me/trainings')).body.items).toMatchObject([{ id: came.id, certificate: body.number }])
      expect((await her.get(`/api/certificates/${body.number}/paper.pdf`)).status).toBe(200)
      expect(((await list()) as Json[]).map(({ revokedAt }) => revokedAt === null).sort()).toEqual([false, true])
      expect((await again()).body.message).toBe('已经重新发过了')
      expect((await cadre.get(`/api/activities/${id}/certificates`)).body.items).toHaveLength(2)
      await eraseOneCase(cloud().app, came.id, { by: '李芳', why: '本人要求' })
      expect([(await verify()).status, (await verify(body.number)).status]).toEqual([404, 404])
    })

    it('are listed still when one of them is damaged', async () => {
      const { number, list } = await issued(cloud())
      await cloud().app.db.write((m) => changeOne(m, Certificate, 'number = :number', { number }, { words: '1.a256gcm.AAAA' }))
      expect(await list()).toMatchObject([{ number, name: '名字打不开了' }])
    })

    it('go with her enrolment when that is erased', async () => {
      const { came, verify } = await issued(cloud())
      await eraseOneCase(cloud().app, came.id, { by: '李芳', why: '本人要求' })
      expect((await verify()).status).toBe(404)
    })

    it('are not issued to her who is erased while they are being issued', async () => {
      const { came, issue, list } = await held(cloud())
      cloud().clock.advance(3 * HOUR)
      // Her name was read from the roster; nothing is stored yet.
      beforeWriting = () => eraseOneCase(cloud().app, came.id, { by: '李芳', why: '本人要求' })
      expect((await issue()).status).toBe(200)
      expect([beforeWriting, await list()]).toEqual([undefined, []])
    })
  },
  (engine) => startCloud(engine, { publicUrl: PUBLIC }, { press, database: interrupted }),
)

const clouds: Cloud[] = []
afterEach(async () => {
  for (const cloud of clouds.splice(0)) await cloud.close()
})
async function opened(replaced: Replaced): Promise<Cloud> {
  const cloud = await startCloud('sqlite', {}, replaced)
  clouds.push(cloud)
  return cloud
}

describe('a revoked certificate that somebody with the database makes valid again', () => {
  const attempt = async (marks?: Marks) => {
    const cloud = await opened({ press, ...(marks ? { marks } : {}) })
    const { number, cadre, verify } = await issued(cloud)
    await cadre.post(`/api/certificates/${number}/revocation`, { reason: '名字写错了' })
    await cloud.app.db.write((m) => changeOne(m, Certificate, 'number = :number', { number }, { revokedAt: null }))
    return (await verify()).status
  }

  it('is not valid', async () => expect(await attempt()).toBe(404))
  it('would be without its mark', async () => expect(await attempt({ of: () => '', hold: () => true })).toBe(200))
})

describe('numbers that are tried out', () => {
  it('are counted, through the API and on the page together', async () => {
    const cloud = await opened({ press, limits: { guessable: 3 } })
    const tried = [await cloud.anybody.get('/api/certificates/DK7Q-4H2M-9'), await cloud.anybody.get('/certificate/DK7Q-4H2M-9')]
    const page = await cloud.anybody.get('/certificate/DK7Q-4H2M-9')
    const [late, api] = [await cloud.anybody.get('/certificate/DK7Q-4H2M-9'), await cloud.anybody.get('/api/certificates/DK7Q-4H2M-9')]
    expect([...tried, page, late, api].map(({ status }) => status)).toEqual([404, 404, 404, 429, 429])
  })
})
