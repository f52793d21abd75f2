import { lapsesAt } from '@shared/core/record-check'
import { addDays, atChina } from '@shared/core/time'
import { entriesOf } from '@shared/features/pairing/diary'
import { createApp } from '../../cloud/app'
import { Erasure } from '../../cloud/core/erasure'
import { DiaryRevision, PairingDiary } from '../../cloud/features/pairing/diary.entity'
import { Upload } from '../../cloud/features/uploads/upload.entity'
import { eraseOneCase } from '../../cloud/tools/erasing'
import type { Api, Json } from '../support/api'
import { mustBe, picture } from '../support/children'
import { type Cloud, onBothEngines, startCloud } from '../support/cloud'
import { entry, instead, sendSound, visit, writeIn } from '../support/diaries'
import { again, type PairHouse, paired, pairHouse } from '../support/pairings'
import { move } from '../support/publications'
import { aac, mp3 } from '../support/recordings'
import { raise } from '../support/worries'

const TODAY = '2026-11-23'
const MONDAY = atChina(TODAY, '09:00')

const house = async (cloud: Cloud) => {
  const all = await pairHouse(cloud, TODAY)
  return { ...all, id: await paired(all) }
}
type House = PairHouse & { id: string }

const since = (who: Api, id: string, after = 0) => who.get(`/api/pairings/${id}/diary?after=${after}`)
const daysFor = (who: Api, id: string) => who.get(`/api/pairings/${id}/entries`)
const wordsIn = (body: Json): string[] => body.items.flatMap(({ text }: Json) => text?.words ?? [])
/** What stands, by the writings that she has. */
const standing = async (who: Api, id: string): Promise<string[]> =>
  entriesOf((await mustBe(200, since(who, id))).items).flatMap(({ versions }) => versions.flatMap(({ text }) => text?.words ?? []))
const revisionsOf = ({ app }: Cloud, diary: string) => app.db.read.findBy(DiaryRevision, { diaryId: diary })
const diaryOf = ({ app }: Cloud, pairing: string) => app.db.read.findOneByOrFail(PairingDiary, { pairingId: pairing })

