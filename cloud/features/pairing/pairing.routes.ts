import {
  planBody,
  planQuery,
  planView,
  proposedChild,
  rankingQuery,
  ranking as rankingView,
  revealedChild,
} from '@shared/features/pairing/pairing.schema'
import { change, get, type Route } from '../../core/route'
import type { Planning } from './planning'
import type { RankingOf } from './ranking'
import type { Seeing } from './seeing'

interface Served {
  seeing: Seeing
  ranking: RankingOf
  planning: Planning
}

/** What a pairing needs besides its case, which the routes of every kind serve. */
export const pairingRoutes = ({ seeing, ranking, planning }: Served): Route[] => [
  get({
    path: '/pairings/:id/child',
    summary: '请我陪伴的孩子：代号、大概年龄、远近和需要什么（爱心妈妈自己）',
    answer: proposedChild,
    show: ({ caller, params, now }) => seeing.look(caller, String(params.id), now),
  }),
  change('post', {
    path: '/pairings/:id/reveals',
    summary: '监护人和村里都同意以后，看怎么联系孩子；每看一次都记下来（爱心妈妈自己）',
    // Each look is a step of its own: what was shown once is not shown again without one.
    unkeyed: true,
    limit: 'guessable',
    answer: revealedChild,
    write: (m, { caller, now }, id) => seeing.reveal(m, caller, id, now),
    show: async (_call, _id, _prepared, made) => made,
  }),
  get({
    path: '/children/:id/mothers',
    summary: '哪些爱心妈妈适合一个孩子，每一分怎么来的，谁不行、为什么（孩子所在地的妇联干部）',
    query: rankingQuery,
    answer: rankingView,
    show: ({ caller, params, query, now }) => ranking(caller, String(params.id), query.mode, now),
  }),
  change('post', {
    path: '/pairing-plans',
    summary: '给全县还没有结对的孩子排一份方案，只供一对一对地批，不会自动生效（县妇联）',
    status: 201,
    body: planBody,
    answer: planView,
    prepare: ({ caller, body, now }) => planning.prepare(caller, body.mode, now),
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
]
