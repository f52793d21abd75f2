import { pictureLine } from '@shared/features/campaign/picture-line'
import sharp from 'sharp'
import type { Api, Json } from './api'
import { ARTICLE, FRAME, type people, published } from './publications'

/** A photograph with many colours, so that its sizes and formats differ. */
export async function photo(width = 1600, height = 1200): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="#8a2b62"/><stop offset="1" stop-color="#f6e7a1"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/><circle cx="50%" cy="40%" r="20%" fill="#2f6d4f"/></svg>`
  return sharp(Buffer.from(svg))
    .withExif({ IFD0: { Make: 'SecretPhone', Artist: 'SecretSinger' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 15/1 0/1' } })
    .jpeg({ quality: 90 })
    .toBuffer()
}

/** As many bytes as a photograph of leaves and faces: about 30 KB where it is sent to a phone. */
export const busyPhoto = (): Promise<Buffer> =>
  sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#888888', noise: { type: 'gaussian', mean: 128, sigma: 160 } } })
    .blur(2.5)
    .jpeg({ quality: 90 })
    .toBuffer()

export const sendPicture = (who: Api, campaign: string, data: Buffer, key?: string) =>
  who.send(`/api/campaign-pictures?campaign=${campaign}`, data, 'photo.jpg', key)
export const sendRecording = (who: Api, campaign: string, data: Buffer) =>
  who.send(`/api/campaign-recordings?campaign=${campaign}`, data, 'sound.mp3')

/** A campaign that nobody has published. @returns its id and that of its opening */
export async function begun(author: Api, slug: string): Promise<{ id: string; frame: string }> {
  const { body } = await author.post('/api/campaign-desk', { slug, content: FRAME })
  const { id, texts } = body.items.find((one: Json) => one.slug === slug)
  return { id, frame: texts[0].id }
}

/** Adds an article at `door`. */
export const addArticle = (author: Api, campaign: string, changed: object = {}) =>
  author.post(`/api/campaign-desk/${campaign}/texts`, { sort: 'article', slug: 'door', content: { ...ARTICLE, ...changed } })
export const articleIn = ({ items }: Json, campaign: string): string =>
  items.find((one: Json) => one.id === campaign).texts.find((one: Json) => one.slug === 'door').id

/** Body of an article with a picture in it. */
export const bodyWith = (id: string, alt = '一位妇女拿着保护令走出法院', caption = '悦江县妇联供图') =>
  `## 先说要紧的\n\n有危险打[110](tel:110)。\n\n${pictureLine({ id, alt, caption })}\n\n后面的话。`

/** A public article with a picture. @returns the ids of its campaign, of itself and of what it shows */
export async function illustrated(all: Awaited<ReturnType<typeof people>>, slug: string, taken?: Buffer) {
  const { id: campaign, frame } = await begun(all.author, slug)
  const picture = (await sendPicture(all.author, campaign, taken ?? (await photo()))).body
  const added = await addArticle(all.author, campaign, { body: bodyWith(picture.id) })
  const article = articleIn(added.body, campaign)
  await published(all, frame)
  await published(all, article)
  return { campaign, article, picture }
}
