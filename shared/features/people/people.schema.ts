import * as v from 'valibot'
import { ROLES } from '../../core/place'
import { id, line, moment } from '../../core/schema'

export const demoBody = v.strictObject({ person: id })
export const wechatBody = v.strictObject({
  code: v.pipe(v.string('缺少登录码'), v.minLength(1, '缺少登录码'), v.maxLength(200, '登录码不对')),
})

/** A role that somebody holds, with the place in words. */
export const roleView = v.object({ role: v.picklist(ROLES), place: v.string(), placeName: v.string(), level: v.string() })
/** Somebody of the demonstration, to be chosen instead of signing in. */
export const demoPerson = v.object({ person: v.string(), name: v.string(), roles: v.array(roleView) })
const account = v.object({ id: v.string(), name: v.nullable(v.string()), roles: v.array(roleView) })
export const signedIn = v.object({ token: v.string(), account })

/** The body of a profile is checked by the questions in core/profile.ts; null takes an answer away. */
export const profileBody = v.strictObject({
  name: v.optional(v.unknown()),
  phone: v.optional(v.unknown()),
  village: v.optional(v.unknown()),
  birthYear: v.optional(v.unknown()),
})
export const profileView = v.object({
  name: v.nullable(v.string()),
  phone: v.nullable(v.string()),
  village: v.nullable(v.string()),
  birthYear: v.nullable(v.number()),
  account,
})
export const phoneBody = v.strictObject({
  code: v.pipe(
    v.string('没有拿到手机号，请手工填写'),
    v.minLength(1, '没有拿到手机号，请手工填写'),
    v.maxLength(200, '没有拿到手机号，请手工填写'),
  ),
})

/** A cadre is named by the short code that her own phone shows under 我. */
export const grantBody = v.strictObject({ code: line(20, '对方的身份码'), role: v.picklist(ROLES, '请选择职务'), place: id })
export const grantQuery = v.strictObject({ place: v.optional(id), after: v.optional(id) })
export const grantView = v.object({
  id: v.string(),
  name: v.string(),
  role: v.picklist(ROLES),
  place: v.string(),
  placeName: v.string(),
  grantedAt: moment,
})
export const grantPage = v.object({ items: v.array(grantView), next: v.nullable(v.string()) })
export const claimBody = v.strictObject({ code: line(40, '开通码') })
export const identityCode = v.object({ code: v.string(), until: moment })

export type ProfileView = v.InferOutput<typeof profileView>
export type RoleView = v.InferOutput<typeof roleView>
export type SignedIn = v.InferOutput<typeof signedIn>
export type DemoPerson = v.InferOutput<typeof demoPerson>
export type GrantView = v.InferOutput<typeof grantView>
