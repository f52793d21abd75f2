import type { CampaignView } from '@shared/features/campaign/campaign.api'
import { download } from '../../../core/api'
import { fetchPublic } from '../../../core/incoming-file'
import { loadPlaces, nameOf } from '../../../core/places'
import { type Read, read } from '../../../core/reading'
import { pathOf } from '../keeping'
import { canvasOf, fileOf, pictureFor } from './canvas'
import { drawPoster, SIZE } from './draw'

export interface Poster {
  view: CampaignView
  /** on whose board it will hang */
  village?: string | undefined
  /** the picture on this phone */
  file: string
}

export const CANVAS = 'poster-canvas'

/**
 * Draws the poster of a campaign on this page's canvas.
 * @param village on whose board it will hang, for the cadres who keep the campaign
 * @throws Refusal
 */
export async function makePoster(slug: string, village: string | undefined): Promise<Read<Poster>> {
  const { data: view, at } = await read<CampaignView>(pathOf(slug))
  const [cover, code] = await Promise.all([fetchPublic(`/c/${view.cover}.jpg`), download(`${pathOf(slug)}/code.jpg`, { village })])
  if (village) await loadPlaces()
  const name = village && nameOf(village)
  const canvas = await canvasOf(CANVAS, SIZE)
  const [drawnCover, drawnCode] = await Promise.all([pictureFor(canvas, cover), pictureFor(canvas, code)])
  drawPoster(canvas.getContext('2d'), { title: view.title, theme: view.theme, cover: drawnCover, code: drawnCode, village: name })
  return { data: { view, village, file: await fileOf(canvas) }, at, old: false }
}
