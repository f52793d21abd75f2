import { addDays, addMonths, dayOf } from '@shared/core/time'
import { quarterOf, quarterStart, sayQuarter } from '@shared/features/loan/book.quarters'
import { writeTable } from '../../cloud/core/xlsx.write'
import { type Browser, openBrowser, type Visitor } from '../support/browser'
import type { Cloud } from '../support/cloud'
import { startDemo } from '../support/demo'
import { releasedLoan } from '../support/released'

const PHONE = { width: 360, height: 740, touch: true }
const DESKTOP = { width: 1280, height: 800, touch: true }
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const PAID = ['受理编号', '实付金额(元)']
const COLUMNS = ['受理编号', '还款日期', '归还本金(元)', '归还利息(元)', '类型', '流水号']

describe('the loan book in a browser', () => {
  let cloud: Cloud
  let browser: Browser
  let loan: Awaited<ReturnType<typeof releasedLoan>>
  let second: Awaited<ReturnType<typeof releasedLoan>>
  beforeAll(async () => {
    cloud = await startDemo()
    browser = await openBrowser()
    loan = await releasedLoan(cloud)
    second = await releasedLoan(cloud, { declared: { name: '陈小燕' } })
  })
  afterAll(async () => {
    await browser?.close()
    await cloud?.close()
  })

  const see = ({ page }: Visitor, text: string | RegExp) => page.getByText(text).locator('visible=true').first().waitFor()
  const press = ({ page }: Visitor, selector: string) => page.locator(selector).locator('visible=true').first().tap()
  const fill = ({ page }: Visitor, selector: string, text: string) => page.locator(selector).locator('visible=true').first().fill(text)
  const option = async ({ page }: Visitor, name: string, label: string) =>
    page.locator(`.f-${name} .option`).getByText(label, { exact: true }).locator('visible=true').first().tap()
  const looked = async (visitor: Visitor, name: string) => {
    await visitor.arrived()
    await visitor.shot(name)
    expect({ on: name, axe: await visitor.axe() }).toEqual({ on: name, axe: [] })
  }
  /** Somebody of the demonstration at her desk. */
  const at = async (screen: typeof PHONE, name: string) => {
    const visitor = await browser.visitor(screen, cloud.url)
    await visitor.page.goto(`${cloud.url}/#/pages/people/index`)
    await visitor.page.locator('.everybody').last().tap()
    await visitor.page.getByText(name).locator('visible=true').first().tap({ force: true })
    await see(visitor, '最近的活动')
    await visitor.page.goto(`${cloud.url}/#/features/cadre/desk/index`)
    return visitor
  }
  async function* once(rows: string[][]) {
    yield rows
  }
  const table = (rows: string[][], columns = COLUMNS) =>
    writeTable({ name: '还款', heading: [], columns: columns.map((title) => ({ title, width: 12 })) }, once(rows))
  /** Chooses a file; what is shown then is its trial. */
  const choose = async ({ page }: Visitor, name: string, buffer: Buffer) => {
    const button = page.locator('.pick-file, .other-file').locator('visible=true').first()
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.tap()])
    await chooser.setFiles({ name, mimeType: XLSX, buffer })
  }
  const kept = async ({ page }: Visitor, tapped: () => Promise<void>) => {
    const [download] = await Promise.all([page.waitForEvent('download'), tapped()])
    return download.suggestedFilename()
  }

  it('a bank finds a loan, records a payment, corrects it, and sends more by a file whose every row is seen first', async () => {
    const bank = await at(PHONE, '秦岚')
    await press(bank, '.to-books')
    await see(bank, '陈小燕')
    await looked(bank, 'loan-books')
    await fill(bank, '.search input', `${loan.receipt.slice(0, -1)}?`)
    await press(bank, '.find')
    await see(bank, '这个编号有一位不对')
    await fill(bank, '.search input', loan.receipt.toLowerCase())
    await press(bank, '.find')
    await press(bank, `.b-${loan.id}`)
    await see(bank, '还没有还款记录')
    await press(bank, '.m-record')
    await fill(bank, '.f-interest input', '1950')
    await looked(bank, 'loan-record')
    await press(bank, '.do-record')
    await see(bank, /银行算利息¥1,950.00，系统算/)
    await press(bank, '.m-correct')
    await fill(bank, '.f-interest input', '1957.50')
    await press(bank, '.do-record')
    await see(bank, '请填写为什么更正')
    await fill(bank, '.f-note textarea', '看错了一行')
    await press(bank, '.do-record')
    await see(bank, '已更正')
    // The later quarters have a payment that was missed: no subsidy there.
    await press(bank, `.q-${quarterOf(loan.released)} .see-working`)
    await see(bank, /贴息 ¥180,000.00 × 4.35% × 50% × \d+ ÷ 360 = /)
    await looked(bank, 'loan-book')

    await bank.page.goto(`${cloud.url}/#/features/cadre/loan-file/index`)
    await bank.arrived()
    expect(await kept(bank, () => press(bank, '.get-template'))).toBe('还款登记表.xlsx')
    const due = addMonths(second.released, 3)
    const file = await table([
      [second.receipt, due, '0', '1957.50', '还款', 'A1'],
      [second.receipt, due, '500000', '0', '提前还款', 'A2'],
      ['2222-2222-2', due, '0', '10', '还款', 'A3'],
    ])
    await choose(bank, '还款.xlsx', file)
    await see(bank, '1行可以记，2行不能记')
    await see(bank, '比欠的还多')
    await looked(bank, 'loan-file')
    await press(bank, '.m-confirm')
    await see(bank, '记好了1行，2行没有记')
    await choose(bank, '还款.xlsx', file)
    await see(bank, '这个文件以前记过了，这次什么也没有变')
    await bank.page.goto(`${cloud.url}/#/features/cadre/book/index?id=${second.id}`)
    await see(bank, '利息¥1,957.50')

    await press(bank, '.m-record')
    await option(bank, 'sort', '展期')
    await fill(bank, '.f-months input', '6')
    await option(bank, 'style', '到期一次还本付息')
    await press(bank, '.do-record')
    await see(bank, '往后延6个月')
    // Whoever corrects it begins with what was said of it.
    await press(bank, '.m-correct')
    await bank.page.locator('.f-style .chosen').getByText('到期一次还本付息').locator('visible=true').first().waitFor()
    await fill(bank, '.f-months input', '3')
    await fill(bank, '.f-note textarea', '只延3个月')
    await press(bank, '.do-record')
    await see(bank, '往后延3个月')
    await press(bank, '.m-record')
    await option(bank, 'sort', '担保代偿')
    await fill(bank, '.f-principal input', '180000')
    await press(bank, '.do-record')
    await see(bank, '已由担保代偿')
    expect(bank.foreign).toEqual([])
  })

  it('HR reckons a quarter and confirms it, finance looks at the arithmetic, confirms, pays, and says which loan it paid otherwise', async () => {
    const past = quarterOf(addDays(quarterStart(quarterOf(dayOf(cloud.clock.now()))), -1))
    const hr = await at(DESKTOP, '韩梅')
    await press(hr, '.to-claims')
    await press(hr, '.m-draw')
    await see(hr, sayQuarter(past))
    await looked(hr, 'claim-draw')
    await press(hr, '.do-draw')
    await see(hr, '正在一笔一笔核算')
    while ((await cloud.app.work.drawClaims()) > 0);
    await see(hr, '等人社确认')
    await press(hr, '.m-confirm')
    await press(hr, '.do-confirm')
    await see(hr, '等财政确认')
    await looked(hr, 'claim-hr')

    const finance = await at(PHONE, '许晴')
    await press(finance, '.to-claims')
    await press(finance, `.q-${past}`)
    await press(finance, '.see-working')
    await see(finance, /贴息 ¥180,000.00 × 4.35% × 50% × \d+ ÷ 360 = /)
    expect(await kept(finance, () => press(finance, '.m-download'))).toBe(`${sayQuarter(past)}贴息清单.xlsx`)
    await looked(finance, 'claim')
    // Handed back with a reason, reckoned and confirmed once more.
    await press(finance, '.m-return')
    await fill(finance, '.f-reason textarea', '有一笔的利率不对')
    await press(finance, '.do-return')
    await see(finance, '正在核算')
    while ((await cloud.app.work.drawClaims()) > 0);
    await hr.page.reload()
    await see(hr, '有一笔的利率不对')
    await press(hr, '.m-confirm')
    await press(hr, '.do-confirm')
    await see(hr, '等财政确认')
    await finance.page.reload()
    await press(finance, '.m-confirm')
    await press(finance, '.do-confirm')
    await press(finance, `.l-${loan.id} .m-odd`)
    await fill(finance, '.f-paid input', '100')
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
    const claims = await cloud.official('finance', 'o5')
    const { id } = (await claims.get('/api/loan/claims')).body.items[0]
    const { items } = (await claims.get(`/api/loan/claims/${id}/lines`)).body
    const rows = items.map(({ receipt, total }: { receipt: string; total: number }) => [
      receipt,
      receipt === loan.receipt ? '88' : `${total / 100}`,
    ])
    await finance.page.goto(`${cloud.url}/#/features/cadre/loan-file/index?claim=${id}`)
    await see(finance, '用表格报拨付')
    await choose(finance, '拨付.xlsx', await table(rows, PAID))
    await see(finance, `${rows.length}行可以记`)
    await see(finance, /比申报的少/)
    await looked(finance, 'claim-file')
    await press(finance, '.m-confirm')
    await see(finance, `记好了${rows.length}行`)
    await finance.page.goto(`${cloud.url}/#/features/cadre/claim/index?id=${id}`)
    await press(finance, '.s-differing')
    await see(finance, /实付¥88.00，差-¥/)
  })
})
