import { type Browser, openBrowser, type Visitor } from '../support/browser'
import { illustrated } from '../support/campaign-media'
import type { Cloud } from '../support/cloud'
import { startDemo } from '../support/demo'
import { jpeg } from '../support/pictures'
import { people } from '../support/publications'
import { mp3 } from '../support/recordings'
import { looked, press, see, visible } from '../support/visiting'

const PHONE = { width: 360, height: 740, touch: true }
const DESKTOP = { width: 1280, height: 900, touch: true }

describe('pictures, recordings and remarks at the desk in a browser', () => {
  let cloud: Cloud
  let browser: Browser
  let article: string
  let frame: string
  beforeAll(async () => {
    cloud = await startDemo({ publicUrl: 'https://fl.example.gov.cn' })
    const made = await illustrated(await people(cloud), 'pictured')
    article = made.article
    const { items } = (await (await cloud.official('county', 'c1')).get('/api/campaign-desk')).body
    frame = items.find((one: { id: string }) => one.id === made.campaign).texts[0].id
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await cloud?.close()
  })

  const enter = async (name: string, screen = PHONE) => {
    const visitor = await browser.visitor(screen, cloud.url)
    await visitor.page.goto(`${cloud.url}/#/pages/people/index`)
    // The women stand first, the cadres behind them.
    await visitor.page.locator('.everybody').locator('visible=true').last().tap()
    await visitor.page.getByText(name).locator('visible=true').first().tap({ force: true })
    await see(visitor, '最近的活动')
    return visitor
  }
  const open = ({ page }: Visitor, id: string) => page.goto(`${cloud.url}/#/features/cadre/text/index?id=${id}`)
  const choose = async (visitor: Visitor, button: string, name: string, mimeType: string, buffer: Buffer) => {
    const [chooser] = await Promise.all([visitor.page.waitForEvent('filechooser'), press(visitor, button)])
    await chooser.setFiles({ name, mimeType, buffer })
  }

  it('are chosen, described and saved by the author, and heard by who looks the text over, at 360 px', async () => {
    const author = await enter('周慧')
    await open(author, article)
    await see(author, '这一版已公开')
    await press(author, '.m-edit')
    await see(author, '图片和录音')
    await choose(author, '.add-recording', 'read.mp3', 'audio/mpeg', mp3(65))
    await see(author, '录音 1分05秒')
    await visible(author, '.shown-recording').scrollIntoViewIfNeeded()
    await looked(author, 'text-showing')
    await choose(author, '.add-picture', 'photo.jpg', 'image/jpeg', await jpeg(800, 600))
    await see(author, '图上是什么')
    await looked(author, 'text-picture-sheet')
    await visible(author, '.f-alt input').fill('一张桌子')
    await press(author, '.m-place')
    await see(author, '一张桌子')
    // Readers have seen it: they are told what was put right.
    await visible(author, '.f-note input').fill('加上了录音和一张图')
    await press(author, '.m-save')
    await see(author, '听一听')
    await looked(author, 'text-with-recording')
    expect([author.complaints, author.foreign]).toEqual([[], []])
  })

  it('are remarked upon part by part, each by its name, on a phone in large type and on a desktop', async () => {
    const editor = await enter('顾岚')
    await press(editor, '.type-size')
    await open(editor, article)
    await see(editor, '写意见')
    await press(editor, '.r-3')
    await see(editor, '第3段的意见')
    await visible(editor, '.f-note textarea').fill('图里的人同意了吗？')
    await looked(editor, 'text-remark-sheet-large')
    await press(editor, '.m-say')
    await see(editor, '还有1条意见没有改好')
    await visible(editor, '.remark').scrollIntoViewIfNeeded()
    await looked(editor, 'text-remarked-large')
    expect([editor.complaints, editor.foreign]).toEqual([[], []])
    const desktop = await enter('顾岚', DESKTOP)
    await open(desktop, article)
    await see(desktop, '图里的人同意了吗？')
    await looked(desktop, 'text-remarked-desktop')
    await open(desktop, frame)
    await see(desktop, '导语')
    await looked(desktop, 'text-frame-desktop')
    expect([desktop.complaints, desktop.foreign]).toEqual([[], []])
  })
})
