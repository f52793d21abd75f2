import { addDays, atChina } from '@shared/core/time'
import { findOne } from '../../cloud/core/database'
import { createLog } from '../../cloud/core/log'
import { sealer } from '../../cloud/core/seal'
import { Child, ChildEvent, ChildPart } from '../../cloud/features/child/child.entity'
import { verify } from '../../cloud/tools/verifying'
import type { Api, Json } from '../support/api'
import {
  BORN,
  beginChild,
  cadresOf,
  cardOf,
  consentOf,
  mustBe,
  opened,
  openingOf,
  partsOf,
  picture,
  registerChild,
  toldOf,
} from '../support/children'
import { type Cloud, ENGINES, keys, onBothEngines, startCloud } from '../support/cloud'

const HOUR_MS = 3_600_000
const MONDAY = atChina('2026-11-23', '09:00')
const ROW = ['ageBand', 'code', 'id', 'risk', 'situation', 'state', 'village', 'villageName']
const read = (who: Api, opening: string) => who.post(`/api/child-openings/${opening}/reads`, {})
const eventsOf = async (who: Api, id: string): Promise<string[]> =>
  (await mustBe(200, who.get(`/api/children/${id}`))).events.map(({ sort }: Json) => sort).reverse()

onBothEngines('the register of children', (at) => {
  const people = () => cadresOf(at())
  beforeEach(() => at().clock.set(MONDAY))

  it('keeps a village and a situation until a guardian has agreed, and shows a coded name ever after', async () => {
    const { village, town, county } = await people()
    const stub = await beginChild(village)
    expect(stub).toMatchObject({
      state: 'stub',
      risk: null,
      ageBand: null,
      parts: [],
      consents: [],
      ends: { rule: 'stub', on: '2026-12-23' },
    })
    const parts = partsOf({ birthDay: '2015-02-30' })
    const wrong = { version: 1, consent: consentOf('0', { relation: 'self', notice: 9, day: '2026-11-24' }), parts }
    const refused = await mustBe(422, village.post(`/api/children/${stub.id}/registration`, wrong))
    expect(Object.keys(refused.fields).sort()).toEqual(
      ['consent.day', 'consent.notice', 'consent.relation', 'identity.birthDay', 'identity.card'].sort(),
    )
    const consent = consentOf(await picture(village))
    const herself = { ...consent, relation: 'self' }
    const body = { version: 1, parts: partsOf() }
    const saying = async (parts: object) =>
      (await mustBe(422, village.post(`/api/children/${stub.id}/registration`, { version: 1, parts, consent: herself }))).fields
    expect(await saying(body.parts)).toEqual({ 'consent.relation': '孩子不满十四岁，要由父母或者其他监护人同意' })
    // From 14 on she may say so beside her guardian, not instead.
    const older = partsOf({ birthDay: '2011-11-23', card: cardOf('2011-11-23') })
    expect(await saying(older)).toEqual({ 'consent.relation': '要先有父母或者其他监护人同意，孩子自己的意思再另外记一次' })
    expect((await at().app.db.read.findBy(ChildPart, { childId: stub.id })).length).toBe(0)
    // The county and the neighbour village do not write; the town stands in, and it is seen.
    await mustBe(403, county.post(`/api/children/${stub.id}/registration`, { ...body, consent }))
    const theirs = consentOf(await picture(town))
    const shown = await mustBe(200, town.post(`/api/children/${stub.id}/registration`, { ...body, consent: theirs }))
    expect(shown).toMatchObject({ state: 'registered', ageBand: '9到11岁', risk: 'middle', needs: ['tutoring', 'calls'], ends: null })
    expect(shown.events[0]).toMatchObject({ sort: 'register', by: '李芳', standingIn: true })
    expect(shown.code).toMatch(/^\p{Script=Han}{2}[1-9]\d{2}$/u)
    const { items } = await mustBe(200, county.get('/api/children?state=registered&risk=middle'))
    expect(items.every((item: Json) => JSON.stringify(Object.keys(item).sort()) === JSON.stringify(ROW))).toBe(true)
    expect(JSON.stringify([items, shown])).not.toMatch(/王桂兰|张桂花|13900001234|哮喘|奶奶|2016-05/)
  })

  it('is nothing for volunteers, other villages and other offices, whatever they guess', async () => {
    const { village } = await people()
    const child = await registerChild(village)
    const opening = await mustBe(201, village.post(`/api/children/${child.id}/openings`, openingOf(['identity'])))
    const mother = await at().woman({ name: '李小燕', village: 'v01' })
    const others = [mother, await at().official('village', 'v02'), await at().official('town', 't2'), await at().official('bank', 'o4')]
    for (const who of others) {
      for (const id of [child.id, '0'.repeat(26)]) {
        await mustBe(404, who.get(`/api/children/${id}`))
        await mustBe(404, who.post(`/api/children/${id}/openings`, openingOf(['identity'], { emergency: true })))
        await mustBe(404, who.post(`/api/children/${id}/withdrawals`, { purpose: 'register' }))
      }
      for (const id of [opening.id, '0'.repeat(26)]) {
        await mustBe(404, read(who, id))
        await mustBe(404, who.post(`/api/child-openings/${id}/decision`, { agree: true }))
      }
      const { status, body } = await who.get('/api/children?place=v01')
      expect([status, body.items]).toEqual([403, undefined])
      const own = await who.get('/api/children')
      expect(JSON.stringify(own.body)).not.toContain(child.code)
    }
  })

  it('opens what is sealed for a reason and by a colleague’s word, for two hours, and writes every look down', async () => {
    const { village, colleague, town } = await people()
    const child = await registerChild(village)
    const asked = await mustBe(201, village.post(`/api/children/${child.id}/openings`, openingOf(['identity', 'health'])))
    expect(asked).toMatchObject({ state: 'asked', mine: true, mayDecide: false, words: '下午上门走访' })
    expect([await toldOf(colleague), await toldOf(town), await toldOf(village)]).toEqual([['有一个查看申请'], ['有一个查看申请'], []])
    await mustBe(409, read(village, asked.id))
    await mustBe(403, village.post(`/api/child-openings/${asked.id}/decision`, { agree: true }))
    const [notice] = (await mustBe(200, colleague.get('/api/notices'))).items
    expect([notice.leads, notice.application]).toEqual([{ page: 'opening', id: asked.id }, null])
    expect(await mustBe(200, colleague.get(`/api/child-openings/${asked.id}`))).toMatchObject({ mayDecide: true, mine: false })
    const other = await beginChild(village)
    const ofChild = async (child: string) =>
      (await mustBe(200, colleague.get(`/api/child-openings?box=waiting&child=${child}`))).items.length
    expect([await ofChild(child.id), await ofChild(other.id)]).toEqual([1, 0])
    const found = async (code: string) => (await mustBe(200, town.get(`/api/children?code=${encodeURIComponent(code)}`))).items
    expect((await found(child.code)).map(({ id }: Json) => id)).toEqual([child.id])
    await mustBe(422, town.get('/api/children?code=x'))
    const waiting = await mustBe(200, colleague.get('/api/child-openings?box=waiting'))
    expect(waiting.items.find(({ id }: Json) => id === asked.id)).toMatchObject({ mayDecide: true, code: child.code })
    await mustBe(200, colleague.post(`/api/child-openings/${asked.id}/decision`, { agree: true }))
    // It was opened for her, not for whoever knows its id.
    await mustBe(404, read(colleague, asked.id))
    const shown = await mustBe(200, read(village, asked.id))
    expect(Object.keys(shown).sort()).toEqual(['code', 'consents', 'parts', 'until'])
    expect(Object.keys(shown.parts)).toEqual(expect.arrayContaining(['identity', 'health']))
    expect([Object.keys(shown.parts).length, shown.parts.identity.name, shown.consents]).toEqual([2, '王桂兰', null])
    at().clock.advance(2 * HOUR_MS - 1)
    await mustBe(200, read(village, asked.id))
    at().clock.advance(1)
    await mustBe(409, read(village, asked.id))
    expect(await eventsOf(town, child.id)).toEqual(['begin', 'register', 'ask', 'approve', 'read', 'read'])
  })

  it('lets nobody approve for herself with another of her roles, or read on with a role that was taken', async () => {
    const cloud = at()
    const { village, county } = await people()
    const both = await cloud.official('village', 'v01')
    const { clock, app } = cloud
    await app.db.write((m) =>
      app.grants.record(m, {
        id: `T${both.account.slice(1)}`,
        account: both.account,
        role: 'town',
        place: 't1',
        by: null,
        at: clock.now(),
      }),
    )
    const child = await registerChild(village)
    const mine = await mustBe(201, both.post(`/api/children/${child.id}/openings`, openingOf(['guardian'])))
    await mustBe(403, both.post(`/api/child-openings/${mine.id}/decision`, { agree: true }))
    await mustBe(200, county.post(`/api/child-openings/${mine.id}/decision`, { agree: true }))
    await mustBe(200, read(both, mine.id))
    const given = await app.db.read.query('SELECT id FROM grant_given WHERE account_id = ?', [both.account])
    for (const { id } of given) await mustBe(200, county.remove(`/api/grants/${id}`))
    await mustBe(404, read(both, mine.id))
    // Without the guard she could: taken for somebody else, she may decide on what was hers.
    const again = await mustBe(201, village.post(`/api/children/${child.id}/openings`, openingOf(['guardian'])))
    const { byToken } = app.accounts
    app.accounts.byToken = async (token) => {
      const caller = await byToken(token)
      return caller?.account === village.account ? { ...caller, account: both.account, person: both.person as string } : caller
    }
    const fooled = village.post(`/api/child-openings/${again.id}/decision`, { agree: true })
    expect((await fooled.finally(() => Object.assign(app.accounts, { byToken }))).status).toBe(200)
  })

  it('opens at once in an emergency, and has it reviewed by somebody else on the next day', async () => {
    const { village, colleague, town, county } = await people()
    const child = await registerChild(village)
    // A Friday: children are in danger at weekends too.
    at().clock.set(atChina('2026-11-27', '20:00'))
    const urgent = await mustBe(
      201,
      village.post(`/api/children/${child.id}/openings`, openingOf(['contact', 'guardian'], { emergency: true })),
    )
    expect(urgent).toMatchObject({ state: 'open', review: 'due', reviewDue: atChina('2026-11-28', '23:59').replace('00.000', '59.000') })
    expect((await mustBe(200, read(village, urgent.id))).parts.guardian.phone).toBe('13900001234')
    for (const who of [colleague, town, county]) expect(await toldOf(who)).toEqual(['有一次紧急查看'])
    await mustBe(403, village.post(`/api/child-openings/${urgent.id}/decision`, { agree: true }))
    at().clock.set(atChina('2026-11-29', '00:10'))
    for (let i = 0; i < 2; i++) await at().app.work.keepChildren()
    for (const who of [colleague, town, county])
      expect((await toldOf(who)).filter((title) => title === '紧急查看还没有人复核')).toHaveLength(1)
    const judged = await mustBe(200, colleague.post(`/api/child-openings/${urgent.id}/decision`, { agree: false, words: '可以等到白天' }))
    expect(judged).toMatchObject({ review: 'wrong', state: 'ended', decidedBy: '冯梅' })
    expect(await toldOf(county)).toContain('一次紧急查看被认为不该')
  })

  it('ends everything the moment that the guardian takes her word back, also in the middle of reading', async () => {
    const { village, colleague, town } = await people()
    const child = await registerChild(village)
    const openings = await Promise.all(
      ['identity', 'health', 'guardian', 'risk'].map((part) => opened(village, colleague, child.id, [part])),
    )
    const paper = await opened(village, colleague, child.id, ['consents'])
    const { consents } = await mustBe(200, read(village, paper))
    expect(consents).toMatchObject([{ purpose: 'register', relation: 'grandparent', name: '张桂花' }])
    expect((await village.get(consents[0].pictures[0])).status).toBe(200)
    const both = [...openings, ...openings].map((id) => read(village, id))
    both.splice(4, 0, colleague.post(`/api/children/${child.id}/withdrawals`, { purpose: 'register', words: '不想登记了' }))
    const statuses = (await Promise.all(both)).map(({ status }) => status)
    expect(statuses[4]).toBe(200)
    expect(statuses.every((status) => status === 200 || status === 409)).toBe(true)
    const after = await eventsOf(town, child.id)
    expect(after.slice(after.indexOf('withdraw') + 1)).toEqual([])
    expect(after.filter((sort) => sort === 'read')).toHaveLength(statuses.filter((status) => status === 200).length)
    for (const id of openings) await mustBe(409, read(village, id))
    await mustBe(409, village.post(`/api/children/${child.id}/openings`, openingOf(['identity'], { emergency: true })))
    // She changes her mind, and what was ended stays ended.
    const again = await mustBe(
      200,
      village.post(`/api/children/${child.id}/consents`, { purpose: 'register', ...consentOf(await picture(village)) }),
    )
    expect([again.state, (await read(village, openings[0] as string)).status]).toEqual(['registered', 409])
  })

  it('holds a photo only with a consent of its own, and its address dies with the consent', async () => {
    const { village, colleague } = await people()
    const child = await registerChild(village)
    const put = (version: number, values: object) =>
      village.put(`/api/children/${child.id}/parts/photo`, { version, values, why: '监护人给的' })
    const photo = { picture: [await picture(village)], until: '2027-11-23' }
    await mustBe(409, put(2, photo))
    await mustBe(200, village.post(`/api/children/${child.id}/consents`, { purpose: 'photo', ...consentOf(await picture(village)) }))
    expect((await mustBe(422, put(3, { ...photo, until: '2027-11-24' }))).fields).toHaveProperty(['photo.until'])
    await mustBe(200, put(3, photo))
    await mustBe(422, village.post(`/api/children/${child.id}/openings`, openingOf(['photo', 'identity'])))
    const opening = await opened(village, colleague, child.id, ['photo'])
    const [address] = (await mustBe(200, read(village, opening))).parts.photo.picture
    expect((await village.get(address)).status).toBe(200)
    expect((await village.get(`/api/uploads/${photo.picture[0]}`)).status).toBe(404)
    await mustBe(200, village.post(`/api/children/${child.id}/withdrawals`, { purpose: 'photo' }))
    expect([(await village.get(address)).status, (await read(village, opening)).status]).toEqual([404, 409])
    expect((await mustBe(200, village.get(`/api/children/${child.id}`))).parts).not.toContain('photo')
  })

  it('takes back with the record what was agreed to besides, and asks for each of it anew, on a paper of that day', async () => {
    const { village, town, colleague } = await people()
    const child = await registerChild(village)
    const agree = async (purpose: string, more: object = {}) =>
      village.post(`/api/children/${child.id}/consents`, { purpose, ...consentOf(await picture(village)), ...more })
    const first = await picture(village)
    await mustBe(200, agree('photo', { pictures: [first] }))
    await mustBe(200, agree('motherView'))
    const photo = { picture: [await picture(village)], until: '2026-12-01' }
    await mustBe(200, village.put(`/api/children/${child.id}/parts/photo`, { version: 4, values: photo, why: '监护人给的' }))
    const opening = await opened(village, colleague, child.id, ['photo'])
    const [address] = (await mustBe(200, read(village, opening))).parts.photo.picture
    at().clock.advance(1000)
    const gone = await mustBe(200, village.post(`/api/children/${child.id}/withdrawals`, { purpose: 'register' }))
    expect(gone.consents.map(({ withdrawnAt }: Json) => withdrawnAt === null)).toEqual([false, false, false])
    expect([gone.parts.includes('photo'), (await village.get(address)).status]).toEqual([false, 404])
    // Also where a duty of the law keeps the record there is no photo to be looked at.
    await mustBe(200, town.put(`/api/children/${child.id}/duty`, { duty: 'report', words: '已经报警' }))
    expect((await mustBe(409, village.post(`/api/children/${child.id}/openings`, openingOf(['photo'])))).error).toBe('consentMissing')
    at().clock.set(atChina('2026-11-24', '09:00'))
    expect((await mustBe(422, agree('register', { day: '2026-11-22' }))).fields).toEqual({
      day: '监护人后来撤回过，要写撤回以后重新同意的日子',
    })
    const anew = { day: '2026-11-24' }
    expect((await mustBe(422, agree('register', { ...anew, pictures: [first] }))).fields).toEqual({
      pictures: '这张纸已经记过一次同意，请拍这一次新签的',
    })
    const back = await mustBe(200, agree('register', anew))
    expect([back.state, back.consents.filter(({ withdrawnAt }: Json) => withdrawnAt === null).length]).toEqual(['registered', 1])
    expect((await mustBe(409, village.post(`/api/children/${child.id}/openings`, openingOf(['photo'])))).error).toBe('consentMissing')
  })

  it('corrects a value so that the old one cannot be opened any more', async () => {
    const { village, colleague, county } = await people()
    const child = await registerChild(village)
    const { db, seal } = at().app
    const before = (await findOne(db.read, ChildPart, { childId: child.id, part: 'health' })) as ChildPart
    const change = { version: child.version, values: { health: '已经好了' }, why: '监护人说写错了' }
    await mustBe(403, county.put(`/api/children/${child.id}/parts/health`, change))
    await mustBe(200, village.put(`/api/children/${child.id}/parts/health`, change))
    await mustBe(409, village.put(`/api/children/${child.id}/parts/health`, change))
    const now = (await findOne(db.read, ChildPart, { childId: child.id, part: 'health' })) as ChildPart
    expect(() => seal.open(`child_part:${now.id}`, now.dataKey, 'health', before.sealed)).toThrow()
    expect(seal.open(`child_part:${now.id}`, before.dataKey, 'health', before.sealed)).toEqual({ health: '哮喘' })
    const { parts } = await mustBe(200, read(village, await opened(village, colleague, child.id, ['health'])))
    expect(parts.health).toEqual({ health: '已经好了' })
    expect(await eventsOf(village, child.id)).toContain('correct')
  })

  it('shows what the child itself wishes to whoever opens it, who can then mend one answer and keep the others', async () => {
    const { village, colleague } = await people()
    const child = await registerChild(village)
    const put = (version: number, values: object) =>
      village.put(`/api/children/${child.id}/parts/care`, { version, values, why: '孩子说的' })
    const told = { ...partsOf().care, when: ['weekends'], speaks: ['local'], hopes: ['elder'], language: '客家话' }
    await mustBe(200, put(child.version, told))
    const seen = async () => (await mustBe(200, read(village, await opened(village, colleague, child.id, ['care'])))).parts.care
    expect(await seen()).toEqual(told)
    await mustBe(200, put(child.version + 1, { ...(await seen()), wishes: '想去看海' }))
    expect(await seen()).toEqual({ ...told, wishes: '想去看海' })
  })

  it('lets a child who has moved be registered where it lives now, and takes the old record back only while it is not', async () => {
    const { village } = await people()
    const there = await at().official('village', 'v09')
    const identity = { card: cardOf(BORN) }
    const child = await registerChild(village, { identity })
    const close = (version: number, closed: string | null) => village.put(`/api/children/${child.id}/closed`, { version, closed })
    await expect(registerChild(there, { village: 'v09', identity })).rejects.toThrow('409')
    await mustBe(200, close(2, 'moved'))
    await mustBe(200, close(3, null))
    await expect(registerChild(there, { village: 'v09', identity })).rejects.toThrow('409')
    await mustBe(200, close(4, 'moved'))
    const next = await registerChild(there, { village: 'v09', identity })
    expect([next.state, (await mustBe(409, close(5, null))).error]).toEqual(['registered', 'alreadyOpen'])
    expect((await mustBe(200, village.get(`/api/children/${child.id}`))).state).toBe('closed')
    expect((await verify(at().app)).findings).toEqual([])
  })

  it('destroys by rule and leaves a proof, unless a duty of the law is written down', async () => {
    const { village, town, county } = await people()
    const { app, clock } = at()
    const [stub, kept, closed, withdrawn, asked] = [
      await beginChild(village),
      await beginChild(village),
      await registerChild(village),
      await registerChild(village),
      await registerChild(village),
    ]
    await mustBe(403, village.put(`/api/children/${kept.id}/duty`, { duty: 'report', words: '已经报警' }))
    await mustBe(200, town.put(`/api/children/${kept.id}/duty`, { duty: 'report', words: '已经报警' }))
    await mustBe(422, village.put(`/api/children/${closed.id}/closed`, { version: 2, closed: 'otherwise' }))
    await mustBe(200, village.put(`/api/children/${closed.id}/closed`, { version: 2, closed: 'parentsBack' }))
    await mustBe(200, village.post(`/api/children/${withdrawn.id}/withdrawals`, { purpose: 'register' }))
    const urgent = await mustBe(201, village.post(`/api/children/${asked.id}/openings`, openingOf(['health'], { emergency: true })))
    await mustBe(403, town.post(`/api/children/${asked.id}/erasure`, { words: '奶奶要求' }))
    await mustBe(200, county.post(`/api/children/${asked.id}/erasure`, { words: '奶奶要求' }))
    // What was done in haste is judged all the same.
    const judged = await mustBe(200, town.post(`/api/child-openings/${urgent.id}/decision`, { agree: true, words: '应该打开' }))
    expect(judged).toMatchObject({ review: 'right', words: null })
    const states = async () => {
      const found = await app.db.read.findBy(
        Child,
        [stub, kept, closed, withdrawn, asked].map(({ id }: Json) => ({ id })),
      )
      return [stub, kept, closed, withdrawn, asked].map(({ id }: Json) => found.find((row) => row.id === id)?.state)
    }
    const onDay = async (day: string) => {
      clock.set(atChina(day, '08:00'))
      await app.work.keepChildren()
      return states()
    }
    expect(await onDay('2026-12-07')).toEqual(['stub', 'stub', 'closed', 'withdrawn', 'erased'])
    expect(await onDay('2026-12-08')).toEqual(['stub', 'stub', 'closed', 'erased', 'erased'])
    expect(await onDay('2026-12-22')).toEqual(['stub', 'stub', 'closed', 'erased', 'erased'])
    expect(await onDay('2026-12-23')).toEqual(['erased', 'stub', 'closed', 'erased', 'erased'])
    expect(await onDay('2027-05-21')).toEqual(['erased', 'stub', 'closed', 'erased', 'erased'])
    expect(await onDay('2027-05-22')).toEqual(['erased', 'stub', 'erased', 'erased', 'erased'])
    // Signed in anew: half a year has gone by.
    const { county: later } = await people()
    const { erased, ...shown } = await mustBe(200, later.get(`/api/children/${withdrawn.id}`))
    expect(erased).toMatchObject({ rule: 'withdrawn', why: '监护人撤回同意', hash: expect.stringMatching(/^[\w-]{43}$/) })
    expect((await verify(app)).findings).toEqual([])
    expect(shown).toMatchObject({ situation: null, risk: null, ageBand: null, parts: [], needs: [] })
    const row = (await findOne(app.db.read, Child, { id: withdrawn.id })) as Child
    expect([row.dataKey, row.cardHash, await app.db.read.countBy(ChildPart, { childId: row.id })]).toEqual(['', null, 0])
    await mustBe(409, later.post(`/api/children/${withdrawn.id}/openings`, openingOf(['identity'], { emergency: true })))
  })

  it('closes by itself what a child has outgrown, and forgets a photo when its day has come', async () => {
    const { village, colleague } = await people()
    const almost = await registerChild(village, {
      identity: { birthDay: '2008-11-25', card: cardOf('2008-11-25') },
    })
    const agreed = { purpose: 'photo', ...consentOf(await picture(village)) }
    await mustBe(200, village.post(`/api/children/${almost.id}/consents`, agreed))
    const photo = { picture: [await picture(village)], until: '2026-11-24' }
    await mustBe(200, village.put(`/api/children/${almost.id}/parts/photo`, { version: 3, values: photo, why: '监护人给的' }))
    const [seen, unseen] = [await opened(village, colleague, almost.id, ['photo']), await opened(village, colleague, almost.id, ['photo'])]
    at().clock.set(atChina('2026-11-24', '09:00'))
    await at().app.work.keepChildren()
    expect((await village.get(`/api/children/${almost.id}`)).body.state).toBe('registered')
    at().clock.set(atChina('2026-11-24', '23:58'))
    const [address] = (await mustBe(200, read(village, seen))).parts.photo.picture
    expect((await village.get(address)).status).toBe(200)
    // Over is over, whether the clock has come round or not.
    at().clock.set(atChina('2026-11-25', '00:01'))
    for (const id of [seen, unseen]) await mustBe(409, read(village, id))
    await mustBe(409, village.post(`/api/children/${almost.id}/openings`, openingOf(['photo'])))
    await at().app.work.keepChildren()
    expect([(await village.get(address)).status, await eventsOf(village, almost.id)]).toEqual([
      404,
      expect.arrayContaining(['photoEnd', 'close']),
    ])
    at().clock.set(atChina('2026-11-25', '09:00'))
    await at().app.work.keepChildren()
    expect((await village.get(`/api/children/${almost.id}`)).body).toMatchObject({ state: 'closed', closedFor: 'grownUp' })
  })

  it('tells the county every year who read what, why and by whose word, signed over all of it', async () => {
    at().clock.set('2031-03-01T02:00:00.000Z')
    const { village, colleague, county } = await people()
    const child = await registerChild(village, {
      consent: { day: '2031-02-01' },
      identity: { birthDay: '2020-01-01', card: cardOf('2020-01-01') },
    })
    const opening = await opened(village, colleague, child.id, ['schooling', 'guardian'])
    for (let i = 0; i < 2; i++) {
      at().clock.advance(1000)
      await mustBe(200, read(village, opening))
    }
    await mustBe(403, village.get('/api/child-access?year=2031'))
    const report = await mustBe(200, county.get('/api/child-access?year=2031'))
    expect(report.items).toHaveLength(2)
    expect(report.items[0]).toMatchObject({
      code: child.code,
      reader: '赵敏',
      approver: '冯梅',
      parts: ['schooling', 'guardian'],
      why: 'visit',
      words: '下午上门走访',
    })
    expect(report.signed.rows).toBe(2)
    const second = await mustBe(200, county.get(`/api/child-access?year=2031&after=${report.items[0].id}`))
    expect([second.items.length, second.signed]).toEqual([1, null])
    await mustBe(200, county.post(`/api/children/${child.id}/erasure`, { words: '要求删除' }))
    const after = await mustBe(200, county.get('/api/child-access?year=2031'))
    expect([after.items[0].words, after.signed]).toEqual([null, report.signed])
    await at().app.db.write((m) =>
      m.query("UPDATE child_event SET hash = 'x' WHERE child_id = ? AND sort = 'read' AND seq = 5", [child.id]),
    )
    expect((await mustBe(200, county.get('/api/child-access?year=2031'))).signed.signature).not.toBe(report.signed.signature)
    const hash = (await findOne(at().app.db.read, ChildEvent, { childId: child.id, seq: 5 }))?.hash
    expect([hash, (await verify(at().app)).findings.filter(({ id }) => id === child.id).length > 0]).toEqual(['x', true])
  })
})

