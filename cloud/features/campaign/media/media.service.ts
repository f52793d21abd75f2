import { createHash } from 'node:crypto'
import { AppError } from '@shared/core/errors'
import { addMs } from '@shared/core/time'
import type { Block } from '@shared/features/campaign/blocks'
import { type MediaView, MOST_PICTURES } from '@shared/features/campaign/media.schema'
import { picturesIn } from '@shared/features/campaign/picture-line'
import type { Atlas } from '../../../core/atlas'
import type { Caller } from '../../../core/caller'
import { changeOne, type Database, find, findOne, insert, remove } from '../../../core/database'
import { recordingOf } from '../../../core/recording'
import type { Storage } from '../../../core/storage'
import type { Verdict } from '../../../core/words'
import { mustKeep } from '../known-text'
import { blocksOf } from '../markdown'
import { CampaignMedia } from './media.entity'
import { packFiles } from './packed-files'
import type { Passes } from './passes'
import { renditionName, renditionsOf } from './renditions'
import { MEDIA, pictureFilesOf, pictureFinder, recordingFileOf } from './showing'

export type MediaSort = CampaignMedia['sort']

/** Asks WeChat about a picture or a recording at this address. @returns what the answer, which comes later, will be called */
export type AskAboutMedia = (account: string, sort: CampaignMedia['sort'], url: string) => Promise<string>

/** WeChat fetches what it is asked about, in its own time. */
const ASKED_MS = 2 * 3_600_000
/** A draft lives on a phone for thirty days: what it shows must be there when it is handed in. */
const UNKEPT_MS = 31 * 86_400_000
const SHOWN = 60
/** WeChat answers within half an hour, or not at all. */
const LOST_MS = 3_600_000

export interface MediaParts {
  db: Database
  storage: Storage
  passes: Passes
  /** nothing where no WeChat is configured, or where it could not fetch anything */
  ask: AskAboutMedia | undefined
  /** where this server is reached from outside */
  publicUrl: string | undefined
}

export interface MediaDesk {
  /** for who keeps the campaign @throws AppError notFound */
  mustKeep(caller: Caller, campaign: string, atlas: Atlas): Promise<void>
  /** the row first, in a unit of its own: a file without a row would never be swept away @throws AppError wrongType, invalidInput */
  add(caller: Caller, about: { id: string; campaign: string; sort: CampaignMedia['sort'] }, sent: Buffer, now: string): Promise<void>
  /** @throws AppError notFound */
  show(caller: Caller, id: string, atlas: Atlas, now: string): Promise<MediaView>
  /** the latest of a campaign @throws AppError notFound */
  list(caller: Caller, campaign: string, atlas: Atlas, now: string): Promise<{ items: MediaView[]; next: null }>
  /** a text's blocks as readers will get them, with the pictures of campaigns that the caller keeps */
  previewed(caller: Caller, body: string, atlas: Atlas, now: string): Promise<Block[]>
  /** asks WeChat about what it has not been asked about, or has not answered for hours */
  askAgain(account: string, rows: readonly CampaignMedia[], now: string): Promise<void>
  /** what WeChat answered @throws AppError notFound while the question is not written down: WeChat says it again */
  heard(trace: string, verdict: Verdict): Promise<void>
  /** deletes what no version has shown for a month */
  sweep(now: string): Promise<number>
}

/** What is stored of what was sent, and what its row says of it. */
async function made(sort: CampaignMedia['sort'], sent: Buffer) {
  if (sort === 'recording') {
    const { data, seconds, ending } = recordingOf(sent)
    return { told: { width: 0, height: 0, seconds, ending, bytes: data.length }, files: new Map([[`.${ending}`, data]]) }
  }
  const { width, height, files } = await renditionsOf(sent)
  const bytes = (files.get(renditionName(width, 'jpg')) as Buffer).length
  return { told: { width, height, seconds: 0, ending: '' as const, bytes }, files }
}

