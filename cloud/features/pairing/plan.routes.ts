import { newestPlanView, newestQuery, planBody, planOpenPage, planQuery, planView } from '@shared/features/pairing/plan.schema'
import { change, get, type Route } from '../../core/route'
import type { Planning } from './planning'

/** Proposals for a whole county, for its own cadres. */
export const planRoutes = (planning: Planning): Route[] => [
  change('post', {
    path: '/pairing-plans',
    summary: '给全县还没有结对的孩子排一份方案，只供一对一对地批，不会自动生效（县妇联）',
    status: 201,
    body: planBody,
    answer: planView,
    prepare: ({ caller, body, now }) => planning.prepare(caller, body, now),
    write: (m, { caller, body, now }, id, { county, proposal }) => planning.keep(m, caller, id, { county, mode: body.mode, proposal, now }),
    show: ({ caller, now }, id) => planning.show(caller, id, undefined, now),
  }),
  get({
    path: '/pairing-plans/:id',
    summary: '一份全县的方案，一页一页看（县妇联）',
    query: planQuery,
    answer: planView,
    show: ({ caller, params, query, now }) => planning.show(caller, String(params.id), query.after, now),
  }),
  get({
    path: '/pairing-plans',
    summary: '最近一份全县的方案（县妇联）',
    query: newestQuery,
    answer: newestPlanView,
    show: ({ caller, query, now }) => planning.newest(caller, query.place, now),
  }),
  get({
    path: '/pairing-plans/:id/open',
    summary: '一份方案里还没有人的孩子，和为什么（县妇联）',
    query: planQuery,
    answer: planOpenPage,
    show: ({ caller, params, query, now }) => planning.open(caller, String(params.id), query.after, now),
  }),
]
