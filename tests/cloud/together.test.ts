import { MoreThan } from 'typeorm'
import { RequestKey } from '../../cloud/core/keys'
import { Activity, ActivityPlace } from '../../cloud/features/activity/activity.entity'
import { Application, ApplicationEvent, ApplicationSlot, ApplicationTodo } from '../../cloud/features/applications/application.entity'
import { Notice } from '../../cloud/features/notices/notice.entity'
import { enrol, HER, publish } from '../support/activities'
import { onBothEngines, startCloud } from '../support/cloud'

const ALL = [Application, ApplicationEvent, ApplicationTodo, ApplicationSlot, ActivityPlace, Notice]

onBothEngines(
  'a step',
  (cloud) => {
    const rename = (from: string, to: string) => cloud().app.db.write((m) => m.query(`ALTER TABLE ${from} RENAME TO ${to}`))
    const counts = async () => {
      const { read } = cloud().app.db
      const taken = await read.countBy(Activity, [{ taken: MoreThan(0) }, { waiting: MoreThan(0) }])
      return [
        taken,
        await read.countBy(RequestKey, { key: 'together-0001' }),
        ...(await Promise.all(ALL.map((entity) => read.count(entity)))),
      ]
    }

    it('is stored with its event, its seat and its notices or not at all, and can then be sent again', async () => {
      const cadre = await cloud().official('town', 't1')
      const id = await publish(cadre, cloud().clock.now(), { seats: 1, needsReview: true })
      const [her, next] = [await cloud().woman(), await cloud().woman()]
      const before = await counts()
      await rename('outbox', 'outbox_gone')
      expect((await enrol(her, id, HER, 'together-0001')).status).toBe(500)
      expect(await counts()).toEqual(before)
      await rename('outbox_gone', 'outbox')
      const { status, body } = await enrol(her, id, HER, 'together-0001')
      const second = (await enrol(next, id)).body
      expect([status, body.state]).toEqual([201, 'review'])

      const accept = (application: string) => cadre.post(`/api/applications/${application}/moves/accept`, { version: 1 })
      await accept(body.id)
      await accept(second.id)
      const standing = async () => [
        (await her.get(`/api/applications/${body.id}`)).body,
        (await next.get(`/api/applications/${second.id}`)).body,
      ]
      const seated = await counts()
      await rename('outbox', 'outbox_gone')
      expect((await her.post(`/api/applications/${body.id}/moves/cancel`, { version: 2 })).status).toBe(500)
      expect([await counts(), (await standing()).map(({ state }) => state)]).toEqual([seated, ['seated', 'waiting']])
      await rename('outbox_gone', 'outbox')
      expect((await her.post(`/api/applications/${body.id}/moves/cancel`, { version: 2 })).status).toBe(200)
      expect((await standing()).map(({ state }) => state)).toEqual(['cancelled', 'seated'])
    })
  },
  (engine) => startCloud(engine, { logLevel: 'silent' }),
)
