import { copyOf, type Host, textOf } from '../types'
import { type ApiSet, WxFailure } from './answer'

const TEMPLATES_AT_ONCE = 3

export const needsPrivacy = (host: Host) => {
  if (!host.phone.privacy.agreed) throw new WxFailure('privacy permission is not authorized', { errno: 104 })
}

/** Asked once, remembered. */
export const needsPermission = ({ phone }: Host, scope: string) => {
  const allowed = phone.permissions[scope] ?? true
  phone.permissions[scope] = allowed
  if (!allowed) throw new WxFailure('auth deny')
}

/** Who she is and what she allows. */
export function consentApis(host: Host): ApiSet {
  const { phone } = host
  const settings = () => Object.fromEntries(Object.entries(phone.permissions).filter(([scope]) => scope.startsWith('scope.')))

  return {
    async: {
      login: () => {
        if (phone.network === 'offline') throw new WxFailure('network error')
        return { code: phone.nextLoginCode() }
      },
      checkSession: () => {},
      getSetting: () => ({ authSetting: settings() }),
      openSetting: () => ({ authSetting: settings() }),
      authorize: (options) => needsPermission(host, textOf(options.scope)),
      addPhoneCalendar(options) {
        needsPrivacy(host)
        const { title, startTime, endTime, alarmOffset = 0 } = options
        if (typeof title !== 'string' || title === '') throw new WxFailure('parameter error: parameter.title should be String')
        // Seconds: milliseconds would lie in the year 58000 and are taken without a word.
        if (typeof startTime !== 'number' || startTime > 1e11)
          throw new WxFailure('parameter error: parameter.startTime should be Number of seconds')
        if (endTime !== undefined && typeof endTime !== 'string') throw new WxFailure('parameter error: parameter.endTime should be String')
        if (typeof alarmOffset !== 'number') throw new WxFailure('parameter error: parameter.alarmOffset should be Number')
        needsPermission(host, 'scope.addPhoneCalendar')
        phone.calendar.push(copyOf(options))
      },
      getPrivacySetting: () => ({ needAuthorization: !phone.privacy.agreed, privacyContractName: phone.privacy.contract }),
      openPrivacyContract: () => {},
      requirePrivacyAuthorize: () => needsPrivacy(host),
      requestSubscribeMessage(options) {
        // Only the tap's own synchronous turn counts here. A phone may forgive a continuation that waited for nothing,
        // but which, depends on its version; so not even a microtask of the same tap passes.
        if (!host.gesture) throw new WxFailure('can only be invoked by user TAP gesture.')
        const ids = Array.from((options.tmplIds ?? []) as ArrayLike<unknown>, textOf)
        if (ids.length === 0) throw new WxFailure("TmplIds can't be empty", { errCode: 10001 })
        if (ids.length > TEMPLATES_AT_ONCE) throw new WxFailure('Templates count out of max bounds', { errCode: 20003 })
        return Object.fromEntries(ids.map((id) => [id, phone.subscribe[id] ?? phone.subscribeElse]))
      },
    },
  }
}
