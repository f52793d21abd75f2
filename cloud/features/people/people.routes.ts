import { AppError } from '@shared/core/errors'
import { done } from '@shared/features/notices/notices.schema'
import {
  claimBody,
  demoBody,
  demoPerson,
  grantBody,
  grantPage,
  grantQuery,
  grantView,
  identityCode,
  phoneBody,
  profileBody,
  profileView,
  signedIn,
  wechatBody,
} from '@shared/features/people/people.schema'
import * as v from 'valibot'
import type { Caller } from '../../core/caller'
import { change, get, type Route } from '../../core/route'
import { type Accounts, newToken } from './accounts.service'
import { type Grants, newIdentityCode } from './grants.service'
import type { Profile, Profiles } from './profile.service'

/** The part of the WeChat client that signing in needs. */
export interface SignInWechat {
  exchangeCode(code: string): Promise<{ openid: string }>
  phoneNumber(code: string): Promise<string>
}

export interface PeopleParts {
  accounts: Accounts
  profiles: Profiles
  grants: Grants
  wechat: SignInWechat | undefined
  demo: boolean
}

const needWechat = (wechat: SignInWechat | undefined): SignInWechat => {
  if (!wechat) throw new AppError('unreachable', '这里还没有接上微信，请联系县妇联')
  return wechat
}

function signInRoutes({ accounts, profiles, grants, wechat, demo }: PeopleParts): Route[] {
  const signedInAs = async (accountId: string, token: string) => {
    const caller = (await accounts.byToken(token)) as Caller
    const { name } = await profiles.view(caller)
    return { token, account: { id: accountId, name, roles: await grants.rolesOf(caller) } }
  }
  const needDemo = () => {
    if (!demo) throw new AppError('notFound', '没有这个地址')
  }
  const demoPeople = async () => {
    needDemo()
    const rows = await accounts.demoAccounts()
    return Promise.all(
      rows.map(async (row) => {
        const caller = (await accounts.caller(row.id)) as Caller
        const roles = await grants.rolesOf(caller)
        const { name } = await profiles.view(caller)
        return { person: row.id, name: name ?? '没有填过资料的人', roles }
      }),
    )
  }
  return [
    get({ path: '/sign-in/demo', summary: '演示时可以扮演的人', who: 'public', answer: v.array(demoPerson), show: demoPeople }),
    change('post', {
      path: '/sign-in/demo',
      summary: '演示登录，正式环境没有',
      who: 'public',
      limit: 'signIn',
      unkeyed: true,
      body: demoBody,
      answer: signedIn,
      prepare: async ({ body }) => {
        needDemo()
        const known = (await accounts.demoAccounts()).some((a) => a.id === body.person)
        if (!known) throw new AppError('notFound', '演示里没有这个人')
        return { account: body.person, token: newToken() }
      },
      write: (m, _call, _id, { account, token }) => accounts.startSession(m, account, token),
      show: (_call, _id, { account, token }) => signedInAs(account, token),
    }),
    change('post', {
      path: '/sign-in/wechat',
      summary: '微信登录：用 wx.login 的 code 换登录凭证',
      who: 'public',
      limit: 'signIn',
      unkeyed: true,
      body: wechatBody,
      answer: signedIn,
      prepare: async ({ body, caller }) => {
        // On the private service the platform has already said who she is: no code needs to be exchanged.
        if (caller.account && caller.session === null) return { account: caller.account, token: newToken() }
        const { openid } = await needWechat(wechat).exchangeCode(body.code)
        return { account: await accounts.accountOf(openid), token: newToken() }
      },
      write: (m, _call, _id, { account, token }) => accounts.startSession(m, account, token),
      show: (_call, _id, { account, token }) => signedInAs(account, token),
    }),
    change('post', {
      path: '/sign-out',
      summary: '退出登录，凭证马上失效',
      answer: done,
      write: async (m, { caller }) => {
        if (caller.session) await accounts.endSession(m, caller.session)
      },
      show: async () => ({ ok: true }),
    }),
  ]
}

function profileRoutes({ profiles, grants, wechat }: PeopleParts): Route[] {
  return [
    get({ path: '/profile', summary: '我的资料', answer: profileView, show: ({ caller }) => profiles.view(caller) }),
    change('put', {
      path: '/profile',
      summary: '改我的资料；没有给的不动，给 null 的删掉',
      body: profileBody,
      answer: profileView,
      prepare: ({ body }) => profiles.check(body as Profile),
      write: (m, { caller }, _id, clean) => profiles.change(m, caller.person as string, clean),
      show: ({ caller }) => profiles.view(caller),
    }),
    change('post', {
      path: '/profile/phone',
      summary: '用微信手机号按钮的 code 存手机号',
      body: phoneBody,
      answer: profileView,
      limit: 'signIn',
      prepare: async ({ body }) => ({ phone: await needWechat(wechat).phoneNumber(body.code) }),
      write: (m, { caller }, _id, { phone }) => profiles.change(m, caller.person as string, { phone }),
      show: ({ caller }) => profiles.view(caller),
    }),
    change('put', {
      path: '/profile/code',
      summary: '换一个身份码：念给县妇联，半小时内有效，用一次',
      answer: identityCode,
      write: (m, { caller, now }) => grants.identityCode(m, caller, newIdentityCode, now),
      show: async (_call, _id, _prepared, made) => made,
    }),
  ]
}

function grantRoutes({ grants }: PeopleParts): Route[] {
  return [
    get({
      path: '/grants',
      summary: '谁在哪里有什么职务（县妇联）',
      query: grantQuery,
      answer: grantPage,
      show: ({ caller, query }) => grants.list(caller, query.place, query.after),
    }),
    change('post', {
      path: '/grants',
      summary: '授予职务（县妇联）',
      body: grantBody,
      answer: grantView,
      status: 201,
      limit: 'guessable',
      prepare: () => grants.atlas(),
      write: (m, { caller, body, now }, id, atlas) => grants.give(m, caller, id, body, atlas, now),
      show: (_call, id) => grants.show(id),
    }),
    change('delete', {
      path: '/grants/:id',
      summary: '取消职务，马上生效（县妇联）',
      answer: done,
      prepare: () => grants.atlas(),
      write: (m, { caller, now }, id, atlas) => grants.revoke(m, caller, id, atlas, now),
      show: async () => ({ ok: true }),
    }),
    change('post', {
      path: '/grants/claim',
      summary: '用安装时打印的开通码成为第一个县妇联干部',
      body: claimBody,
      answer: grantView,
      status: 201,
      limit: 'guessable',
      write: (m, { caller, body, now }, id) => grants.claim(m, caller, id, body.code, now),
      show: (_call, id) => grants.show(id),
    }),
  ]
}

export const peopleRoutes = (parts: PeopleParts): Route[] => [...signInRoutes(parts), ...profileRoutes(parts), ...grantRoutes(parts)]
