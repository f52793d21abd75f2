import { done } from '@shared/features/notices/notices.schema'
import { motherPage, teamBody, teamChange, teamPage, teamQuery, teamView } from '@shared/features/pairing/team.schema'
import { change, get, type Route } from '../../core/route'
import type { PairingPorts } from './pairing.ports'
import type { Teams } from './teams'

/** Mothers who care together, as the cadres of towns and the county make them. */
export const teamRoutes = (teams: Teams, atlas: PairingPorts['atlas']): Route[] => [
  get({
    path: '/pairing-teams',
    summary: '爱心妈妈小组（镇、县妇联）',
    query: teamQuery,
    answer: teamPage,
    show: ({ caller, query }) => teams.list(caller, query),
  }),
  get({
    path: '/pairing-teams/:id',
    summary: '一个爱心妈妈小组（镇、县妇联）',
    answer: teamView,
    show: ({ caller, params }) => teams.show(caller, String(params.id)),
  }),
  change('post', {
    path: '/pairing-teams',
    summary: '编一个爱心妈妈小组；一位只在一个小组里（镇、县妇联）',
    status: 201,
    body: teamBody,
    answer: teamView,
    repeatable: true,
    prepare: atlas,
    write: (m, { caller, body, now }, id, places) => teams.make(m, caller, id, body, places, now),
    show: ({ caller }, id) => teams.show(caller, id),
  }),
  change('put', {
    path: '/pairing-teams/:id',
    summary: '改小组的名字和人（镇、县妇联）',
    body: teamChange,
    answer: teamView,
    prepare: atlas,
    write: (m, { caller, body, now }, id, places) => teams.change(m, caller, id, body, places, now),
    show: ({ caller }, id) => teams.show(caller, id),
  }),
  change('delete', {
    path: '/pairing-teams/:id',
    summary: '解散小组；已经在陪伴的不受影响（镇、县妇联）',
    answer: done,
    prepare: atlas,
    write: (m, { caller, now }, id, places) => teams.dissolve(m, caller, id, places, now),
    show: async () => ({ ok: true }),
  }),
  get({
    path: '/pairing-mothers',
    summary: '可以编进小组的爱心妈妈（镇、县妇联）',
    query: teamQuery,
    answer: motherPage,
    show: ({ caller, query }) => teams.mothers(caller, query),
  }),
]
