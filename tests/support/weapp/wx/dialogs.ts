import { answerFrom, type ModalAnswer } from '../phone'
import { type Host, isFields, textOf } from '../types'
import { type ApiSet, WxFailure } from './answer'

const TOAST_MS = 1500
const TITLE_LIMIT = 4

/** What WeChat draws over the page. Who answers a dialogue is the test; one that nobody expected is a fault. */
export function dialogApis(host: Host): ApiSet {
  const { overlay, phone, clock } = host
  let fading = 0
  const hide = () => {
    clock.clear(fading)
    overlay.toast = ''
  }
  const show = (title: unknown, ms: number) => {
    hide()
    overlay.toast = textOf(title)
    if (ms) fading = clock.setTimeout(hide, ms)
  }

  return {
    async: {
      showToast: (options) => show(options.title, Number(options.duration) || TOAST_MS),
      hideToast: hide,
      showLoading: (options) => show(options.title, 0),
      hideLoading: hide,
      showModal(options) {
        const { title, content } = options
        const confirmText = textOf(options.confirmText || '确定')
        const cancelText = options.showCancel === false ? '' : textOf(options.cancelText || '取消')
        if (confirmText.length > TITLE_LIMIT) throw new WxFailure('confirmText length should not large than 4')
        if (cancelText.length > TITLE_LIMIT) throw new WxFailure('cancelText length should not large than 4')
        const question = { title: textOf(title), content: textOf(content), confirmText, cancelText }
        const given: ModalAnswer = answerFrom(phone.modal, question, 'modal')
        const { confirm, content: typed } = isFields(given) ? given : { confirm: given, content: '' }
        return { confirm, cancel: !confirm, content: options.editable ? typed : null }
      },
      showActionSheet(options) {
        const items = Array.from(options.itemList as ArrayLike<unknown>, textOf)
        if (items.length === 0 || items.length > 6) throw new WxFailure('parameter error: itemList should have 1 to 6 items')
        const answer = answerFrom(phone.sheet, items, 'action sheet')
        if (answer === 'cancel') throw new WxFailure('cancel')
        const tapIndex = typeof answer === 'number' ? answer : items.indexOf(answer)
        if (!(tapIndex in items)) throw new Error(`the action sheet has no ${answer}: ${items.join(' | ')}`)
        return { tapIndex }
      },
    },
  }
}
