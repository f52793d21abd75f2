import Taro from '@tarojs/taro'
import { Refusal } from '../../../core/refusal'
import type { Pen } from './draw'

/** A picture as a canvas of this platform takes it. */
export interface Picture {
  src: string
  onload: (() => void) | null
  onerror: (() => void) | null
}

export interface Canvas {
  width: number
  height: number
  getContext(sort: '2d'): Pen<Picture>
  /** a phone's own; a browser has Image instead */
  createImage?(): Picture
  /** a browser's own */
  toDataURL(type: string, quality: number): string
}

/** A browser's own. */
declare const Image: new () => Picture
declare const document: { createElement(name: 'canvas'): Canvas }

const QUALITY = 0.92
const broken = () => new Refusal('broken', '海报没有画成，请再试一次')

const onPage = (id: string): Promise<Canvas> =>
  new Promise((resolve, reject) => {
    Taro.createSelectorQuery()
      .select(`#${id}`)
      .node()
      .exec(([found]) => {
        const canvas = found?.node as Canvas | null | undefined
        if (canvas) resolve(canvas)
        else reject(broken())
      })
  })

/** An empty canvas of this size: a phone lends the one that the page has under this id. @throws Refusal when the page has none */
export async function canvasOf(id: string, { width, height }: { width: number; height: number }): Promise<Canvas> {
  const canvas = process.env.TARO_ENV === 'h5' ? document.createElement('canvas') : await onPage(id)
  canvas.width = width
  canvas.height = height
  return canvas
}

/** Loads a picture for this canvas. @throws Refusal when it is none */
export const pictureFor = (canvas: Canvas, file: string): Promise<Picture> =>
  new Promise((resolve, reject) => {
    const picture = canvas.createImage?.() ?? new Image()
    picture.onload = () => resolve(picture)
    picture.onerror = () => reject(broken())
    picture.src = file
  })

/** What was drawn, as a picture file. @throws Refusal when the phone can't write it */
export async function fileOf(canvas: Canvas): Promise<string> {
  if (process.env.TARO_ENV === 'h5') return canvas.toDataURL('image/jpeg', QUALITY)
  const { width, height } = canvas
  const size = { width, height, destWidth: width, destHeight: height }
  const made = await Taro.canvasToTempFilePath({ canvas: canvas as never, fileType: 'jpg', quality: QUALITY, ...size }).catch(() => {
    throw broken()
  })
  return made.tempFilePath
}
