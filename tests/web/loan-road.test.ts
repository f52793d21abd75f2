import type { Role } from '@shared/core/place'
import { newId } from '../../cloud/core/ids'
import type { Json } from '../support/api'
import { type Browser, openBrowser, type Visitor } from '../support/browser'
import type { Cloud } from '../support/cloud'
import { declaration } from '../support/declarations'
import { startDemo } from '../support/demo'

const PHONE = { width: 360, height: 740, touch: true }
const DESKS: readonly [Role, string, string][] = [
  ['village', 'v01', '村里的小孙'],
  ['town', 't1', '镇里的小赵'],
  ['county', 'c1', '县里的小钱'],
  ['hr', 'o1', '人社的小周'],
  ['guarantor', 'o2', '担保的小吴'],
  ['bank', 'o4', '银行的小郑'],
]

describe('a declaration for a loan, in the browsers of those who review it', () => {
  let cloud: Cloud
  let browser: Browser
  beforeAll(async () => {
    cloud = await startDemo()
    browser = await openBrowser()
    const { app, clock } = cloud
    for (const [role, place, name] of DESKS)
      await app.db.write(async (m) => {
        const account = await app.accounts.create(m, { demo: true, profile: { name } })
        await app.grants.record(m, { id: newId(clock.now()), account, role, place, by: null, at: clock.now() })
      })
  })
  afterAll(async () => {
    await browser?.close()
    await cloud?.close()
  })

  const visible = ({ page }: Visitor, selector: string) => page.locator(selector).locator('visible=true').first()
  const press = (who: Visitor, selector: string) => visible(who, selector).tap()
  const see = ({ page }: Visitor, text: string | RegExp) => page.getByText(text).locator('visible=true').first().waitFor()
  const tap = ({ page }: Visitor, text: string | RegExp) => page.getByText(text).locator('visible=true').first().tap({ force: true })
  const fill = (who: Visitor, name: string, value: string) => visible(who, `.f-${name} input, .f-${name} textarea`).fill(value)
  const choose = ({ page }: Visitor, name: string, label: string) =>
    page.locator(`.f-${name} .option`).getByText(label, { exact: true }).locator('visible=true').first().tap({ force: true })
  const looked = async (visitor: Visitor, name: string) => {
    await visitor.arrived()
    await visitor.shot(name)
    expect({ on: name, axe: await visitor.axe() }).toEqual({ on: name, axe: [] })
  }

  it('goes from the village over town, county, HR and guarantor to the bank that reports the release', async () => {
    const her = await cloud.woman()
    const { body: made } = await her.post('/api/applications', { kind: 'loan', move: 'submit', input: await declaration(her) })
    const state = async (): Promise<string> => ((await her.get(`/api/applications/${made.id}`)).body as Json).state
    /** The same answers under an older version: a look that changes nothing. */
    const wouldChange = async (who: Visitor) => {
      await press(who, '.see-under')
      await press(who, '.p-cj2009n72')
      await see(who, '有1条不同')
      await see(who, /换了以后：财金〔2009〕72号最高8万元/)
      await looked(who, 'loan-under')
      await who.page.goBack()
      await see(who, '换一个政策看看')
    }
    /** Somebody opens the case from her own device, makes one move with what it asks, and is led on. */
    const step = async (name: string, move: string, answer: (who: Visitor) => Promise<void>) => {
      const who = await browser.visitor(PHONE, cloud.url)
      await who.page.goto(`${cloud.url}/#/pages/people/index`)
      // The women come first, then those who hold an office.
      await who.page.locator('.everybody').last().tap({ force: true })
      await tap(who, name)
      await see(who, '最近的活动')
      await who.page.goto(`${cloud.url}/#/features/cadre/case/index?id=${made.id}`)
      await see(who, '养蜂')
      await looked(who, `loan-${move}`)
      if (move === 'recommend') await wouldChange(who)
      await press(who, `.m-${move}`)
      await answer(who)
      await who.shot(`loan-${move}-sheet`)
      expect({ move, complaints: who.complaints, foreign: who.foreign }).toEqual({ move, complaints: [], foreign: [] })
      await press(who, `.do-${move}`)
      await see(who, /这是下一件|都办完了/)
      await who.context.close()
    }
    await step('村里的小孙', 'vouch', (who) => fill(who, 'opinion', '情况属实'))
    await step('镇里的小赵', 'sendBack', async (who) => {
      await press(who, '.part-2')
      await press(who, '.c-where')
      await visible(who, '.n-where input').fill('请写清楚在三组哪一户旁边')
    })
    expect((await her.get(`/api/applications/${made.id}`)).body.says).toBe('请补充：请写清楚在三组哪一户旁边')
    const { version } = (await her.get(`/api/applications/${made.id}`)).body
    await her.post(`/api/applications/${made.id}/moves/resubmit`, { version, input: { where: '三组王家旁边' } })
    await step('镇里的小赵', 'recommend', async () => undefined)
    await step('县里的小钱', 'assign', (who) => choose(who, 'bank', '悦江县邮储银行'))
    await step('人社的小周', 'confirm', (who) => choose(who, 'groupConfirmed', '和她填的一致'))
    await step('担保的小吴', 'guarantee', (who) => choose(who, 'guaranteed', '担保基金担保'))
    const report = (rate: string) => async (who: Visitor) => {
      await fill(who, 'releasedSum', '180000')
      await fill(who, 'releasedRate', rate)
      await choose(who, 'releasedStyle', '按期付息，到期还本')
      await fill(who, 'releasedTerm', '24')
      await choose(who, 'everyMonths', '每个季度')
      await choose(who, 'dayCount', '每月30天/360')
      await press(who, '.f-releasedOn .picked')
      // It slides in and away: only when it stands still is it tapped, and only when it is gone what lies below.
      await visible(who, '.nut-picker-confirm-btn').tap()
      await visible(who, '.nut-picker-confirm-btn').waitFor({ state: 'hidden' })
    }
    await step('银行的小郑', 'release', report('4.35'))
    expect(await state()).toBe('released')
    const reported = async () => (await her.get(`/api/applications/${made.id}`)).body.events.at(-1).answers
    const released = await reported()
    expect([released.releasedSum, released.releasedRate]).toEqual([18_000_000, 43_500])
    // Nothing is recorded on it yet: what was mistyped is put right.
    await step('银行的小郑', 'amend', report('3.45'))
    expect([await state(), (await reported()).releasedRate]).toEqual(['released', 34_500])
  })
})
