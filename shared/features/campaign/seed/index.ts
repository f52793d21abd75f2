import type { CampaignSeed } from '../campaign.schema'
import { antiDrug } from './anti-drug'
import { constitution } from './constitution'
import { rightsWeek } from './rights-week'
import { safeAtHome } from './safe-at-home'

/** The campaigns that every county starts with: facts checked against the versions of the laws that laws.ts names. */
export const campaigns: readonly CampaignSeed[] = [rightsWeek, antiDrug, safeAtHome, constitution]
