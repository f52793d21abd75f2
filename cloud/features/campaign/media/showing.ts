import type { PictureBlock } from '@shared/features/campaign/blocks'
import type { PictureFiles, RecordingFile } from '@shared/features/campaign/media.schema'
import { picturesIn } from '@shared/features/campaign/picture-line'
import { find, type Manager } from '../../../core/database'
import type { Contents } from '../campaign.store'
import type { FindPicture } from '../markdown'
import { CampaignMedia } from './media.entity'
import { widthsOf } from './renditions'

/** Where what a text shows is fetched. */
export const MEDIA = '/c/p/'

/** What opens a file that no published text shows. */
type Pass = (hash: string) => string
const open: Pass = () => ''

const isArticle = (content: Contents[keyof Contents]): content is Contents['article'] => 'body' in content

/** The pictures and the recording that a text names. */
export function mediaNamed(content: Contents[keyof Contents]): { pictures: string[]; recording: string | undefined } {
  if (!isArticle(content)) return { pictures: [], recording: undefined }
  const ids = [...picturesIn(content.body).pictures.map(({ id }) => id), ...(content.picture ? [content.picture] : [])]
  return { pictures: [...new Set(ids)], recording: content.recording }
}

/** Everything that some texts show, by id. */
export async function mediaOf(m: Manager, contents: readonly Contents[keyof Contents][]): Promise<Map<string, CampaignMedia>> {
  const ids = contents.map(mediaNamed).flatMap(({ pictures, recording }) => [...pictures, ...(recording ? [recording] : [])])
  const rows = await find(m, CampaignMedia, { id: [...new Set(ids)] })
  return new Map(rows.map((row) => [row.id, row]))
}

export const pictureFilesOf = ({ hash, width, height }: CampaignMedia, pass: Pass = open): PictureFiles => ({
  ...{ base: `${MEDIA}${hash}`, widths: widthsOf(width), width, height, pass: pass(hash) },
})

export const recordingFileOf = ({ hash, ending, seconds, bytes }: CampaignMedia, pass: Pass = open): RecordingFile => ({
  ...{ src: `${MEDIA}${hash}.${ending}${pass(hash)}`, seconds, bytes },
})

/** Finds pictures among what was read, as a text's blocks show them. */
export const pictureFinder =
  (media: ReadonlyMap<string, CampaignMedia>, pass: Pass = open): FindPicture =>
  (id, alt, caption) => {
    const row = media.get(id)
    return row?.sort === 'picture' ? ({ sort: 'picture', ...pictureFilesOf(row, pass), alt, caption } satisfies PictureBlock) : undefined
  }
