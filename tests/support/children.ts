import { isIdCard } from '@shared/core/fields'
import type { Api, Json } from './api'
import type { Cloud } from './cloud'
import { jpeg } from './pictures'

let made = 0
/** A right ID number of a girl born on this day, another one each time. */
export function cardOf(birthDay: string): string {
  made += 1
  const [area, order] = [Math.floor(made / 100) % 100, made % 100].map((part) => String(part).padStart(2, '0'))
  const body = `9901${area}${birthDay.replace(/-/g, '')}${order}2`
  return [...'0123456789X'].map((last) => body + last).find(isIdCard) as string
}

export const BORN = '2016-05-20'
/** What a guardian agrees to, and how. */
export const consentOf = (picture: string, more: object = {}) => ({
  ...{ relation: 'grandparent', name: '张桂花', way: 'paper', day: '2026-11-23', notice: 1, pictures: [picture] },
  ...more,
})

/** What is told of a girl of ten; nothing of it is anybody's. */
export const partsOf = (identity: object = {}) => ({
  identity: { name: '王桂兰', sex: 'girl', birthDay: BORN, card: cardOf(BORN), ...identity },
  guardian: { name: '张桂花', phone: '13900001234' },
  risk: { level: 'middle', reasons: ['oldCarer', 'noContact'], note: '奶奶腿脚不好' },
  care: { needs: ['tutoring', 'calls'], wishes: '想学画画' },
  health: { health: '哮喘' },
})

export async function mustBe(status: number, asked: Promise<{ status: number; body: Json }>): Promise<Json> {
  const { status: got, body } = await asked
  if (got !== status) throw new Error(`${got} instead of ${status}: ${JSON.stringify(body)}`)
  return body
}

export const picture = async (who: Api): Promise<string> => (await mustBe(201, who.upload(await jpeg(8, 8)))).id

export const beginChild = (who: Api, village = 'v01'): Promise<Json> =>
  mustBe(201, who.post('/api/children', { village, situation: 'leftBehind' }))

/** A child of a village as its cadre has registered it. */
export async function registerChild(
  who: Api,
  more: { village?: string; identity?: object; consent?: object; parts?: object } = {},
): Promise<Json> {
  const { id, version } = await beginChild(who, more.village)
  const consent = consentOf(await picture(who), more.consent)
  return mustBe(
    200,
    who.post(`/api/children/${id}/registration`, { version, consent, parts: { ...partsOf(more.identity), ...more.parts } }),
  )
}

export const openingOf = (parts: readonly string[], more: object = {}) => ({ parts, why: 'visit', words: '下午上门走访', ...more })

/** Asked for and approved by a colleague. @returns its id */
export async function opened(who: Api, colleague: Api, child: string, parts: readonly string[]): Promise<string> {
  const { id } = await mustBe(201, who.post(`/api/children/${child}/openings`, openingOf(parts)))
  await mustBe(200, colleague.post(`/api/child-openings/${id}/decision`, { agree: true }))
  return id
}

/** What the officials of a place have been told about children, the newest first. */
export async function toldOf(who: Api): Promise<string[]> {
  const { items } = await mustBe(200, who.get('/api/notices'))
  return items.filter(({ application }: Json) => application === null).map(({ title }: Json) => title)
}

export const cadresOf = async (cloud: Cloud) => ({
  village: await cloud.official('village', 'v01', '赵敏'),
  colleague: await cloud.official('village', 'v01', '冯梅'),
  town: await cloud.official('town', 't1', '李芳'),
  county: await cloud.official('county', 'c1', '周慧'),
})
