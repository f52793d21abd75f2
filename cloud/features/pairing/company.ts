import type { Holder } from '@shared/core/case'
import { firstReminder, nextReminder, type Reminded, sayReminder } from '@shared/features/pairing/company.rules'
import { stageIn } from '@shared/features/pairing/pairing.rules'
import { changeOne, findOne, type Manager } from '../../core/database'
import { withEach } from '../../core/each'
import { isKeptFrom, whyNotToday } from './able'
import { NO_REMINDER, PairingDiary } from './diary.entity'
import { Pairing } from './pairing.entity'
import type { MotherCase, PairingParts } from './pairing.ports'

const AT_ONCE = 100

const holderOf = (who: Reminded, pair: MotherCase): Holder | undefined => {
  if (who === 'her') return pair.person === undefined ? { account: pair.filer } : { person: pair.person }
  const place = pair.places?.[who]
  return place === undefined ? undefined : { role: who, place }
}

/**
 * Reminds of one child that has been without company for long: the mark on its diary is moved on in the unit of the notice, so that nobody
 * hears it twice. Who rests, is suspended or is named in an open worry is not pressed: then her child's village and town are asked in her place, and asked again and
 * again, for the child has nobody.
 */
async function remindOne(
  { ports }: PairingParts,
  m: Manager,
  { id, pairingId, remindAt, reminds }: PairingDiary,
  now: string,
): Promise<void> {
  const pair = await ports.pair(m, pairingId)
  const lives = pair !== undefined && stageIn(pair.state) === 'paired'
  const mother = pair && lives ? await ports.mother(m, String(pair.answers.mother)) : undefined
  const joins = await findOne(m, Pairing, { id: pairingId })
  const able = mother !== undefined && (await whyNotToday(ports, m, mother, now)) === undefined
  const cares = able && joins !== undefined && !(await isKeptFrom(ports, m, mother, joins.childId))
  const who = !cares && reminds === 'her' ? 'village' : reminds
  const next = lives ? (nextReminder(who, now) ?? (cares ? undefined : firstReminder(now))) : undefined
  const changed = next ? { remindAt: next.at, reminds: next.who } : { remindAt: NO_REMINDER, reminds }
  const mine = await changeOne(m, PairingDiary, 'id = :id AND remind_at = :remindAt', { id, remindAt }, changed)
  const to = pair && lives ? holderOf(who, pair) : undefined
  if (!mine || !to || !joins) return
  const child = await ports.children.look(m, joins.childId, now)
  const tell = { to, party: who === 'her' ? 'applicant' : who, sort: 'progress' as const, uncalled: true as const }
  await ports.tell(m, [{ ...tell, ...sayReminder(who, child.code, !cares) }], { application: pairingId, now })
}

/**
 * Reminds her first, then her village's cadre, then her town's, of a child of whose company nothing has been written for long. One read by
 * key when nothing is due. @returns how many there were
 */
export async function remindOfCompany(of: PairingParts, now: string): Promise<number> {
  const due = await of.db.read
    .createQueryBuilder(PairingDiary, 'd')
    .where('d.remind_at <= :now', { now })
    .orderBy('d.remind_at')
    .addOrderBy('d.id')
    .limit(AT_ONCE)
    .getMany()
  await withEach(due, (one) => of.db.write((m) => remindOne(of, m, one, now)))
  return due.length
}
