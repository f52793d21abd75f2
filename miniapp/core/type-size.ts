import Taro from '@tarojs/taro'
import { cell, useCell } from './cell'
import { keep, recall } from './storage'

const KEY = 'large'
/** From here on WeChat's own setting means that she wants large type. */
const LARGE_FACTOR = 1.2
const LARGE_SETTING = 20

const large = cell(false)

function phoneSaysLarge(): boolean {
  if (process.env.TARO_ENV !== 'weapp' || !Taro.canIUse('getAppBaseInfo')) return false
  const said = Taro.getAppBaseInfo() as { fontSizeSetting?: number; fontSizeScaleFactor?: number }
  return (said.fontSizeScaleFactor ?? 1) >= LARGE_FACTOR || (said.fontSizeSetting ?? 16) >= LARGE_SETTING
}

/** What she chose here counts; without a choice, what her phone says. */
export async function restoreTypeSize(): Promise<void> {
  const chosen = await recall<'on' | 'off'>(KEY)
  large.set(chosen ? chosen === 'on' : phoneSaysLarge())
}

export const useLarge = (): boolean => useCell(large)

export function setLarge(on: boolean): void {
  large.set(on)
  void keep(KEY, on ? 'on' : 'off')
}
