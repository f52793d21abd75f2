import * as v from 'valibot'
import { OFFICES } from '../../core/place'

export const placeView = v.object({
  id: v.string(),
  name: v.string(),
  level: v.picklist(['county', 'town', 'village', 'office']),
  parent: v.nullable(v.string()),
  role: v.nullable(v.picklist(OFFICES)),
})
/** All places of the county, the county first, then each town with its villages. */
export const regionList = v.object({ items: v.array(placeView) })
export type PlaceView = v.InferOutput<typeof placeView>