describe.each(ENGINES)('two cadres with the same child on %s', (engine) => {
  const race = async (cloud: Cloud) => {
    const villages = ['v01', 'v02', 'v09', 'v10']
    const cadres = await Promise.all(villages.map((village) => cloud.official('village', village)))
    const county = await cloud.official('county', 'c1')
    const parts = partsOf({ card: cardOf(BORN) })
    const stubs = await Promise.all(cadres.map((who, i) => beginChild(who, villages[i])))
    const pictures = await Promise.all(cadres.map(picture))
    const answers = await Promise.all(
      cadres.map((who, i) =>
        who.post(`/api/children/${stubs[i].id}/registration`, { version: 1, consent: consentOf(pictures[i] as string), parts }),
      ),
    )
    const won = answers.filter(({ status }) => status === 200)
    const lost = answers.filter(({ status }) => status === 409)
    const winner = stubs[answers.findIndex(({ status }) => status === 200)]
    const kept = await cloud.app.db.read.count(ChildPart)
    const told = (await mustBe(200, county.get('/api/notices'))).items.map(({ text }: Json) => text)
    return { won, lost, winner, kept, told, parts: Object.keys(parts).length }
  }

  it('at the same instant: one wins, the others learn only that there is one, and the county which', async () => {
    const cloud = await startCloud(engine)
    try {
      const { won, lost, winner, kept, told, parts } = await race(cloud)
      expect([won.length, lost.length, kept]).toEqual([1, 3, parts])
      for (const { body } of lost)
        expect(body).toEqual({
          error: 'alreadyOpen',
          message: '这个孩子已经有人登记过了，请问县妇联',
          fields: { 'identity.card': '这个孩子已经有人登记过了，请问县妇联' },
        })
      expect(told).toHaveLength(3)
      expect(told.every((text: string) => text.includes(winner.code))).toBe(true)
      expect((await verify(cloud.app)).findings).toEqual([])
    } finally {
      await cloud.close()
    }
  })

  it('would both win if the hash of the ID number did not find the first one', async () => {
    const seal = sealer(keys)
    let other = 0
    const cloud = await startCloud(engine, {}, { seal: { ...seal, lookup: (purpose, value) => seal.lookup(purpose, value + other++) } })
    try {
      expect((await race(cloud)).won.length).toBe(4)
    } finally {
      await cloud.close()
    }
  })
})

