import { ID } from '@shared/core/names'
import { dayOf } from '@shared/core/time'
import type { Atlas } from '../../core/atlas'
import { changeOne, type Database, insert, isDuplicate, type Manager } from '../../core/database'
import { CampaignRead } from './campaign.entity'

export interface Reads {
  /** one more reading of a page; nothing about who, nor the time of day, is kept @param village whose board the code hung on */
  seen(textId: string, village: string | undefined): void
  /** writes down what was counted since the last time; what a crash takes is a few seconds' readings */
  flush(): Promise<number>
}

/** Beyond it nothing new is counted until the next round: made-up villages must not fill the memory. */
const MOST = 10_000

type Count = Pick<CampaignRead, 'textId' | 'villageId' | 'day' | 'times'>

async function add(m: Manager, { times, ...row }: Count): Promise<void> {
  const where = 'text_id = :textId AND village_id = :villageId AND day = :day'
  const more = () => changeOne(m, CampaignRead, where, row, { times: () => `times + ${times}` })
  if (await more()) return
  // Another process may have been the first of the day in the same moment.
  await insert(m, CampaignRead, { ...row, times }).catch((error) => (isDuplicate(error) ? more() : Promise.reject(error)))
}

/** Counts readings in memory and writes them down now and then: a page that many read at once costs no write each. */
export function readsOf(db: Database, atlasOf: () => Promise<Atlas>, now: () => string): Reads {
  let counts = new Map<string, Count>()
  const count = (one: Count) => {
    const key = `${one.textId} ${one.villageId} ${one.day}`
    const known = counts.get(key)
    if (known) known.times += one.times
    else if (counts.size < MOST) counts.set(key, { ...one })
  }
  return {
    seen: (textId, village) => {
      const villageId = village !== undefined && ID.test(village) ? village : ''
      count({ textId, villageId, day: dayOf(now()), times: 1 })
    },
    flush: async () => {
      if (counts.size === 0) return 0
      const taken = [...counts.values()]
      counts = new Map()
      const atlas = await atlasOf()
      const known = (id: string) => (atlas.find(id)?.level === 'village' ? id : '')
      const written = db.write(async (m) => {
        for (const one of taken) await add(m, { ...one, villageId: known(one.villageId) })
      })
      await written.catch((error) => {
        taken.forEach(count)
        throw error
      })
      return taken.length
    },
  }
}
