import { feedbackBody, feedbackView } from '@shared/features/activity/feedback.schema'
import { recordPage, recordQuery } from '@shared/features/activity/record.schema'
import { absenceBody, summaryView } from '@shared/features/activity/summary.schema'
import type { Atlas } from '../../core/atlas'
import { change, get, type Route } from '../../core/route'
import type { Feedback } from './feedback.service'
import type { Records } from './record.service'
import type { Summaries } from './summary.service'

export const afterwardsRoutes = (feedback: Feedback, records: Records, summaries: Summaries, atlas: () => Promise<Atlas>): Route[] => [
  get({
    path: '/enrolments/:id/feedback',
    summary: '她觉得这次活动怎么样（本人）',
    answer: feedbackView,
    show: ({ caller, params, now }) => feedback.show(caller, String(params.id), now),
  }),
  change('put', {
    path: '/enrolments/:id/feedback',
    summary: '说一声有没有用，30天里可以改；主办方看不到是谁说的',
    body: feedbackBody,
    answer: feedbackView,
    prepare: ({ caller, body, now }, id) => feedback.prepare(caller, id, body, now),
    write: (m, { caller, body, now }, id) => feedback.give(m, caller, id, body, now),
    show: ({ caller, now }, id) => feedback.show(caller, id, now),
  }),
  get({
    path: '/me/trainings',
    summary: '我参加过的培训和活动',
    query: recordQuery,
    answer: recordPage,
    show: ({ caller, query, now }) => records(caller, query.after, now),
  }),
  get({
    path: '/activities/:id/summary',
    summary: '一次活动的小结：报名、到场、没来的原因、评价、要带孩子和接送的数（主办的妇联）',
    answer: summaryView,
    show: ({ caller, params, now }) => summaries.show(caller, String(params.id), now),
  }),
  change('put', {
    path: '/activities/:id/absences',
    summary: '记下报了名的人为什么没来（主办的妇联）',
    body: absenceBody,
    answer: summaryView,
    prepare: atlas,
    write: (m, { caller, body, now }, id, places) => summaries.tellAbsence(m, caller, id, body, places, now),
    show: ({ caller, now }, id) => summaries.show(caller, id, now),
  }),
]
