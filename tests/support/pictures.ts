import { pictures, village } from '@shared/core/fields'
import { type AnyKind, defineKind } from '@shared/core/kind'
import sharp from 'sharp'

const PLAIN = { channels: 3, background: '#7a3b69' } as const

/** A JPEG with a plain colour, as a phone would send it. */
export const jpeg = (width = 300, height = 200): Promise<Buffer> =>
  sharp({ create: { width, height, ...PLAIN } })
    .jpeg()
    .toBuffer()

/** A phone's photo: taken sideways, and telling where, with what and by whom. */
export const photoWithPlace = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, ...PLAIN } })
    .withExif({
      IFD0: { Make: 'SecretPhone', Artist: 'Wang Guilan' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 15/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '107/1 30/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()

const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

/** What is no photo, whatever it is called. */
export async function noPictures(): Promise<[string, Buffer][]> {
  const whole = await jpeg()
  const bomb = await sharp({ create: { width: 8000, height: 8000, ...PLAIN } })
    .png({ compressionLevel: 9 })
    .toBuffer()
  return [
    ['a text', Buffer.from('这不是照片')],
    ['nothing', Buffer.alloc(0)],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>')],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a GIF', GIF],
    ['a GIF that is a page as well', Buffer.concat([GIF, Buffer.from('<script>alert(1)</script>')])],
    ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n')],
    ['the beginning of a JPEG', whole.subarray(0, whole.length - 200)],
    ['the first bytes of a JPEG', whole.subarray(0, 20)],
    ['a small file that unfolds to 64 million pixels', bomb],
  ]
}

/** A kind that asks for a village and for photos. */
export const reportWithPictures: AnyKind = defineKind({
  kind: 'pictured',
  title: '照片上报',
  about: 'region',
  fields: {
    village: village('所在村'),
    photos: pictures('照片', 3),
    hurt: pictures('伤处的照片', 3, { optional: true, personal: true }),
  },
  start: 'draft',
  states: {
    draft: {
      label: '填写中',
      waitsFor: 'applicant',
      noDeadline: '随时可以提交',
      moves: { submit: { label: '提交', to: 'village', asks: ['village', 'photos', 'hurt'] } },
    },
    village: { label: '村级核实', waitsFor: 'village', noDeadline: '不限时', moves: { accept: { label: '属实', to: 'done' } } },
    done: { label: '办好了' },
  },
})
