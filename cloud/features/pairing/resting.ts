import { nextReminder, sayAway, sayBack } from '@shared/features/pairing/company.rules'
import { CARING } from '@shared/features/pairing/pairing.rules'
import { changeOne, find, type Manager } from '../../core/database'
import type { EffectContext, Effects } from '../../core/kind-ports'
import { isKeptFrom, whyNotToday } from './able'
import { PairingDiary } from './diary.entity'
import { reminderFrom } from './diary.store'
import { Pairing } from './pairing.entity'
import type { PairingPorts } from './pairing.ports'
import { tellVillage } from './telling-village'

type Words = (code: string) => { title: string; text: string }

/**
 * What becomes of the children of a mother who may not come for a while, because she rests, is suspended, or her check has lapsed: their
 * village hears of it at once, and the clock asks there, not her, until she is back.
 */
export function restingEffects({ ports }: { ports: PairingPorts }): Effects {
  const each = async (m: Manager, { row, actor, now }: EffectContext, reminder: ReturnType<typeof reminderFrom>, words: Words) => {
    // Whoever is about to begin with a child of hers is either heard first or waits.
    await ports.held(m, row.id)
    for (const { id, childId, begunAt } of await find(m, Pairing, { motherId: row.id, live: true })) {
      if (begunAt === null) continue
      const child = await ports.children.look(m, childId, now)
      await changeOne(m, PairingDiary, "pairing_id = :id AND data_key <> ''", { id }, reminder)
      await tellVillage(ports, m, child, { actor, now }, words(child.code))
    }
  }
  /** She comes back to all children but those from whom a worry keeps her: with them somebody else may begin. */
  const endKept = async (m: Manager, { row, atlas, now }: EffectContext) => {
    await ports.held(m, row.id)
    for (const { id, childId } of await find(m, Pairing, { motherId: row.id, live: true }))
      if (await isKeptFrom(ports, m, { person: row.people.applicant }, childId)) await ports.moveIfOpen(m, id, 'stop', atlas, now)
  }
  return {
    'caringMother.rest': async (m, context) => {
      const { state } = context.row
      // Whoever is suspended while she rests has been away already.
      const next = CARING.includes(state) ? nextReminder('her', context.now) : undefined
      if (next) await each(m, context, { remindAt: next.at, reminds: next.who }, sayAway)
      return {}
    },
    'caringMother.back': async (m, context) => {
      const { row, now } = context
      // Who comes back after her check has lapsed is suspended by that alone; and it is no way round a worry.
      const back = { answers: row.answers, person: row.people.applicant, state: 'accepted' }
      if ((await whyNotToday(ports, m, back, now)) !== undefined) return {}
      await endKept(m, context)
      await each(m, context, reminderFrom(now), sayBack)
      return {}
    },
  }
}