onBothEngines(
  'a diary of a pairing',
  (cloud) => {
    beforeEach(() => cloud().clock.set(MONDAY))

    it('takes each writing once in any order, gives back what came since, and keeps two versions side by side', async () => {
      const { her, id } = await house(cloud())
      const first = entry('一起包粽子')
      const [here, there] = [instead(first, [first.id], visit('一起包粽子，她很开心')), instead(first, [first.id], visit('包了三十个粽子'))]
      await mustBe(200, writeIn(her, id, there))
      await mustBe(200, writeIn(her, id, first, first, here))
      const { ids } = await mustBe(200, writeIn(her, id, here, there, first))
      expect(ids).toEqual([here.id, there.id, first.id])
      const all = await mustBe(200, since(her, id))
      expect([all.items, all.upTo, all.more]).toEqual([[there, first, here], 3, false])
      expect((await mustBe(200, since(her, id, 2))).items).toEqual([here])
      expect(await mustBe(200, since(her, id, 3))).toEqual({ items: [], upTo: 3, more: false })
      expect((await standing(her, id)).sort()).toEqual(['一起包粽子，她很开心', '包了三十个粽子'])
      const choice = instead(first, [here.id, there.id], visit('一起包粽子，她很开心'))
      await mustBe(200, writeIn(her, id, choice))
      expect(await standing(her, id)).toEqual(['一起包粽子，她很开心'])
    })

    it('is sealed whole: neither words nor days lie in the database, and it opens in no other pairing', async () => {
      const [one, two] = [await house(cloud()), await house(cloud())]
      await mustBe(200, writeIn(one.her, one.id, entry('外婆住院了')))
      const { id } = await diaryOf(cloud(), one.id)
      const [row] = await revisionsOf(cloud(), id)
      expect(JSON.stringify(row)).not.toMatch(/外婆|2026-11-22|visit/)
      // Somebody who writes in the database hands her diary to another mother.
      const { db } = cloud().app
      await db.write((m) => m.query('DELETE FROM pairing_diary WHERE pairing_id = ?', [two.id]))
      await db.write((m) => m.query('UPDATE pairing_diary SET pairing_id = ? WHERE id = ?', [two.id, id]))
      await mustBe(500, since(two.her, two.id))
    })

    it('is hers alone to read and to write; cadres of the child’s places learn on which days and how, and nobody else knows of it', async () => {
      const all = await house(cloud())
      const { her, id, village, town, county } = all
      const sound = await mustBe(201, sendSound(her, mp3()))
      const told = { way: 'letter', worry: '邻居老是来家里', picture: await picture(her), voice: sound.id } as const
      const [first, letter] = [entry('第一次见面'), entry('写了一封信', told)]
      await mustBe(200, writeIn(her, id, first, letter))
      // Written differently on two phones, which is no matter of theirs.
      for (const words of ['写了两封', '写了三封']) await mustBe(200, writeIn(her, id, instead(letter, [letter.id], visit(words, told))))
      const day = '2026-11-22'
      for (const cadre of [village, town, county]) {
        const items = [
          { day, way: 'letter' },
          { day, way: 'visit' },
        ]
        const reminder = { who: 'her', at: atChina(addDays(TODAY, 30), '09:00') }
        expect(await mustBe(200, daysFor(cadre, id))).toEqual({ items, next: null, reminder })
        for (const asked of [
          since(cadre, id),
          writeIn(cadre, id, entry('不是她写的')),
          cadre.get(`/api/pairings/${id}/pictures/${told.picture}`),
          cadre.get(`/api/pairings/${id}/sounds/${told.voice}`),
        ])
          await mustBe(404, asked)
      }
      const other = await house(cloud())
      for (const who of [other.her, await cloud().woman(), await cloud().official('village', 'v02'), await cloud().official('bank', 'o3')])
        for (const asked of [since(who, id), daysFor(who, id), writeIn(who, id, entry('不是她写的'))]) await mustBe(404, asked)
      expect((await cloud().anybody.get(`/api/pairings/${id}/diary`)).status).toBe(401)
    })

    it('lets go of a picture and a sound with the last version that holds them, and of no other', async () => {
      const { her, id } = await house(cloud())
      const shown = async (upload: string) => (await her.get(`/api/pairings/${id}/pictures/${upload}`)).status
      const [taken, kept, newer] = [await picture(her), await picture(her), await picture(her)]
      const [first, other] = [entry('画画', { picture: taken }), entry('写信', { picture: kept })]
      await mustBe(200, writeIn(her, id, first, other))
      const replaced = instead(first, [first.id], visit('画画', { picture: newer }))
      // Another phone has not heard of that, and still has the first one.
      const beside = instead(first, [first.id], visit('一起画画', { picture: taken }))
      await mustBe(200, writeIn(her, id, replaced, beside))
      expect([await shown(taken), await shown(kept), await shown(newer)]).toEqual([200, 200, 200])
      await mustBe(200, writeIn(her, id, instead(first, [beside.id], null)))
      expect([await shown(taken), await shown(kept), await shown(newer)]).toEqual([404, 200, 200])
      expect(await cloud().app.db.read.findOneByOrFail(Upload, { id: taken })).toMatchObject({ dataKey: '', applicationId: null })
      // A third phone comes late: its words stand, the picture does not come back.
      await mustBe(200, writeIn(her, id, instead(first, [first.id], visit('画了一下午', { picture: taken }))))
      expect([wordsIn(await mustBe(200, since(her, id))).includes('画了一下午'), await shown(taken)]).toEqual([true, 404])
      const voice = (await mustBe(201, sendSound(her, mp3()))).id as string
      const sung = entry('唱歌', { voice })
      await mustBe(200, writeIn(her, id, sung))
      await mustBe(200, writeIn(her, id, instead(sung, [sung.id], null)))
      await mustBe(404, her.get(`/api/pairings/${id}/sounds/${voice}`))
    })

    it('is destroyed half a year after the end, with its pictures, and not before somebody who is worried has been heard', async () => {
      const [one, worried, living] = [await house(cloud()), await house(cloud()), await house(cloud())]
      const shown = await picture(one.her)
      await mustBe(200, writeIn(one.her, one.id, entry('画画', { picture: shown })))
      for (const { her, id } of [worried, living]) await mustBe(200, writeIn(her, id, entry('写信')))
      for (const { her, id } of [one, worried]) await mustBe(200, move(her, id, 'end', { ending: 'time' }))
      const { id: worry } = await mustBe(201, raise(worried.county, worried.child))
      const all = [one, worried, living]
      const left = async () => Promise.all(all.map(async ({ id }) => (await revisionsOf(cloud(), (await diaryOf(cloud(), id)).id)).length))
      const onDay = async (day: string) => {
        cloud().clock.set(atChina(day, '09:00'))
        await cloud().app.work.forgetDiaries()
        return left()
      }
      expect(await onDay(addDays(TODAY, 179))).toEqual([1, 1, 1])
      expect(await onDay(addDays(TODAY, 180))).toEqual([0, 1, 1])
      expect([(await diaryOf(cloud(), one.id)).dataKey, await cloud().app.db.read.findOneByOrFail(Upload, { id: shown })]).toMatchObject([
        '',
        { dataKey: '', applicationId: null },
      ])
      const town = await again(cloud(), worried.town)
      await mustBe(200, move(town, worry, 'take'))
      await mustBe(200, move(town, worry, 'close', { outcome: 'cleared', harm: false, result: '去看过，是误会' }))
      expect(await onDay(addDays(TODAY, 181))).toEqual([0, 0, 1])
    })

    it('shows nothing any more, whatever she kept a token of, once the pairing is over or she may not care', async () => {
      const ends: Readonly<Record<string, (all: House) => Promise<unknown>>> = {
        view: ({ village, child }) => mustBe(200, village.post(`/api/children/${child}/withdrawals`, { purpose: 'motherView' })),
        ended: ({ her, id }) => mustBe(200, move(her, id, 'end', { ending: 'time' })),
        suspended: ({ town, mother }) => mustBe(200, move(town, mother, 'suspend', { reason: '先核实' })),
        resting: ({ her, mother }) => mustBe(200, move(her, mother, 'pause')),
      }
      for (const end of Object.values(ends)) {
        const all = await house(cloud())
        const { her, id } = all
        const upload = await picture(her)
        await mustBe(200, writeIn(her, id, entry('画画', { picture: upload })))
        await mustBe(200, her.get(`/api/pairings/${id}/pictures/${upload}`))
        await end(all)
        for (const asked of [
          since(her, id),
          daysFor(her, id),
          writeIn(her, id, entry('再写')),
          her.get(`/api/pairings/${id}/pictures/${upload}`),
        ])
          await mustBe(404, asked)
      }
    })

    it('holds a sealed sound and a picture, opened through the diary alone, and refuses what is another’s or of the wrong sort', async () => {
      const { her, id } = await house(cloud())
      const sound = await mustBe(201, sendSound(her, mp3(5)))
      const upload = await picture(her)
      await mustBe(200, writeIn(her, id, entry('她唱了歌', { voice: sound.id, picture: upload })))
      expect(sound.seconds).toBe(5)
      const heard = await her.bytes(`/api/pairings/${id}/sounds/${sound.id}`)
      expect([heard.length > 1000, heard.includes('SecretSinger')]).toEqual([true, false])
      await mustBe(404, her.get(`/api/pairings/${id}/pictures/${sound.id}`))
      expect((await her.get(`/api/pairings/${id}/pictures/${upload}`)).headers.get('content-type')).toBe('image/jpeg')
      await mustBe(404, her.get(`/api/uploads/${upload}`))
      const neighbour = await cloud().woman()
      await mustBe(404, neighbour.get(`/api/pairings/${id}/sounds/${sound.id}`))
      const [hers, swapped] = [await picture(neighbour), await mustBe(201, sendSound(her, mp3()))]
      expect((await mustBe(422, writeIn(her, id, entry('别人的', { picture: hers })))).fields).toHaveProperty('pictures')
      expect((await mustBe(422, writeIn(her, id, entry('录音当照片', { picture: swapped.id })))).fields).toHaveProperty('pictures')
      expect((await mustBe(422, writeIn(her, id, entry('照片当录音', { voice: await picture(her) })))).fields).toHaveProperty('sounds')
      for (const wrong of [aac(), Buffer.from('no sound')]) await mustBe(415, sendSound(her, wrong))
      expect(await standing(her, id)).toEqual(['她唱了歌'])
    })

    it('stores nothing of what is written wrongly', async () => {
      const { her, id } = await house(cloud())
      const first = entry('好')
      const wrong = [
        { ...first, text: { ...visit('好'), day: '2026-02-30' } },
        { ...first, text: { ...visit('好'), way: 'shout' } },
        { ...first, text: { ...visit('长'.repeat(1001)) } },
        { ...first, replaces: [entry('x').id] },
        { ...first, id: entry('x').id },
        { ...first, text: { ...visit('好'), card: '11010519491231002X' } },
      ]
      for (const one of wrong) await mustBe(422, writeIn(her, id, one as typeof first))
      await mustBe(422, writeIn(her, id, ...Array.from({ length: 11 }, () => entry('多'))))
      expect((await mustBe(200, since(her, id))).items).toEqual([])
    })

    it('is destroyed with its key when the child’s record is, or her case', async () => {
      const ordered = { by: '周慧', why: '本人要求' }
      const ends: Readonly<Record<string, (all: House) => Promise<unknown>>> = {
        erase: ({ county, child }) => mustBe(200, county.post(`/api/children/${child}/erasure`, { words: '监护人要求' })),
        release: ({ id }) => eraseOneCase(cloud().app, id, ordered),
      }
      for (const [name, end] of Object.entries(ends)) {
        const all = await house(cloud())
        const upload = await picture(all.her)
        await mustBe(200, writeIn(all.her, all.id, entry('再见', { picture: upload })))
        const { id } = await diaryOf(cloud(), all.id)
        await end(all)
        expect([await diaryOf(cloud(), all.id), await revisionsOf(cloud(), id)]).toMatchObject([{ dataKey: '', count: 0 }, []])
        expect(await cloud().app.db.read.findOneByOrFail(Upload, { id: upload })).toMatchObject({ dataKey: '', applicationId: null })
        // The proof of the one is the last link of the child's chain, of the other the recorded erasure.
        if (name === 'erase') expect((await mustBe(200, all.county.get(`/api/children/${all.child}`))).events[0].sort).toBe('erase')
        else expect(await cloud().app.db.read.countBy(Erasure, { subjectId: all.id })).toBe(1)
      }
    })
  },
  (engine) => startCloud(engine, { logLevel: 'silent' }),
)

