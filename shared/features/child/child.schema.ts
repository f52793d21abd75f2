import * as v from 'valibot'
import { after, answers, day, id, line, moment, page, version, whole, words } from '../../core/schema'
import { CODED } from './child.code'
import { OPENED, PARTS } from './child.parts'
import { CLOSINGS, DUTIES, PAIRED, PURPOSES, RELATIONS, RISKS, SITUATIONS, WAYS, WHYS } from './child.words'

/** The register of children as cadres meet it. What a response may hold is said here; nothing that is sealed has a place in a list. */

const ROW = {
  id,
  code: v.string(),
  state: v.picklist(['stub', 'registered', 'closed', 'withdrawn', 'erased']),
  situation: v.nullable(v.picklist(SITUATIONS)),
  risk: v.nullable(v.picklist(RISKS)),
  ageBand: v.nullable(v.string()),
  village: v.string(),
  villageName: v.string(),
}
export const childPage = page(v.object(ROW))
export const childQuery = v.strictObject({
  place: v.optional(id),
  state: v.optional(v.picklist(['stub', 'registered', 'closed', 'withdrawn'], '没有这种情形')),
  risk: v.optional(v.picklist(RISKS, '没有这一档')),
  /** a coded name that somebody was told */
  code: v.optional(v.pipe(v.string(), v.regex(CODED, '代号是两个字加三个数字，比如银杏207'))),
  after,
})

const consentView = v.object({
  purpose: v.picklist(PURPOSES),
  day: v.string(),
  way: v.picklist(WAYS),
  notice: v.number(),
  withdrawnAt: v.nullable(moment),
})
export const openingView = v.object({
  id,
  child: id,
  code: v.string(),
  villageName: v.string(),
  state: v.picklist(['asked', 'open', 'refused', 'ended']),
  emergency: v.boolean(),
  parts: v.array(v.picklist(OPENED)),
  why: v.picklist(WHYS),
  /** what was written beside it; null once the record is destroyed */
  words: v.nullable(v.string()),
  by: v.string(),
  at: moment,
  /** until when it may be answered, or read */
  until: moment,
  decidedBy: v.nullable(v.string()),
  review: v.nullable(v.picklist(['due', 'right', 'wrong'])),
  reviewDue: v.nullable(moment),
  mine: v.boolean(),
  mayDecide: v.boolean(),
})
export const childView = v.object({
  ...ROW,
  version: v.number(),
  needs: v.array(v.string()),
  /** which parts are known, never what they say */
  parts: v.array(v.picklist(PARTS)),
  consents: v.array(consentView),
  duty: v.nullable(v.picklist(DUTIES)),
  /** whether what is sealed may be asked for */
  openable: v.boolean(),
  closedFor: v.nullable(v.picklist(CLOSINGS)),
  /** when a rule will destroy it, and which */
  ends: v.nullable(v.object({ on: v.string(), rule: v.string() })),
  mayWrite: v.boolean(),
  standingIn: v.boolean(),
  events: v.array(
    v.object({ seq: v.number(), sort: v.string(), parts: v.array(v.string()), by: v.string(), standingIn: v.boolean(), at: moment }),
  ),
  /** proof that it was destroyed: the last link of its chain, which nobody without the county's key can make */
  erased: v.nullable(v.object({ at: moment, rule: v.string(), why: v.string(), steps: v.number(), hash: v.string() })),
})

const paper = v.pipe(v.array(id, '请拍同意书'), v.minLength(1, '请拍同意书，或者请监护人签名'), v.maxLength(3, '最多3张'))
const CONSENT = {
  relation: v.picklist(RELATIONS, '请选择是谁同意的'),
  name: line(20, '同意的人的姓名'),
  way: v.picklist(WAYS, '请选择怎么同意的'),
  day,
  /** the version of the special notice that was shown */
  notice: whole(1, 999, '没有这一版告知书'),
  pictures: paper,
}
const MADE_BY_HAND = { version }

