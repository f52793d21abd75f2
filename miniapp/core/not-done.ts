import Taro from '@tarojs/taro'

interface NotDone {
  /** what the settings of WeChat call the permission */
  what: string
  /** what she did not allow */
  why: string
  /** what to do without it */
  otherwise: string
}

/** What is said when the phone did not do what was asked: nothing when she gave it up, the way to the settings when it may not, another way else. */
export async function sayNotDone(reason: unknown, { what, why, otherwise }: NotDone): Promise<void> {
  const said = String((reason as { errMsg?: string } | undefined)?.errMsg ?? reason)
  if (/cancel/.test(said)) return
  if (!/auth/.test(said) || /privacy/.test(said)) {
    void Taro.showToast({ title: otherwise, icon: 'none', duration: 3000 })
    return
  }
  const content = `${why}要放进去，请在设置里打开“${what}”。`
  const { confirm } = await Taro.showModal({ title: `手机${what}没有打开`, content, confirmText: '去设置', cancelText: '不用了' })
  if (confirm) await Taro.openSetting()
}