const HER = '好一阵没有记陪伴了'
const CADRES = '有个孩子好一阵没有陪伴记录'
const about = (title: string) => title === HER || title === CADRES

onBothEngines('a child without company for long', (cloud) => {
  const told = async (who: Api): Promise<Json[]> =>
    (await mustBe(200, who.get('/api/notices'))).items.filter(({ title }: Json) => about(title))
  const on = async (all: House, days: number, minutes = 0) => {
    cloud().clock.set(atChina(addDays(TODAY, days), `09:0${minutes}`))
    await cloud().app.work.tick()
    await cloud().app.work.remindOfCompany()
    const [her, village, town] = [await again(cloud(), all.her), await again(cloud(), all.village), await again(cloud(), all.town)]
    const heard = [(await told(her)).length, (await told(village)).length, (await told(town)).length]
    // How far the reminders are stands before the cadres as well.
    return { her, village, town, heard, reminder: (await daysFor(village, all.id)).body.reminder }
  }
  beforeEach(() => cloud().clock.set(MONDAY))

  it('is a reminder first to her after a month, two weeks later to her village, then to her town, once each, in coded names', async () => {
    const all = await house(cloud())
    expect((await on(all, 29)).heard).toEqual([0, 0, 0])
    const month = await on(all, 30)
    expect([month.heard, month.reminder.who]).toEqual([[1, 0, 0], 'village'])
    expect((await on(all, 43)).heard).toEqual([1, 0, 0])
    expect((await on(all, 44)).heard).toEqual([1, 1, 0])
    const { heard, reminder } = await on(all, 58)
    expect([heard, reminder]).toEqual([[1, 1, 1], { who: 'town', at: null }])
    const last = await on(all, 200)
    expect(last.heard).toEqual([1, 1, 1])
    const words = JSON.stringify([await told(last.her), await told(last.village), await told(last.town)])
    expect(words).toContain(all.code)
    expect(words).not.toMatch(/王桂兰|张桂花|王桂花|13900001234/)
  })

  it('begins anew with a new entry, not with one that is only written better, and ends with the pairing', async () => {
    const all = await house(cloud())
    const first = entry('打了电话')
    cloud().clock.set(atChina(addDays(TODAY, 20), '10:00'))
    await mustBe(200, writeIn(await again(cloud(), all.her), all.id, first))
    expect((await on(all, 30)).heard).toEqual([0, 0, 0])
    cloud().clock.set(atChina(addDays(TODAY, 45), '10:00'))
    await mustBe(200, writeIn(await again(cloud(), all.her), all.id, instead(first, [first.id], visit('打了两次电话'))))
    const { her } = await on(all, 50)
    expect((await told(her)).length).toBe(1)
    await mustBe(200, move(her, all.id, 'end', { ending: 'time' }))
    expect((await on(all, 300)).heard).toEqual([1, 0, 0])
  })

  it('does not press her while she rests: village and town are asked as long as that lasts, and she again when she is back', async () => {
    const all = await house(cloud())
    const { her } = await on(all, 29)
    await mustBe(200, move(her, all.mother, 'pause'))
    expect((await on(all, 30)).heard).toEqual([0, 0, 0])
    expect((await on(all, 43)).heard).toEqual([0, 1, 0])
    expect((await on(all, 57)).heard).toEqual([0, 1, 1])
    expect((await on(all, 87)).heard).toEqual([0, 2, 1])
    const long = await on(all, 101)
    expect(long.heard).toEqual([0, 2, 2])
    expect(JSON.stringify([await told(long.village), await told(long.town)])).not.toMatch(/王桂兰|张桂花|王桂花|13900001234|歇|暂停/)
    await mustBe(200, move(long.her, all.mother, 'resume'))
    expect((await on(all, 130)).heard).toEqual([0, 2, 2])
    expect((await on(all, 131)).heard).toEqual([1, 2, 2])
  })

  it('is told to its village by its coded name at once when she rests, is suspended, or her check lapses, and when she is back', async () => {
    const all = await house(cloud())
    const heard = async () => {
      const { items } = await mustBe(200, (await again(cloud(), all.village)).get('/api/notices'))
      const ours = (items as Json[]).filter(({ title, text }) => title.startsWith('有位爱心妈妈') && text.includes(all.code))
      expect(JSON.stringify(ours)).not.toMatch(/王桂兰|张桂花|王桂花|13900001234|先核实/)
      return ours.map(({ title }) => (title === '有位爱心妈妈回来了' ? 'back' : 'away')).reverse()
    }
    await mustBe(200, move(all.her, all.mother, 'pause'))
    expect(await heard()).toEqual(['away'])
    await mustBe(200, move(all.town, all.mother, 'suspend', { reason: '先核实' }))
    expect(await heard()).toEqual(['away'])
    cloud().clock.advance(60_000)
    await mustBe(200, move(all.town, all.mother, 'restore', { checkResult: 'clear', checkDay: TODAY }))
    expect(await heard()).toEqual(['away', 'back'])
    cloud().clock.set(lapsesAt(TODAY))
    await cloud().app.work.tick()
    cloud().clock.advance(60_000)
    await cloud().app.work.tick()
    expect(await heard()).toEqual(['away', 'back', 'away'])
  })

  it('is told once by two processes at the same instant', async () => {
    const all = await house(cloud())
    cloud().clock.set(atChina(addDays(TODAY, 30), '09:00'))
    const { app, settings, clock } = cloud()
    // SQLite is one process: there the same one does it once more.
    const other = app.db.engine === 'sqlite' ? undefined : await createApp(settings, { now: clock.now })
    await Promise.all([app.work.remindOfCompany(), (other ?? app).work.remindOfCompany()])
    await other?.db.close()
    expect((await told(await again(cloud(), all.her))).length).toBe(1)
  })
})
