import { aboutQuery, listeners, worryView } from '@shared/features/worry/worry.schema'
import { get, type Route } from '../../core/route'
import type { Listening } from './listening'
import type { Showing } from './showing'

/** What a worry needs besides its case, which the routes of every kind serve. */
export const worryRoutes = ({ listening, showing }: { listening: Listening; showing: Showing }): Route[] => [
  get({
    path: '/worry-listeners',
    summary: '担心一个孩子的时候会告诉谁，好说不想让谁知道、和谁有关（孩子的爱心妈妈，孩子所在地的妇联干部）',
    limit: 'guessable',
    query: aboutQuery,
    answer: listeners,
    show: ({ caller, query, now }) => listening(caller, query, now),
  }),
  get({
    path: '/worries/:id',
    summary: '一件担心：告诉了哪几级、有没有人接手、下一个打给谁（提出的人）；还有什么要办（接手的几级妇联）',
    answer: worryView,
    show: ({ caller, params, now }) => showing(caller, String(params.id), now),
  }),
]
