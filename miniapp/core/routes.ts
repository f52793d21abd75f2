import type { Sort } from '@shared/features/activity/activity.schema'
import Taro from '@tarojs/taro'
import { registry } from './kinds'

const query = (names: Record<string, string>): string =>
  Object.keys(names)
    .map((name) => `${name}=${encodeURIComponent(names[name] ?? '')}`)
    .join('&')

/** From a page that was opened by itself there is no way back: then another takes its place. */
export const backOr = (instead: () => Promise<unknown>): Promise<unknown> =>
  Taro.getCurrentPages().length > 1 ? Taro.navigateBack() : instead()
export const toCase = (id: string) => Taro.navigateTo({ url: `/pages/application/index?${query({ id })}` })
/** With the receipt on top; the form is not left behind to come back to. */
export const toReceipt = (id: string) => Taro.redirectTo({ url: `/pages/application/index?${query({ id, fresh: '1' })}` })
export const insteadToCase = (id: string) => Taro.redirectTo({ url: `/pages/application/index?${query({ id })}` })
/** A kind with many questions has a task list. */
const LONG_FORM = 'features/applications/tasks'
/** `move`: the one that the form makes, unless it is the kind's first or the one that a draft was begun for */
export const toForm = (kind: string, about: string, more: { village?: string; move?: string } = {}) =>
  Taro.navigateTo({ url: `/${registry.current(kind).parts ? LONG_FORM : 'pages/apply'}/index?${query({ kind, about, ...more })}` })
/** `look`: show at once what is missing there */
const partUrl = (kind: string, about: string, part: number, look: boolean) =>
  `/features/applications/part/index?${query({ kind, about, part: String(part), ...(look ? { look: '1' } : {}) })}`
export const toPart = (kind: string, about: string, part: number, look = false) =>
  Taro.navigateTo({ url: partUrl(kind, about, part, look) })
export const insteadToPart = (kind: string, about: string, part: number) => Taro.redirectTo({ url: partUrl(kind, about, part, false) })
/** From a part that was opened by itself the way back is the list of parts. */
export const insteadToTasks = (kind: string, about: string) => Taro.redirectTo({ url: `/${LONG_FORM}/index?${query({ kind, about })}` })
export const toCheck = (kind: string, about: string) =>
  Taro.navigateTo({ url: `/features/applications/check/index?${query({ kind, about })}` })
export const toActivities = () => Taro.navigateTo({ url: '/features/activity/list/index' })
export const toActivitiesOf = (sort: Sort) => Taro.navigateTo({ url: `/features/activity/list/index?${query({ sort })}` })
export const toActivity = (id: string) => Taro.navigateTo({ url: `/features/activity/detail/index?${query({ id })}` })
export const toTicket = (text: string, title: string) =>
  Taro.navigateTo({ url: `/features/activity/ticket/index?${query({ text, title })}` })
export const toCertificate = (number: string) => Taro.navigateTo({ url: `/features/activity/certificate/index?${query({ number })}` })
export const toFeedback = (enrolment: string) => Taro.navigateTo({ url: `/features/activity/feedback/index?${query({ id: enrolment })}` })
export const toTrainings = () => Taro.navigateTo({ url: '/features/activity/record/index' })
export const toRoster = (id: string) => Taro.navigateTo({ url: `/features/cadre/roster/index?${query({ id })}` })
export const toMayI = () => Taro.navigateTo({ url: '/features/loan/may/index' })
export const toLoanBook = (id: string) => Taro.navigateTo({ url: `/features/loan/book/index?${query({ id })}` })
export const toCadreBook = (id: string) => Taro.navigateTo({ url: `/features/cadre/book/index?${query({ id })}` })
/** A declaration under another version of the policy. */
export const toLoanUnder = (id: string) => Taro.navigateTo({ url: `/features/loan/under/index?${query({ id })}` })
export const toLoanPlan = () => Taro.navigateTo({ url: '/features/loan/plan/index' })
export const toCampaigns = () => Taro.navigateTo({ url: '/features/campaign/list/index' })
export const toCampaign = (slug: string) => Taro.navigateTo({ url: `/features/campaign/campaign/index?${query({ slug })}` })
/** `village`: on whose board it will hang */
export const toPoster = (slug: string, village?: string) =>
  Taro.navigateTo({ url: `/features/campaign/poster/index?${query({ slug, ...(village ? { village } : {}) })}` })
