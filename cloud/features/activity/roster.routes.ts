import { marksAnswer, marksBody, rosterPage, rosterQuery } from '@shared/features/activity/roster.schema'
import type { Atlas } from '../../core/atlas'
import { change, get, type Route } from '../../core/route'
import type { Rosters } from './roster.service'

export const rosterRoutes = (rosters: Rosters, atlas: () => Promise<Atlas>): Route[] => [
  get({
    path: '/activities/:id/roster',
    summary: '签到名册：谁报了名，谁到了（主办的妇联）',
    query: rosterQuery,
    answer: rosterPage,
    show: ({ caller, params, query }) => rosters.page(caller, String(params.id), query.after),
  }),
  change('post', {
    path: '/activities/:id/roster/marks',
    summary: '记下谁到了；同一条发几遍只记一次',
    body: marksBody,
    answer: marksAnswer,
    prepare: atlas,
    write: (m, { caller, body, now }, id, places) => rosters.record(m, caller, id, body.marks, places, now),
    show: ({ caller, body }, id) => rosters.standing(caller, id, body.marks),
  }),
]
