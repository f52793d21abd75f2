import { ID } from '@shared/core/names'
import { dayOf } from '@shared/core/time'
import type { Atlas } from '../../core/atlas'
import { countUp } from '../../core/counting'
import type { Database } from '../../core/database'
import { CampaignRead } from './campaign.entity'
import { tallyOf, writeDown } from './tally'

export interface Reads {
  /** one more reading of a page; nothing about who, nor the time of day, is kept @param village whose board the code hung on */
  seen(textId: string, village: string | undefined): void
  /** writes down what was counted since the last time; what a crash takes is a few seconds' readings */
  flush(): Promise<number>
}

const tally = () => tallyOf<CampaignRead>(({ textId, villageId, day }) => `${textId} ${villageId} ${day}`)

/** Counts readings in memory and writes them down now and then: a page that many read at once costs no write each. */
export function readsOf(db: Database, atlasOf: () => Promise<Atlas>, now: () => string): Reads {
  const counts = tally()
  return {
    seen: (textId, village) => {
      const villageId = village !== undefined && ID.test(village) ? village : ''
      counts.add({ textId, villageId, day: dayOf(now()), times: 1 })
    },
    flush: async () => {
      const atlas = await atlasOf()
      const known = (id: string) => (atlas.find(id)?.level === 'village' ? id : '')
      const merged = tally()
      // Villages that somebody made up are none together: they must not become a write each.
      for (const one of counts.take()) merged.add({ ...one, villageId: known(one.villageId) })
      return writeDown(merged.take(), counts, (rows) =>
        db.write(async (m) => {
          for (const one of rows) await countUp(m, CampaignRead, one, 'times')
        }),
      )
    },
  }
}
