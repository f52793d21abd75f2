import { readTable } from '../../cloud/core/xlsx.read'
import type { Api, Json } from '../support/api'
import { type Cloud, onBothEngines } from '../support/cloud'
import { REFUSED } from '../support/declarations'
import { consent, inbox, move, roadTo, see, status } from '../support/declared'
import { releasedLoan } from '../support/released'

// Each by itself: all the others have hers.
const DOORS = [
  ['hr', 'hrConsent'],
  ['guarantor', 'guarantorConsent'],
  ['bank', 'bankConsent'],
] as const

onBothEngines('a consent that is left out or taken back', (cloud) => {
  it.each(DOORS)('keeps the door of %s shut, whose page and inbox know nothing of her', async (role, field) => {
    const { her, made, ...desks } = await roadTo(cloud(), role, { [field]: null })
    const partner = desks[role]
    const stands = async () => [(await see(her, made)).state, await status(partner, made), (await inbox(partner)).includes(made.id)]
    expect(await stands()).toEqual(['consent', 404, false])
    expect((await see(her, made)).answers).not.toHaveProperty(field)
    await move(her, made, 'agree', { [field]: true })
    expect(await stands()).toEqual([role, 200, true])
    expect((await consent(her, made, field, false)).status).toBe(200)
    expect(await stands()).toEqual(['consent', 404, false])
    // The other doors are as they were.
    const before = DOORS.slice(
      0,
      DOORS.findIndex(([one]) => one === role),
    )
    expect(await Promise.all(before.map(([one]) => status(desks[one], made)))).toEqual(before.map(() => 200))
    expect((await consent(her, made, field, true)).body.state).toBe(role)
    expect(await stands()).toEqual([role, 200, true])
  })

  const OVER: readonly [string, (road: Awaited<ReturnType<typeof roadTo>>) => Promise<unknown>][] = [
    [
      'closed',
      async ({ bank, made }) => {
        await move(bank, made, 'refuse', REFUSED)
        cloud().clock.advance(16 * 86_400_000)
        await cloud().app.work.tick()
      },
    ],
    ['withdrawn', async ({ her, made }) => move(her, made, 'withdraw')],
  ]
  it.each(OVER)(
    'shuts the door of whoever has seen her when her case is %s: taken back at any time, and not given again',
    async (end, go) => {
      const road = await roadTo(cloud(), 'bank')
      const now = cloud().clock.now()
      await go(road)
      cloud().clock.set(now)
      const { her } = road
      for (const [role, field] of DOORS) {
        const desk = road[role]
        expect([(await see(her, road.made)).state, await status(desk, road.made)]).toEqual([end, 200])
        expect((await consent(her, road.made, field, false)).status).toBe(200)
        expect([(await see(her, road.made)).state, await status(desk, road.made)]).toEqual([end, 404])
        const again = await consent(her, road.made, field, true)
        expect([again.status, again.body.error]).toEqual([409, 'notOpen'])
      }
      expect(await status(road.county, road.made)).toBe(200)
    },
  )

  const claimed = async (at: Cloud) => {
    const hr = await at.official('hr', 'o1')
    const { items } = (await hr.get('/api/loan/claims')).body
    if (items.length > 0) return items[0].id as string
    const { body } = await hr.post('/api/loan/claims', { quarter: '2026-Q2' })
    return body.id as string
  }

  it.each(['finance', 'hr'] as const)(
    'keeps her name and her project from %s, on the claim, in its table and on the book',
    async (role) => {
      const field = `${role}Consent`
      const { id, receipt, her } = await releasedLoan(cloud(), {
        declared: { name: '何秀英', ...(role === 'finance' ? { [field]: null } : {}) },
      })
      const claim = await claimed(cloud())
      await cloud().app.work.drawClaims()
      const [finance, hr] = [await cloud().official('finance', 'o5'), await cloud().official('hr', 'o1')]
      const named = async (who: Api) => {
        const { items } = (await who.get(`/api/loan/claims/${claim}/lines`)).body
        const { rows } = readTable(await who.bytes(`/api/loan/claims/${claim}/list`))
        const { body: book } = await who.get(`/api/loan/books/${id}`)
        const line = items.find((one: Json) => one.book === id)
        return [line.who, line.total, ...(rows.find(({ cells }) => cells[1] === receipt)?.cells.slice(2, 4) ?? []), book.who]
      }
      const [known, hidden] = [
        ['何秀英', 58_725, '何秀英', '买蜂箱'],
        ['', 58_725, '（不提供）', ''],
      ]
      const [whose, other] = role === 'finance' ? [finance, hr] : [hr, finance]
      const both = async () => [(await named(whose)).slice(0, 4), (await named(other)).slice(0, 4)]
      // Left out (HR's cannot be by then: it would have stopped), given, taken back.
      if (role === 'finance') {
        expect(await both()).toEqual([hidden, known])
        await consent(her, { id }, field, true)
      }
      expect(await both()).toEqual([known, known])
      await consent(her, { id }, field, false)
      expect(await both()).toEqual([hidden, known])
      expect([(await named(whose))[4], await status(whose, { id })]).toEqual(['', 404])
      // As long as subsidies are still to be reckoned, and after.
      const clerk = await cloud().official('bank', 'o4')
      await clerk.post(`/api/loan/books/${id}/entries`, { sort: 'early', version: 1, day: '2026-11-20', principal: 18_000_000 })
      expect([(await see(her, { id })).state, (await consent(her, { id }, field, true)).status]).toEqual(['settled', 200])
      expect(await both()).toEqual([known, known])
      expect((await consent(her, { id }, field, false)).status).toBe(200)
      expect(await both()).toEqual([hidden, known])
    },
  )
})
