import { client, codeOf, failing, freshWechat, PAGE, wechat } from '../../support/wechat/desk'

freshWechat()

describe('QR codes', () => {
  it('are pictures', async () => {
    const picture = await client().qrCode({ scene: '01KAH5D3T8Q9V7Z2M4N6P8R0SX', page: PAGE })
    expect(picture.subarray(1, 4).toString()).toBe('PNG')
    expect(wechat.callsTo('qr')[0]?.body).toEqual({
      scene: '01KAH5D3T8Q9V7Z2M4N6P8R0SX',
      page: PAGE,
      check_path: true,
      env_version: 'release',
    })
  })

  it.each([
    ['x'.repeat(33), PAGE],
    ['a%20b', PAGE],
    ['', PAGE],
    ['村', PAGE],
    ['ok', `/${PAGE}`],
    ['ok', `${PAGE}?id=1`],
  ])('are not even asked for with the scene %j on %j', async (scene, page) => {
    expect(await failing(client().qrCode({ scene, page }))).toBeInstanceOf(RangeError)
    expect(wechat.calls).toHaveLength(0)
  })

  it('need a published page, and a WeChat in good mood', async () => {
    const unreleased = client().qrCode({ scene: 'a', page: 'pages/new/index' })
    await expect(unreleased).rejects.toMatchObject({ code: 'notOpen', message: '小程序发布以后才有码，请发布了再来' })
    wechat.failNext('qr', 45009)
    expect(await codeOf(client().qrCode({ scene: 'a', page: PAGE }))).toBe('unreachable')
  })
})
