import { AppError } from '@shared/core/errors'
import { activityBody, activityPage, activityQuery, activityView } from '@shared/features/activity/activity.schema'
import { historyView } from '@shared/features/activity/rules.schema'
import type { Atlas } from '../../core/atlas'
import { change, get, type Route } from '../../core/route'
import type { Activities } from './activity.service'

export const activityRoutes = (activities: Activities, atlas: () => Promise<Atlas>): Route[] => [
  get({
    path: '/activities',
    summary: '可以报名的活动；box=ours 是我管的活动',
    who: 'public',
    query: activityQuery,
    answer: activityPage,
    forAll: async ({ query, now }) => (query.box === 'ours' ? undefined : activities.coming(query, now)),
    show: ({ caller, query }) => {
      if (!caller.account) throw new AppError('notSignedIn', '请先登录')
      return activities.ours(caller, query)
    },
  }),
  get({
    path: '/activities/:id',
    summary: '一个活动',
    who: 'public',
    answer: activityView,
    forAll: ({ params }) => activities.published(String(params.id)),
    show: ({ caller, params }) => activities.show(caller, String(params.id)),
  }),
  get({
    path: '/activities/:id/history',
    summary: '活动的条件要看的：我参加过什么',
    answer: historyView,
    show: ({ caller, params, now }) => activities.history(caller, String(params.id), now),
  }),
  change('post', {
    path: '/activities',
    summary: '发布活动（妇联干部）',
    status: 201,
    body: activityBody,
    answer: activityView,
    prepare: atlas,
    write: (m, { caller, body, now }, id, places) => activities.create(m, caller, id, body, places, now),
    show: ({ caller }, id) => activities.show(caller, id),
  }),
]
