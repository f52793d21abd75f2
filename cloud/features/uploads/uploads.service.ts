import { createHmac, timingSafeEqual } from 'node:crypto'
import { AppError, invalid } from '@shared/core/errors'
import { addMs } from '@shared/core/time'
import type { UploadView } from '@shared/features/uploads/uploads.schema'
import sharp from 'sharp'
import type { Caller } from '../../core/caller'
import { changeOne, type Database, insert, type Manager } from '../../core/database'
import type { Storage } from './storage'
import { Upload } from './upload.entity'

const ADDRESS_MS = 5 * 60_000
const UNKEPT_MS = 86_400_000
const LONGEST_SIDE = 2000
const MOST_PIXELS = 50_000_000
const KINDS = new Set(['jpeg', 'png', 'webp', 'heif'])

export interface Picture {
  data: Buffer
  width: number
  height: number
}

/**
 * Makes a clean JPEG of what was sent: turned upright, at most 2,000 px long, without place, camera or any other data.
 * @throws AppError wrongType when it is no picture, judged by its content
 */
export async function cleanPicture(sent: Buffer): Promise<Picture> {
  const wrong = () => new AppError('wrongType', '这不是照片，请重新选一张')
  if (sent.length === 0) throw wrong()
  const source = sharp(sent, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
  const { format } = await source.metadata().catch(() => Promise.reject(wrong()))
  if (!KINDS.has(format ?? '')) throw wrong()
  const { data, info } = await source
    .rotate()
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 80 })
    .toBuffer({ resolveWithObject: true })
    .catch(() => Promise.reject(wrong()))
  return { data, width: info.width, height: info.height }
}

export interface Uploads {
  /** the row first, in a unit of its own: a picture without a row would never be swept away */
  store(caller: Caller, id: string, picture: Picture, now: string): Promise<void>
  /** with an address that lives five minutes @throws AppError notFound unless she may see it */
  show(caller: Caller, id: string, now: string): Promise<UploadView>
  /** the picture behind a signed address @throws AppError notFound, when the signature is wrong or too old */
  file(id: string, until: string, signature: string, now: string): Promise<Buffer>
  keep(m: Manager, ids: readonly string[], about: { application: string; account: string }): Promise<void>
  /** deletes what no case has kept for a day */
  sweep(now: string): Promise<number>
}

/** `maySee` says whether a caller may see the case that keeps a picture. */
export function uploadsService(
  db: Database,
  storage: Storage,
  key: Buffer,
  maySee: (caller: Caller, application: string) => Promise<boolean>,
): Uploads {
  const sign = (id: string, until: string) => createHmac('sha256', key).update(`${id}|${until}`).digest('base64url')
  const missing = () => new AppError('notFound', '照片的地址过期了，请刷新再看')
  return {
    store: async (caller, id, { data, width, height }, now) => {
      await db.write((m) =>
        insert(m, Upload, { id, accountId: caller.account, applicationId: null, width, height, bytes: data.length, at: now }),
      )
      await storage.put(id, data)
    },
    show: async (caller, id, now) => {
      const row = await db.read.findOneBy(Upload, { id })
      const allowed = row && (row.applicationId ? await maySee(caller, row.applicationId) : row.accountId === caller.account)
      if (!allowed) throw missing()
      const until = String(Date.parse(now) + ADDRESS_MS)
      return { id, url: `/api/files/${id}?until=${until}&sig=${sign(id, until)}`, width: row.width, height: row.height, bytes: row.bytes }
    },
    file: async (id, until, signature, now) => {
      const right = Buffer.from(sign(id, until))
      const given = Buffer.from(signature)
      if (right.length !== given.length || !timingSafeEqual(right, given) || Number(until) < Date.parse(now)) throw missing()
      const data = await storage.get(id)
      if (!data) throw missing()
      return data
    },
    keep: async (m, ids, { application, account }) => {
      for (const id of new Set(ids)) {
        const free = 'id = :id AND account_id = :account AND application_id IS NULL'
        const kept =
          (await changeOne(m, Upload, free, { id, account }, { applicationId: application })) ||
          (await m.existsBy(Upload, { id, applicationId: application }))
        if (!kept) invalid({ pictures: '有一张照片没有传成，请重新拍' })
      }
    },
    sweep: async (now) => {
      const old = await db.read
        .createQueryBuilder(Upload, 'u')
        .where('u.application_id IS NULL AND u.at < :before', { before: addMs(now, -UNKEPT_MS) })
        .limit(100)
        .getMany()
      for (const { id } of old) {
        // Taken from her first, so that no case can keep a picture whose file is about to go; the row last, so that no file is forgotten.
        if (!(await db.write((m) => changeOne(m, Upload, 'id = :id AND application_id IS NULL', { id }, { accountId: '' })))) continue
        await storage.remove(id)
        await db.write((m) => m.createQueryBuilder().delete().from(Upload).where('id = :id', { id }).execute())
      }
      return old.length
    },
  }
}
