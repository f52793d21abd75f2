import { AppError } from '@shared/core/errors'
import { echoOf, openCallback } from '../../../cloud/wechat/callback'
import { decrypt } from '../../../cloud/wechat/callback-crypto'
import { SHE } from '../../support/wechat/desk'
import { pushOf, seal } from '../../support/wechat/push'

describe('the callback', () => {
  const settings = { token: 'callback-token', encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', appId: 'wxb11529c136998cb6' }
  const event = (name: string, list: unknown) => ({
    ToUserName: 'gh_stand_in',
    FromUserName: SHE,
    CreateTime: 1763604000,
    MsgType: 'event',
    Event: name,
    List: list,
  })
  const popup = event('subscribe_msg_popup_event', { TemplateId: 'a', SubscribeStatusString: 'accept', PopupScene: '0' })

  it('opens what WeChat publishes as an example of its encryption', () => {
    const sealed = 'jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg=='
    expect(decrypt(settings.encodingAesKey, sealed)).toEqual({ text: '我是中文abcd123', appId: settings.appId })
    expect(seal(settings.encodingAesKey, settings.appId, '我是中文abcd123', Buffer.from('aaaabbbbccccdddd'))).toBe(sealed)
  })

  it('reads one item and several alike', () => {
    expect(openCallback(settings, pushOf(settings, popup))).toMatchObject({
      openid: SHE,
      event: 'subscribe_msg_popup_event',
      at: '2025-11-20T02:00:00.000Z',
      items: [{ template: 'a', status: 'accept' }],
    })
    const change = event('subscribe_msg_change_event', [
      { TemplateId: 'a', SubscribeStatusString: 'reject' },
      { TemplateId: 'b', SubscribeStatusString: 'reject' },
    ])
    const items = [
      { template: 'a', status: 'reject' },
      { template: 'b', status: 'reject' },
    ]
    expect(openCallback(settings, pushOf(settings, change)).items).toEqual(items)
    const { List, ...outer } = change
    const nested = { ...outer, SubscribeMsgChangeEvent: { List } }
    expect(openCallback(settings, pushOf(settings, nested)).items).toEqual(items)
  })

  it('reads how a sent message fared, and keeps other events as they are', () => {
    const sent = event('subscribe_msg_sent_event', { TemplateId: 'a', MsgID: '1', ErrorCode: '0', ErrorStatus: 'success' })
    expect(openCallback(settings, pushOf(settings, sent)).items).toEqual([{ template: 'a', status: 'success' }])
    const other = openCallback(settings, pushOf(settings, { ...popup, Event: 'wxa_media_check', trace_id: 't' }))
    expect(other).toMatchObject({ event: 'wxa_media_check', items: [], message: { trace_id: 't' } })
  })

  it('refuses a wrong signature, another app, a foreign key and a changed text', () => {
    const opened = (push: ReturnType<typeof pushOf>) => () => openCallback(settings, push)
    const good = pushOf(settings, popup)
    const changed = JSON.parse(good.body) as { Encrypt: string }
    expect(opened(good)).not.toThrow()
    expect(opened({ ...good, query: { ...good.query, msg_signature: 'f'.repeat(40) } })).toThrow(AppError)
    expect(opened({ ...good, query: {} })).toThrow(AppError)
    expect(
      opened({ ...good, body: JSON.stringify({ Encrypt: `${changed.Encrypt[0] === 'A' ? 'B' : 'A'}${changed.Encrypt.slice(1)}` }) }),
    ).toThrow(AppError)
    expect(opened(pushOf({ ...settings, token: 'another' }, popup))).toThrow(AppError)
    expect(opened(pushOf({ ...settings, appId: 'wxanother' }, popup))).toThrow(AppError)
    expect(opened(pushOf({ ...settings, encodingAesKey: `${'z'.repeat(42)}A` }, popup))).toThrow(AppError)
    expect(opened({ ...good, body: 'no json' })).toThrow(AppError)
  })

  it('takes messages in clear only where no key is set', () => {
    const { encodingAesKey, ...open } = settings
    expect(openCallback(open, pushOf(open, popup)).items).toEqual([{ template: 'a', status: 'accept' }])
    expect(() => openCallback({ ...open, encodingAesKey }, pushOf(open, popup))).toThrow(AppError)
    expect(() => openCallback({ ...open, token: '' }, pushOf({ ...open, token: '' }, popup))).toThrow(/token/)
  })

  it('proves its address to WeChat', () => {
    const { query } = pushOf({ token: settings.token, appId: settings.appId }, {})
    expect(echoOf(settings, { ...query, echostr: '4375120948345356249' })).toBe('4375120948345356249')
    expect(() => echoOf(settings, { ...query, nonce: 'other', echostr: 'x' })).toThrow(AppError)
  })
})
