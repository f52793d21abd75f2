import type { Database } from '../../cloud/core/database'
import { type Row, rowsOf, shapesOf } from '../../cloud/core/rows'
import { Activity, ActivityPlace } from '../../cloud/features/activity/activity.entity'
import { Application, ApplicationEvent, ApplicationSlot, ApplicationTodo } from '../../cloud/features/applications/application.entity'
import { Notice, Outbox } from '../../cloud/features/notices/notice.entity'

/** What does not fit together in a database: half of a unit of work, a counter that says something else than what it counts. */
export async function torn({ read }: Database): Promise<string[]> {
  const [cases, events, todos, slots] = [
    await read.find(Application),
    await read.find(ApplicationEvent),
    await read.find(ApplicationTodo),
    await read.find(ApplicationSlot),
  ]
  const [activities, places] = [await read.find(Activity), await read.find(ActivityPlace)]
  const [notices, outbox] = [await read.find(Notice), await read.find(Outbox)]
  const faults: string[] = []
  const must = (holds: boolean, fault: string) => holds || faults.push(fault)
  const known = new Set(cases.map(({ id }) => id))
  for (const { id, version, head, state } of cases) {
    const hers = events.filter((event) => event.applicationId === id).sort((a, b) => a.seq - b.seq)
    must(hers.length === version && hers.every(({ seq }, i) => seq === i + 1), `${id} has ${hers.length} events at version ${version}`)
    must(hers.at(-1)?.hash === head && hers.at(-1)?.toState === state, `the head of ${id} is not its last event`)
    must(
      places.some(({ applicationId }) => applicationId === id),
      `${id} has no place`,
    )
  }
  for (const { applicationId } of [...events, ...todos, ...slots, ...places])
    must(known.has(applicationId), `something belongs to ${applicationId}, which is not there`)
  for (const { id, seats, taken, waiting, queueLast } of activities) {
    const count = (standing: string) => places.filter((place) => place.activityId === id && place.standing === standing).length
    must(taken === count('seated') && taken <= seats, `${taken} of ${seats} seats are taken and ${count('seated')} sit`)
    must(waiting === count('waiting'), `${waiting} wait and ${count('waiting')} do`)
    const queued = places.flatMap((place) => (place.activityId === id && place.queueNo > 0 ? [place.queueNo] : []))
    must(queued.sort((a, b) => a - b).every((no, i) => no === i + 1) && queued.length === queueLast, `the queue is ${queued}`)
  }
  const sent = new Set(outbox.map(({ id }) => id))
  must(notices.length === sent.size && notices.every(({ id }) => sent.has(id)), 'notices and outbox differ')
  return faults
}

/** Every row of every table, in the order of its key. */
export async function allRows(db: Database): Promise<Record<string, Row[]>> {
  const tables: Record<string, Row[]> = {}
  for (const shape of shapesOf(db.read)) {
    const rows: Row[] = []
    for await (const page of rowsOf(db.read, shape)) rows.push(...page)
    tables[shape.name] = rows
  }
  return tables
}
