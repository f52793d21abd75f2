import { decisionBody, openedParts, openingBody, openingPage, openingQuery, openingView } from '@shared/features/child/child.schema'
import { change, get, type Route } from '../../core/route'
import type { ChildViews } from './child.views'
import type { Openings } from './openings.service'
import type { Reading } from './reading'

interface Served {
  openings: Openings
  reading: Reading
  views: ChildViews
  nameOf(account: string): Promise<string>
}

/** How a cadre comes to see what is sealed: she asks, a colleague decides, she reads, and all of it is written down. */
export const openingsRoutes = ({ openings, reading, views, nameOf }: Served): Route[] => [
  get({
    path: '/child-openings',
    summary: '查看申请：我提的，或者等同事看的（妇联干部）',
    query: openingQuery,
    answer: openingPage,
    show: ({ caller, query, now }) => views.openings(caller, query, now),
  }),
  get({
    path: '/child-openings/:id',
    summary: '一个查看申请：为什么要看、看哪几项、谁同意的，没有封存的内容（妇联干部）',
    answer: openingView,
    show: ({ caller, params, now }) => views.opening(caller, String(params.id), now),
  }),
  change('post', {
    path: '/children/:id/openings',
    summary: '申请查看封存的几项，写明原因；紧急的马上打开，第二天复核（妇联干部）',
    status: 201,
    body: openingBody,
    answer: openingView,
    write: (m, { caller, body, now }, id) => openings.ask(m, caller, id, body, now),
    show: ({ caller, now }, id, _prepared, made) => (made ? views.opening(caller, made, now) : views.latestOpening(caller, id, now)),
  }),
  change('post', {
    path: '/child-openings/:id/decision',
    summary: '同意或者不同意同事的申请，复核紧急查看；自己的只能收回（妇联干部）',
    body: decisionBody,
    answer: openingView,
    write: (m, { caller, body, now }, id) => openings.decide(m, caller, id, body, now),
    show: ({ caller, now }, id) => views.opening(caller, id, now),
  }),
  change('post', {
    path: '/child-openings/:id/reads',
    summary: '看同意了的那几项，每看一次都记下来（申请的人自己）',
    // Each look is a step of its own: what was shown once is not shown again without one.
    unkeyed: true,
    limit: 'guessable',
    answer: openedParts,
    prepare: ({ caller }) => nameOf(caller.account),
    write: (m, { caller, now }, id, name) => reading.read(m, caller, id, name, now),
    show: async (_call, _id, _prepared, made) => made,
  }),
]
