import { alarmNow, nextAlarm, superiorOf } from '@shared/core/alarms'
import { type Case, type Holder, isOfficial } from '@shared/core/case'
import { type AnyKind, stateOf } from '@shared/core/kind'
import { keptFrom, type Tell, todosOf } from '@shared/core/telling'
import { dayOf, sayDay } from '@shared/core/time'
import { changeOne, type Database, findOne, type Manager } from '../../core/database'
import { withEach } from '../../core/each'
import { Application, ApplicationTodo, NO_ALARM } from './application.entity'
import { holderKey } from './case.store'
import { type Engine, openIfWhole } from './engine'
import { watch } from './watching'

const AT_ONCE = 100

type Words = Pick<Tell, 'title' | 'text'>

/** One working day before. */
function sayNear(kind: AnyKind, row: Case, party: string, now: string): Words {
  if (kind.neutral) return { title: '有一件事快到期了', text: '请打开小程序查看。' }
  const { label, hers } = stateOf(kind, row.state)
  const step = isOfficial(party) ? label : (hers ?? label)
  return { title: `${kind.title}快到期了`, text: `“${step}”这一步${sayDay(dayOf(row.due as string), now)}到期，请打开小程序办理。` }
}

/** The same of what is missing, where it is to be named before the step is due. */
function sayNaming(kind: AnyKind, row: Case, now: string): Words {
  if (kind.neutral) return { title: '有一件事快到期了', text: '请打开小程序查看。' }
  const by = sayDay(dayOf(row.nameBy as string), now)
  const text = `“${stateOf(kind, row.state).label}”这一步，还缺什么最晚${by}一次说清；过了再要补正，办理时间照样从收到那天算。不缺就不用管。`
  return { title: `${kind.title}：要补正的请一次说清`, text }
}

/** To whoever is above, after the deadline. */
function sayLate(kind: AnyKind, row: Case, party: string): Words {
  if (kind.neutral) return { title: '有一件事超期了', text: '请打开小程序过问。' }
  const who = isOfficial(party) ? '还没有办' : '本人还没有办，请问问她是不是有难处'
  return { title: `${kind.title}超期了`, text: `“${stateOf(kind, row.state).label}”这一步已经超期，${who}。请打开小程序过问。` }
}

type Alarm = Pick<ApplicationTodo, 'holder' | 'due' | 'applicationId' | 'alarmAt'>

/** One step whose moment has come: the mark on its row is moved on in the unit of the notice, so that nobody hears it twice. */
async function sound(engine: Engine, m: Manager, { holder, due, applicationId, alarmAt }: Alarm, now: string): Promise<void> {
  const stored = await findOne(m, Application, { id: applicationId })
  const opened = stored && openIfWhole(engine, stored)
  const next = opened && nextAlarm(opened.kind, opened.row, now, engine.calendar)
  const where = 'holder = :holder AND due = :due AND application_id = :applicationId AND alarm_at = :alarmAt'
  const mine = await changeOne(m, ApplicationTodo, where, { holder, due, applicationId, alarmAt }, { alarmAt: next ?? NO_ALARM })
  if (!mine || !opened) return
  const { kind, row } = opened
  const waiting = todosOf(kind, row).find((todo) => holderKey(todo.holder) === holder)
  if (!waiting || row.due === undefined) return
  const { party } = waiting
  const tell = (to: Holder, as: string, words: Words) =>
    engine.ports.tell(
      m,
      [keptFrom(row, { to, party: as, sort: 'todo', ...words, uncalled: true, ...(kind.urgent ? { urgent: true } : {}) })],
      {
        application: row.id,
        now,
      },
    )
  const what = alarmNow(kind, row, now, engine.calendar)
  if (what !== 'late')
    return what && tell(waiting.holder, party, what === 'name' ? sayNaming(kind, row, now) : sayNear(kind, row, party, now))
  const superior = superiorOf(row, party)
  if (!superior) return
  await watch(m, superior, row, 'late', row.due)
  await tell(superior, superior.role, sayLate(kind, row, party))
}

/**
 * Reminds whoever has a step one working day before it is due, and tells the next level up once it is late. One read by key when nothing
 * is due. @returns how many there were
 */
export async function soundAlarms(engine: Engine, db: Database, now: string): Promise<number> {
  const due = await db.read
    .createQueryBuilder(ApplicationTodo, 't')
    .where('t.alarm_at <= :now', { now })
    .orderBy('t.alarm_at')
    .addOrderBy('t.application_id')
    .limit(AT_ONCE)
    .getMany()
  await withEach(due, (one) => db.write((m) => sound(engine, m, one, now)))
  return due.length
}
