import { anchorName } from '../core/anchor'
import type { Shelf } from '../core/backup'
import type { Settings } from '../core/settings'
import { type Storage, storageOf } from '../core/storage'

/** The files that a backup holds beside the rows, and where they lie. */
export function shelvesOf(settings: Settings['storage']): (Shelf & Storage)[] {
  return [
    { shelf: 'uploads', table: 'upload', column: 'id', nameOf: String, ...storageOf(settings, 'pictures') },
    { shelf: 'media', table: 'campaign_media', column: 'hash', nameOf: String, ...storageOf(settings, 'media') },
    { shelf: 'anchors', table: 'anchor', column: 'no', nameOf: (no) => anchorName(Number(no)), ...storageOf(settings, 'anchors') },
  ]
}

/** Puts a file back. One that is there is left alone: pictures and anchors never change, and an anchor bears witness to what was. */
export async function putBack(shelves: readonly (Shelf & Storage)[], shelf: string, name: string, data: Buffer): Promise<void> {
  const at = shelves.find((one) => one.shelf === shelf)
  if (!at) throw new Error(`备份里的文件夹 ${shelf} 这里不认识`)
  if (!(await at.get(name))) await at.put(name, data)
}
