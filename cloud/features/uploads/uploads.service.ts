import { createHmac, timingSafeEqual } from 'node:crypto'
import { AppError, invalid } from '@shared/core/errors'
import { addMs } from '@shared/core/time'
import type { SoundView, UploadView } from '@shared/features/uploads/uploads.schema'
import { In, IsNull } from 'typeorm'
import type { Caller } from '../../core/caller'
import { changeOne, type Database, insert, type Manager, remove } from '../../core/database'
import type { Marks } from '../../core/marks'
import type { Picture } from '../../core/pictures'
import type { Sealer } from '../../core/seal'
import type { Storage } from '../../core/storage'
import { Upload } from './upload.entity'

const ADDRESS_MS = 5 * 60_000
const UNKEPT_MS = 86_400_000

/** What the data key of a picture belongs to. */
export const uploadRow = ({ id }: { id: string }): string => `upload:${id}`

export interface UploadParts {
  db: Database
  /** holds sealed bytes only: it may be somebody else's machine */
  storage: Storage
  seal: Sealer
  marks: Marks
  /** signs the addresses of pictures */
  key: Buffer
  /** whether what a caller sees of the case that keeps a picture names it */
  mayOpen(caller: Caller, keeper: string, id: string, now: string): Promise<boolean>
}

export interface Uploads {
  /** the row first, in a unit of its own: a picture without a row would never be swept away */
  store(caller: Caller, id: string, picture: Picture, now: string): Promise<void>
  storeSound(caller: Caller, id: string, sound: { data: Buffer; seconds: number }, now: string): Promise<void>
  /** of a sound that she has just sent: nobody opens it before something keeps it @throws AppError notFound */
  showSound(caller: Caller, id: string): Promise<SoundView>
  /** with an address that lives five minutes @throws AppError notFound unless she may see it */
  show(caller: Caller, id: string, now: string): Promise<UploadView>
  /** the picture behind a signed address @throws AppError notFound, when the signature is wrong or too old */
  file(id: string, until: string, signature: string, now: string): Promise<Buffer>
  /** @throws AppError invalidInput for one that is not hers, already another's, or of the other sort */
  keep(m: Manager, ids: readonly string[], about: { application: string; account: string; sound?: boolean }): Promise<void>
  /** what a keeper keeps; who may have it is not asked here @throws AppError notFound */
  read(keeper: string, id: string, sound: boolean): Promise<Buffer>
  /** takes pictures from their keeper in the unit and destroys their keys, all of them or only these: no address opens one any more */
  letGo(m: Manager, keeper: string, ids?: readonly string[]): Promise<void>
  /** a signed address that lives five minutes; who may have it is not asked here */
  address(id: string, now: string): string
  /** deletes what no case has kept for a day */
  sweep(now: string): Promise<number>
  /** deletes the pictures of a case, or those of an account that no case keeps; may be repeated */
  forget(of: { applicationId: string } | { accountId: string }): Promise<number>
}

