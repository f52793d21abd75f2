import { type Host, isRun, listenersOf, type Run, textOf } from '../types'
import type { ApiSet } from './answer'

const WINDOW = {
  pixelRatio: 2,
  screenWidth: 375,
  screenHeight: 740,
  windowWidth: 375,
  windowHeight: 740,
  statusBarHeight: 20,
  screenTop: 0,
}
const DEVICE = { brand: 'phone', model: 'phone', platform: 'android', system: 'Android 12', benchmarkLevel: 20, abi: 'arm64' }
const APP = { language: 'zh_CN', version: '8.0.50', SDKVersion: '3.5.0', enableDebug: false, theme: 'light', host: { env: 'WeChat' } }
const SAFE = { left: 0, right: 375, top: 20, bottom: 740, width: 375, height: 720 }

const EVENTS = ['AppShow', 'AppHide', 'Error', 'UnhandledRejection', 'PageNotFound', 'ThemeChange', 'WindowResize', 'NetworkStatusChange']
const MORE_EVENTS = ['KeyboardHeightChange', 'NeedPrivacyAuthorization', 'MemoryWarning', 'UserCaptureScreen', 'NetworkWeakChange']

/** wx.onXxx and wx.offXxx; without a listener, off forgets all of them. */
function eventApis(host: Host): Record<string, Run> {
  const apis: Record<string, Run> = {}
  for (const event of [...EVENTS, ...MORE_EVENTS]) {
    apis[`on${event}`] = (listener) => {
      if (isRun(listener)) listenersOf(host, `on${event}`).add(listener)
    }
    apis[`off${event}`] = (listener) => {
      if (isRun(listener)) listenersOf(host, `on${event}`).delete(listener)
      else listenersOf(host, `on${event}`).clear()
    }
  }
  return apis
}

export function systemApis(host: Host): ApiSet {
  const { adopt } = host.realm
  const { phone } = host
  const fonts = () => ({ fontSizeSetting: phone.fontSize, fontSizeScaleFactor: phone.fontScale })
  const everything = () => ({ ...WINDOW, ...DEVICE, ...APP, ...fonts(), safeArea: SAFE })
  const offline = () => phone.network === 'offline'
  const nothing = () => {}
  const manager = { onCheckForUpdate: nothing, onUpdateReady: nothing, onUpdateFailed: nothing, applyUpdate: nothing }
  // every step of an animation gives the animation itself
  const animation: unknown = new Proxy({}, { get: (_, step) => (step === 'export' ? () => adopt({ actions: [] }) : () => animation) })

  return {
    async: {
      getSystemInfo: everything,
      getSystemInfoAsync: everything,
      getNetworkType: () => ({ networkType: offline() ? 'none' : 'wifi' }),
      vibrateShort: nothing,
      vibrateLong: nothing,
      setKeepScreenOn: nothing,
      loadFontFace: nothing,
      hideKeyboard: nothing,
      setClipboardData(options) {
        phone.clipboard = textOf(options.data)
      },
      getClipboardData: () => ({ data: phone.clipboard }),
      makePhoneCall: (options) => void phone.dialled.push(textOf(options.phoneNumber)),
    },
    direct: {
      ...eventApis(host),
      env: { USER_DATA_PATH: 'wxfile://usr' },
      nextTick: (run: unknown) => isRun(run) && host.turns.later('nextTick', () => void run()),
      getSystemInfoSync: () => adopt(everything()),
      getWindowInfo: () => adopt({ ...WINDOW, safeArea: SAFE }),
      getDeviceInfo: () => adopt(DEVICE),
      getAppBaseInfo: () => adopt({ ...APP, ...fonts() }),
      getSystemSetting: () => adopt({ bluetoothEnabled: false, locationEnabled: true, wifiEnabled: true, deviceOrientation: 'portrait' }),
      getAppAuthorizeSetting: () => adopt({ notificationAuthorized: 'authorized', cameraAuthorized: 'authorized' }),
      getAccountInfoSync: () => adopt({ miniProgram: { appId: 'touristappid', envVersion: 'release', version: '1.0.0' } }),
      getLaunchOptionsSync: () => adopt({ ...host.opening, referrerInfo: {} }),
      getEnterOptionsSync: () => adopt({ ...host.opening, referrerInfo: {} }),
      getMenuButtonBoundingClientRect: () => adopt({ top: 24, bottom: 56, left: 281, right: 368, width: 87, height: 32 }),
      getUpdateManager: () => adopt(manager),
      createAnimation: () => animation,
      reportEvent: nothing,
      reportAnalytics: nothing,
      reportPerformance: nothing,
    },
  }
}