export const toText = (id: string) => Taro.navigateTo({ url: `/features/cadre/text/index?${query({ id })}` })
/** About the child of a pairing, for its mother; or about a child, for the cadres of its places. */
export const toWorry = (of: { pairing?: string; child?: string }) => {
  const [name, id] = of.pairing === undefined ? (['child', of.child ?? ''] as const) : (['pairing', of.pairing] as const)
  return Taro.navigateTo({ url: `/features/worry/raise/index?${query({ [name]: id })}` })
}
export const toChildren = () => Taro.navigateTo({ url: '/features/child/list/index' })
export const toChild = (id: string) => Taro.navigateTo({ url: `/features/child/record/index?${query({ id })}` })
export const toOpening = (id: string) => Taro.navigateTo({ url: `/features/child/opening/index?${query({ id })}` })
export const toReadsOf = (day: string) => Taro.navigateTo({ url: `/features/child/access/index?${query({ day })}` })
const LED: Readonly<Record<string, (id: string) => unknown>> = { child: toChild, opening: toOpening, reads: toReadsOf }
/** Where a notice leads that is about no case; undefined for what a newer cloud may name. */
export const ledTo = ({ page, id }: { page: string; id: string }): (() => unknown) | undefined => {
  const way = LED[page]
  return way && (() => way(id))
}
/** Who could care for a child and who does, for the cadres of its places. */
export const toMatch = (child: string) => Taro.navigateTo({ url: `/features/match/child/index?${query({ id: child })}` })
export const insteadToChild = (id: string) => Taro.redirectTo({ url: `/features/child/record/index?${query({ id })}` })
export const toCadreCase = (id: string) => Taro.navigateTo({ url: `/features/cadre/case/index?${query({ id })}` })
export const insteadToCadreCase = (id: string) => Taro.redirectTo({ url: `/features/cadre/case/index?${query({ id })}` })
export const insteadToWorry = (id: string) => Taro.redirectTo({ url: `/features/worry/told/index?${query({ id })}` })
/** How to reach the child of a pairing, for its mother. */
export const toPairedChild = (pairing: string) => Taro.navigateTo({ url: `/features/pairing/child/index?${query({ id: pairing })}` })
const diaryUrl = (pairing: string) => `/features/pairing/diary/index?${query({ id: pairing })}`
export const toDiary = (pairing: string) => Taro.navigateTo({ url: diaryUrl(pairing) })
export const backToDiary = (pairing: string) => backOr(() => Taro.redirectTo({ url: diaryUrl(pairing) }))
/** `entry`: the one to be written anew, of which one version is meant or all are put together */
export const toEntry = (pairing: string, more: { entry?: string; version?: string } = {}) =>
  Taro.navigateTo({ url: `/features/pairing/entry/index?${query({ id: pairing, ...more })}` })
export const toPeople = () => Taro.navigateTo({ url: '/pages/people/index' })
export const toDesk = () => Taro.navigateTo({ url: '/features/cadre/desk/index' })
export const insteadToDesk = () => Taro.redirectTo({ url: '/features/cadre/desk/index' })
export const toInbox = () => Taro.navigateTo({ url: '/pages/inbox/index' })
export const toPrivacy = () => Taro.navigateTo({ url: '/pages/privacy/index' })
export const toProfile = () => Taro.navigateTo({ url: '/pages/profile/index' })
/** Nothing is left to come back to. */
export const awayToHome = () => Taro.reLaunch({ url: '/pages/home/index' })
export const toMe = () => Taro.switchTab({ url: '/pages/me/index' })
export const toHome = () => Taro.switchTab({ url: '/pages/home/index' })
export const toMine = () => Taro.switchTab({ url: '/pages/mine/index' })
