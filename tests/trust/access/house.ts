import { type Cloud, type Engine, startCloud } from '../../support/cloud'
import { jpeg } from '../../support/pictures'
import { recordingPress } from '../../support/press'
import { startWechat, type WechatStandIn } from '../../support/wechat/stand-in'
import { type Callers, callersOf, twoCounties } from './callers'
import { KINDS } from './records'

/** A server with two counties, everybody who may ask it, and WeChat as its pages say. */
export interface House {
  cloud: Cloud
  wechat: WechatStandIn
  callers: Callers
  /** a small photo, as a phone would send it */
  picture: Buffer
  close(): Promise<void>
}

/** `logLevel`: where defects are what is looked for, their log is in the way. */
export async function openHouse(engine: Engine, logLevel = 'error'): Promise<House> {
  const wechat = await startWechat({ pages: ['features/activity/detail/index', 'features/campaign/campaign/index'] })
  const { url: base, appId, secret } = wechat
  const settings = { demo: true, logLevel, wechat: { base, appId, secret, templates: {}, state: 'formal' as const } }
  // The guardian of every pairing is the same one.
  const effects = { 'threeParties.findGuardian': async () => ({ people: { guardian: callers.guardian.person as string } }) }
  const cloud = await startCloud(engine, settings, { kinds: KINDS, effects, press: recordingPress() }, undefined, twoCounties).catch(
    async (error) => {
      await wechat.close()
      throw error
    },
  )
  const callers = await callersOf(cloud, wechat)
  const close = async () => {
    await cloud.close()
    await wechat.close()
  }
  return { cloud, wechat, callers, picture: await jpeg(8, 8), close }
}
