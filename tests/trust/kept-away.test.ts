import type { Case } from '@shared/core/case'
import { newId } from '../../cloud/core/ids'
import type { Api, Json } from '../support/api'
import { mustBe } from '../support/children'
import { type Cloud, onBothEngines } from '../support/cloud'
import { move } from '../support/publications'
import { pairedHouse, raise } from '../support/worries'

/** Whatever a cadre could open, list or be told: each must say nothing of a case that is kept from her. */
async function everything(who: Api, { id, child, pairing }: { id: string; child: string; pairing: string }): Promise<string> {
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
      'children',
      'child-openings?box=waiting',
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

const writes = (who: Api, id: string, version: number) => [
  ...['take', 'jot', 'close', 'add'].map((name) => who.post(`/api/applications/${id}/moves/${name}`, { version, input: {} })),
  who.patch(`/api/applications/${id}`, { version, input: {} }),
  who.post(`/api/applications/${id}/reveals`, { field: 'phone', reason: '想看看' }),
  who.post(`/api/applications/${id}/looked-after`),
  who.post(`/api/applications/${id}/consents`, { version, field: 'phone', given: true }),
]

async function scene(cloud: Cloud, keep: (all: Json) => object) {
  const all = await pairedHouse(cloud)
  const { id, receipt, version } = await mustBe(201, raise(all.her, all.pairing, { phone: '13900001234', ...keep(all) }))
  return { ...all, id: id as string, receipt: receipt as string, version: version as number }
}

onBothEngines('a case that is kept from somebody', (cloud) => {
  it.each([
    ['whom it names', (all: Json) => ({ named: all.town.account })],
    ['whom she leaves out', (all: Json) => ({ leftOut: all.town.account })],
  ])('does not exist for the one %s: not in lists, notices, numbers to call, nor by its id', async (_who, keep) => {
    const all = await scene(cloud(), keep)
    const { town, id, version } = all
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
    expect([id, all.receipt, '又看到了', '手臂上有几道新伤'].filter((word) => read.includes(word))).toEqual([])
    expect((await town.get(`/api/applications/${id}`)).body).toEqual((await town.get(`/api/applications/${'0'.repeat(26)}`)).body)
    // The control: for a colleague with the same office who is not kept away, the very same routes tell of it.
    const colleague = await cloud().official('town', 't1')
    for (const who of [colleague, all.county]) expect((await everything(who, all)).includes(id)).toBe(true)
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