export const stubBody = v.strictObject({ village: id, situation: v.picklist(SITUATIONS, '请选择孩子的情况') })
export const registerBody = v.strictObject({
  ...MADE_BY_HAND,
  consent: v.strictObject(CONSENT),
  parts: v.strictObject({
    ...{ identity: answers, guardian: answers, risk: answers, care: answers },
    ...{ contact: v.optional(answers), household: v.optional(answers), health: v.optional(answers), schooling: v.optional(answers) },
  }),
})
export const partBody = v.strictObject({ ...MADE_BY_HAND, values: answers, why: line(60, '为什么改') })
/** A team is the most that is asked at once. */
const MOST_MOTHERS = 10
export const consentBody = v.strictObject({
  purpose: v.picklist(PURPOSES, '请选择同意什么'),
  ...CONSENT,
  /** of a caring mother: for which pairings, each of one mother */
  pairings: v.optional(v.pipe(v.array(id, '请选是哪一位爱心妈妈'), v.maxLength(MOST_MOTHERS, '一次最多10位'))),
})
export const withdrawalBody = v.strictObject({ purpose: v.picklist(PURPOSES, '请选择撤回哪一项'), words: words(100, '监护人怎么说的') })
export const closedBody = v.strictObject({
  ...MADE_BY_HAND,
  closed: v.nullable(v.picklist(CLOSINGS, '请选择为什么结束')),
  words: words(100, '说明'),
})
export const dutyBody = v.strictObject({ duty: v.nullable(v.picklist(DUTIES, '请选择是哪一项职责')), words: line(100, '依据和理由') })
export const erasureBody = v.strictObject({ words: line(100, '监护人怎么要求的') })
export const openingBody = v.strictObject({
  parts: v.pipe(
    v.array(v.picklist(OPENED, '没有这一项'), '请选择要看哪几项'),
    v.minLength(1, '请选择要看哪几项'),
    v.check((parts) => new Set(parts).size === parts.length, '同一项选了两遍'),
  ),
  why: v.picklist(WHYS, '请选择为什么要看'),
  words: line(100, '具体的原因'),
  emergency: v.optional(v.boolean('请选择是不是紧急'), false),
})
export const openingQuery = v.strictObject({
  box: v.picklist(['mine', 'waiting'], '没有这个列表'),
  place: v.optional(id),
  /** of one child */
  child: v.optional(id),
  after,
})
export const openingPage = page(openingView)
export const decisionBody = v.strictObject({ agree: v.boolean('请选择同意还是不同意'), words: words(100, '说明') })

/** The one answer that holds what is sealed. Each reading of it is a step in the child's chain. */
export const openedParts = v.object({
  code: v.string(),
  parts: v.record(v.picklist(PARTS), v.record(v.string(), v.unknown())),
  /** present only when they were asked for */
  consents: v.nullable(
    v.array(v.object({ purpose: v.picklist(PURPOSES), relation: v.picklist(RELATIONS), name: v.string(), pictures: v.array(v.string()) })),
  ),
  until: moment,
})
export const noticeView = v.object({ version: v.number(), title: v.string(), lines: v.array(v.string()) })

const year = v.pipe(v.string('请写明哪一年'), v.regex(/^20\d{2}$/, '请写明哪一年'))
export const accessTableQuery = v.strictObject({ year })
export const accessQuery = v.strictObject({
  year,
  /** only this one, of which somebody was alarmed */
  day: v.optional(day),
  after,
})
const accessRow = v.object({
  id: v.string(),
  at: moment,
  code: v.string(),
  villageName: v.string(),
  reader: v.string(),
  parts: v.array(v.string()),
  why: v.picklist([...WHYS, PAIRED]),
  /** of a caring mother the pairing by which she looked */
  pairing: v.nullable(v.string()),
  /** null once the record is destroyed, and of a caring mother */
  words: v.nullable(v.string()),
  emergency: v.boolean(),
  approver: v.nullable(v.string()),
  approvedAt: v.nullable(moment),
  review: v.nullable(v.picklist(['due', 'right', 'wrong'])),
})
export const accessPage = v.object({
  ...page(accessRow).entries,
  /** on the first page of a year: how many readings the year has, and a keyed hash over all of them, each by its link in its child's chain */
  signed: v.nullable(v.object({ rows: v.number(), head: v.string(), signature: v.string() })),
  /** on the first page of a year: the days on which somebody opened more children than usual */
  busy: v.array(v.object({ day, reader: v.string(), children: v.number() })),
})

/** What a table of readings is worth that somebody has kept or sent on. */
export const accessCheck = v.object({
  /** `grown`: whole, and there are readings that came later; `changed`: not as it was handed out; `differs`: the chains say otherwise */
  verdict: v.picklist(['whole', 'grown', 'changed', 'differs']),
  year: v.string(),
  rows: v.number(),
  /** rows of the sheet that do not agree with their signature; none when rows were only left out or moved */
  changed: v.array(v.number()),
})

export type ChildRow = v.InferOutput<typeof childPage>['items'][number]
export type ChildView = v.InferOutput<typeof childView>
export type OpeningView = v.InferOutput<typeof openingView>
export type OpenedParts = v.InferOutput<typeof openedParts>
export type AccessRow = v.InferOutput<typeof accessRow>
export type AccessCheck = v.InferOutput<typeof accessCheck>
export type AccessPage = v.InferOutput<typeof accessPage>
export type ConsentGiven = Omit<v.InferOutput<typeof consentBody>, 'purpose'>
export type Registration = v.InferOutput<typeof registerBody>
export type OpeningAsked = v.InferOutput<typeof openingBody>
