import { AppError } from '@shared/core/errors'
import { fileQuery, uploadView } from '@shared/features/uploads/uploads.schema'
import { change, get, picture, type Route } from '../../core/route'
import { cleanPicture, type Uploads } from './uploads.service'

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
