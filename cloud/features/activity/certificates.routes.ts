import {
  certificateAgainBody,
  certificatePage,
  certificatesQuery,
  certificateView,
  revokeBody,
} from '@shared/features/activity/papers.schema'
import type { Atlas } from '../../core/atlas'
import { change, get, pdf, picture, type Route } from '../../core/route'
import type { Certificates } from './certificates.service'

export const certificatesRoutes = (certificates: Certificates, atlas: () => Promise<Atlas>): Route[] => [
  change('post', {
    path: '/activities/:id/certificates',
    summary: '给到场的人发证书，已经有的不再发（主办的妇联）',
    answer: certificatePage,
    prepare: async ({ caller, now }, id) => ({ came: await certificates.prepare(caller, id, now), places: await atlas() }),
    write: (m, { caller, now }, id, { came, places }) => certificates.issue(m, caller, id, came, places, now),
    show: ({ caller }, id) => certificates.list(caller, id, undefined),
  }),
  get({
    path: '/activities/:id/certificates',
    summary: '这次活动发的证书（主办的妇联）',
    query: certificatesQuery,
    answer: certificatePage,
    show: ({ caller, params, query }) => certificates.list(caller, String(params.id), query.after),
  }),
  get({
    path: '/certificates/:number',
    summary: '凭编号核验证书',
    who: 'public',
    limit: 'guessable',
    answer: certificateView,
    show: ({ params }) => certificates.verify(String(params.number)),
  }),
  get({
    path: '/certificates/:number/paper.pdf',
    summary: '证书，A4（本人和主办的妇联）',
    limit: 'guessable',
    answer: pdf,
    show: ({ caller, params, now }) => certificates.print(caller, String(params.number), 'pdf', now),
  }),
  get({
    path: '/certificates/:number/picture.jpg',
    summary: '证书的图片（本人和主办的妇联）',
    limit: 'guessable',
    answer: picture,
    show: ({ caller, params, now }) => certificates.print(caller, String(params.number), 'picture', now),
  }),
  change('post', {
    path: '/certificates/:number/revocation',
    summary: '写明原因撤销证书（主办的妇联）',
    limit: 'guessable',
    body: revokeBody,
    answer: certificateView,
    prepare: atlas,
    write: (m, { caller, params, body, now }, _id, places) =>
      certificates.revoke(m, caller, String(params.number), body.reason, places, now),
    show: ({ params }) => certificates.verify(String(params.number)),
  }),
  change('post', {
    path: '/certificates/:number/again',
    summary: '撤销以后重新发一张，编号是新的，原来的还查得到已经撤销（主办的妇联）',
    limit: 'guessable',
    body: certificateAgainBody,
    answer: certificateView,
    prepare: atlas,
    write: (m, { caller, params, body, now }, id, places) =>
      certificates.again(m, caller, String(params.number), { id, name: body.name }, places, now),
    show: (_ctx, id) => certificates.viewOf(id),
  }),
]
