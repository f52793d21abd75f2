import { AppError } from '@shared/core/errors'
import type { FontFiles } from './core/font-files'
import { type Faces, openFaces } from './core/paper-fonts'
import type { Printed, Printing } from './core/press'
import { drawn } from './features/activity/papers'
import { drawnApproval } from './features/campaign/approval.paper'
import { drawnCampaignPoster } from './features/campaign/poster.paper'
import type { Order } from './press'

/** The press: a process that draws papers for the server and ends with it. It is told what stands on the paper, and nothing else. */
let opened: { fonts: FontFiles; faces: Faces } | undefined

async function facesOf(fonts: FontFiles): Promise<Faces> {
  if (opened?.fonts.regular !== fonts.regular || opened.fonts.bold !== fonts.bold) opened = { fonts, faces: await openFaces(fonts) }
  return opened.faces
}

function draw(order: Order, now: string, faces: Faces): Promise<Buffer> {
  if (order.paper === 'approval') return drawnApproval(order.told, now, faces)
  return order.paper === 'campaignPoster' ? drawnCampaignPoster(order, now, faces) : drawn(order, now, faces)
}

async function answer({ fonts, now, order }: Printing<Order>): Promise<Printed> {
  try {
    return { data: await draw(order, now, await facesOf(fonts)) }
  } catch (error) {
    if (error instanceof AppError) return { refused: { code: error.code, message: error.message } }
    return { failed: (error as Error).stack ?? String(error) }
  }
}

process.on('message', async (printing: Printing<Order>) => {
  process.send?.(await answer(printing))
})
process.on('disconnect', () => process.exit(0))
