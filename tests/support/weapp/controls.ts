import { dispatch } from './events'
import { chosen, formValues, isOn, setValue, valueIn } from './fields'
import { selectAll } from './look'
import { call, type Page } from './pages'
import type { ViewNode } from './tree'
import { announce, type Fields, type Host, isRun, textOf } from './types'

export interface Control {
  host: Host
  page: Page
  wx: Fields
}

const ancestor = (node: ViewNode | undefined, ...tags: string[]): ViewNode | undefined => {
  for (let at = node; at; at = at.parent) if (tags.includes(at.tag)) return at
  return undefined
}
const deny = (errMsg: string, errno?: number): Fields => (errno === undefined ? { errMsg } : { errMsg, errno })

/** What the person answers to WeChat's own sheet for her number. */
function phoneNumber({ phone }: Host): Fields {
  if (!phone.privacy.agreed) return deny('getPhoneNumber:fail privacy permission is not authorized', 104)
  if (phone.phoneAnswer === 'deny') return deny('getPhoneNumber:fail user deny')
  if (phone.phoneAnswer === 'noQuota') return deny('getPhoneNumber:fail no quota', 1400001)
  return { errMsg: 'getPhoneNumber:ok', code: phone.phoneCode() }
}

function agreePrivacy(host: Host): Fields {
  host.phone.privacy.agreed = true
  return { errMsg: 'agreePrivacyAuthorization:ok' }
}

/** The message of a shared page: what it says itself, or its title and its route. */
export function shareOf({ host, page }: Control, from: 'menu' | 'button', target?: ViewNode): unknown {
  const button = target ? { id: textOf(target.attr.id), dataset: { sid: target.attr['data-sid'] } } : undefined
  if (!isRun(page.self.onShareAppMessage)) throw new Error(`${page.route} can't be shared`)
  return call(host, page.self, 'onShareAppMessage', { from, target: button, webViewUrl: undefined })
}

function openType(control: Control, button: ViewNode): boolean {
  const { host } = control
  const types = textOf(button.attr.openType).split('|').filter(Boolean)
  const answer = (name: string, make: () => Fields) => {
    host.turns.later(name, () => void dispatch(host, button, name, make()))
  }
  for (const type of types) {
    // first the consent: a combined button asks for both in one tap
    if (type === 'agreePrivacyAuthorization') answer('agreeprivacyauthorization', () => agreePrivacy(host))
    else if (type === 'getPhoneNumber') answer('getphonenumber', () => phoneNumber(host))
    else if (type === 'openSetting') answer('opensetting', () => ({ errMsg: 'openSetting:ok', authSetting: host.phone.permissions }))
    else if (type === 'share') host.calls.push({ api: 'share', args: { message: shareOf(control, 'button', button) } })
    else if (['contact', 'feedback'].includes(type)) host.calls.push({ api: type, args: {} })
    else throw new Error(`open-type ${type} is not answered by this phone`)
  }
  return types.length > 0
}

function submit({ host, page }: Control, button: ViewNode): boolean {
  const type = textOf(button.attr.formType)
  const form = ancestor(button, 'form')
  if (!form || !type) return false
  return dispatch(host, form, type, type === 'submit' ? { value: formValues(page, form), target: { id: textOf(form.attr.id) } } : {})
}

function toggle({ host, page }: Control, node: ViewNode): boolean {
  if (node.tag === 'switch') {
    const value = !isOn(valueIn(page, node))
    setValue(page, node, value)
    dispatch(host, node, 'change', { value })
    return true
  }
  const group = ancestor(node, `${node.tag}-group`)
  const radios = node.tag === 'radio' && group ? selectAll(group, 'radio') : []
  for (const radio of radios) setValue(page, radio, false)
  setValue(page, node, node.tag === 'radio' || !isOn(valueIn(page, node)))
  const values = group ? chosen(page, group, node.tag) : []
  if (group) dispatch(host, group, 'change', { value: node.tag === 'radio' ? (values[0] ?? '') : values })
  return true
}

function follow({ wx }: Control, navigator: ViewNode): boolean {
  const { url, openType: kind = 'navigate', delta } = navigator.attr
  const apis: Record<string, string> = {
    navigate: 'navigateTo',
    redirect: 'redirectTo',
    switchTab: 'switchTab',
    reLaunch: 'reLaunch',
    navigateBack: 'navigateBack',
  }
  const api = wx[apis[textOf(kind)] ?? '']
  if (!isRun(api)) throw new Error(`a navigator can't ${textOf(kind)}`)
  api({ url, delta, complete: () => undefined })
  return true
}

/** What a native component does by itself when it is tapped. @returns whether it does anything */
export function actByItself(control: Control, target: ViewNode): boolean {
  const node = ancestor(target, 'button', 'navigator', 'switch', 'checkbox', 'radio', 'label')
  if (!node) return false
  if (node.tag === 'button') return [openType(control, node), submit(control, node)].some(Boolean)
  if (node.tag === 'navigator') return follow(control, node)
  if (node.tag !== 'label') return toggle(control, node)
  const named = textOf(node.attr.for)
  const inner = ['checkbox', 'radio', 'switch'].flatMap((tag) => selectAll(node, tag))[0]
  const meant = named ? selectAll(rootOf(node), `#${named}`)[0] : inner
  return meant ? toggle(control, meant) : false
}

const rootOf = (node: ViewNode): ViewNode => (node.parent ? rootOf(node.parent) : node)

/** The app leaves the screen or comes back to it: the page first on the way out, last on the way in. */
export function goBackground(host: Host, app: Fields, page: Page | undefined) {
  if (page) call(host, page.self, 'onHide')
  call(host, app, 'onHide')
  announce(host, 'onAppHide', {})
}
export function goForeground(host: Host, app: Fields, page: Page | undefined) {
  const opening = { ...host.opening }
  call(host, app, 'onShow', opening)
  announce(host, 'onAppShow', opening)
  if (page) call(host, page.self, 'onShow')
}
