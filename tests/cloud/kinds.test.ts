import type { AnyKind } from '@shared/core/kind'
import { enrolment } from '@shared/features/enrolment/enrolment.kind'
import { kinds } from '@shared/features/index'
import { Application, ApplicationEvent } from '../../cloud/features/applications/application.entity'
import type { Api, Json } from '../support/api'
import { onBothEngines, startCloud } from '../support/cloud'
import { answersTo } from '../support/kinds/county'
import { loan } from '../support/kinds/loan.kind'
import { pairing } from '../support/kinds/pairing.kind'
import { jpeg } from '../support/pictures'

const DAY = 86_400_000
const asked = ['phone', 'group', 'sum', 'hrConsent', 'guarantorConsent', 'bankConsent']
const LOAN = { ...answersTo(loan, asked), name: '王桂兰', village: 'v01' }
let guardian = ''
const effects = { 'threeParties.findGuardian': async () => ({ people: { guardian } }) }

const begin = async (who: Api, kind: string, more: object): Promise<Json> => (await who.post('/api/applications', { kind, ...more })).body
const see = async (who: Api, { id }: Json): Promise<Json> => (await who.get(`/api/applications/${id}`)).body
const status = async (who: Api, { id }: Json) => (await who.get(`/api/applications/${id}`)).status
const inbox = async (who: Api): Promise<string[]> => (await who.get('/api/applications?box=inbox')).body.items.map((row: Json) => row.id)
/** Makes a move with the version that she sees, and hands back the case as she sees it then. */
const move = async (who: Api, { id }: Json, name: string, input: object = {}): Promise<Json> => {
  const { version } = await see(who, { id })
  const { status, body } = await who.post(`/api/applications/${id}/moves/${name}`, { version, input })
  if (status !== 200) throw new Error(`${name}: ${JSON.stringify(body)}`)
  return body
}
const notes = (body: Json) => Object.assign({}, ...body.events.map((event: Json) => event.answers))

