import { AppError } from '@shared/core/errors'
import { mediaPage, mediaQuery, mediaView } from '@shared/features/campaign/media.schema'
import type { Atlas } from '../../../core/atlas'
import { change, get, type Route } from '../../../core/route'
import type { MediaDesk, MediaSort } from './media.service'

export function mediaRoutes(desk: MediaDesk, atlas: () => Promise<Atlas>): Route[] {
  const adding = (path: string, summary: string, sort: MediaSort) =>
    change('post', {
      ...{ path, summary, status: 201, takesFile: sort, limit: 'guessable' as const, query: mediaQuery, answer: mediaView },
      prepare: async ({ file, caller, query: { campaign }, now }, id) => {
        await desk.mustKeep(caller, campaign, await atlas())
        if (!file) throw new AppError('wrongType', '请选择文件上传')
        await desk.add(caller, { id, campaign, sort }, file.data, now)
      },
      write: async () => undefined,
      show: async ({ caller, now }, id) => desk.show(caller, id, await atlas(), now),
    })
  return [
    adding('/campaign-pictures', '给专题加一张图片（multipart，最大 8 MB）；位置等信息会去掉，存成几种大小（办专题的妇联）', 'picture'),
    adding(
      '/campaign-recordings',
      '给专题加一段录音（multipart，mp3、m4a、aac，最大 3 MB、3分钟）；标签会去掉（办专题的妇联）',
      'recording',
    ),
    get({
      path: '/campaign-media',
      summary: '一个专题里传过的图片和录音，新的在前（办专题的妇联）',
      query: mediaQuery,
      answer: mediaPage,
      show: async ({ caller, query, now }) => desk.list(caller, query.campaign, await atlas(), now),
    }),
    get({
      path: '/campaign-media/:id',
      summary: '一张图片或一段录音，地址五分钟有效（办专题的妇联）',
      answer: mediaView,
      show: async ({ caller, params, now }) => desk.show(caller, String(params.id), await atlas(), now),
    }),
  ]
}