describe('reading more children than usual', () => {
  it.each([
    [2, 1],
    [9, 0],
  ])('in a day, with %s as the county’s number, is told to the county %s time', async (childReads, times) => {
    const cloud = await startCloud('sqlite', { childReads })
    try {
      const { village, colleague, county } = await cadresOf(cloud)
      for (let i = 0; i < 4; i++) {
        const child = await registerChild(village)
        const opening = await opened(village, colleague, child.id, ['identity'])
        for (let again = 0; again < 2; again++) await mustBe(200, read(village, opening))
      }
      expect(await toldOf(county)).toEqual(Array(times).fill('今天看得比平时多'))
      // What she is told leads to the readings of that day.
      const { items } = await mustBe(200, county.get('/api/notices'))
      for (const { leads } of items) {
        const onDay = async (day: string) => mustBe(200, county.get(`/api/child-access?year=${day.slice(0, 4)}&day=${day}`))
        const { items: reads, signed } = await onDay(leads.id)
        expect([leads.page, reads.length, signed]).toEqual(['reads', 8, null])
        expect((await onDay(addDays(leads.id, -1))).items).toEqual([])
      }
    } finally {
      await cloud.close()
    }
  })

  it('by the county’s only account is an alarm in the log of whoever runs the program, and stands in the yearly report', async () => {
    const said: string[] = []
    const cloud = await startCloud('sqlite', { childReads: 1 }, { log: createLog('error', { write: (line: string) => said.push(line) }) })
    try {
      const { village, town, county } = await cadresOf(cloud)
      for (let i = 0; i < 3; i++)
        await mustBe(200, read(county, await opened(county, town, (await registerChild(village)).id, ['identity'])))
      expect(said.filter((line) => line.includes('more children were read than usual'))).toEqual([expect.stringContaining(county.account)])
      const busy = async (who: Api) => (await mustBe(200, who.get('/api/child-access?year=2026'))).busy
      expect(await busy(county)).toEqual([{ day: '2026-11-23', reader: '周慧', children: 3 }])
      // Whoever comes to the county later finds it there as well.
      expect(await busy(await cloud.official('county', 'c1'))).toHaveLength(1)
    } finally {
      await cloud.close()
    }
  })
})
