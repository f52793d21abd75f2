import { ID } from '@shared/core/names'
import { dayOf } from '@shared/core/time'
import type { Atlas } from '../../core/atlas'
import { countUp } from '../../core/counting'
import type { Database } from '../../core/database'
import { CampaignRead } from './campaign.entity'

export interface Reads {
  /** one more reading of a page; nothing about who, nor the time of day, is kept @param village whose board the code hung on */
  seen(textId: string, village: string | undefined): void
  /** writes down what was counted since the last time; what a crash takes is a few seconds' readings */
  flush(): Promise<number>
}

/** Beyond it nothing new is counted until the next round: made-up villages must not fill the memory. */
const MOST = 10_000

/** What is counted and not written down yet, by page, village and day. */
type Counts = Map<string, CampaignRead>

function count(counts: Counts, one: CampaignRead): void {
  const key = `${one.textId} ${one.villageId} ${one.day}`
  const known = counts.get(key)
  if (known) known.times += one.times
  else if (counts.size < MOST) counts.set(key, { ...one })
}

/** Counts readings in memory and writes them down now and then: a page that many read at once costs no write each. */
export function readsOf(db: Database, atlasOf: () => Promise<Atlas>, now: () => string): Reads {
  let counts: Counts = new Map()
  return {
    seen: (textId, village) => {
      const villageId = village !== undefined && ID.test(village) ? village : ''
      count(counts, { textId, villageId, day: dayOf(now()), times: 1 })
    },
    flush: async () => {
      if (counts.size === 0) return 0
      const atlas = await atlasOf()
      const known = (id: string) => (atlas.find(id)?.level === 'village' ? id : '')
      const merged: Counts = new Map()
      // Villages that somebody made up are none together: they must not become a write each.
      for (const one of counts.values()) count(merged, { ...one, villageId: known(one.villageId) })
      counts = new Map()
      const taken = [...merged.values()]
      const written = db.write(async (m) => {
        for (const one of taken) await countUp(m, CampaignRead, one, 'times')
      })
      await written.catch((error) => {
        for (const one of taken) count(counts, one)
        throw error
      })
      return taken.length
    },
  }
}
