import { boardsView, posterQuery, seenBody } from '@shared/features/activity/papers.schema'
import * as v from 'valibot'
import type { Atlas } from '../../core/atlas'
import { calendarFile, change, get, pdf, type Route } from '../../core/route'
import type { Boards } from './boards.service'
import type { ActivityPapers } from './papers.service'

export const papersRoutes = (papers: ActivityPapers, boards: Boards, atlas: () => Promise<Atlas>): Route[] => [
  get({
    path: '/activities/:id/poster.pdf',
    summary: '活动海报，A4；village 是要贴的村（主办的妇联）',
    limit: 'guessable',
    query: posterQuery,
    answer: pdf,
    show: ({ caller, params, query, now }) => papers.poster(caller, String(params.id), query.village, now),
  }),
  get({
    path: '/activities/:id/roster.pdf',
    summary: '签到表，A4（主办的妇联）',
    limit: 'guessable',
    answer: pdf,
    show: ({ caller, params, now }) => papers.signInForm(caller, String(params.id), now),
  }),
  get({
    path: '/activities/:id/calendar.ics',
    summary: '放进手机日历的文件',
    who: 'public',
    answer: calendarFile,
    show: ({ params, now }) => papers.calendar(String(params.id), now),
  }),
  change('post', {
    path: '/activities/:id/seen',
    summary: '扫了某个村公告栏上的码；只按村按天记总数，不记是谁',
    who: 'public',
    unkeyed: true,
    limit: 'guessable',
    body: seenBody,
    answer: v.object({ ok: v.boolean() }),
    prepare: atlas,
    write: (m, { body, now }, id, places) => boards.seen(m, id, body.village, places, now),
    show: async () => ({ ok: true }),
  }),
  get({
    path: '/activities/:id/boards',
    summary: '各村公告栏上的码被打开了多少次（主办的妇联）',
    answer: boardsView,
    show: ({ caller, params }) => boards.sums(caller, String(params.id)),
  }),
]
