import path from 'node:path'
import type { Settings } from '../../cloud/core/settings'
import { type CountyFile, storeCounty } from '../../cloud/features/regions/county'
import type { Replaced } from '../../cloud/replaced'
import { demoCounty } from '../../cloud/tools/demo-county'
import { type Cloud, clockAt, type Engine, startCloud } from './cloud'
import { type App, newPhone, type Phone, spin } from './weapp'
import { startWechat, type WechatStandIn } from './wechat/stand-in'

/** The built mini-program, as `npm run build:weapp` leaves it. */
export const DIST = path.resolve(__dirname, '../../dist/weapp')

const templates = {
  progress: { id: 'tpl-progress', data: { thing1: 'title', thing2: 'text', time3: 'at' } },
  todo: { id: 'tpl-todo', data: { thing1: 'title', thing2: 'text' } },
}

/** Where WeChat tells what it found out later. */
const CALLBACK = { token: 'callback-token', aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' }

export interface Scene {
  cloud: Cloud
  wechat: WechatStandIn
  /** a phone of its own for a person known to WeChat by this name */
  phone(person: string): Phone
  /** does the work that nobody waits for, until nothing is left */
  work(): Promise<void>
  close(): Promise<void>
}

interface More {
  engine?: Engine
  changed?: Partial<Settings>
  replaced?: Replaced
}

/** The cloud under test, WeChat's stand-in, and phones that know both. */
export async function openScene(
  county: CountyFile = demoCounty,
  { engine = 'sqlite', changed = {}, replaced = {} }: More = {},
): Promise<Scene> {
  const wechat = await startWechat({ templates: { 'tpl-progress': templates.progress.data, 'tpl-todo': templates.todo.data } })
  wechat.setPages(['pages/application/index', 'features/cadre/case/index', 'pages/inbox/index'])
  const settings = { base: wechat.url, appId: wechat.appId, secret: wechat.secret, templates, state: 'formal' as const, callback: CALLBACK }
  // The phone's clock is the machine's: the cloud's stands still at the same moment.
  const cloud = await startCloud(engine, { wechat: settings, ...changed }, replaced, clockAt(new Date().toISOString()), (app) =>
    app.db.write((m) => storeCounty(m, county)),
  )
  return {
    cloud,
    wechat,
    phone: (person) =>
      newPhone({
        cloud: cloud.url,
        person,
        nextLoginCode: () => wechat.newCode(`openid-${person}`),
        phoneCode: () => wechat.newPhoneCode('13900004321'),
      }),
    work: async () => {
      const { checkTexts, tellChanges, dispatch } = cloud.app.work
      while ((await checkTexts()) + (await tellChanges()) + (await dispatch()) > 0);
    },
    close: async () => {
      await cloud.close()
      await wechat.close()
    },
  }
}

/** Begins to enrol from the activity's page and fills in what everybody is asked: the button that sends it is the next tap. */
export async function fillIn(app: App, { name = '王桂兰', phone = '13900001234', village = '柳溪村' } = {}): Promise<void> {
  await app.tap('同意并报名')
  await app.type('.f-name', name)
  await app.type('.f-phone', phone)
  await app.tap('请选择所在村')
  await app.tap(village)
}

/** Turns the wheels of an open date dialogue to a day and takes it. */
export async function pickDay(app: App, day: string): Promise<void> {
  const [year = '', month = '', date = ''] = day.split('-')
  await spin(app, `${year}年`, 0)
  await spin(app, `${month}月`, 1)
  await spin(app, `${date}日`, 2)
  await app.tap('确认')
}
