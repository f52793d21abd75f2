import { AppError } from '@shared/core/errors'
import sharp, { type Sharp } from 'sharp'

const LONGEST_SIDE = 2000
const MOST_PIXELS = 50_000_000
const KINDS = new Set(['jpeg', 'png', 'webp', 'heif'])

export interface Picture {
  data: Buffer
  width: number
  height: number
}

/** What was asked for last: one picture at a time, for a file of a few hundred kilobytes may take as many megabytes while it is open. */
let lastRead: Promise<unknown> = Promise.resolve()

/**
 * Reads what was sent as a picture, one after the other, and makes something of it: turned upright, within `box`, on white, and without
 * place, camera or any other data.
 * @throws AppError wrongType when it is no picture, judged by its content
 */
export function readPicture<T>(sent: Buffer, box: { width: number; height: number }, make: (upright: Sharp) => Promise<T>): Promise<T> {
  const read = lastRead.then(() => readOne(sent, box, make))
  lastRead = read.catch(() => undefined)
  return read
}

async function readOne<T>(sent: Buffer, box: { width: number; height: number }, make: (upright: Sharp) => Promise<T>): Promise<T> {
  const wrong = () => new AppError('wrongType', '这不是照片，请重新选一张')
  if (sent.length === 0) throw wrong()
  const source = sharp(sent, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
  const { format } = await source.metadata().catch(() => Promise.reject(wrong()))
  if (!KINDS.has(format ?? '')) throw wrong()
  const upright = source
    .rotate()
    .resize({ ...box, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
  return make(upright).catch(() => Promise.reject(wrong()))
}

/** A clean JPEG of what was sent, at most 2,000 px long. @throws AppError wrongType when it is no picture */
export const cleanPicture = (sent: Buffer): Promise<Picture> =>
  readPicture(sent, { width: LONGEST_SIDE, height: LONGEST_SIDE }, async (upright) => {
    const { data, info } = await upright.jpeg({ quality: 80 }).toBuffer({ resolveWithObject: true })
    return { data, width: info.width, height: info.height }
  })
