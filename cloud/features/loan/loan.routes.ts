import {
  eligibilityBody,
  eligibilityView,
  lprBody,
  lprView,
  policyBody,
  policyList,
  policyView,
  scheduleBody,
  scheduleView,
} from '@shared/features/loan/loan.schema'
import { change, get, type Route } from '../../core/route'
import type { Loans } from './loan.service'

export const loanRoutes = (loans: Loans): Route[] => [
  get({
    path: '/loan/policies',
    summary: '贴息贷款的政策，按时间排好，每个数字都有依据；还有历次LPR',
    who: 'public',
    answer: policyList,
    forAll: () => loans.list(),
    show: () => loans.list(),
  }),
  change('post', {
    path: '/loan/policies',
    summary: '加一个政策版本（县妇联）；以前的版本不变',
    status: 201,
    body: policyBody,
    answer: policyView,
    write: (m, { caller, body, now }, id) => loans.add(m, caller, id, body, now),
    show: (_, id) => loans.show(id),
  }),
  change('post', {
    path: '/loan/lpr',
    summary: '记下新公布的1年期LPR（县妇联）；同一天的第二次是更正，只管以后放款的',
    status: 201,
    body: lprBody,
    answer: lprView,
    write: (m, { caller, body, now }) => loans.addLpr(m, caller, body, now),
    show: async ({ body: { day, rate, source } }) => ({ day, rate, source }),
  }),
  change('post', {
    path: '/loan/eligibility',
    summary: '我能申报吗：不用登录，什么也不留下；没有回答的，在 reasons 里用 needs 写明',
    who: 'public',
    unkeyed: true,
    body: eligibilityBody,
    answer: eligibilityView,
    show: ({ body, now }) => loans.judge(body, now),
  }),
  change('post', {
    path: '/loan/schedule',
    summary: '算一算：每一期还多少、财政贴多少、自己付多少；不用登录，什么也不留下',
    who: 'public',
    unkeyed: true,
    body: scheduleBody,
    answer: scheduleView,
    show: ({ body }) => loans.plan(body),
  }),
]
