import { coverHead } from '../../core/cover-head'
import { drawPdf, drawPicture } from '../../core/paper'
import type { Faces } from '../../core/paper-fonts'
import { certificateLayout } from './certificate.paper'
import type { Order } from './papers.order'
import { HEAD, posterLayout } from './poster.paper'
import { signInFormLayout } from './sign-in-form.paper'

/** Pixels: the width of a phone's screen, three times. */
const PICTURE = 1080

/** Draws what was ordered; runs in the press. */
export async function drawn(order: Order, now: string, faces: Faces): Promise<Buffer> {
  if (order.paper === 'poster')
    return drawPdf(order.told.title, now, posterLayout(order.told, await coverHead(order.told.cover, HEAD)), faces)
  if (order.paper === 'signInForm') return drawPdf(`${order.head.title} 签到表`, now, signInFormLayout(order.head, order.rows), faces)
  const layout = certificateLayout(order.told)
  return order.as === 'picture' ? drawPicture(PICTURE, layout, faces) : drawPdf(`培训证书 ${order.told.number}`, now, layout, faces)
}
