import type { Case } from '@shared/core/case'
import { newId } from '../../cloud/core/ids'
import type { Api, Json } from '../support/api'
import { consentOf, mustBe, openingOf, picture } from '../support/children'
import { type Cloud, onBothEngines } from '../support/cloud'
import { propose } from '../support/pairings'
import { move } from '../support/publications'
import { closing, pairedHouse, REPORT, raise } from '../support/worries'

/** Whatever a cadre could open, list or be told: each must say nothing of a case that is kept from her. */
interface Scene {
  id: string
  child: string
  pairing: string
  /** made by those who handle it */
  opening: string
}

async function everything(who: Api, { id, child, pairing, opening }: Scene): Promise<string> {
  const paths = [
    ...['inbox', 'handled', 'mine', `about&about=${child}`].map((box) => `/api/applications?box=${box}`),
    ...['inbox', 'handled', 'mine', `about&about=${child}`].map((box) => `/api/applications?box=${box}&kind=worry`),
    ...[
      'notices',
      'calls',
      'profile',
      'settings',
      `children/${child}`,
      `children/${child}/mothers`,
      `children/${child}/pairings`,
      'children',
      'child-openings?box=waiting',
      `child-openings?box=waiting&child=${child}`,
      `child-openings/${opening}`,
      'child-access?year=2026',
    ].map((path) => `/api/${path}`),
    ...[`applications/${id}`, `worries/${id}`, `applications/${pairing}`].map((path) => `/api/${path}`),
  ]
  const read: string[] = []
  for (const path of paths) {
    const { status, body } = await who.get(path)
    read.push(`${status} ${JSON.stringify(body)}`)
  }
  return read.join('\n')
}

const STILL_KEPT = '这份档案现在还不能销毁，请先和镇、村妇联核对'

const writes = (who: Api, id: string, version: number) => [
  ...['take', 'jot', 'close', 'add'].map((name) => who.post(`/api/applications/${id}/moves/${name}`, { version, input: {} })),
  who.patch(`/api/applications/${id}`, { version, input: {} }),
  who.post(`/api/applications/${id}/reveals`, { field: 'phone', reason: '想看看' }),
  who.post(`/api/applications/${id}/looked-after`),
  who.post(`/api/applications/${id}/consents`, { version, field: 'phone', given: true }),
]

/** What those who handle it write in the child's record, and what they do there. */
const becauseOf = (code: string) => `核实有人打${code}的事`
async function handle({ child, code }: { child: string; code: string }, who: Api, other: Api, above: Api): Promise<string> {
  const because = { why: 'report', words: becauseOf(code) }
  const { id } = await mustBe(201, who.post(`/api/children/${child}/openings`, openingOf(['contact'], because)))
  await mustBe(200, other.post(`/api/child-openings/${id}/decision`, { agree: true }))
  await mustBe(200, who.post(`/api/child-openings/${id}/reads`))
  await mustBe(201, who.post(`/api/children/${child}/openings`, openingOf(['guardian'], { ...because, emergency: true })))
  await mustBe(200, above.put(`/api/children/${child}/duty`, { duty: 'report', words: becauseOf(code) }))
  return id
}

async function scene(cloud: Cloud, keep: (all: Json) => object) {
  const all = await pairedHouse(cloud)
  const { id, receipt, version } = await mustBe(201, raise(all.her, all.pairing, { phone: '13900001234', ...keep(all) }))
  return { ...all, id: id as string, receipt: receipt as string, version: version as number, opening: '0'.repeat(26) }
}

