import type { Case } from '@shared/core/case'
import { namedLate } from '@shared/core/corrections'
import { AppError } from '@shared/core/errors'
import type { Grant } from '@shared/core/place'
import { keptFrom } from '@shared/core/telling'
import { namesTooLate, type Step } from '@shared/core/workflow'
import type { Caller } from '../../core/caller'
import { find, findOne, insert, type Manager, remove } from '../../core/database'
import { type Application, ApplicationEvent, ApplicationTodo, NO_ALARM, type Why } from './application.entity'
import { holderKey } from './case.store'
import type { Engine } from './engine'

/** Puts a case that does not wait for somebody into her inbox all the same, at a place in its order. Once is enough. */
export async function watch(m: Manager, by: Grant, row: Pick<Case, 'id' | 'kind'>, why: Why, at: string): Promise<void> {
  const holder = holderKey(by)
  if (await findOne(m, ApplicationTodo, { holder, applicationId: row.id })) return
  await insert(m, ApplicationTodo, { holder, due: at, applicationId: row.id, kind: row.kind, alarmAt: NO_ALARM, why })
}

async function watchedBy(m: Manager, { grants }: Pick<Caller, 'grants'>, applicationId: string): Promise<ApplicationTodo[]> {
  const holders = grants.map(holderKey)
  const rows = await find(m, ApplicationTodo, { applicationId })
  return rows.filter(({ holder, why }) => why !== '' && holders.includes(holder))
}

/** Whether a case stands in her inbox because she is to look after it. */
export const isWatched = async (m: Manager, caller: Pick<Caller, 'grants'>, applicationId: string): Promise<boolean> =>
  (await watchedBy(m, caller, applicationId)).length > 0

/** She has looked after it: it leaves her inbox. @throws AppError notFound where nothing was there to be looked after */
export async function lookedAfter(m: Manager, caller: Caller, applicationId: string): Promise<void> {
  const hers = await watchedBy(m, caller, applicationId)
  if (hers.length === 0) throw new AppError('notFound', '这一件不用您过问')
  for (const { holder, due } of hers) await remove(m, ApplicationTodo, { holder, due, applicationId })
}

const TOLD = {
  again: { title: '第二次要补正', text: '第二次提出的，头一次就能一起说。请打开小程序过问。' },
  slow: { title: '补正告知晚了', text: '过了一次告知的期限才要补正，办理时间照样从收到那天算。请打开小程序过问。' },
} as const

/** Whether a step asks for what could have been named the first time. */
async function namesTwice({ store }: Engine, m: Manager, stored: Application, { kind, party, input }: Step): Promise<boolean> {
  const asks = Object.keys(input).some((name) => kind.fields[name]?.type === 'corrections')
  if (!asks) return false
  const events = await find(m, ApplicationEvent, { applicationId: stored.id }, { order: { seq: 'ASC' } })
  const past = events.map((event) => ({ party: event.party, input: store.openInput(stored, event) }))
  return namedLate(kind, past, { party, input }).length > 0
}

/**
 * What is missing is named once, completely and in time; of a step that does it otherwise the county is told.
 * @returns whether it asks for what could have been named the first time
 */
export async function flagNaming(engine: Engine, m: Manager, stored: Application, step: Step, now: string): Promise<boolean> {
  const { kind, party, row } = step
  const again = await namesTwice(engine, m, stored, step)
  const whys = [...(again ? (['again'] as const) : []), ...(namesTooLate(step, now) ? (['slow'] as const) : [])]
  const county = (row.places.applicant ?? row.places.about)?.county
  if (county === undefined) return again
  const to: Grant = { role: 'county', place: county }
  for (const why of whys) {
    await watch(m, to, row, why, now)
    if (party === 'county') continue
    const { title, text } = TOLD[why]
    const words = kind.neutral ? { title: '有一件事请您过问', text: '请打开小程序查看。' } : { title: `${kind.title}${title}`, text }
    await engine.ports.tell(m, [keptFrom(row, { to, party: 'county', sort: 'todo', ...words, uncalled: true })], {
      application: row.id,
      now,
    })
  }
  return again
}
