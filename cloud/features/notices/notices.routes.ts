import { callBody, callPage, done, noticePage, noticeQuery, permissionBody, readBody } from '@shared/features/notices/notices.schema'
import { needCadre } from '../../core/caller'
import { change, get, type Route } from '../../core/route'
import type { Notices } from './notices.service'

const ok = async () => ({ ok: true as const })

export const noticesRoutes = (notices: Notices): Route[] => [
  get({
    path: '/notices',
    summary: '我的消息',
    query: noticeQuery,
    answer: noticePage,
    show: ({ caller, query }) => notices.list(caller, query.after),
  }),
  change('post', {
    path: '/notices/read',
    summary: '看过了',
    body: readBody,
    answer: done,
    write: (m, { caller, body }) => notices.read(m, caller, body.upTo),
    show: ok,
  }),
  change('post', {
    path: '/permissions',
    summary: '微信订阅消息弹窗里她的选择',
    body: permissionBody,
    answer: done,
    write: (m, { caller, body }) => notices.allow(m, caller, body.answers),
    show: ok,
  }),
  get({
    path: '/calls',
    summary: '微信没有送达、要打电话告诉的人（妇联干部）',
    query: noticeQuery,
    answer: callPage,
    show: ({ caller, query }) => {
      needCadre(caller)
      return notices.calls(caller, query.after)
    },
  }),
  change('post', {
    path: '/calls/:id',
    summary: '打过电话了',
    body: callBody,
    answer: done,
    // Outside the unit: it may have to ask for the places again.
    prepare: async ({ caller }) => {
      needCadre(caller)
      return notices.coveredBy(caller)
    },
    write: (m, { body, now }, id, covered) => notices.called(m, covered, id, body.result, now),
    show: ok,
  }),
]
