import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { kinds } from '@shared/features/index'
import { Application, ApplicationSlot } from '../../cloud/features/applications/application.entity'
import type { Json } from '../support/api'
import { onBothEngines, startCloud } from '../support/cloud'
import { loan } from '../support/kinds/loan.kind'
import { jpeg } from '../support/pictures'

const DAY = 86_400_000

onBothEngines(
  'a draft in the cloud',
  (cloud) => {
    const files = () => {
      const folder = path.join(cloud().folder, 'uploads')
      return existsSync(folder) ? readdirSync(folder) : []
    }
    const begin = async (input: object = {}) => {
      const her = await cloud().woman()
      const photo = (await her.upload(await jpeg())).body.id
      const { body } = await her.post('/api/applications', { kind: 'credit', input: { name: '王桂兰', premises: [photo], ...input } })
      return { her, body: body as Json, path: `/api/applications/${body.id}` }
    }
    const isThere = async ({ body: { id } }: { body: Json }) =>
      (await cloud().app.db.read.findOneByOrFail(Application, { id })).dataKey !== ''
    const hasSlot = ({ body: { id } }: { body: Json }) => cloud().app.db.read.existsBy(ApplicationSlot, { applicationId: id })
    const age = async (days: number) => {
      cloud().clock.advance(days * DAY)
      await cloud().app.work.sweep()
    }

    it('is saved from a phone that knows no PATCH, and by no other word in that header', async () => {
      const { her, body, path: at } = await begin()
      const save = (header: string, version: number) =>
        her.raw(at, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-http-method-override': header },
          body: JSON.stringify({ version, input: { sum: 5_000_000 } }),
        })
      const saved = await save('PATCH', body.version)
      expect([saved.status, saved.body.version, saved.body.answers.sum]).toEqual([200, 2, 5_000_000])
      expect([(await save('DELETE', 2)).status, (await save('PATCH', 1)).status]).toEqual([404, 409])
    })

    it('is erased with its pictures thirty days after it was last touched, and makes room for a new one', async () => {
      const [left, touched] = [await begin(), await begin()]
      await age(29)
      expect((await touched.her.patch(touched.path, { version: 1, input: { sum: 5_000_000 } })).status).toBe(200)
      await age(0.5)
      expect([await isThere(left), await hasSlot(left)]).toEqual([true, true])
      await age(1)
      expect([await isThere(left), await hasSlot(left), await isThere(touched)]).toEqual([false, false, true])
      expect(files()).toHaveLength(1)
      await age(30)
      expect([await isThere(touched), files()]).toEqual([false, []])
    })

    it('is one no more once it is sent, however long that takes', async () => {
      const { her, body, path: at } = await begin({ village: 'v01', phone: '13900001234', group: 'returned', sum: 5_000_000 })
      const consents = { hrConsent: true, guarantorConsent: true, bankConsent: true }
      const sent = await her.post(`${at}/moves/submit`, { version: body.version, input: consents })
      expect(sent.body.state).toBe('village')
      await age(40)
      expect(await isThere({ body })).toBe(true)
    })
  },
  (engine) => startCloud(engine, {}, { kinds: [...kinds, loan] }),
)
