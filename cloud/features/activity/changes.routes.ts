import { activityView } from '@shared/features/activity/activity.schema'
import { cancelBody, changeBody, changesView } from '@shared/features/activity/change.schema'
import type { Atlas } from '../../core/atlas'
import { change, get, type Route } from '../../core/route'
import type { Activities } from './activity.service'
import type { Changes } from './changes.service'

export const changesRoutes = (changes: Changes, activities: Activities, atlas: () => Promise<Atlas>): Route[] => [
  get({
    path: '/activities/:id/changes',
    summary: '活动改过什么；主办的妇联还看得到等审核的和谁改的',
    who: 'public',
    answer: changesView,
    show: ({ caller, params }) => changes.list(caller, String(params.id)),
  }),
  change('post', {
    path: '/activities/:id/changes',
    summary: '改时间、地点或别的（主办的妇联），时间地点改了会告诉每个报名的人',
    body: changeBody,
    answer: activityView,
    repeatable: true,
    prepare: atlas,
    write: (m, { caller, body, now }, id, places) => changes.change(m, caller, id, body, places, now),
    show: ({ caller }, id) => activities.show(caller, id),
  }),
  change('post', {
    path: '/activities/:id/cancellation',
    summary: '取消活动（主办的妇联），会告诉每个报名的人，不能撤回',
    body: cancelBody,
    answer: activityView,
    repeatable: true,
    prepare: atlas,
    write: (m, { caller, body, now }, id, places) => changes.cancel(m, caller, id, body, places, now),
    show: ({ caller }, id) => activities.show(caller, id),
  }),
]