/** Pictures and sounds: sealed in the storage, each kept by one thing; pictures of cases are opened by signed addresses. */
export function uploadsService({ db, storage, seal, marks, key, mayOpen }: UploadParts): Uploads {
  const said = ({ id, accountId, applicationId }: Pick<Upload, 'id' | 'accountId' | 'applicationId'>) =>
    [id, accountId, applicationId] as const
  const isWhole = (row: Upload) => marks.hold('upload', said(row), row.mark)
  const sign = (id: string, until: string) => createHmac('sha256', key).update(`${id}|${until}`).digest('base64url')
  const missing = () => new AppError('notFound', '照片的地址过期了，请刷新再看')
  // The row last, so that no file is forgotten.
  const destroy = async (id: string) => {
    await storage.remove(id)
    await db.write((m) => remove(m, Upload, { id }))
  }
  const address: Uploads['address'] = (id, now) => {
    const until = String(Date.parse(now) + ADDRESS_MS)
    return `/api/files/${id}?until=${until}&sig=${sign(id, until)}`
  }
  const put = async (caller: Caller, id: string, data: Buffer, what: Pick<Upload, 'width' | 'height' | 'seconds'>, now: string) => {
    const row = { id, accountId: caller.account, applicationId: null, dataKey: seal.newKey(uploadRow({ id })) }
    const mark = marks.of('upload', said(row))
    await db.write((m) => insert(m, Upload, { ...row, ...what, mark, bytes: data.length, at: now }))
    await storage.put(id, seal.sealFile(uploadRow(row), row.dataKey, data))
  }
  return {
    address,
    store: (caller, id, { data, width, height }, now) => put(caller, id, data, { width, height, seconds: 0 }, now),
    storeSound: (caller, id, { data, seconds }, now) => put(caller, id, data, { width: 0, height: 0, seconds }, now),
    showSound: async (caller, id) => {
      const row = await db.read.findOneBy(Upload, { id })
      if (!row || !isWhole(row) || row.seconds === 0 || row.accountId !== caller.account) throw missing()
      return { id, seconds: row.seconds, bytes: row.bytes }
    },
    read: async (keeper, id, sound) => {
      const [row, data] = await Promise.all([db.read.findOneBy(Upload, { id, applicationId: keeper }), storage.get(id)])
      if (!row || !isWhole(row) || row.seconds > 0 !== sound || row.dataKey === '' || !data) throw missing()
      return seal.openFile(uploadRow(row), row.dataKey, data)
    },
    show: async (caller, id, now) => {
      const row = await db.read.findOneBy(Upload, { id })
      const allowed =
        row &&
        isWhole(row) &&
        row.seconds === 0 &&
        (row.applicationId ? await mayOpen(caller, row.applicationId, id, now) : row.accountId === caller.account)
      if (!allowed) throw missing()
      return { id, url: address(id, now), width: row.width, height: row.height, bytes: row.bytes }
    },
    file: async (id, until, signature, now) => {
      const right = Buffer.from(sign(id, until))
      const given = Buffer.from(signature)
      if (right.length !== given.length || !timingSafeEqual(right, given) || Number(until) < Date.parse(now)) throw missing()
      const [row, data] = await Promise.all([db.read.findOneBy(Upload, { id }), storage.get(id)])
      if (!row || row.dataKey === '' || !data) throw missing()
      return seal.openFile(uploadRow(row), row.dataKey, data)
    },
    keep: async (m, ids, { application, account, sound = false }) => {
      for (const id of new Set(ids)) {
        const row = await m.findOneBy(Upload, { id })
        const already = row?.applicationId === application
        const right = row !== null && isWhole(row) && row.seconds > 0 === sound
        const hers = right && (already || (row.applicationId === null && row.accountId === account))
        const free = 'id = :id AND account_id = :account AND application_id IS NULL'
        const set = { applicationId: application, mark: marks.of('upload', [id, account, application]) }
        const kept = hers && (already || (await changeOne(m, Upload, free, { id, account }, set)))
        if (!kept) invalid(sound ? { sounds: '有一段录音没有传成，请重新录' } : { pictures: '有一张照片没有传成，请重新拍' })
      }
    },
    letGo: async (m, keeper, ids) => {
      const rows = await m.findBy(Upload, { applicationId: keeper, ...(ids ? { id: In([...ids]) } : {}) })
      // The sweep finds them as what nobody keeps, and takes the files.
      for (const { id } of rows) {
        const nobodys = { applicationId: null, accountId: '', dataKey: '', mark: marks.of('upload', [id, '', null]) }
        await changeOne(m, Upload, 'id = :id', { id }, nobodys)
      }
    },
    sweep: async (now) => {
      const old = await db.read
        .createQueryBuilder(Upload, 'u')
        .where('u.application_id IS NULL AND u.at < :before', { before: addMs(now, -UNKEPT_MS) })
        .limit(100)
        .getMany()
      for (const { id } of old) {
        // Taken from her first, so that no case can keep a picture whose file is about to go.
        const nobodys = { accountId: '', mark: marks.of('upload', [id, '', null]) }
        if (await db.write((m) => changeOne(m, Upload, 'id = :id AND application_id IS NULL', { id }, nobodys))) await destroy(id)
      }
      return old.length
    },
    forget: async (of) => {
      const rows = await db.read.findBy(Upload, 'accountId' in of ? { ...of, applicationId: IsNull() } : of)
      for (const { id } of rows) await destroy(id)
      return rows.length
    },
  }
}
