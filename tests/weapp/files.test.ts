import { button, openBench } from '../support/weapp/bench'

const bench = openBench()
const { phoneOf, open } = bench

const fetched = (path: string, then: string, more = '') =>
  button(`wx.downloadFile({ url: base + '${path}', ${more} success: (got) => { ${then} }, fail: ({ errMsg }) => this.say(errMsg) })`)
const answer = 'success: () => this.say("好"), fail: ({ errMsg }) => this.say(errMsg)'

describe('a file that the phone fetches', () => {
  it('arrives whatever the status, and what was said lies in it', async () => {
    const read = `this.say(got.statusCode + ' ' + wx.getFileSystemManager().readFileSync(got.tempFilePath, 'utf8') + got.filePath)`
    const app = await open(phoneOf(), fetched('/teapot', read, `header: { Authorization: 'Bearer x' },`))
    await app.tap('去')
    await app.see('418 {"n":1}undefined')
    expect(bench.cloud.asked[0]?.headers.authorization).toBe('Bearer x')
  })

  it('lies where it was wanted, and then at no other place', async () => {
    const app = await open(phoneOf(), fetched('/a', `this.say(got.tempFilePath + ' ' + got.filePath)`, `filePath: 'wxfile://usr/a.pdf',`))
    await app.tap('去')
    await app.see('undefined wxfile://usr/a.pdf')
    expect([...app.phone.files.keys()]).toEqual(['wxfile://usr/a.pdf'])
  })

  it('comes from no other domain than the registered one, and not without signal', async () => {
    const phone = phoneOf({ origin: 'https://other.example' })
    const app = await open(phone, fetched('/a', `this.say('好')`))
    await app.tap('去')
    await app.see('downloadFile:fail url not in domain list')
    phone.origin = ''
    phone.network = 'offline'
    await app.tap('去')
    await app.see('downloadFile:fail')
    expect(bench.cloud.asked).toEqual([])
  })

  it('is opened only as a document that WeChat can show', async () => {
    const app = await open(
      phoneOf(),
      fetched('/a', `wx.openDocument({ filePath: got.tempFilePath, fileType: this.type, ${answer} }); this.type = 'pdf'`),
    )
    await app.tap('去')
    await app.see('openDocument:fail filetype not supported')
    await app.tap('去')
    await app.see('好')
    expect(app.phone.opened).toEqual([{ type: 'pdf', bytes: Buffer.from('{"n":2}') }])
  })

  it('goes into the album only as a picture, after the privacy agreement, and when she allows it', async () => {
    const phone = phoneOf()
    const save = fetched(
      '/a',
      `wx.saveImageToPhotosAlbum({ filePath: got.filePath, ${answer} })`,
      `filePath: 'wxfile://usr/a.' + (this.ending || 'pdf'),`,
    )
    const js = save.js?.replace('go() {', `picture() { this.ending = 'jpg' }, go() {`) ?? ''
    const app = await open(phone, { wxml: `${save.wxml}<button bindtap="picture">图</button>`, js })
    await app.tap('去')
    await app.see('privacy permission is not authorized')
    phone.privacy.agreed = true
    await app.tap('去')
    await app.see('saveImageToPhotosAlbum:fail invalid file type')
    await app.tap('图')
    phone.permissions['scope.writePhotosAlbum'] = false
    await app.tap('去')
    await app.see('saveImageToPhotosAlbum:fail auth deny')
    phone.permissions['scope.writePhotosAlbum'] = true
    await app.tap('去')
    await app.see('好')
    expect(phone.album).toHaveLength(1)
  })
})