onBothEngines('a case that is kept from somebody', (cloud) => {
  it.each([
    ['whom it names', (all: Json) => ({ named: all.town.account })],
    ['whom she leaves out', (all: Json) => ({ leftOut: all.town.account })],
  ])('does not exist for the one %s: not in lists, notices, numbers to call, nor by its id', async (_who, keep) => {
    const house = await scene(cloud(), keep)
    const { town, id, version } = house
    const recordOf = async (who: Api) => {
      const { version: _, ...shown } = await mustBe(200, who.get(`/api/children/${house.child}`))
      return shown
    }
    const before = await recordOf(town)
    const all = { ...house, opening: await handle(house, house.village, house.colleague, house.county) }
    for (const answer of writes(town, id, version)) expect((await answer).status).toBe(404)
    cloud().clock.advance(16 * 60_000)
    await cloud().app.work.tick()
    cloud().clock.advance(3 * 3_600_000)
    await cloud().app.work.tick()
    await cloud().app.work.alarm()
    await cloud().app.work.dispatch()
    await mustBe(200, move(all.her, id, 'add', { more: '又看到了' }))
    await mustBe(200, move(all.village, id, 'take'))
    const read = await everything(town, all)
    const telling = [id, all.receipt, '又看到了', '手臂上有几道新伤', all.opening, becauseOf(all.code), '用于报告', '紧急查看']
    expect(telling.filter((word) => read.includes(word))).toEqual([])
    // To the last letter what she saw before: no duty, no step, no gap where one was.
    expect(await recordOf(town)).toEqual(before)
    await mustBe(404, town.post(`/api/child-openings/${all.opening}/decision`, { agree: false }))
    expect((await town.get(`/api/applications/${id}`)).body).toEqual((await town.get(`/api/applications/${'0'.repeat(26)}`)).body)
    // The control: for a colleague with the same office who is not kept away, the very same routes tell of it.
    const colleague = await cloud().official('town', 't1')
    for (const who of [colleague, all.county]) {
      const theirs = await everything(who, all)
      expect([id, all.opening, becauseOf(all.code)].filter((word) => !theirs.includes(word))).toEqual([])
    }
    expect(await everything(all.county, all)).toContain('紧急查看')
    expect((await recordOf(colleague)).duty).toBe('report')
    // What was done meanwhile stays kept from her when it is over.
    await mustBe(200, move(all.village, id, 'report', REPORT))
    await mustBe(200, move(all.village, id, 'close', closing({ outcome: 'cleared', harm: false })))
    expect(telling.filter((word) => read.includes(word))).toEqual([])
    expect((await everything(town, all)).includes(all.opening)).toBe(false)
  })

  it('is kept from the county’s own report of who has looked, as long as it is about her', async () => {
    const all = await scene(cloud(), (house) => ({ named: house.county.account }))
    const looks = async (who: Api) => (await mustBe(200, who.get('/api/child-access?year=2026'))).signed.rows
    const before = await looks(all.county)
    const opening = await handle(all, all.village, all.colleague, all.town)
    expect((await everything(all.county, { ...all, opening })).includes(becauseOf(all.code))).toBe(false)
    expect([await looks(all.county), await looks(await cloud().official('county', 'c1'))]).toEqual([before, before + 1])
    const { message } = await mustBe(409, all.county.post(`/api/children/${all.child}/erasure`, { words: '监护人要求' }))
    expect(message).toBe(STILL_KEPT)
  })

  it('leaves whom it names no power over the child, and refuses each in words that are said of any record', async () => {
    const all = await pairedHouse(cloud())
    const { village: named, colleague, child, pairing } = all
    const asked = await mustBe(201, named.post(`/api/children/${child}/openings`, openingOf(['contact'])))
    await mustBe(200, colleague.post(`/api/child-openings/${asked.id}/decision`, { agree: true }))
    const waiting = await mustBe(201, all.town.post(`/api/children/${child}/openings`, openingOf(['contact'])))
    cloud().clock.advance(60_000)
    await mustBe(201, raise(all.her, pairing, { named: named.account }))
    const second = await mustBe(201, raise(colleague, child))
    const { version } = await mustBe(200, named.get(`/api/children/${child}`))
    const { version: pair } = await mustBe(200, named.get(`/api/applications/${pairing}`))
    const tries = (who: Api, paper: string) => [
      who.put(`/api/children/${child}/parts/contact`, { version, values: { address: '不知道' }, why: '搬家了' }),
      who.post(`/api/children/${child}/withdrawals`, { purpose: 'register' }),
      who.post(`/api/children/${child}/consents`, { purpose: 'photo', ...consentOf(paper) }),
      who.put(`/api/children/${child}/closed`, { version, closed: 'moved' }),
      who.post(`/api/children/${child}/openings`, openingOf(['contact'], { emergency: true })),
      who.post(`/api/child-openings/${asked.id}/reads`),
      who.post(`/api/child-openings/${waiting.id}/decision`, { agree: true }),
      who.put(`/api/children/${child}/kin`, { mother: all.mother, related: true }),
      who.post(`/api/applications/${pairing}/moves/observe`, { version: pair, input: { seems: 'hard' } }),
      who.post(`/api/applications/${pairing}/moves/end`, { version: pair, input: { ending: 'otherwise' } }),
      propose(who, child, all.mother),
    ]
    const answers = await Promise.all(tries(named, await picture(named)))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 409))
    expect([...new Set(answers.map(({ body }) => body.message))].sort()).toEqual(
      ['现在不能改这份档案', '现在不能看这份档案封存的内容', '这个申请已经办过了，或者已经过期', '这件事已经到了下一步，请刷新再看'].sort(),
    )
    // Nor does she hear of another worry about the child, or decide it.
    await mustBe(404, named.get(`/api/applications/${second.id}`))
    // Her pages say what they said, and the mother of the child goes on.
    expect((await mustBe(200, named.get(`/api/children/${child}`))).mayWrite).toBe(true)
    await mustBe(200, all.her.post(`/api/pairings/${pairing}/reveals`))
    // The control: a colleague with the same office who is not named.
    const moved = { version, values: { address: '奶奶家' }, why: '搬家了' }
    await mustBe(200, colleague.put(`/api/children/${child}/parts/contact`, moved))
    await mustBe(201, colleague.post(`/api/children/${child}/openings`, openingOf(['contact'], { emergency: true })))
    await mustBe(200, move(colleague, pairing, 'observe', { seems: 'well' }))
  })

  it('leaves no gap in a page and no key of it, however long her list is', async () => {
    const all = await scene(cloud(), (house) => ({ leftOut: house.town.account }))
    const others: string[] = []
    for (let n = 0; n < 21; n += 1) {
      const { id } = await mustBe(
        201,
        (await cloud().woman()).post('/api/applications', {
          kind: 'advice',
          move: 'submit',
          input: { village: 'v01', topic: 'land', question: '怎么办' },
        }),
      )
      others.push(id)
    }
    const boxes = async (who: Api) => {
      const seen: string[][] = []
      for (let after: string | null = ''; after !== null; ) {
        const body: Json = await mustBe(200, who.get(`/api/applications?box=inbox${after && `&after=${after}`}`))
        seen.push(body.items.map(({ id }: Json) => id))
        after = body.next
        if (after !== null) expect(after).not.toContain(all.id)
      }
      return seen
    }
    const pages = await boxes(all.town)
    expect(pages.flat()).not.toContain(all.id)
    for (const page of pages.slice(0, -1)) expect(page).toHaveLength(20)
  })

  it('stays kept from her as a superior standing in, and by a second account or another office of hers', async () => {
    const all = await scene(cloud(), (house) => ({ named: house.village.account }))
    const { app, clock } = cloud()
    await app.db.write((m) =>
      app.grants.record(m, {
        id: newId(clock.now()),
        account: all.village.account,
        role: 'county',
        place: 'c1',
        by: null,
        at: clock.now(),
      }),
    )
    await mustBe(404, all.village.get(`/api/applications/${all.id}`))
    expect((await everything(all.village, all)).includes(all.id)).toBe(false)
    await mustBe(200, all.colleague.get(`/api/applications/${all.id}`))
  })

  it('would be told everywhere if the record of it were lost: the control', async () => {
    const all = await scene(cloud(), (house) => ({ named: house.town.account }))
    const { store } = cloud().app.keeping.engine
    const kept = store.open
    store.open = (row) => {
      const { kept: _gone, ...rest } = kept(row)
      return rest as Case
    }
    try {
      expect((await everything(all.town, all)).includes(all.id)).toBe(true)
    } finally {
      store.open = kept
    }
    expect((await everything(all.town, all)).includes(all.id)).toBe(false)
  })
})