/** Pictures and recordings for the texts of campaigns: they lie in the storage as they will be read, for they are made to be public. */
export function mediaDesk({ db, storage, passes, ask, publicUrl }: MediaParts): MediaDesk {
  const viewOf = (row: CampaignMedia, now: string): MediaView => {
    const pass = (hash: string) => passes.give(hash, now)
    const { id, at, checked, sort } = row
    return { id, at, checked, ...(sort === 'picture' ? { picture: pictureFilesOf(row, pass) } : { recording: recordingFileOf(row, pass) }) }
  }
  const keep: MediaDesk['mustKeep'] = (caller, campaign, atlas) => mustKeep(db.read, caller, campaign, atlas)
  const askAbout = async (account: string, { id, sort, hash, width, ending }: CampaignMedia, now: string) => {
    if (!ask) return
    const name = sort === 'picture' ? renditionName(width, 'jpg') : `.${ending}`
    // It is not public yet: WeChat is given a pass, as reviewers are.
    const trace = await ask(account, sort, `${publicUrl}${MEDIA}${hash}${name}${passes.give(hash, now, ASKED_MS)}`)
    await db.write((m) => changeOne(m, CampaignMedia, 'id = :id AND checked IS NULL', { id }, { trace }))
  }
  const destroy = async ({ id, hash }: CampaignMedia) => {
    await storage.remove(hash)
    await db.write((m) => remove(m, CampaignMedia, { id }))
  }
  return {
    mustKeep: keep,
    add: async (caller, { id, campaign, sort }, sent, now) => {
      const { told, files } = await made(sort, sent)
      const packed = packFiles(files)
      // With its id in it: two rows never share a file, so one can be removed without a look at the others.
      const hash = createHash('sha256').update(id).update(packed).digest('hex').slice(0, 32)
      const of = { id, campaignId: campaign, accountId: caller.account, sort, hash, at: now }
      const row: CampaignMedia = { ...of, ...told, kept: false, trace: '', checked: null }
      await db.write((m) => insert(m, CampaignMedia, row))
      await storage.put(hash, packed)
      // A WeChat that does not answer now is asked again when the text is handed in.
      await askAbout(caller.account, row, now).catch(() => undefined)
    },
    show: async (caller, id, atlas, now) => {
      const row = await findOne(db.read, CampaignMedia, { id })
      const unknown = () => new AppError('notFound', '没有这张图片或这段录音')
      if (!row) throw unknown()
      // Whoever does not keep its campaign is not told that it is there.
      await keep(caller, row.campaignId, atlas).catch((error) => Promise.reject(error instanceof AppError ? unknown() : error))
      return viewOf(row, now)
    },
    list: async (caller, campaign, atlas, now) => {
      await keep(caller, campaign, atlas)
      const rows = await find(db.read, CampaignMedia, { campaignId: campaign }, { order: { id: 'DESC' }, limit: SHOWN })
      return { items: rows.map((row) => viewOf(row, now)), next: null }
    },
    previewed: async (caller, body, atlas, now) => {
      const named = picturesIn(body).pictures.map(({ id }) => id)
      const rows = await find(db.read, CampaignMedia, { id: [...new Set(named)].slice(0, MOST_PICTURES) })
      const kept = await Promise.all(
        rows.map((row) =>
          keep(caller, row.campaignId, atlas).then(
            () => [row],
            () => [],
          ),
        ),
      )
      return blocksOf(
        body,
        pictureFinder(new Map(kept.flat().map((row) => [row.id, row])), (hash) => passes.give(hash, now)),
      )
    },
    askAgain: async (account, rows, now) => {
      const lost = ({ trace, at }: CampaignMedia) => trace === '' || addMs(at, LOST_MS) < now
      for (const row of rows) if (row.checked === null && lost(row)) await askAbout(account, row, now)
    },
    heard: async (trace, verdict) => {
      const found = trace !== '' && (await db.write((m) => changeOne(m, CampaignMedia, 'trace = :trace', { trace }, { checked: verdict })))
      if (!found) throw new AppError('notFound', '没有问过微信这一件')
    },
    sweep: async (now) => {
      const before = addMs(now, -UNKEPT_MS)
      const old = (await find(db.read, CampaignMedia, { kept: false }, { order: { at: 'ASC' }, limit: 100 })).filter(
        ({ at }) => at < before,
      )
      for (const row of old) {
        // Taken from its campaign first, so that no version can keep a picture whose file is about to go.
        const free = 'id = :id AND kept = :kept'
        const taken = await db.write((m) => changeOne(m, CampaignMedia, free, { id: row.id, kept: false }, { campaignId: '' }))
        if (taken) await destroy(row)
      }
      return old.length
    },
  }
}
