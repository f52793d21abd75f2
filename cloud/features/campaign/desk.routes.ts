import { AppError } from '@shared/core/errors'
import {
  addressQuery,
  addressView,
  checkBody,
  deskCampaigns,
  deskView,
  eventBody,
  newCampaign,
  newText,
  newVersion,
  preview,
  previewBody,
  versionQuery,
  withdrawBody,
} from '@shared/features/campaign/desk.api'
import type { Atlas } from '../../core/atlas'
import { needCadre } from '../../core/caller'
import { change, get, pdf, type Route } from '../../core/route'
import { type CheckText, verdictOn } from '../../core/words'
import type { ApprovalSheet } from './approval.service'
import type { Desk } from './desk.service'
import type { MediaDesk } from './media/media.service'

interface Parts {
  desk: Desk
  media: Pick<MediaDesk, 'previewed' | 'askAgain'>
  atlas: () => Promise<Atlas>
  checkText: CheckText | undefined
}

export const deskRoutes = ({ desk, media, atlas, checkText }: Parts): Route[] => [
  get({
    path: '/campaign-desk',
    summary: '我管的专题和稿件，公开的和没公开的（妇联干部）',
    answer: deskCampaigns,
    show: async ({ caller }) => desk.list(caller, await atlas()),
  }),
  change('post', {
    path: '/campaign-desk',
    summary: '新建专题（妇联干部）；审过才公开',
    status: 201,
    body: newCampaign,
    answer: deskCampaigns,
    prepare: atlas,
    write: (m, { caller, body, now }, id) => desk.open(m, caller, id, body, now),
    show: ({ caller }, _id, places) => desk.list(caller, places),
  }),
  change('post', {
    path: '/campaign-desk/:id/texts',
    summary: '给专题加一篇文章或一份答题（办专题的妇联）',
    status: 201,
    body: newText,
    answer: deskCampaigns,
    prepare: atlas,
    write: (m, { caller, params, body, now }, _id, places) => desk.add(m, caller, String(params.id), body, places, now),
    show: ({ caller }, _id, places) => desk.list(caller, places),
  }),
  change('post', {
    path: '/campaign-desk/:id/events',
    summary: '把一个活动放到专题的页上，或者拿下来（办专题的妇联）',
    unkeyed: true,
    body: eventBody,
    answer: deskCampaigns,
    prepare: atlas,
    write: (m, { caller, params, body, now }, _id, places) => desk.event(m, caller, String(params.id), body, places, now),
    show: ({ caller }, _id, places) => desk.list(caller, places),
  }),
  get({
    path: '/campaign-addresses',
    summary: '新专题、新稿件的网址：想要的那个有没有人用，或者按标题取一个（妇联干部）',
    query: addressQuery,
    answer: addressView,
    show: async ({ caller, query }) => desk.address(caller, query, await atlas()),
  }),
  change('post', {
    path: '/campaign-previews',
    summary: '正文排出来的样子，和读的人看到的一样（妇联干部）',
    unkeyed: true,
    body: previewBody,
    answer: preview,
    show: async ({ caller, body, now }) => {
      needCadre(caller)
      return { blocks: await media.previewed(caller, body.body, await atlas(), now) }
    },
  }),
  get({
    path: '/campaign-texts/:id',
    summary: '一篇稿件的各版和改动；no 是第几版（办专题的妇联和三审的人）',
    query: versionQuery,
    answer: deskView,
    show: async ({ caller, params, query, now }) => desk.show(caller, String(params.id), query.no, await atlas(), now),
  }),
  change('post', {
    path: '/campaign-texts/:id/versions',
    summary: '写下新的一版（办专题的妇联）；follows 是打开时的那一版',
    body: newVersion,
    answer: deskView,
    prepare: atlas,
    write: (m, { caller, body, now }, id, places) => desk.write(m, caller, id, body, places, now),
    show: ({ caller, now }, id, places) => desk.show(caller, id, undefined, places, now),
  }),
  change('post', {
    path: '/campaign-texts/:id/check',
    summary: '请微信检查一版的内容，通过了才能交稿（办专题的妇联）',
    unkeyed: true,
    limit: 'guessable',
    body: checkBody,
    answer: deskView,
    prepare: async ({ caller, body, now }, id) => {
      const places = await atlas()
      const { words, media: shown } = await desk.wordsOf(caller, id, body.no, places)
      if (!checkText) throw new AppError('notOpen', '还没有配置微信，不用检查')
      await media.askAgain(caller.account, shown, now)
      return { places, verdict: await verdictOn(checkText, caller.account, words) }
    },
    write: (m, { body }, id, { verdict }) => desk.checked(m, id, body.no, verdict),
    show: ({ caller, body, now }, id, { places }) => desk.show(caller, id, body.no, places, now),
  }),
  change('post', {
    path: '/campaign-texts/:id/withdrawal',
    summary: '写明原因，马上撤下（办专题的妇联）',
    body: withdrawBody,
    answer: deskView,
    prepare: atlas,
    write: (m, { caller, body, now }, id, places) => desk.withdraw(m, caller, id, body.reason, places, now),
    show: ({ caller, now }, id, places) => desk.show(caller, id, undefined, places, now),
  }),
]

export const approvalRoutes = (sheet: ApprovalSheet): Route[] => [
  get({
    path: '/publications/:id/sheet.pdf',
    summary: '稿件审批单，A4；发布以后才有（作者和三审的人）',
    limit: 'guessable',
    answer: pdf,
    show: ({ caller, params, now }) => sheet(caller, String(params.id), now),
  }),
]
