import type { Role } from '@shared/core/place'
import { addMs } from '@shared/core/time'
import type { App } from '../../../cloud/app'
import { insert } from '../../../cloud/core/database'
import { sha256 } from '../../../cloud/core/ids'
import { newToken } from '../../../cloud/features/people/accounts.service'
import { Session } from '../../../cloud/features/people/people.entity'
import { storeCounty } from '../../../cloud/features/regions/county'
import { demoCounty } from '../../../cloud/tools/demo-county'
import { type Api, apiOf } from '../../support/api'
import type { Cloud } from '../../support/cloud'
import type { WechatStandIn } from '../../support/wechat/stand-in'

/** Those who have no right anywhere: what they are refused they are all refused alike. */
export const STRANGERS = ['nobody', 'badToken', 'expiredToken'] as const

/** Who holds which role where; the records of the matrix lie in village v01 of town t1, county c1. */
const OFFICIALS = {
  village: ['village', 'v01'],
  otherVillage: ['village', 'v02'],
  farVillage: ['village', 'w01'],
  town: ['town', 't1'],
  otherTown: ['town', 't2'],
  farTown: ['town', 'u1'],
  county: ['county', 'c1'],
  farCounty: ['county', 'c2'],
  hr: ['hr', 'o1'],
  guarantor: ['guarantor', 'o2'],
  bank: ['bank', 'o4'],
  otherBank: ['bank', 'o3'],
  finance: ['finance', 'o5'],
  farBank: ['bank', 'o9'],
  editor: ['editor', 'o6'],
  section: ['section', 'o7'],
  leader: ['leader', 'o8'],
} as const

/** `her` comes with the record, all others stay: the `guardian` of the pairings and the `filer`, a cadre of her town who filed for her. */
export const PEOPLE = ['her', 'guardian', 'neighbour', 'filer', ...(Object.keys(OFFICIALS) as (keyof typeof OFFICIALS)[])] as const
export type Name = (typeof PEOPLE)[number] | (typeof STRANGERS)[number]
export const CALLERS: readonly Name[] = [...STRANGERS, ...PEOPLE]

/** The demo county and a second one beside it: those who are of the right sort and at the wrong place. */
export const twoCounties = (app: App): Promise<void> =>
  app.db.write(async (m) => {
    await storeCounty(m, demoCounty)
    const place = (id: string, name: string, code: string) => ({ id, name, code })
    await storeCounty(m, {
      fromDay: '2020-01-01',
      county: place('c2', '邻江县', '990102000000'),
      towns: [{ ...place('u1', '邻水镇', '990102001000'), villages: [place('w01', '远山村', '990102001001')] }],
      offices: [{ id: 'o9', name: '邻江农商银行', role: 'bank' }],
    })
  })

export type Person = Awaited<ReturnType<Cloud['woman']>>
export type Callers = Readonly<Record<(typeof STRANGERS)[number], Api> & Record<Exclude<(typeof PEOPLE)[number], 'her'>, Person>>

async function expired({ app, url, clock }: Cloud, account: string): Promise<Api> {
  const token = newToken()
  const session = { tokenHash: sha256(token), accountId: account, expiresAt: addMs(clock.now(), -1) }
  await app.db.write((m) => insert(m, Session, app.keeping.marked.session(session)))
  return apiOf(url, token)
}

/** Everybody who asks, signed in; cadres have just been in the mini-program, so that their words can be checked. */
export async function callersOf(cloud: Cloud, wechat: WechatStandIn): Promise<Callers> {
  const official = ([name, [role, place]]: [string, readonly [Role, string]]) => {
    wechat.visit(name)
    return cloud.official(role, place, `${name}的人`, name)
  }
  const officials: Record<string, Person> = {}
  for (const one of Object.entries(OFFICIALS)) officials[one[0]] = await official(one)
  return {
    ...(officials as Record<keyof typeof OFFICIALS, Person>),
    filer: await official(['filer', OFFICIALS.town]),
    guardian: await cloud.woman({ name: '孩子的奶奶', phone: '13800005678', village: 'v01' }),
    nobody: cloud.anybody,
    badToken: apiOf(cloud.url, newToken()),
    expiredToken: await expired(cloud, (officials.county as Person).account),
    neighbour: await cloud.woman({ name: '李小燕', phone: '13900005678', village: 'v01' }),
  }
}
