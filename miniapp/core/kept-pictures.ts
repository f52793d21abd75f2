import type { Picture } from './picture-queue'
import { dropFile } from './smaller-picture'
import { forget, keep, keysFrom, recall } from './storage'

const PREFIX = 'pictures:'

/** `of`: the account and the draft that the pictures belong to */
export const readPictures = async (of: string): Promise<readonly Picture[]> => (await recall<Picture[]>(`${PREFIX}${of}`)) ?? []
export const savePictures = (of: string, pictures: readonly Picture[]): Promise<void> => keep(`${PREFIX}${of}`, pictures)

/** Takes the pictures of a draft, or of all drafts of an account, off this phone: the files, then the lists that know of them. */
export async function wipePictures(of: string): Promise<void> {
  for (const key of keysFrom(`${PREFIX}${of}`)) {
    for (const { file } of (await recall<Picture[]>(key)) ?? []) dropFile(file)
    await forget(key)
  }
}
