import { queuePage, queueQuery, seatsBody, seatsView } from '@shared/features/activity/seats.schema'
import type { Atlas } from '../../core/atlas'
import { change, get, type Route } from '../../core/route'
import type { Seats } from './seats.service'

export const seatsRoutes = (seats: Seats, atlas: () => Promise<Atlas>): Route[] => [
  get({
    path: '/activities/:id/seats',
    summary: '名额和排队的数（主办的妇联）',
    answer: seatsView,
    show: ({ caller, params, now }) => seats.show(caller, String(params.id), now),
  }),
  change('post', {
    path: '/activities/:id/seats',
    summary: '增减名额；减到比已占的少，谁也不会被请走',
    body: seatsBody,
    answer: seatsView,
    prepare: atlas,
    write: (m, { caller, body, now }, id, places) => seats.set(m, caller, id, body.seats, places, now),
    show: ({ caller, now }, id) => seats.show(caller, id, now),
  }),
  get({
    path: '/activities/:id/queue',
    summary: '排队的人，按次序（主办的妇联）',
    query: queueQuery,
    answer: queuePage,
    show: ({ caller, params, query }) => seats.queue(caller, String(params.id), query.after),
  }),
]
