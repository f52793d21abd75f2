import { dayOf } from '@shared/core/time'
import { noticeOn } from '@shared/features/child/child.notice'
import { isPart } from '@shared/features/child/child.parts'
import {
  accessCheck,
  accessPage,
  accessQuery,
  accessTableQuery,
  childPage,
  childQuery,
  childView,
  closedBody,
  consentBody,
  dutyBody,
  erasureBody,
  noticeView,
  partBody,
  registerBody,
  stubBody,
  withdrawalBody,
} from '@shared/features/child/child.schema'
import { change, get, type Route, type SentFile, tableFile } from '../../core/route'
import type { AccessChecking } from './access.check'
import type { AccessReport } from './access.report'
import type { AccessTable } from './access.table'
import type { ChildParts } from './child.ports'
import type { Children } from './child.service'
import { gone } from './child.store'
import type { ChildViews } from './child.views'
import type { ConsentStore } from './consents'
import { correct } from './correcting'
import { beginStub, register } from './registering'
import { taken } from './writing'

interface Served {
  of: ChildParts
  consents: ConsentStore
  children: Children
  views: ChildViews
  report: AccessReport
  table: AccessTable
  check: AccessChecking
}

/** What makes a record and fills it. */
const writing = ({ of, consents, views }: Served): Route[] => [
  change('post', {
    path: '/children',
    summary: '登记一个孩子的代号：只写村和情况，不写是谁（村妇联，镇妇联可以代写）',
    status: 201,
    body: stubBody,
    answer: childView,
    repeatable: true,
    prepare: of.ports.atlas,
    write: (m, { caller, body, now }, id, atlas) => beginStub(of, m, caller, id, body, atlas, now),
    show: ({ caller, now }, id) => views.show(caller, id, now),
  }),
  change('post', {
    path: '/children/:id/registration',
    summary: '监护人同意以后登记（村妇联）；先有同意，才有内容',
    limit: 'guessable',
    body: registerBody,
    answer: childView,
    write: (m, { caller, body, now }, id) => register(of, consents, m, { caller, id, given: body, now }),
    show: async ({ caller, now }, id, _prepared, made) => {
      const shown = await views.show(caller, id, now)
      if (made === 'taken' || shown.state === 'stub') throw taken()
      return shown
    },
  }),
  change('put', {
    path: '/children/:id/parts/:part',
    summary: '更正一项（村妇联）；留下改过这件事，不留原来的内容',
    limit: 'guessable',
    body: partBody,
    answer: childView,
    write: (m, { caller, params, body, now }, id) => {
      const part = String(params.part)
      if (!isPart(part)) throw gone()
      return correct(of, consents, m, { caller, id, part, given: body, now })
    },
    show: async ({ caller, now }, id, _prepared, made) => {
      if (made === 'taken') throw taken()
      return views.show(caller, id, now)
    },
  }),
]

/** What becomes of a record. */
const keeping = ({
  of: {
    ports: { atlas },
  },
  children,
  views,
}: Served): Route[] => [
  change('post', {
    path: '/children/:id/consents',
    summary: '记下监护人单独同意的一项（村妇联）',
    body: consentBody,
    answer: childView,
    write: (m, { caller, body, now }, id) => children.consent(m, caller, id, body, now),
    show: ({ caller, now }, id) => views.show(caller, id, now),
  }),
  change('post', {
    path: '/children/:id/withdrawals',
    summary: '监护人撤回同意，马上生效（村妇联）',
    body: withdrawalBody,
    answer: childView,
    prepare: atlas,
    write: (m, { caller, body, now }, id, places) => children.withdraw(m, caller, id, body, places, now),
    show: ({ caller, now }, id) => views.show(caller, id, now),
  }),
  change('put', {
    path: '/children/:id/closed',
    summary: '关爱结束，或者恢复（村妇联）',
    body: closedBody,
    answer: childView,
    prepare: atlas,
    write: (m, { caller, body, now }, id, places) => children.close(m, caller, id, body, places, now),
    show: ({ caller, now }, id) => views.show(caller, id, now),
  }),
  change('put', {
    path: '/children/:id/duty',
    summary: '记下或者撤销要求保留的法定职责（镇、县妇联）',
    body: dutyBody,
    answer: childView,
    write: (m, { caller, body, now }, id) => children.duty(m, caller, id, body, now),
    show: ({ caller, now }, id) => views.show(caller, id, now),
  }),
  change('post', {
    path: '/children/:id/erasure',
    summary: '监护人要求删除：销毁，不能恢复（县妇联）',
    body: erasureBody,
    answer: childView,
    prepare: atlas,
    write: (m, { caller, body, now }, id, places) => children.erase(m, caller, id, body.words, places, now),
    show: ({ caller, now }, id) => views.show(caller, id, now),
  }),
]

/** The county's yearly audit of who looked (未成年人网络保护条例 37). */
const auditing = ({ report, table, check }: Served): Route[] => [
  get({
    path: '/child-access',
    summary: '一年里谁看过哪个孩子的哪几项、为什么、谁同意的（县妇联）',
    query: accessQuery,
    answer: accessPage,
    show: ({ caller, query }) => report(caller, query),
  }),
  get({
    path: '/child-access/table',
    summary: '一年的查看记录，带签名的表格（.xlsx，县妇联）',
    query: accessTableQuery,
    answer: tableFile,
    show: ({ caller, query }) => table(caller, query.year),
  }),
  change('post', {
    path: '/child-access/check',
    summary: '核对一份查看记录的表格有没有被改过（.xlsx，最大 2 MB，县妇联）；什么也不记',
    // Nothing is kept of it.
    unkeyed: true,
    limit: 'guessable',
    takesFile: 'table',
    answer: accessCheck,
    show: ({ caller, file }) => check(caller, (file as SentFile).data),
  }),
]

/** The register of children, for cadres by their places; for everybody else there is none. */
export const childRoutes = (served: Served): Route[] => [
  get({
    path: '/child-notice',
    summary: '登记孩子信息以前给监护人看的告知书',
    who: 'public',
    answer: noticeView,
    show: async ({ now }) => {
      const { version, title, lines } = noticeOn(dayOf(now))
      return { version, title, lines }
    },
  }),
  get({
    path: '/children',
    summary: '我管的地方的孩子，只有代号（妇联干部）',
    query: childQuery,
    answer: childPage,
    show: ({ caller, query, now }) => served.views.list(caller, query, now),
  }),
  get({
    path: '/children/:id',
    summary: '一个孩子：代号、情况、需要和经过，没有封存的内容（妇联干部）',
    answer: childView,
    show: ({ caller, params, now }) => served.views.show(caller, String(params.id), now),
  }),
  ...writing(served),
  ...keeping(served),
  ...auditing(served),
]
