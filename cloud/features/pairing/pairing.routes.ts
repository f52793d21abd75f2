import {
  kinBody,
  kinView,
  livingOfChild,
  livingPage,
  livingQuery,
  proposalBody,
  proposedChild,
  rankingQuery,
  ranking as rankingView,
  revealedChild,
} from '@shared/features/pairing/pairing.schema'
import { change, get, type Route } from '../../core/route'
import type { Kin } from './kin'
import type { LivingService } from './living'
import type { PairingPorts } from './pairing.ports'
import type { Proposing } from './proposing'
import type { RankingOf } from './ranking'
import type { Seeing } from './seeing'

interface Served {
  seeing: Seeing
  ranking: RankingOf
  living: LivingService
  kin: Kin
  propose: Proposing
  atlas: PairingPorts['atlas']
}

/** What a pairing needs besides its case, which the routes of every kind serve. */
export const pairingRoutes = ({ seeing, ranking, living, kin, propose, atlas }: Served): Route[] => [
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
    show: ({ caller, params, query, now }) => ranking(caller, String(params.id), query, now),
  }),
  change('put', {
    path: '/children/:id/kin',
    summary: '记下一位爱心妈妈是不是孩子的亲属；亲属不安排结对（孩子所在地的妇联干部）',
    body: kinBody,
    answer: kinView,
    prepare: ({ caller, params, now }) => kin.mustKnow(caller, String(params.id), now),
    write: (m, { caller, body, now }, _child, child) => kin.put(m, caller, { child, ...body }, now),
    show: async ({ body: { mother } }, child) => ({ mother, related: await kin.is(child, mother) }),
  }),
  get({
    path: '/children/:id/pairings',
    summary: '一个孩子的结对：和谁、到了哪一步、试到哪天、谁接谁（孩子所在地的妇联干部）',
    answer: livingOfChild,
    show: ({ caller, params, now }) => living.ofChild(caller, String(params.id), now),
  }),
  change('post', {
    path: '/children/:id/proposals',
    summary: '问问她愿不愿意：一位、两位，或者一个小组一起问，要么都问到，要么都没问（孩子所在地的妇联干部）',
    status: 201,
    body: proposalBody,
    answer: livingOfChild,
    repeatable: true,
    prepare: atlas,
    write: (m, { caller, params, body, now }, _id, places) => propose(m, caller, String(params.id), body, places, now),
    show: ({ caller, params, now }) => living.ofChild(caller, String(params.id), now),
  }),
  get({
    path: '/pairings',
    summary: '我管的地方现在的结对（妇联干部）',
    query: livingQuery,
    answer: livingPage,
    show: ({ caller, query, now }) => living.ofPlace(caller, query, now),
  }),
]
