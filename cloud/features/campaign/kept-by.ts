import { covers, isLevel } from '@shared/core/place'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'

/** Whether a caller is a cadre of a campaign's place, or of one above it: she writes its texts. */
export const keeps = ({ grants }: Pick<Caller, 'grants'>, placeId: string, atlas: Atlas): boolean => {
  const chain = atlas.find(placeId)?.chain
  return chain !== undefined && grants.some(({ role, place }) => isLevel(role) && covers(place, chain))
}
