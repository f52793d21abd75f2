import { deskView } from '@shared/features/campaign/desk.api'
import { newRemark, remarkAnswer } from '@shared/features/campaign/remarks.schema'
import type { Atlas } from '../../core/atlas'
import { change, type Route } from '../../core/route'
import type { Desk } from './desk.service'
import type { Remarks } from './remarks.service'

export const remarkRoutes = (remarks: Remarks, desk: Desk, atlas: () => Promise<Atlas>): Route[] => [
  change('post', {
    path: '/campaign-texts/:id/remarks',
    summary: '在一版的一段旁边写意见（三审的人，自己写的不行）',
    status: 201,
    body: newRemark,
    answer: deskView,
    prepare: atlas,
    write: (m, { caller, body, now }, id, places) => remarks.add(m, caller, id, body, places, now),
    show: ({ caller, body, now }, id, places) => desk.show(caller, id, body.no, places, now),
  }),
  change('put', {
    path: '/campaign-remarks/:id',
    summary: '答复一条意见，记下改好了没有（办专题的妇联）',
    body: remarkAnswer,
    answer: deskView,
    prepare: atlas,
    write: (m, { caller, body, now }, id, places) => remarks.answer(m, caller, id, body, places, now),
    show: ({ caller, now }, _id, places, textId) => desk.show(caller, textId as string, undefined, places, now),
  }),
  change('delete', {
    path: '/campaign-remarks/:id',
    summary: '收回还没有人答复的意见（写它的人）',
    answer: deskView,
    prepare: atlas,
    write: (m, { caller }, id, places) => remarks.takeBack(m, caller, id, places),
    show: ({ caller, now }, _id, places, textId) => desk.show(caller, textId as string, undefined, places, now),
  }),
]
