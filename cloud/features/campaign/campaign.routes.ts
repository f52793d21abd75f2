import {
  articleView,
  campaignQuery,
  campaignReads,
  campaignRows,
  campaignView,
  choicesBody,
  pageQuery,
  posterQuery,
  quizView,
} from '@shared/features/campaign/campaign.api'
import * as v from 'valibot'
import { change, get, pdf, picture, type Route } from '../../core/route'
import type { Campaigns } from './campaign.service'

export const campaignRoutes = (campaigns: Campaigns): Route[] => [
  get({
    path: '/campaigns',
    summary: '普法专题，这几天的在前',
    who: 'public',
    answer: campaignRows,
    show: () => campaigns.list(),
  }),
  get({
    path: '/campaigns/:slug',
    summary: '一个专题；village 是扫码的公告栏所在的村，只记总数',
    who: 'public',
    query: campaignQuery,
    answer: campaignView,
    show: ({ params, query }) => campaigns.show(String(params.slug), query.village),
  }),
  get({
    path: '/campaigns/scanned/:id',
    summary: '码里的那个专题，按编号',
    who: 'public',
    query: campaignQuery,
    answer: campaignView,
    show: ({ params, query }) => campaigns.scanned(String(params.id), query.village),
  }),
  get({
    path: '/campaigns/:slug/code.jpg',
    summary: '专题的码，印在海报上；village 是要贴的村（办专题的妇联）',
    who: 'public',
    limit: 'guessable',
    query: campaignQuery,
    answer: picture,
    show: ({ caller, params, query }) => campaigns.code(caller, String(params.slug), query.village),
  }),
  get({
    path: '/campaigns/:slug/poster.pdf',
    summary: '贴在一个村的海报，码记在这个村名下（办专题的妇联）',
    limit: 'guessable',
    query: posterQuery,
    answer: pdf,
    show: ({ caller, params, query }) => campaigns.poster(caller, String(params.slug), query.village, query.paper ?? 'a4'),
  }),
  get({
    path: '/campaigns/:slug/articles/:page',
    summary: '专题里的一篇文章，已经排成一段一段',
    who: 'public',
    query: pageQuery,
    answer: articleView,
    show: ({ params, query }) => campaigns.article(String(params.slug), String(params.page), query.ahead !== undefined),
  }),
  get({
    path: '/campaigns/:slug/quizzes/:page',
    summary: '专题里的一份答题，带答案和讲解',
    who: 'public',
    query: pageQuery,
    answer: quizView,
    show: ({ params, query }) => campaigns.quiz(String(params.slug), String(params.page), query.ahead !== undefined),
  }),
  change('post', {
    path: '/campaigns/:slug/quizzes/:page/choices',
    summary: '答题时选了什么，只记每个选项的总数，不记是谁',
    who: 'public',
    limit: 'guessable',
    unkeyed: true,
    body: choicesBody,
    answer: v.object({}),
    show: async ({ params, body }) => {
      await campaigns.chose(String(params.slug), String(params.page), body)
      return {}
    },
  }),
  get({
    path: '/campaigns/:slug/reads',
    summary: '这个专题各村看了多少次，只有总数（办专题的妇联）',
    answer: campaignReads,
    show: ({ caller, params }) => campaigns.reads(caller, String(params.slug)),
  }),
]
