import type { Revision } from '@shared/features/pairing/diary'
import { diaryDays, diaryPart, diaryQuery, entriesQuery, revisionsBody, revisionsTaken } from '@shared/features/pairing/diary.schema'
import { change, get, picture, type Route, sound } from '../../core/route'
import type { Diaries } from './diary.service'

export const diaryRoutes = (diaries: Diaries): Route[] => [
  get({
    path: '/pairings/:id/diary',
    summary: '陪伴日记：从哪里起的每一次写，按到的先后（爱心妈妈自己）',
    query: diaryQuery,
    answer: diaryPart,
    show: ({ caller, params, query, now }) => diaries.since(caller, String(params.id), Number(query.after ?? 0), now),
  }),
  change('post', {
    path: '/pairings/:id/diary',
    summary: '记陪伴日记；同一次写发几遍只记一次（爱心妈妈自己）',
    body: revisionsBody,
    answer: revisionsTaken,
    write: (m, { caller, body, now }, id) => diaries.write(m, caller, id, body.revisions as Revision[], now),
    show: async ({ body }) => ({ ids: [...new Set(body.revisions.map(({ id }) => id))] }),
  }),
  get({
    path: '/pairings/:id/entries',
    summary: '哪天、怎样陪的，新的在前，和好久没有新的要提醒谁；写的话、照片、录音都不给（爱心妈妈自己、孩子所在地的妇联）',
    query: entriesQuery,
    answer: diaryDays,
    show: ({ caller, params, query, now }) => diaries.days(caller, String(params.id), query.after, now),
  }),
  get({
    path: '/pairings/:id/pictures/:upload',
    summary: '陪伴日记里的一张照片（爱心妈妈自己）',
    answer: picture,
    show: ({ caller, params, now }) => diaries.file(caller, String(params.id), String(params.upload), 'picture', now),
  }),
  get({
    path: '/pairings/:id/sounds/:upload',
    summary: '陪伴日记里的一段录音（爱心妈妈自己）',
    answer: sound,
    show: ({ caller, params, now }) => diaries.file(caller, String(params.id), String(params.upload), 'sound', now),
  }),
]