onBothEngines(
  'kinds that only tests know',
  (cloud) => {
    const clerks = async () => ({
      village: await cloud().official('village', 'v01'),
      town: await cloud().official('town', 't1'),
      county: await cloud().official('county', 'c1'),
      hr: await cloud().official('hr', 'o1'),
      guarantor: await cloud().official('guarantor', 'o2'),
      bank: await cloud().official('bank', 'o4'),
      otherBank: await cloud().official('bank', 'o3'),
    })

    it('are described to clients that do not share the code, declared questions and moves and all', async () => {
      const described: Json[] = (await cloud().anybody.get('/api/kinds')).body
      expect(described.map(({ kind, edition }) => [kind, edition])).toEqual([
        ['enrolment', 1],
        ['publication', 1],
        ['loan', 1],
        ['difficulty', 1],
        ['caringMother', 1],
        ['pairing', 1],
        ['petition', 1],
        ['aid', 1],
        ['advice', 1],
        ['worry', 1],
        ['credit', 1],
        ['threeParties', 1],
      ])
      const shownEnrolment = described[0]
      const shown = described.at(-1) as Json
      expect(Object.keys(shownEnrolment.fields)).toEqual(Object.keys(enrolment.fields))
      expect(shownEnrolment.fields.phone).toMatchObject({ type: 'phone', label: '手机号' })
      expect(Object.keys(shownEnrolment.states)).toEqual(Object.keys(enrolment.states))
      expect(shownEnrolment.states.draft.moves.submit).toMatchObject({
        to: ['review', 'seated', 'waiting'],
        asks: expect.arrayContaining(['name']),
      })
      expect(shown.states.consent).toMatchObject({ label: '三方同意', waitsFor: ['applicant', 'guardian', 'village'] })
    })

    it('let her save by and by, at any version but a stale one, and hers alone until she sends it', async () => {
      const her = await cloud().woman()
      const { village } = await clerks()
      const draft = await begin(her, 'credit', { input: { name: ' 王桂兰 ' } })
      expect([draft.state, draft.version, draft.answers, draft.moves.map((m: Json) => m.name)]).toEqual([
        'draft',
        1,
        { name: '王桂兰' },
        ['submit', 'withdraw'],
      ])
      const path = `/api/applications/${draft.id}`
      const saved = await her.patch(path, { version: 1, input: { village: 'v01', sum: 5_000_000 } })
      expect([saved.status, saved.body.version, saved.body.answers.sum]).toEqual([200, 2, 5_000_000])
      const wrong = [
        await her.patch(path, { version: 1, input: { name: '别人' } }),
        await her.patch(path, { version: 2, input: { sum: 1 } }),
        await her.patch(path, { version: 2, input: { opinion: '好' } }),
        await village.patch(path, { version: 2, input: {} }),
      ]
      expect(wrong.map((a) => [a.status, a.body.fields])).toEqual([
        [409, undefined],
        [422, { sum: '申请金额在10,000到300,000元之间' }],
        [422, { opinion: '这里没有这一项' }],
        [404, undefined],
      ])
      expect((await see(her, draft)).answers).toEqual({ name: '王桂兰', village: 'v01', sum: 5_000_000 })
      expect((await her.get('/api/profile')).body.name).toBeNull()
      const second = await her.post('/api/applications', { kind: 'credit', input: {} })
      expect([second.status, second.body.id]).toEqual([409, draft.id])
      expect((await her.get('/api/applications?box=mine&kind=credit')).body.items).toHaveLength(1)
      expect((await her.get('/api/applications?box=mine&kind=threeParties')).body.items).toEqual([])
    })

    it('keep the pictures of a saved draft, however long she takes', async () => {
      const her = await cloud().woman()
      const photo = (await her.upload(await jpeg())).body.id
      const draft = await begin(her, 'credit', { input: { premises: [photo] } })
      cloud().clock.advance(2 * DAY)
      await cloud().app.work.sweep()
      expect((await move(her, draft, 'submit', LOAN)).answers.premises).toEqual([photo])
    })

    it('carry a loan from hand to hand, and her correction back to the bank that asked', async () => {
      const her = await cloud().woman()
      const { village, town, county, hr, guarantor, bank, otherBank } = await clerks()
      const sent = await begin(her, 'credit', { move: 'submit', input: LOAN })
      expect([sent.state, sent.holder, await inbox(village)]).toEqual(['village', '柳溪村妇联', expect.arrayContaining([sent.id])])
      await move(village, sent, 'vouch', { opinion: '人勤快' })
      expect([notes(await see(town, sent)).opinion, notes(await see(her, sent)).opinion]).toEqual(['人勤快', undefined])
      await move(town, sent, 'recommend')
      await move(county, sent, 'assign', { bank: 'o4' })
      expect([await status(hr, sent), await status(bank, sent)]).toEqual([200, 404])
      await move(hr, sent, 'confirm')
      await move(guarantor, sent, 'guarantee')
      const atBank = await see(bank, sent)
      expect([atBank.answers.phone, atBank.masked, await status(otherBank, sent)]).toEqual(['139****1234', ['phone'], 404])
      const asking = await move(bank, sent, 'sendBack', { corrections: [{ field: 'name', note: '名字写错了' }] })
      expect([asking.state, (await see(her, sent)).says]).toEqual(['supplement', '请补充：名字写错了'])
      expect((await see(her, sent)).moves.find((m: Json) => m.name === 'resubmit').asks).toEqual(['name'])
      const again = await move(her, sent, 'resubmit', { name: '王桂蓝' })
      expect([again.state, again.holder, await inbox(otherBank)]).toEqual(['bank', '悦江县邮储银行', []])
      await move(bank, sent, 'grant', { offer: 20_000_000 })
      expect([notes(await see(her, sent)).offer, notes(await see(hr, sent)).offer]).toEqual([20_000_000, undefined])
      expect((await see(her, sent)).events.map((e: Json) => e.move).slice(-4)).toEqual(['guarantee', 'sendBack', 'resubmit', 'grant'])
    })

    it('show each case once in the list of what she has dealt with, the latest first', async () => {
      const [her, other] = [await cloud().woman(), await cloud().woman()]
      const { village } = await clerks()
      const [one, two] = [
        await begin(her, 'credit', { move: 'submit', input: LOAN }),
        await begin(other, 'credit', { move: 'submit', input: LOAN }),
      ]
      for (const [round, sent] of [one, two, one].entries()) {
        cloud().clock.advance(1000)
        await move(village, sent, 'sendBack', { corrections: [{ field: 'name', note: `第${round}次` }] })
        await move(sent === one ? her : other, sent, 'resubmit', { name: '王桂兰' })
      }
      const handled = async (query = '') =>
        (await village.get(`/api/applications?box=handled${query}`)).body.items.map((row: Json) => row.id)
      expect([await handled(), await handled('&kind=threeParties')]).toEqual([[one.id, two.id], []])
    })

    it('find the guardian by an effect, wait for each of three, and go on by the clock', async () => {
      const [her, mother] = [await cloud().woman(), await cloud().woman()]
      const { village, town } = await clerks()
      guardian = mother.person as string
      const promise = (await her.upload(await jpeg())).body.id
      const idCard = '11010519491231002X'
      const sent = await begin(her, 'threeParties', { move: 'submit', input: { name: '王桂兰', village: 'v01', idCard, promise } })
      expect(await status(mother, sent)).toBe(404)
      await move(town, sent, 'match', { child: '小溪', guardianPhone: '13800005678' })
      expect((await mother.get('/api/notices')).body.items[0]).toMatchObject({ sort: 'todo', application: sent.id })
      expect([await inbox(mother), (await see(mother, sent)).answers.idCard]).toEqual([[sent.id], '1101**********002X'])
      for (const who of [mother, village]) await move(who, sent, 'agree')
      expect([await inbox(mother), (await see(her, sent)).holder]).toEqual([[], '您'])
      expect((await move(her, sent, 'agree')).state).toBe('trial')
      cloud().clock.advance(89 * DAY)
      await cloud().app.work.tick()
      const state = async () => (await see(await cloud().official('town', 't1'), sent)).state
      expect(await state()).toBe('trial')
      cloud().clock.advance(2 * DAY)
      await Promise.all([cloud().app.work.tick(), cloud().app.work.tick()])
      expect(await state()).toBe('active')
    })

    it('keep an anonymous petition without a name, and a notice without a word of it', async () => {
      const her = await cloud().woman({ name: '王桂兰', phone: '13900001234' })
      const { county, town } = await clerks()
      const sent = await begin(her, 'petition', { about: 'c1', move: 'submit', input: { sort: 'violence', story: '他又动手了' } })
      expect(await cloud().app.db.read.findOneByOrFail(Application, { id: sent.id })).toMatchObject({
        personId: null,
        filerId: her.account,
      })
      const [row] = (await county.get('/api/applications?box=inbox&kind=petition')).body.items
      expect([row.id, row.who, await status(town, sent)]).toEqual([sent.id, null, 404])
      expect((await county.get('/api/notices')).body.items[0]).toMatchObject({ title: '有一件事等您办', text: '请打开小程序办理。' })
      await move(county, sent, 'accept')
      expect((await her.get('/api/notices')).body.items[0].text).toBe('您有一件事有了新进展，请打开小程序查看。')
      const events = await cloud().app.db.read.findBy(ApplicationEvent, { applicationId: sent.id })
      expect(events.map(({ onBehalfId }) => onBehalfId)).toEqual([null, null])
    })
  },
  (engine) => startCloud(engine, {}, { kinds: [...kinds, loan, pairing] as AnyKind[], effects }),
)
