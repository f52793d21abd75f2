import { existsSync } from 'node:fs'
import path from 'node:path'
import { addMs } from '@shared/core/time'
import { kinds } from '@shared/features/index'
import { Erasure, erasureRow } from '../../cloud/core/erasure'
import { newId } from '../../cloud/core/ids'
import { RosterMark } from '../../cloud/features/activity/roster.entity'
import { Application } from '../../cloud/features/applications/application.entity'
import { Person } from '../../cloud/features/people/people.entity'
import { eraseOneCase, eraseOnePerson, eraseOneWalkIn } from '../../cloud/tools/erasing'
import { verify } from '../../cloud/tools/verifying'
import { enrol, HER, publish } from '../support/activities'
import type { Api, Json } from '../support/api'
import { onBothEngines, startCloud } from '../support/cloud'
import { jpeg, reportWithPictures } from '../support/pictures'

const ORDER = { by: '县妇联值班员', why: '本人书面申请' }

onBothEngines(
  'erasing',
  (cloud) => {
    const now = () => cloud().clock.now()
    const idsOf = async (who: Api, query: string) => (await who.get(`/api/applications?${query}`)).body.items.map((row: Json) => row.id)

    it('a case leaves it out of every list, tells nobody what it said, and frees its seat for the next', async () => {
      const { app } = cloud()
      const cadre = await cloud().official('town', 't1')
      const about = await publish(cadre, now(), { seats: 1, needsReview: true })
      const [her, next] = [await cloud().woman(), await cloud().woman()]
      const [one, two] = [(await enrol(her, about)).body, (await enrol(next, about)).body]
      for (const { id } of [one, two]) await cadre.post(`/api/applications/${id}/moves/accept`, { version: 1 })
      expect((await next.get(`/api/applications/${two.id}`)).body.state).toBe('waiting')
      await app.work.dispatch()

      await eraseOneCase(app, one.receipt, ORDER)
      expect((await next.get(`/api/applications/${two.id}`)).body.state).toBe('seated')
      const lists = await Promise.all([
        idsOf(her, 'box=mine'),
        idsOf(cadre, `box=about&about=${about}`),
        idsOf(cadre, 'box=handled'),
        idsOf(cadre, 'box=inbox'),
      ])
      expect(lists).toEqual([[], [two.id], [two.id], []])
      expect([(await her.get(`/api/applications/${one.id}`)).status, (await cadre.get(`/api/applications/${one.id}`)).status]).toEqual([
        404, 404,
      ])
      expect((await cadre.get('/api/calls')).body.items.map((call: Json) => call.application)).not.toContain(one.id)
      const news = (await her.get('/api/notices')).body.items.map((notice: Json) => notice.title)
      expect([news.length > 0, new Set(news)]).toEqual([true, new Set(['这条消息已经删除'])])
      expect((await enrol(her, about)).status).toBe(201)
    })

    it('a case destroys its key, keeps its chain whole, and writes down who did it and why, sealed', async () => {
      const { db, seal } = cloud().app
      const { id, receipt } = (await enrol(await cloud().woman(), await publish(await cloud().official('town', 't1'), now()))).body
      for (let time = 0; time < 2; time++) expect(await eraseOneCase(cloud().app, receipt, ORDER)).toMatchObject({ cases: [id] })
      expect(await db.read.findOneByOrFail(Application, { id })).toMatchObject({ dataKey: '', answers: '' })
      expect((await verify(cloud().app)).findings).toEqual([])
      const records = await db.read.findBy(Erasure, { subjectId: id })
      expect(records.map((row) => seal.open(erasureRow(row), row.dataKey, 'words', row.words))).toEqual([ORDER])
      await expect(eraseOneCase(cloud().app, 'JG000000000', ORDER)).rejects.toThrow('没有这一件')
    })

    it('a case that nobody can open any more works as well, and lets the queue move on', async () => {
      const about = await publish(await cloud().official('town', 't1'), now(), { seats: 1 })
      const women = await Promise.all([0, 1, 2].map(() => cloud().woman()))
      const ids: string[] = []
      for (const woman of women) ids.push((await enrol(woman, about)).body.id)
      const [seated, damaged, last] = ids as [string, string, string]
      await cloud().app.db.write((m) => m.query("UPDATE application SET answers = '1.a256gcm.AAAA' WHERE id = ?", [damaged]))
      const cancel = () => (women[0] as Api).post(`/api/applications/${seated}/moves/cancel`, { version: 1 })
      expect((await cancel()).status).toBe(500)
      await eraseOneCase(cloud().app, damaged, ORDER)
      expect((await cancel()).status).toBe(200)
      expect((await (women[2] as Api).get(`/api/applications/${last}`)).body.state).toBe('seated')
    })

    it('a person takes her profile, her sign-in, her cases, her pictures and her role, and nothing of anybody else', async () => {
      const { app, folder } = cloud()
      const file = (id: string) => existsSync(path.join(folder, 'uploads', `${id}.jpg`))
      const [her, other] = [await cloud().woman(HER, 'o-her'), await cloud().woman(HER, 'o-other')]
      const send = async (who: Api) => {
        const id = (await who.upload(await jpeg())).body.id as string
        const input = { village: 'v01', photos: [id] }
        expect((await who.post('/api/applications', { kind: 'pictured', about: 'v01', move: 'submit', input })).status).toBe(201)
        return [id, (await who.upload(await jpeg())).body.id as string]
      }
      const [hers, others] = [await send(her), await send(other)]
      await app.db.write((m) =>
        app.grants.record(m, { id: 'ROLE-OF-HERS', account: her.account, role: 'town', place: 't1', by: null, at: now() }),
      )

      expect(await eraseOnePerson(app, her.account, ORDER)).toMatchObject({ pictures: 2, doubtful: [], cases: [expect.any(String)] })
      expect([hers.map(file), others.map(file)]).toEqual([
        [false, false],
        [true, true],
      ])
      expect([(await her.get('/api/profile')).status, (await other.get('/api/profile')).body.phone]).toEqual([401, HER.phone])
      expect(await app.db.read.findOneByOrFail(Person, { id: her.person as string })).toMatchObject({ dataKey: '', profile: '' })
      expect([await app.accounts.knownAccount('o-her'), await app.accounts.openIdOf(her.account)]).toEqual([undefined, undefined])
      expect((await app.accounts.caller(her.account))?.grants).toEqual([])
      expect((await verify(app)).findings.filter((one) => [her.account, 'ROLE-OF-HERS'].includes(one.id))).toEqual([])
      expect((await app.accounts.byOpenId('o-her')).person).not.toBe(her.person)
    })

    it('a case is not named by a receipt number that somebody with the database put there', async () => {
      const about = await publish(await cloud().official('town', 't1'), now())
      const [one, other] = [(await enrol(await cloud().woman(), about)).body, (await enrol(await cloud().woman(), about)).body]
      const give = (id: string, receipt: string) =>
        cloud().app.db.write((m) => m.query('UPDATE application SET receipt = ? WHERE id = ?', [receipt, id]))
      await give(one.id, 'JG000000001')
      await give(other.id, one.receipt)
      await expect(eraseOneCase(cloud().app, one.receipt, ORDER)).rejects.toThrow('被改动过')
      expect(await cloud().app.db.read.findOneByOrFail(Application, { id: other.id })).not.toMatchObject({ dataKey: '' })
    })

    it('a woman who was added at the door goes by her name with her certificate; her tick stays as nobody’s, and the record says why', async () => {
      const { app } = cloud()
      const cadre = await cloud().official('town', 't1')
      const times = { startsAt: addMs(now(), 3_600_000), endsAt: addMs(now(), 7_200_000), enrolBy: addMs(now(), 1_800_000) }
      const about = await publish(cadre, now(), times)
      const add = async (name: string) => {
        const id = newId(now())
        await cadre.post(`/api/activities/${about}/roster/marks`, { marks: [{ id, about: id, undoes: [], at: now(), who: { name } }] })
        return id
      }
      const [her, , same] = [await add('赵小莲'), await add('何小琴'), await add('何小琴')]
      const began = now()
      cloud().clock.advance(3 * 3_600_000)
      const numbers = (await cadre.post(`/api/activities/${about}/certificates`)).body.items.map((row: Json) => row.number)
      const valid = async () =>
        (await Promise.all(numbers.map((no: string) => cloud().anybody.get(`/api/certificates/${no}`)))).filter((a) => a.status === 200)
          .length
      expect(await valid()).toBe(3)
      for (let time = 0; time < 2; time++) {
        if (time === 0) await eraseOneWalkIn(app, '赵小莲', ORDER)
        else await expect(eraseOneWalkIn(app, '赵小莲', ORDER)).rejects.toThrow('没有这一位')
      }
      await expect(eraseOneWalkIn(app, '何小琴', ORDER)).rejects.toThrow(same)
      await eraseOneWalkIn(app, same, ORDER)
      expect((await cadre.get(`/api/activities/${about}/roster`)).body.items.map((line: Json) => line.name)).toEqual(['何小琴'])
      expect(await valid()).toBe(1)
      expect((await cadre.post(`/api/activities/${about}/certificates`)).body.items).toHaveLength(1)
      expect((await cadre.get(`/api/activities/${about}/summary`)).body.afterwards.walkIns).toBe(3)
      expect(await app.db.read.findOneByOrFail(RosterMark, { id: her })).toMatchObject({ dataKey: '', who: '' })
      const records = await app.db.read.findBy(Erasure, { sort: 'walkIn' })
      expect(records.map(({ subjectId }) => subjectId).sort()).toEqual([her, same].sort())
      expect((await verify(app)).findings.filter(({ what }) => what === 'erasure')).toEqual([])
      cloud().clock.set(began)
    })

    it('a person leaves another alone to whom somebody with the database pointed', async () => {
      const { app } = cloud()
      const [her, other] = [await cloud().woman(HER), await cloud().woman(HER)]
      const { id, receipt } = (await enrol(her, await publish(await cloud().official('town', 't1'), now()))).body
      await app.db.write((m) => m.query('UPDATE application SET person_id = ? WHERE id = ?', [other.person, id]))
      await app.db.write((m) => m.query('UPDATE account SET person_id = ? WHERE id = ?', [other.person, her.account]))
      for (const named of [receipt, her.account]) await expect(eraseOnePerson(app, named, ORDER)).rejects.toThrow('被改动过')
      expect((await other.get('/api/profile')).body.phone).toBe(HER.phone)
    })

    it('a person takes what she began while she was being erased', async () => {
      const { app } = cloud()
      const cadre = await cloud().official('town', 't1')
      const her = await cloud().woman(HER)
      await enrol(her, await publish(cadre, now()))
      const about = await publish(cadre, now())
      let late = ''
      const meanwhile = async () => {
        if (late === '') late = (await enrol(her, about)).body.id
      }
      const { keeping } = app
      const forget: typeof keeping.uploads.forget = (of) => meanwhile().then(() => keeping.uploads.forget(of))
      const busy = { ...app, keeping: { ...keeping, uploads: { ...keeping.uploads, forget } } }
      const erased = await eraseOnePerson(busy, her.account, ORDER)
      expect(erased.cases).toContain(late)
      expect(await app.db.read.findOneByOrFail(Application, { id: late })).toMatchObject({ dataKey: '' })
    })
  },
  (engine) => startCloud(engine, { logLevel: 'silent' }, { kinds: [...kinds, reportWithPictures] }),
)
