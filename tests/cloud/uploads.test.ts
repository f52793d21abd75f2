import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { addMs } from '@shared/core/time'
import { kinds } from '@shared/features/index'
import sharp from 'sharp'
import { Upload } from '../../cloud/features/uploads/upload.entity'
import { uploadsService } from '../../cloud/features/uploads/uploads.service'
import type { Api } from '../support/api'
import { onBothEngines, startCloud } from '../support/cloud'
import { jpeg, noPictures, photoWithPlace, reportWithPictures } from '../support/pictures'

const MINUTE = 60_000
const report = (her: Api, photos: string[], about?: string) =>
  her.post('/api/applications', { kind: 'pictured', about, move: 'submit', input: { village: 'v01', photos } })

onBothEngines(
  'pictures',
  (cloud) => {
    const folder = () => path.join(cloud().folder, 'uploads')
    const files = () => (existsSync(folder()) ? readdirSync(folder()) : [])
    const rows = () => cloud().app.db.read.count(Upload)
    const sent = async (her: Api) => (await her.upload(await jpeg())).body.id as string
    const bytesOf = async (url: string) => Buffer.from(await (await fetch(`${cloud().url}${url}`)).arrayBuffer())

    it('are judged by their content: what is none is refused in Chinese and leaves nothing behind', async () => {
      const her = await cloud().woman()
      const before = [files().length, await rows()]
      for (const [what, data] of await noPictures()) {
        const { status, body } = await her.upload(data)
        expect([what, status, body]).toEqual([what, 415, { error: 'wrongType', message: '这不是照片，请重新选一张' }])
      }
      const large = await her.upload(Buffer.concat([await jpeg(), Buffer.alloc(8 * 1024 * 1024)]))
      expect([large.status, large.body.message]).toEqual([413, '照片太大了，最大 8 MB'])
      const unnamed = await her.raw('/api/uploads', {
        method: 'POST',
        headers: { 'idempotency-key': 'no-form-0001' },
        body: new Uint8Array(await jpeg()),
      })
      expect([unnamed.status, unnamed.body.message]).toEqual([415, '请选择一张照片上传'])
      expect((await cloud().anybody.upload(await jpeg())).status).toBe(401)
      expect([files().length, await rows()]).toEqual(before)
    })

    it('are opened one after the other, for the memory that one takes says nothing about its bytes', async () => {
      const blank = { width: 3000, height: 3000, channels: 3, background: '#abcdef' } as const
      const large = await sharp({ create: blank }).jpeg({ progressive: true }).toBuffer()
      const women = await Promise.all([0, 1, 2].map(() => cloud().woman()))
      let most = 0
      const looking = setInterval(() => {
        most = Math.max(most, sharp.counters().process)
      }, 1)
      const answers = await Promise.all([...women, ...women].map((her) => her.upload(large)))
      clearInterval(looking)
      expect([answers.map(({ status }) => status), most]).toEqual([answers.map(() => 201), 1])
    })

    it('come out upright, at most 2,000 pixels long, and without place, phone or name', async () => {
      const her = await cloud().woman()
      const photo = await photoWithPlace(3000, 1000)
      expect((await sharp(photo).metadata()).exif?.includes('SecretPhone')).toBe(true)
      const { status, body } = await her.upload(photo)
      expect([status, body.width, body.height]).toEqual([201, 667, 2000])
      const clean = await bytesOf(body.url)
      const { format, width, height, exif, icc, xmp, orientation } = await sharp(clean).metadata()
      expect({ format, width, height, exif, icc, xmp, orientation }).toEqual({ format: 'jpeg', width: 667, height: 2000 })
      expect([clean.length, clean.includes('SecretPhone'), clean.includes('GPS')]).toEqual([body.bytes, false, false])
    })

    it('lose whatever was hidden behind them', async () => {
      const { body } = await (await cloud().woman()).upload(Buffer.concat([await jpeg(), Buffer.from('<script>alert(1)</script>')]))
      expect((await bytesOf(body.url)).includes('script')).toBe(false)
      const { headers } = await cloud().anybody.get(body.url)
      expect([headers.get('content-type'), headers.get('x-content-type-options')]).toEqual(['image/jpeg', 'nosniff'])
      expect(headers.get('cache-control')).toBe('no-store')
    })

    it('open by a signed address for five minutes, and by no other', async () => {
      const now = cloud().clock.now()
      const her = await cloud().woman()
      const [one, other] = [(await her.upload(await jpeg())).body, (await her.upload(await jpeg(20, 20))).body]
      const open = async (url: string) => (await cloud().anybody.get(url)).status
      const [, until = '', sig = ''] = /until=(\d+)&sig=(.+)$/.exec(one.url) ?? []
      const forged = [
        `/api/files/${one.id}?until=${until}&sig=${[...sig].reverse().join('')}`,
        `/api/files/${one.id}?until=${Number(until) + 1}&sig=${sig}`,
        `/api/files/${other.id}?until=${until}&sig=${sig}`,
      ]
      expect(await open(one.url)).toBe(200)
      for (const url of forged) expect([url, await open(url)]).toEqual([url, 404])
      expect(await open(`/api/files/${one.id}?until=${until}`)).toBe(422)
      cloud().clock.advance(5 * MINUTE - 1)
      expect(await open(one.url)).toBe(200)
      cloud().clock.advance(2)
      expect(await open(one.url)).toBe(404)
      expect(await open((await her.get(`/api/uploads/${one.id}`)).body.url)).toBe(200)
      cloud().clock.set(now)
    })

    it('are hers alone until she has sent them, and nobody else can send them', async () => {
      const [her, other] = [await cloud().woman(), await cloud().woman()]
      const village = await cloud().official('village', 'v01')
      const id = await sent(her)
      for (const who of [other, village]) expect((await who.get(`/api/uploads/${id}`)).status).toBe(404)
      const stolen = await report(other, [id])
      expect([stolen.status, stolen.body.fields]).toEqual([422, { photos: '有一张照片没有传成，请重新拍' }])
      expect((await report(her, [id])).status).toBe(201)
      expect((await report(other, [id])).status).toBe(422)
      expect((await report(other, ['0'.repeat(26)])).status).toBe(422)
    })

    it('of a case are seen by those who may see the case', async () => {
      const her = await cloud().woman()
      const id = await sent(her)
      expect((await report(her, [id])).status).toBe(201)
      const may = [her, await cloud().official('village', 'v01'), await cloud().official('county', 'c1')]
      const mayNot = [await cloud().woman(), await cloud().official('village', 'v02'), await cloud().official('town', 't2')]
      for (const who of may) expect((await who.get(`/api/uploads/${id}`)).body).toMatchObject({ id, width: 300, height: 200 })
      for (const who of mayNot) expect((await who.get(`/api/uploads/${id}`)).status).toBe(404)
    })

    it('that are masked open to her alone, and to who has just said why she must see them', async () => {
      const now = cloud().clock.now()
      const [her, village] = [await cloud().woman(), await cloud().official('village', 'v01')]
      const [photo, hurt] = [await sent(her), await sent(her)]
      const input = { village: 'v01', photos: [photo], hurt: [hurt] }
      const { body: made } = await her.post('/api/applications', { kind: 'pictured', move: 'submit', input })
      const opens = async (who: Api) => (await who.get(`/api/uploads/${hurt}`)).status
      expect([await opens(her), await opens(village)]).toEqual([200, 404])
      const reveal = `/api/applications/${made.id}/reveals`
      expect((await village.post(reveal, { field: 'hurt', reason: '核实伤情' })).body.value).toEqual([hurt])
      expect([await opens(village), await opens(await cloud().official('village', 'v01'))]).toEqual([200, 404])
      cloud().clock.advance(10 * MINUTE)
      expect(await opens(village)).toBe(404)
      cloud().clock.set(now)
    })

    it('are kept by one of two cases that want the same one at once', async () => {
      for (let round = 0; round < 10; round++) {
        const her = await cloud().woman()
        const id = await sent(her)
        const ended = await Promise.all(['v01', 'v02', 'v03', 't1'].map((about) => report(her, [id], about)))
        expect(ended.filter(({ status }) => status === 201)).toHaveLength(1)
      }
    })

    it('are stored once when an answer was lost and she sends again', async () => {
      const her = await cloud().woman()
      const before = [files().length, await rows()] as const
      const photo = await jpeg()
      const first = await her.upload(photo, 'upload-key-0001')
      const again = await her.upload(photo, 'upload-key-0001')
      expect([again.status, again.body.id]).toEqual([201, first.body.id])
      expect((await her.upload(await jpeg(50, 50), 'upload-key-0001')).status).toBe(422)
      expect([files().length - before[0], (await rows()) - before[1]]).toEqual([1, 1])
      const [one, two] = await Promise.all([her.upload(photo, 'upload-key-0002'), her.upload(photo, 'upload-key-0002')])
      expect([one.status, two.status, one.body.id]).toEqual([201, 201, two.body.id])
    })

    it('that no case has kept for a day are swept away, the others stay', async () => {
      const now = cloud().clock.now()
      const her = await cloud().woman()
      const [kept, left] = [await sent(her), await sent(her)]
      await report(her, [kept])
      cloud().clock.advance(86_400_000 - MINUTE)
      const fresh = await sent(her)
      await cloud().app.work.sweep()
      expect((await her.get(`/api/uploads/${left}`)).status).toBe(200)
      cloud().clock.advance(2 * MINUTE)
      await cloud().app.work.sweep()
      const there = await Promise.all([kept, left, fresh].map(async (id) => (await her.get(`/api/uploads/${id}`)).status))
      expect(there).toEqual([200, 404, 200])
      expect(
        files()
          .filter((file) => [kept, left, fresh].some((id) => file.startsWith(id)))
          .sort(),
      ).toEqual([`${kept}.jpg`, `${fresh}.jpg`])
      cloud().clock.set(now)
    })

    it('that are just being swept away cannot be kept any more', async () => {
      const her = await cloud().woman()
      const id = await sent(her)
      const { db } = cloud().app
      const keeping = () => db.write((m) => uploads.keep(m, [id], { application: '0'.repeat(26), account: her.account }))
      const tried: string[] = []
      const remove = async (name: string) => {
        const answer =
          name === id
            ? await keeping().then(
                () => 'kept',
                (error: Error) => error.message,
              )
            : ''
        if (answer) tried.push(answer)
      }
      const storage = { put: async () => undefined, get: async () => undefined, remove }
      const { seal, keeping: parts } = cloud().app
      const uploads = uploadsService({ db, storage, seal, marks: parts.marks, key: Buffer.alloc(32), mayOpen: async () => true })
      await uploads.sweep(addMs(cloud().clock.now(), 86_400_001))
      expect([tried, await db.read.existsBy(Upload, { id })]).toEqual([['有一张照片没有传成，请重新拍'], false])
    })
  },
  (engine) => startCloud(engine, {}, { kinds: [...kinds, reportWithPictures] }),
)
