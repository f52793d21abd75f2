import { addDays, dayOf } from '@shared/core/time'
import { DIARY_KEPT } from '@shared/features/pairing/diary.retention'
import { withEach } from '../../core/each'
import { PairingDiary } from './diary.entity'
import type { Diaries } from './diary.service'
import { Pairing } from './pairing.entity'
import type { PairingParts } from './pairing.ports'

const AT_ONCE = 100

/**
 * Destroys the diaries of pairings that have been over for so long that nobody needs them any more (个人信息保护法 19, 47); as long as
 * somebody is worried about the child they are kept. @returns how many there were to look at
 */
export async function forgetDiaries({ db, ports }: PairingParts, diaries: Pick<Diaries, 'destroyOne'>, now: string): Promise<number> {
  let count = 0
  for (let after = ''; ; ) {
    const over = await db.read
      .createQueryBuilder(PairingDiary, 'd')
      .innerJoin(Pairing, 'p', 'p.id = d.pairingId')
      .where("p.live = :no AND d.dataKey <> '' AND d.id > :after", { no: false, after })
      .orderBy('d.id')
      .limit(AT_ONCE)
      .getMany()
    await withEach(over, ({ pairingId }) =>
      db.write(async (m) => {
        const pair = await ports.pair(m, pairingId)
        const joins =
          pair && addDays(dayOf(pair.changedAt), DIARY_KEPT.days) <= dayOf(now) && (await m.findOneBy(Pairing, { id: pairingId }))
        if (!joins) return
        // Held first: whoever is worried in this moment is either heard before or comes too late for it.
        await ports.children.hold(m, joins.childId, now)
        if (!(await ports.worried(m, joins.childId))) await diaries.destroyOne(m, pairingId)
      }),
    )
    count += over.length
    const last = over.at(-1)
    if (!last || over.length < AT_ONCE) return count
    after = last.id
  }
}
