import { COVERS, type Cover, coverColours } from '@shared/core/covers'
import sharp from 'sharp'
import { motifSvg } from './frame'

const [WIDTH, HEIGHT] = [800, 640]

/** The picture that goes with a page that is shared: the motif of its cover on its ground. */
const drawn = (cover: Cover): Promise<Buffer> => {
  const svg = motifSvg(cover, `xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT - 160}"`)
  const ground = { create: { width: WIDTH, height: HEIGHT, channels: 3 as const, background: coverColours[cover].ground } }
  return sharp(ground)
    .composite([{ input: Buffer.from(svg) }])
    .jpeg({ quality: 82 })
    .toBuffer()
}

/** Pictures by the last part of their address, each drawn when it is first asked for; undefined where there is none. */
export function picturesOf(): (name: string) => Promise<Buffer> | undefined {
  const kept = new Map<Cover, Promise<Buffer>>()
  return (name) => {
    const cover = COVERS.find((one) => name === `${one}.jpg`)
    if (!cover) return undefined
    const picture = kept.get(cover) ?? drawn(cover)
    kept.set(cover, picture)
    return picture
  }
}
