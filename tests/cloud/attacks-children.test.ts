import type { Answer, Json } from '../support/api'
import { cadresOf, opened, openingOf, registerChild } from '../support/children'
import { onBothEngines } from '../support/cloud'

const statuses = (answers: Answer<Json>[]) => answers.map(({ status }) => status).sort()

onBothEngines('somebody who means harm with children', (cloud) => {
  it('cannot get one request approved twice, nor go on reading once consent was taken back or her grant is gone, whatever comes at once', async () => {
    const { village, colleague, town, county } = await cadresOf(cloud())
    const child = await registerChild(village)
    const { id } = (await village.post(`/api/children/${child.id}/openings`, openingOf(['health']))).body
    const decide = (who: typeof town, agree: boolean) => who.post(`/api/child-openings/${id}/decision`, { agree })
    expect((await decide(village, true)).status).toBe(403)
    const answers = await Promise.all([decide(colleague, true), decide(town, false), decide(county, true)])
    expect(statuses(answers)).toEqual([200, 409, 409])
    const reading = await opened(village, colleague, child.id, ['health'])
    const read = () => village.post(`/api/child-openings/${reading}/reads`)
    const withdrawal = village.post(`/api/children/${child.id}/withdrawals`, { purpose: 'register', words: '' })
    const during = await Promise.all([read(), withdrawal, read(), read()])
    expect(during[1]?.status).toBe(200)
    expect((await read()).status).toBe(409)
    // As many looks as were answered stand in the chain, no matter how they fell together with the withdrawal.
    const { events } = (await village.get(`/api/children/${child.id}`)).body
    const looks = during.filter((answer, i) => i !== 1 && answer.status === 200).length
    expect(events.filter((event: Json) => event.sort === 'read')).toHaveLength(looks)
  })

  it('reads nothing on with an old token when her grant was taken away, nor with another village’s', async () => {
    const { village, colleague, county } = await cadresOf(cloud())
    const child = await registerChild(village)
    const reading = await opened(colleague, village, child.id, ['identity'])
    const read = (who: typeof colleague) => who.post(`/api/child-openings/${reading}/reads`)
    expect((await read(colleague)).body.parts.identity.name).toBe('王桂兰')
    const stranger = await cloud().official('village', 'v02')
    const bank = await cloud().official('bank', 'o4')
    for (const who of [stranger, bank, village, county]) {
      expect((await read(who)).status).toBe(404)
      const seen = (await who.get(`/api/child-openings?box=waiting`)).body.items ?? []
      expect(seen.map((one: Json) => one.id)).not.toContain(reading)
    }
    for (const path of [`/api/children/${child.id}`, '/api/children?place=v01', '/api/child-access?year=2026'])
      for (const who of [stranger, bank]) expect([403, 404]).toContain((await who.get(path)).status)
    const grants = (await county.get('/api/grants?place=v01')).body.items
    const [mine] = await cloud().app.db.read.query('SELECT id FROM grant_given WHERE account_id = ?', [colleague.account])
    expect(grants.map((one: Json) => one.id)).toContain(mine.id)
    await county.remove(`/api/grants/${mine.id}`)
    expect([(await read(colleague)).status, (await colleague.get(`/api/children/${child.id}`)).status]).toEqual([404, 404])
  })
})
