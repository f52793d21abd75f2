import type { AnyKind } from '@shared/core/kind'
import { dayOf } from '@shared/core/time'
import { kinds } from '@shared/features/index'
import { loan } from '@shared/features/loan/loan.kind'
import type { Api, Json } from '../support/api'
import { type Cloud, onBothEngines, startCloud } from '../support/cloud'
import { DECLARED, declaration, REFUSED, REPORT, ROAD } from '../support/declarations'
import { consent, desksOf, inbox, move, roadTo, see, send, status } from '../support/declared'
import { idCardOf, newIdCard } from '../support/id-cards'
import { jpeg } from '../support/pictures'

const report = (cloud: Cloud) => ({ ...REPORT, releasedOn: dayOf(cloud.clock.now()) })
const ask = (field: string, note = '请补拍') => ({ corrections: [{ field, note }] })

onBothEngines('the declaration for a subsidised loan', (cloud) => {
  it('goes from the village to the bank, each stage with its deadline, and is told to her in plain words', async () => {
    const { her, village, bank, otherBank, made, ...desks } = await roadTo(cloud(), 'village')
    expect([made.state, made.due.workdaysLeft, made.holder, made.verdicts.every((v: Json) => v.ok)]).toEqual([
      'village',
      5,
      '柳溪村妇联',
      true,
    ])
    expect(await inbox(village)).toContain(made.id)
    const days: number[] = []
    for (const [who, name, input] of ROAD) {
      await move({ village, ...desks }[who], made, name, input)
      days.push((await see(her, made)).due.workdaysLeft)
    }
    expect(days).toEqual([10, 5, 7, 3, 5])
    expect([(await see(her, made)).holder, await status(otherBank, made)]).toEqual(['悦江县邮储银行', 404])
    const released = await move(bank, made, 'release', report(cloud()))
    expect([released.state, released.holder, (await see(her, made)).says]).toEqual(['released', null, '银行已经放款。每次还款前会提醒您。'])
    expect((await see(her, made)).events.map((e: Json) => e.move)).toEqual(['submit', ...ROAD.map(([, name]) => name), 'release'])
  })

  it('is judged by the policy of the day on which she sent it, and shows what another one would change', async () => {
    const { her, town, hr, neighbour, made } = { ...(await roadTo(cloud(), 'guarantor')), neighbour: await cloud().woman() }
    expect((await see(her, made)).answers).not.toHaveProperty('policy')
    const { status: code, body } = await town.get(`/api/loan/cases/${made.id}/under?policy=cj2009n72`)
    expect([code, body.was.id, body.eligible]).toEqual([200, 'cj2023n75', { was: true, would: false }])
    expect(body.changes.map((one: Json) => [one.rule, one.would.ok])).toEqual([['金额', false]])
    expect((await her.get(`/api/loan/cases/${made.id}/under?policy=cj2023n75`)).body.changes).toEqual([])
    const refused = [hr, neighbour].map(async (who) => (await who.get(`/api/loan/cases/${made.id}/under?policy=cj2009n72`)).status)
    expect(await Promise.all(refused)).toEqual([404, 404])
    expect((await her.get(`/api/loan/cases/${made.id}/under?policy=mine`)).body.fields).toEqual({ policy: '没有这个政策版本，请重新选择' })
  })

  it('is refused at the question where a rule stands in the way, and keeps what was typed in the draft', async () => {
    const her = await cloud().woman()
    const input = await declaration(her, { sum: 30_000_100, policy: 'cj2009n72' })
    const post = (body: object) => her.post('/api/applications', { kind: 'loan', ...body })
    expect((await post({ move: 'submit', input })).body.fields).toEqual({ policy: '这一步不用填这一项' })
    const { policy: _, ...asked } = input
    expect((await post({ move: 'submit', input: asked })).body.fields).toEqual({ sum: '财金〔2023〕75号最高30万元' })
    const draft = (await post({ input: asked })).body
    expect((await send(her, draft, 'submit', { idCard: '110105198605200013' })).status).toBe(422)
    expect((await see(her, draft)).answers).toMatchObject({ sum: 30_000_100, name: DECLARED.name })
    expect((await move(her, draft, 'submit', { sum: 9_000_000, marital: 'single' })).answers).not.toHaveProperty('spouseName')
  })

  it('is one at a time, whatever place a client says that it is about', async () => {
    const { her, made } = await roadTo(cloud(), 'village')
    const begin = (about?: string) => her.post('/api/applications', { kind: 'loan', ...(about ? { about } : {}), input: {} })
    for (const about of [undefined, 'v01', 'v09', 'c1']) {
      const { status, body } = await begin(about)
      expect([about, status, body.error, body.id]).toEqual([about, 409, 'alreadyOpen', made.id])
    }
    await move(her, made, 'withdraw')
    const both = await Promise.all(['v01', 'v09'].map(begin))
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  it('is one at a time for an ID number as well, whatever the account', async () => {
    const idCard = newIdCard('1986-05-20')
    const { her, made } = await roadTo(cloud(), 'village', { idCard })
    const [sister, cousin] = [await cloud().woman(), await cloud().woman()]
    const post = async (who: Api, more: object) => who.post('/api/applications', { kind: 'loan', ...more })
    const refused = await post(sister, { move: 'submit', input: await declaration(sister, { idCard }) })
    expect([refused.status, Object.keys(refused.body.fields), refused.body.fields.idCard]).toEqual([
      422,
      ['idCard'],
      expect.stringContaining('这个身份证号已经有一件在办的'),
    ])
    // What she only fills in is hers, and a number that is put right on the way is held against it as well.
    const drafts = [(await post(sister, { input: { idCard } })).body, (await post(cousin, { input: { idCard } })).body]
    const other = await roadTo(cloud(), 'village')
    await move(other.village, other.made, 'sendBack', ask('idCard'))
    expect((await send(other.her, other.made, 'resubmit', { idCard })).body.fields).toHaveProperty('idCard')
    await move(her, made, 'withdraw')
    const inputs = [await declaration(sister, { idCard }), await declaration(cousin, { idCard })]
    const both = await Promise.all([send(sister, drafts[0], 'submit', inputs[0]), send(cousin, drafts[1], 'submit', inputs[1])])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422])
  })

  it('comes back to the bank that asked, passes a stage over that is not needed, and finds another bank without a second check', async () => {
    const { her, bank, otherBank, county, guarantor, made } = await roadTo(cloud(), 'bank', { sum: 9_000_000 })
    expect([(await see(her, made)).state, await status(guarantor, made)]).toEqual(['bank', 404])
    await move(bank, made, 'sendBack', ask('planPhotos'))
    expect((await see(her, made)).says).toBe('请补充：请补拍')
    expect((await move(her, made, 'resubmit', { planPhotos: (await declaration(her)).proof })).state).toBe('bank')
    await move(bank, made, 'handBack', { handBack: '不在我们的片区' })
    expect((await send(county, made, 'assign', { bank: 'o1' })).body.fields).toEqual({ bank: '请重新选择经办银行' })
    expect((await move(county, made, 'assign', { bank: 'o3' })).state).toBe('bank')
    expect([await status(bank, made), await status(otherBank, made)]).toEqual([404, 200])
  })

  it('passes a stage again when what was decided there rests on an answer that has changed, and comes back to who asked', async () => {
    const { her, bank, hr, guarantor, made } = await roadTo(cloud(), 'bank', { sum: 9_000_000 })
    const asked = (...fields: string[]) => ({ corrections: fields.map((field) => ({ field, note: '请再核对' })) })
    // The bank reads nothing of her husband, nor of her group.
    for (const hidden of ['spouseName', 'group', 'times'])
      expect((await send(bank, made, 'sendBack', asked(hidden))).body.fields).toHaveProperty('corrections')
    const listed = (await see(bank, made)).moves.find((one: Json) => one.name === 'sendBack').correctable
    expect([listed.includes('sum'), listed.includes('group'), listed.includes('spouseIdCard')]).toEqual([true, false, false])
    // Over what needs no guarantee: the guarantor, who was passed over, has it once she agrees, and nobody else again.
    await move(bank, made, 'sendBack', asked('sum'))
    const { version } = await see(her, made)
    expect((await her.patch(`/api/applications/${made.id}`, { version, input: { sum: 12_000_000 } })).status).toBe(200)
    expect((await move(her, made, 'resubmit', {})).state).toBe('consent')
    expect((await move(her, made, 'agree', { guarantorConsent: true })).state).toBe('guarantor')
    await move(guarantor, made, 'guarantee', { guaranteed: 'fund' })
    expect((await see(bank, made)).state).toBe('bank')
    // Another person: both decide anew.
    await move(bank, made, 'sendBack', asked('idCard', 'name', 'purpose'))
    expect((await move(her, made, 'resubmit', { name: '王桂蓝', idCard: idCardOf('1986-05-20', 77), purpose: '买蜂箱' })).state).toBe('hr')
    expect((await move(hr, made, 'confirm', { groupConfirmed: 'asSaid' })).state).toBe('guarantor')
    expect((await move(guarantor, made, 'guarantee', { guaranteed: 'surety' })).state).toBe('bank')
    // What nobody decided by comes back straight.
    await move(bank, made, 'sendBack', asked('purpose'))
    expect((await move(her, made, 'resubmit', { purpose: '买蜂箱和糖' })).state).toBe('bank')
    // Another village has not vouched for her.
    await move(bank, made, 'sendBack', asked('village'))
    const there = await move(her, made, 'resubmit', { village: 'v02' })
    expect([there.state, there.holder]).toEqual(['village', '石桥村妇联'])
  })

  it('asks her for the consent that is wanting, and closes a door at once when she takes one back', async () => {
    const { her, village, hr, bank, guarantor, made } = await roadTo(cloud(), 'hr', { hrConsent: null })
    expect([(await see(her, made)).state, await status(hr, made), await inbox(hr)]).toEqual(['consent', 404, []])
    expect((await see(her, made)).says).toMatch('您还没有同意')
    expect((await send(her, made, 'agree')).body).toMatchObject({ error: 'consentMissing', fields: { hrConsent: '还没有同意' } })
    expect((await move(her, made, 'agree', { hrConsent: true })).state).toBe('hr')
    await move(hr, made, 'confirm', { groupConfirmed: 'asSaid' })
    await move(guarantor, made, 'guarantee', { guaranteed: 'fund' })
    expect([await status(bank, made), await inbox(bank)]).toEqual([200, [made.id]])
    expect((await consent(village, made, 'bankConsent', false)).status).toBe(403)
    const stopped = await consent(her, made, 'bankConsent', false)
    expect([stopped.body.state, await status(bank, made), await inbox(bank), await status(hr, made)]).toEqual(['consent', 404, [], 200])
    expect(stopped.body.events.at(-1).label).toBe('收回了：同意把资料交给经办银行')
    expect((await consent(her, made, 'bankConsent', true)).body.state).toBe('bank')
    expect([await status(bank, made), (await consent(her, made, 'bankConsent', true)).status]).toEqual([200, 409])
    expect((await consent(her, made, 'financeConsent', false)).body.state).toBe('bank')
    expect((await move(her, made, 'withdraw')).state).toBe('withdrawn')
  })

  it('is refused with reasons; her objection is answered by somebody else, who may take it up again', async () => {
    const { her, county, colleague, made } = await roadTo(cloud(), 'county')
    await move(county, made, 'refuse', REFUSED)
    expect((await see(her, made)).says).toMatch(REFUSED.reason)
    expect((await move(her, made, 'object', { objection: '蜂场在三组后山' })).state).toBe('appeal')
    const own = await send(county, made, 'uphold', { reply: '不行' })
    expect([own.status, own.body.message]).toEqual([403, '您办过前面的一道，这一道要请别人来办'])
    expect((await move(colleague, made, 'reopen', { reply: '再看一次' })).state).toBe('county')
    await move(colleague, made, 'refuse', REFUSED)
    expect((await see(her, made)).moves.map((one: Json) => one.name)).toEqual(['object'])
    cloud().clock.advance(16 * 86_400_000)
    await cloud().app.work.tick()
    expect((await see(her, made)).state).toBe('closed')
  })

  it('is objected to while she is asked for more, and answered by somebody other than who asked', async () => {
    const { her, county, colleague, made } = await roadTo(cloud(), 'county')
    await move(county, made, 'sendBack', ask('where'))
    expect((await move(her, made, 'object', { objection: '我写得很清楚了' })).state).toBe('objection')
    expect((await see(her, made)).says).toMatch('县妇联正在看您的异议')
    const own = await send(county, made, 'reply', { reply: '再写一次' })
    expect([own.status, own.body.message]).toEqual([403, '您办过前面的一道，这一道要请别人来办'])
    const back = await move(colleague, made, 'reply', { reply: '您写的够了，门牌补一下就行' })
    expect(back.state).toBe('supplement')
    expect((await see(her, made)).events.at(-1).answers.reply).toMatch('门牌补一下')
    expect((await move(her, made, 'resubmit', { where: '三组12号' })).state).toBe('county')
  })

  it('is vouched for, recommended and assigned by three: two offices in one hand do not help', async () => {
    const { village, town, county, made } = await roadTo(cloud(), 'village')
    // Whoever stands in for one below has made that move.
    await move(county, made, 'vouch', { opinion: '人勤快' })
    const own = await send(county, made, 'recommend', {})
    expect([own.status, own.body.message]).toEqual([403, '您办过前面的一道，这一道要请别人来办'])
    const other = (await roadTo(cloud(), 'town')).made
    await move(county, other, 'recommend', {})
    expect((await send(county, other, 'assign', { bank: 'o4' })).status).toBe(403)
    expect((await move(town, made, 'recommend', {})).state).toBe('county')
    expect((await move(county, made, 'assign', { bank: 'o4' })).state).toBe('hr')
    expect((await see(village, made)).state).toBe('hr')
  })

  it('is taken back by her at every stage, and then waits for nobody', async () => {
    const stages = [...ROAD.map(([who]) => who), 'bank', 'supplement', 'consent', 'objection', 'appeal'] as const
    for (const stage of stages) {
      const until = stage === 'supplement' || stage === 'objection' || stage === 'appeal' ? 'town' : stage === 'consent' ? 'hr' : stage
      const { her, town, made, ...desks } = await roadTo(cloud(), until, stage === 'consent' ? { hrConsent: null } : {})
      if (stage === 'supplement') await move(town, made, 'sendBack', ask('where'))
      if (stage === 'appeal') await move(town, made, 'refuse', REFUSED)
      if (stage === 'objection' || stage === 'appeal') await move(her, made, 'object', { objection: '不对' })
      expect([stage, (await see(her, made)).state]).toEqual([stage, stage])
      const { state, holder, moves } = await move(her, made, 'withdraw')
      expect([stage, state, holder, moves]).toEqual([stage, 'withdrawn', null, []])
      for (const who of [town, ...Object.values(desks)]) expect(await inbox(who)).not.toContain(made.id)
    }
  })

  it('asks her to speak to the bank before she takes it back, from the day on which the bank has it', async () => {
    const question = async (her: Api, made: Json) => (await see(her, made)).moves.find(({ name }: Json) => name === 'withdraw').confirm
    const usual = '撤回以后要从头再填。确定不申报了吗？'
    for (const stage of ['village', 'guarantor'] as const) {
      const { her, made } = await roadTo(cloud(), stage)
      expect([stage, await question(her, made)]).toEqual([stage, usual])
    }
    const { her, bank, made } = await roadTo(cloud(), 'bank')
    const warned = expect.stringMatching(/^钱已经到手的先别撤回，先问银行.*确定不申报了吗？$/)
    expect(await question(her, made)).toEqual(warned)
    // The same where it has come back to her from the bank.
    await move(bank, made, 'sendBack', ask('where'))
    expect([(await see(her, made)).state, await question(her, made)]).toEqual(['supplement', warned])
    await move(her, made, 'object', { objection: '地址没有写错' })
    expect([(await see(her, made)).state, await question(her, made)]).toEqual(['objection', warned])
  })

  it('has pictures of the village’s visit where they help, for the Federation’s eyes alone', async () => {
    const { her, village, town, county, hr, made } = await roadTo(cloud(), 'village')
    const { body: photo } = await village.upload(await jpeg(8, 8))
    await move(village, made, 'vouch', { opinion: '人勤快', visit: '看过蜂场', visitPhotos: [photo.id] })
    const seen = async (who: Api) => (await see(who, made)).events.at(1).answers
    expect(await seen(town)).toEqual({ opinion: '人勤快', visit: '看过蜂场', visitPhotos: [photo.id] })
    expect(await seen(her)).toEqual({})
    const opens = async (who: Api) => (await who.get(`/api/uploads/${photo.id}`)).status
    expect([await opens(town), await opens(county), await opens(her), await opens(hr)]).toEqual([200, 200, 404, 404])
    await move(town, made, 'recommend', {})
    await move(county, made, 'assign', { bank: 'o4' })
    // Before HR lies the case now, and not what only the Federation reads of it.
    const { idPhotos, register } = (await see(her, made)).answers
    const hrOpens = await Promise.all([...idPhotos, ...register, photo.id].map(async (id) => (await hr.get(`/api/uploads/${id}`)).status))
    expect(hrOpens).toEqual([200, 404, 404])
  })

  it('opens a picture to those whose page of the case names it, at every stage, and to nobody else', async () => {
    const files: string[] = []
    const photo = async (who: Api) => {
      const { id } = (await who.upload(await jpeg(8, 8))).body
      files.push(id)
      return [id as string]
    }
    const [her, { colleague: _, ...desks }] = [await cloud().woman(), await desksOf(cloud())]
    // One of each sort: for the Federation, for all offices, for everybody, for who decides on the money.
    const papers = ['register', 'idPhotos', 'proof', 'planPhotos']
    const photos: Record<string, string[]> = {}
    for (const paper of papers) photos[paper] = await photo(her)
    const strangers = { neighbour: await cloud().woman(), elsewhere: await cloud().official('village', 'v02') }
    const all: Record<string, Api> = { her, ...desks, ...strangers, finance: await cloud().official('finance', 'o5') }

    /** Role by role how many pictures of hers she opens: those that her page names. */
    const doors = async (made: Json) => {
      const look = async ([role, who]: [string, Api]) => {
        const raw = JSON.stringify(await see(who, made))
        const codes = await Promise.all(files.map(async (id) => (await who.get(`/api/uploads/${id}`)).status))
        const opened = files.filter((_id, i) => codes[i] === 200)
        expect([role, opened]).toEqual([role, files.filter((id) => raw.includes(id))])
        return [role, opened.length] as const
      }
      return Object.fromEntries((await Promise.all(Object.entries(all).map(look))).filter(([, many]) => many > 0))
    }
    const { body: made } = await her.post('/api/applications', { kind: 'loan', input: { ...(await declaration(her)), ...photos } })
    expect(await doors(made)).toEqual({ her: 4 })
    await move(her, made, 'submit')
    const federation = { village: 4, town: 4, county: 4 }
    expect(await doors(made)).toEqual({ her: 4, ...federation })
    await move(desks.village, made, 'sendBack', ask('planPhotos'))
    expect(await doors(made)).toEqual({ her: 4, ...federation })
    // Nobody's page names the one that another has taken the place of.
    await move(her, made, 'resubmit', { planPhotos: await photo(her) })
    expect(await doors(made)).toEqual({ her: 4, ...federation })
    const reached: Record<string, number> = { her: 4, village: 5, town: 5, county: 5 }
    const ofPartners: Record<string, number> = { assign: 2, confirm: 3, guarantee: 3 }
    const next: Record<string, string> = { assign: 'hr', confirm: 'guarantor', guarantee: 'bank' }
    for (const [who, name, input] of ROAD) {
      await move(desks[who], made, name, name === 'vouch' ? { ...input, visitPhotos: await photo(desks.village) } : input)
      if (next[name]) reached[next[name]] = ofPartners[name] as number
      expect([name, await doors(made)]).toEqual([name, reached])
    }
    await move(desks.bank, made, 'release', report(cloud()))
    expect(await doors(made)).toEqual(reached)
    // Without her consent there is no page, and no picture.
    await consent(her, made, 'bankConsent', false)
    const { bank: __, ...left } = reached
    expect(await doors(made)).toEqual(left)
  })

  it('shows each partner what her work needs, at each stage, and nothing else', async () => {
    const { her, village, ...desks } = await roadTo(cloud(), 'village')
    const { hr, guarantor, bank, made } = desks
    await move(village, made, 'sendBack', ask('spouseName', '爱人写成李大山了'))
    await move(her, made, 'resubmit', { spouseName: '李大山' })
    for (const [who, name, input] of ROAD) await move({ village, ...desks }[who], made, name, input)
    const answers = async (who: Api) =>
      Object.keys((await see(who, made)).answers)
        .sort()
        .join(' ')
    const ALL = 'borrower idCard idPhotos local name phone proof purpose since sum term trade village what where'
    const and = (...more: string[]) => [...ALL.split(' '), ...more].sort().join(' ')
    expect(await answers(hr)).toBe(and('group', 'hrConsent', 'loans', 'overdue', 'times'))
    expect(await answers(guarantor)).toBe(and('guarantorConsent', 'marital', 'plan', 'suretyName', 'suretyPhone'))
    expect(await answers(bank)).toBe(and('bankConsent', 'loans', 'marital', 'overdue', 'plan', 'style'))
    expect(await answers(her)).toBe(await answers(village))
    const rules = (who: Api) => see(who, made).then(({ verdicts }) => verdicts.map((one: Json) => one.rule).join())
    expect(await rules(guarantor)).not.toMatch('逾期')
    // Nothing of her husband, not even among what was asked.
    const raw = await Promise.all([hr, guarantor, bank].map(async (who) => JSON.stringify(await see(who, made))))
    for (const body of raw) expect(body).not.toMatch(/李大山|spouse|人勤快|看过蜂场|13900001234/)
    const wrong = await send(bank, made, 'release', { ...report(cloud()), releasedOn: '2027-01-01' })
    expect(wrong.body.fields).toEqual({ releasedOn: '放款日期不能在今天以后' })
  })
})

it('would keep the bank’s door open if its consent were not asked for: the door is what closes it', async () => {
  const unguarded = { ...loan, consents: { ...loan.consents, bank: 'hrConsent', finance: 'bankConsent' } } as AnyKind
  const cloud = await startCloud('sqlite', {}, { kinds: [...kinds.filter(({ kind }) => kind !== 'loan'), unguarded] })
  try {
    const { her, bank, made } = await roadTo(cloud, 'bank')
    await consent(her, made, 'bankConsent', false)
    expect([await status(bank, made), (await inbox(bank)).length]).toEqual([200, 1])
  } finally {
    await cloud.close()
  }
})
