import { AppError } from '@shared/core/errors'
import { fileQuery, soundView, uploadView } from '@shared/features/uploads/uploads.schema'
import { cleanPicture } from '../../core/pictures'
import { recordingOf } from '../../core/recording'
import { change, get, picture, type Route } from '../../core/route'
import type { Uploads } from './uploads.service'

export const uploadsRoutes = (uploads: Uploads): Route[] => [
  change('post', {
    path: '/uploads',
    summary: '上传一张照片（multipart，最大 8 MB）；位置等信息会去掉',
    status: 201,
    takesFile: 'picture',
    limit: 'guessable',
    answer: uploadView,
    prepare: async ({ file, caller, now }, id) => {
      if (!file) throw new AppError('wrongType', '请选择一张照片上传')
      await uploads.store(caller, id, await cleanPicture(file.data), now)
    },
    write: async () => undefined,
    show: ({ caller, now }, id) => uploads.show(caller, id, now),
  }),
  change('post', {
    path: '/sounds',
    summary: '上传一段录音（multipart，mp3，最大 3 MB、3分钟）；只留声音，别的都去掉',
    status: 201,
    takesFile: 'recording',
    limit: 'guessable',
    answer: soundView,
    prepare: async ({ file, caller, now }, id) => {
      if (!file) throw new AppError('wrongType', '请选择一段录音上传')
      const { ending, ...heard } = recordingOf(file.data)
      // One sort: whatever plays it is told the right one.
      if (ending !== 'mp3') throw new AppError('wrongType', '录音请用 mp3')
      await uploads.storeSound(caller, id, heard, now)
    },
    write: async () => undefined,
    show: ({ caller }, id) => uploads.showSound(caller, id),
  }),
  get({
    path: '/uploads/:id',
    summary: '一张照片的地址，五分钟有效',
    answer: uploadView,
    show: ({ caller, params, now }) => uploads.show(caller, String(params.id), now),
  }),
  get({
    path: '/files/:id',
    summary: '凭签名地址打开照片',
    who: 'public',
    query: fileQuery,
    answer: picture,
    show: ({ params, query, now }) => uploads.file(String(params.id), query.until, query.sig, now),
  }),
]
