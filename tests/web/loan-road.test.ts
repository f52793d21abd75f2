import { addDays, addMonths, addMs, dayOf } from '@shared/core/time'
import { quarterOf, quarterStart, sayQuarter } from '@shared/features/loan/book.quarters'
import { writeTable } from '../../cloud/core/xlsx.write'
import type { Json } from '../support/api'
import { type Browser, openBrowser, type Visitor } from '../support/browser'
import { type Cloud, ENGINES } from '../support/cloud'
import { declaration } from '../support/declarations'
import { see as caseOf, move } from '../support/declared'
import { startDemo } from '../support/demo'
import { releasedLoan } from '../support/released'
import { choose, fill, ledOn, looked, press, see, visible } from '../support/visiting'

const PHONE = { width: 360, height: 740, touch: true }
const DESKTOP = { width: 1280, height: 800, touch: true }
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const PAID = ['受理编号', '实付金额(元)']
const COLUMNS = ['受理编号', '还款日期', '归还本金(元)', '归还利息(元)', '类型', '流水号']
/** Two payments of a quarter each are due by then. */
const LATER_MS = 200 * 86_400_000
/** The whole road takes as long as several journeys. */
const ROAD_MS = 300_000

describe.each(ENGINES)('a loan, in the browsers of all who work on it, on %s', (engine) => {
  let cloud: Cloud
  let browser: Browser
  beforeAll(async () => {
    cloud = await startDemo({}, engine)
    browser = await openBrowser(engine)
  })
  afterAll(async () => {
    await browser?.close()
    await cloud?.close()
  })

  /** Somebody of the demonstration on a device of her own, on which it is as late as in the cloud. */
  const at = async (screen: typeof PHONE, name: string) => {
    const who = await browser.visitor(screen, cloud.url)
    await who.context.clock.setFixedTime(cloud.clock.now())
    await who.page.goto(`${cloud.url}/#/pages/people/index`)
    // The women come first, then those who hold an office.
    await who.page.locator('.everybody').last().tap({ force: true })
    await who.page.getByText(name, { exact: true }).locator('visible=true').first().tap({ force: true })
    await see(who, '最近的活动')
    return who
  }
  const go = (who: Visitor, page: string) => who.page.goto(`${cloud.url}/#/features/cadre/${page}`)
  const nothingWrong = ({ complaints, foreign }: Visitor) => expect({ complaints, foreign }).toEqual({ complaints: [], foreign: [] })
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
  /** Opens the case, makes one move with what it asks, and is led on; or stays there, and reads what has become of it. */
  const decide = async (who: Visitor, { id }: Json, move: string, answer?: () => Promise<unknown>, then?: RegExp) => {
    await go(who, `case/index?id=${id}`)
    await see(who, '养蜂')
    await looked(who, `loan-${move}`)
    if (move === 'recommend') await wouldChange(who)
    await press(who, `.m-${move}`)
    await answer?.()
    await who.shot(`loan-${move}-sheet`)
    await press(who, `.do-${move}`)
    await (then ? see(who, then) : ledOn(who, id))
    nothingWrong(who)
  }
  async function* once(rows: string[][]) {
    yield rows
  }
  const table = (rows: string[][], columns = COLUMNS) =>
    writeTable({ name: '还款', heading: [], columns: columns.map((title) => ({ title, width: 12 })) }, once(rows))
  /** Chooses a file; what is shown then is its trial. */
  const chooseFile = async ({ page }: Visitor, name: string, buffer: Buffer) => {
    const button = page.locator('.pick-file, .other-file').locator('visible=true').first()
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.tap()])
    await chooser.setFiles({ name, mimeType: XLSX, buffer })
  }
  const kept = async ({ page }: Visitor, tapped: () => Promise<void>) => {
    const [download] = await Promise.all([page.waitForEvent('download'), tapped()])
    return download.suggestedFilename()
  }
  const drawn = async () => {
    while ((await cloud.app.work.drawClaims()) > 0);
  }
  const declared = async () => {
    const her = await cloud.woman()
    return {
      her,
      made: (await her.post('/api/applications', { kind: 'loan', move: 'submit', input: await declaration(her) })).body as Json,
    }
  }

  const report = (who: Visitor, rate: string) => async () => {
    await fill(who, 'releasedSum', '180000')
    await fill(who, 'releasedRate', rate)
    await choose(who, 'releasedStyle', '按期付息，到期还本')
    await fill(who, 'releasedTerm', '24')
    await choose(who, 'everyMonths', '每个季度')
    await choose(who, 'dayCount', '每月30天/360')
    await press(who, '.f-releasedOn .picked')
    // It slides in and away: only when it stands still is it tapped, and only when it is gone what lies below.
    await press(who, '.nut-picker-confirm-btn')
    await visible(who, '.nut-picker-confirm-btn').waitFor({ state: 'hidden' })
  }

  /** From the village to the bank that reports the release, and puts right what it mistyped. */
  const reviewed = async () => {
    const { her, made } = await declared()
    const reported = async () => {
      const { state, events } = await caseOf(her, made)
      const { releasedSum, releasedRate } = events.at(-1).answers
      return [state, releasedSum, releasedRate]
    }
    const village = await at(PHONE, '赵敏')
    await decide(village, made, 'vouch', () => fill(village, 'opinion', '情况属实'))
    const town = await at(PHONE, '李芳')
    await decide(town, made, 'sendBack', async () => {
      for (const [part, name, note] of [
        ['2', 'where', '请写清楚在三组哪一户旁边'],
        ['5', 'proof', '请重拍，看不清公章'],
      ] as const) {
        await press(town, `.part-${part}`)
        await press(town, `.c-${name}`)
        await visible(town, `.n-${name} input`).fill(note)
      }
    })
    expect((await caseOf(her, made)).says).toBe('请补充：请写清楚在三组哪一户旁边；请重拍，看不清公章')
    const { proof } = await declaration(her)
    await move(her, made, 'resubmit', { where: '三组王家旁边', proof })
    await decide(town, made, 'recommend')
    const county = await at(PHONE, '周慧')
    await decide(county, made, 'assign', () => choose(county, 'bank', '悦江县邮储银行'))
    const hr = await at(PHONE, '韩梅')
    await go(hr, `case/index?id=${made.id}`)
    await see(hr, '本人：没有别的申报，也没有放过款的贷款')
    await decide(hr, made, 'confirm', () => choose(hr, 'groupConfirmed', '和她填的一致'))
    const guarantor = await at(PHONE, '杨静')
    await decide(guarantor, made, 'guarantee', () => choose(guarantor, 'guaranteed', '担保基金担保'))
    const bank = await at(PHONE, '秦岚')
    await decide(bank, made, 'release', report(bank, '4.35'))
    expect(await reported()).toEqual(['released', 18_000_000, 43_500])
    // Nothing is recorded on it yet: what was mistyped is put right.
    await decide(bank, made, 'amend', report(bank, '3.45'), /更正了放款的数字/)
    expect(await reported()).toEqual(['released', 18_000_000, 34_500])
    await decide(village, made, 'visit', () => fill(village, 'visited', '蜂场看过了，添了六十箱'), /回访了/)
    expect((await caseOf(her, made)).events.at(-1)).toMatchObject({ label: '回访了', answers: { visited: '蜂场看过了，添了六十箱' } })
    for (const who of [village, town, county, hr, guarantor, bank]) await who.context.close()
    return made
  }

  /** The bank finds the loan, records a payment, corrects it, and sends more by a file whose every row is seen first. */
  const repaid = async (bank: Visitor, { id, receipt }: Json, second: Json) => {
    await go(bank, 'desk/index')
    await press(bank, '.to-cadre-books')
    await see(bank, '陈小燕')
    await looked(bank, 'loan-books')
    await visible(bank, '.search input').fill(`${receipt.slice(0, -1)}?`)
    await press(bank, '.find')
    await see(bank, '这个编号有一位不对')
    await visible(bank, '.search input').fill(receipt.toLowerCase())
    await press(bank, '.find')
    await press(bank, `.b-${id}`)
    await see(bank, '分8次还')
    await see(bank, '还没有还款记录')
    await press(bank, '.m-record')
    await fill(bank, 'interest', '1550')
    await looked(bank, 'loan-record')
    await press(bank, '.do-record')
    await see(bank, /银行算利息¥1,550.00，系统算/)
    await press(bank, '.m-correct')
    await fill(bank, 'interest', '1552.50')
    await press(bank, '.do-record')
    await see(bank, '请填写为什么更正')
    await fill(bank, 'note', '看错了一行')
    await press(bank, '.do-record')
    await see(bank, '已更正')
    // The later quarters have a payment that was missed: no subsidy there.
    await press(bank, `.q-${quarterOf(second.released)} .see-working`)
    await see(bank, /贴息 ¥180,000.00 × 3.45% × 50% × \d+ ÷ 360 = /)
    await looked(bank, 'loan-book')

    await go(bank, 'loan-file/index')
    await bank.arrived()
    expect(await kept(bank, () => press(bank, '.get-template'))).toBe('还款登记表.xlsx')
    const due = addMonths(second.released, 3)
    const file = await table([
      [second.receipt, due, '0', '1957.50', '还款', 'A1'],
      [second.receipt, due, '500000', '0', '提前还款', 'A2'],
      ['2222-2222-2', due, '0', '10', '还款', 'A3'],
      [receipt, due, '0', '1552.50', '还款', 'A4'],
    ])
    await chooseFile(bank, '还款.xlsx', file)
    await see(bank, '2行可以记，2行不能记')
    await see(bank, '比欠的还多')
    await looked(bank, 'loan-file')
    await press(bank, '.m-confirm')
    await see(bank, '记好了2行，2行没有记')
    await chooseFile(bank, '还款.xlsx', file)
    await see(bank, '这个文件以前记过了，这次什么也没有变')
  }

  /** A loan whose term is put off, which is corrected, and which its guarantor pays in the end. */
  const paidByGuarantor = async (bank: Visitor, { id }: Json) => {
    await go(bank, `book/index?id=${id}`)
    await see(bank, '利息¥1,957.50')
    await press(bank, '.m-record')
    await choose(bank, 'sort', '展期')
    await fill(bank, 'months', '6')
    await choose(bank, 'style', '到期一次还本付息')
    await press(bank, '.do-record')
    await see(bank, '往后延6个月')
    // Whoever corrects it begins with what was said of it.
    await press(bank, '.m-correct')
    await bank.page.locator('.f-style .chosen').getByText('到期一次还本付息').locator('visible=true').first().waitFor()
    await fill(bank, 'months', '3')
    await fill(bank, 'note', '只延3个月')
    await press(bank, '.do-record')
    await see(bank, '往后延3个月')
    await press(bank, '.m-record')
    await choose(bank, 'sort', '担保代偿')
    await fill(bank, 'principal', '180000')
    await press(bank, '.do-record')
    await see(bank, '已由担保代偿')
  }

  /** HR reckons the quarter and confirms it; finance looks at the arithmetic, hands it back, confirms and pays, one loan otherwise. */
  const subsidised = async ({ id: loan, receipt }: Json) => {
    const past = quarterOf(addDays(quarterStart(quarterOf(dayOf(cloud.clock.now()))), -1))
    // The quarters before it have their turn first.
    const [office, treasury] = [await cloud.official('hr', 'o1'), await cloud.official('finance', 'o5')]
    const turn = async (): Promise<string> => (await office.get('/api/loan/claims')).body.due
    for (let due = await turn(); due !== past; due = await turn()) {
      const { id } = (await office.post('/api/loan/claims', { quarter: due })).body
      await drawn()
      for (const who of [office, treasury]) {
        const { revision } = (await who.get(`/api/loan/claims/${id}`)).body
        await who.post(`/api/loan/claims/${id}/confirm`, { revision })
      }
    }
    const hr = await at(DESKTOP, '韩梅')
    await go(hr, 'desk/index')
    await press(hr, '.to-cadre-claims')
    await press(hr, '.m-draw')
    await see(hr, sayQuarter(past))
    await looked(hr, 'claim-draw')
    await press(hr, '.do-draw')
    await see(hr, '正在一笔一笔核算')
    await drawn()
    await see(hr, '等人社确认')
    await press(hr, '.m-confirm')
    await press(hr, '.do-confirm')
    await see(hr, '等财政确认')
    await looked(hr, 'claim-hr')

    const finance = await at(PHONE, '许晴')
    await go(finance, 'desk/index')
    await press(finance, '.to-cadre-claims')
    await press(finance, `.q-${past}`)
    await press(finance, `.l-${loan} .see-working`)
    await see(finance, /贴息 ¥180,000.00 × 3.45% × 50% × \d+ ÷ 360 = /)
    expect(await kept(finance, () => press(finance, '.m-download'))).toBe(`${sayQuarter(past)}贴息清单.xlsx`)
    await looked(finance, 'claim')
    // Handed back with a reason, reckoned and confirmed once more.
    await press(finance, '.m-return')
    await fill(finance, 'reason', '有一笔的利率不对')
    await press(finance, '.do-return')
    await see(finance, '正在核算')
    await drawn()
    await hr.page.reload()
    await see(hr, '有一笔的利率不对')
    await press(hr, '.m-confirm')
    await press(hr, '.do-confirm')
    await see(hr, '等财政确认')
    await finance.page.reload()
    await press(finance, '.m-confirm')
    await press(finance, '.do-confirm')
    await press(finance, `.l-${loan} .m-odd`)
    await fill(finance, 'paid', '100')
    await press(finance, '.do-odd')
    await press(finance, '.m-pay')
    await see(finance, '1笔按您填的实付金额，其余按清单拨付')
    await looked(finance, 'claim-pay')
    await press(finance, '.do-pay')
    await see(finance, '1笔实付和清单不一样')
    await press(finance, '.s-differing')
    await see(finance, /实付¥100.00，差-¥/)
    await looked(finance, 'claim-paid')
    // Whoever puts the report right later begins with what was said.
    await finance.page.reload()
    await see(finance, '更正拨付（1笔不一样）')
    // Or all of it once more by a table: tried first, then recorded.
    const { id } = (await treasury.get('/api/loan/claims')).body.items[0]
    const { items } = (await treasury.get(`/api/loan/claims/${id}/lines`)).body
    const rows = items.map((line: Json) => [line.receipt, line.receipt === receipt ? '88' : `${line.total / 100}`])
    await go(finance, `loan-file/index?claim=${id}`)
    await see(finance, '用表格报拨付')
    await chooseFile(finance, '拨付.xlsx', await table(rows, PAID))
    await see(finance, `${rows.length}行可以记`)
    await see(finance, /比申报的少/)
    await looked(finance, 'claim-file')
    await press(finance, '.m-confirm')
    await see(finance, `记好了${rows.length}行`)
    await go(finance, `claim/index?id=${id}`)
    await press(finance, '.s-differing')
    await see(finance, /实付¥88.00，差-¥/)
    for (const who of [hr, finance]) nothingWrong(who)
  }

  it(
    'goes from the village over every office to the release, the payments, a quarter’s subsidy that is confirmed, claimed and reconciled, and the last payment',
    async () => {
      const made = await reviewed()
      cloud.clock.set(addMs(cloud.clock.now(), LATER_MS))
      const second = await releasedLoan(cloud, { days: 200, declared: { name: '陈小燕' } })
      const bank = await at(PHONE, '秦岚')
      await repaid(bank, made, second)
      await paidByGuarantor(bank, second)
      await subsidised(made)
      await go(bank, `book/index?id=${made.id}`)
      await see(bank, '财政已拨付')
      await press(bank, '.m-record')
      await choose(bank, 'sort', '提前还款')
      await fill(bank, 'principal', '180000')
      await press(bank, '.do-record')
      await see(bank, '已结清')
      nothingWrong(bank)
      expect((await caseOf(await cloud.official('county', 'c1'), made)).state).toBe('settled')
    },
    ROAD_MS,
  )

  it('is refused by the village with a reason of the list and words to her; what she objects is decided by the county, which takes it up again', async () => {
    const { her, made } = await declared()
    const village = await at(PHONE, '赵敏')
    await decide(village, made, 'refuse', async () => {
      await choose(village, 'reasons', '经营时间或经营情况不符合')
      await fill(village, 'reason', '上门两次都没有看到蜂场')
    })
    expect((await caseOf(her, made)).says).toMatch('上门两次都没有看到蜂场')
    await move(her, made, 'object', { objection: '蜂场在三组后山，请再来看看' })
    const county = await at(PHONE, '周慧')
    await go(county, 'desk/index')
    await see(county, '复核异议')
    await decide(county, made, 'reopen', async () => {
      await see(county, '蜂场在三组后山，请再来看看')
      await fill(county, 'reply', '又去看了，蜂场在后山，接着办')
    })
    const { state, events } = await caseOf(her, made)
    expect([state, events.at(-1).answers.reply]).toEqual(['county', '又去看了，蜂场在后山，接着办'])
  })
})
