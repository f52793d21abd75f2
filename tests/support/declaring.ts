import { addDays, dayOf } from '@shared/core/time'
import { idCardOf } from './id-cards'
import { pickDay } from './journey'
import { jpeg } from './pictures'
import type { App } from './weapp'

/** photographs as many times as a page asks */
export const photograph = async (app: App, name: string, bytes?: Buffer) => {
  app.phone.photos.push({ name: `${name}.jpg`, bytes: bytes ?? (await jpeg()), kind: 'image' })
  await app.tap('.take-picture', { within: `.f-${name}` })
}

/** 我是谁, from the task list on; each part leads to the next one. */
export const who = async (app: App, nth: number) => {
  await app.tap('我是谁')
  await app.type('.f-name', '王桂兰')
  await app.type('.f-phone', '13900001234')
  await app.type('.f-idCard', idCardOf('1986-05-20', nth))
  await app.tap('请选择所在村')
  await app.tap('柳溪村')
  await app.tap('农村自主创业农民')
  await app.tap('.part-done')
}

export const household = async (app: App, spouse?: string) => {
  await app.tap(spouse ? '已婚' : '未婚')
  if (spouse) {
    await app.type('.f-spouseName', spouse)
    await app.type('.f-spouseIdCard', idCardOf('1984-03-15', 99))
  }
  await app.tap('没有', { within: '.f-loans' })
  await app.tap('不是', { within: '.f-overdue' })
  await app.type('.f-times', '0')
  await app.tap('.part-done')
}

export const business = async (app: App) => {
  await app.tap('开店、办厂、种养，已经开始了')
  await app.tap('.picked', { within: '.f-since' })
  await pickDay(app, addDays(dayOf(new Date().toISOString()), -400))
  await app.tap('是', { within: '.f-local' })
  await app.type('.f-what', '养蜂')
  await app.type('.f-where', '柳溪村三组')
  await app.tap('.part-done')
}

export const asked = async (app: App, yuan = '80000', style = '到期一次还本付息') => {
  await app.tap('我自己')
  await app.type('.f-sum', yuan)
  await app.type('.f-term', '24')
  await app.tap(style)
  await app.type('.f-purpose', '买蜂箱')
  await app.type('.f-plan', '一年收蜜两回，拿卖蜜的钱还')
  await app.tap('.part-done')
}

export const papers = async (app: App, more: readonly string[] = []) => {
  for (const name of ['register', 'idPhotos', 'proof', ...more]) await photograph(app, name)
  await app.tap('.part-done')
}
