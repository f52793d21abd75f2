import { AppError } from '@shared/core/errors'
import { addMs, dayOf } from '@shared/core/time'
import { usualReads } from '@shared/features/child/child.alarm'
import { isPart } from '@shared/features/child/child.parts'
import type { OpenedParts } from '@shared/features/child/child.schema'
import type { Purpose } from '@shared/features/child/child.words'
import type { Caller } from '../../core/caller'
import { changeOne, find, insert, isDuplicate, type Manager } from '../../core/database'
import { type Child, ChildRead, ChildReader } from './child.entity'
import { type ChildParts, tellPlaces } from './child.ports'
import type { ConsentStore } from './consents'
import { isHers, mustBeOpenable, mustBeShown, noOpening, OPEN_MS, type Openings } from './openings.service'

const PAST_DAYS = 30

/** Whether a row was not there yet. */
async function isNew(inserted: Promise<void>): Promise<boolean> {
  try {
    await inserted
    return true
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

/**
 * Counts a child once a day for who has read of it, and tells the county when that is more than usual. Where the reader is all that the county
 * has, whoever runs the program hears it by the log; and every such day stands in the county's yearly report.
 */
async function count(
  { ports, log }: ChildParts,
  m: Manager,
  child: Child,
  { account, name, now }: { account: string; name: string; now: string },
) {
  const day = dayOf(now)
  if (!(await isNew(insert(m, ChildRead, { accountId: account, day, childId: child.id })))) return
  const key = { account, day }
  const more = () => changeOne(m, ChildReader, 'account_id = :account AND day = :day', key, { children: () => 'children + 1' })
  // The counter's row is hers alone: her other phone waits for it, and so no two of them both count less than there is.
  if (!(await more()) && !(await isNew(insert(m, ChildReader, { accountId: account, day, children: 1, told: false })))) await more()
  const days = await find(m, ChildReader, { accountId: account }, { order: { day: 'DESC' }, limit: PAST_DAYS + 1 })
  const usual = usualReads(
    ports.readsADay,
    days.filter((one) => one.day < day).map(({ children }) => children),
  )
  const alarmed = 'account_id = :account AND day = :day AND told = 0 AND children > :usual'
  if (!(await changeOne(m, ChildReader, alarmed, { ...key, usual }, { told: true }))) return
  const text = `${name}今天看了${usual + 1}个孩子的封存内容，比平时多，请在查看记录里核对。`
  const words = { sort: 'todo', title: '今天看得比平时多', text, leads: { page: 'reads', id: day } } as const
  // From whom what is done for this child is kept, hears no number that it is part of.
  const except = await ports.worries.keptFrom(m, child.id)
  const told = await tellPlaces(m, ports, [{ role: 'county', place: child.countyId }], words, { by: account, now, except })
  if (told === 0)
    log.error(
      { account, day, children: usual + 1 },
      'more children were read than usual, and nobody of the county but the reader could be told',
    )
}

/** The one way to what is sealed: an open request of one's own; every look is a step in the child's chain. */
export function readingService(of: ChildParts, consents: ConsentStore, { held, change }: Openings) {
  const consentWords = async (m: Manager, child: Child, now: string): Promise<OpenedParts['consents']> =>
    (await consents.all(m, child.id))
      .filter(({ withdrawnAt }) => withdrawnAt === null)
      .map((row) => {
        const { relation, name, pictures } = consents.words(child, row)
        return { purpose: row.purpose as Purpose, relation, name, pictures: pictures.map((id) => of.ports.pictures.address(id, now)) }
      })
  return {
    /** @param name of who reads, for the county's alarm @throws AppError notFound for whoever it was not opened for; notOpen, consentMissing */
    read: async (m: Manager, caller: Caller, id: string, name: string, now: string): Promise<OpenedParts> => {
      const { row, child } = await held(m, caller, id)
      if (!isHers(row, caller)) throw noOpening()
      if (row.state !== 'open' || row.until <= now) throw new AppError('notOpen', '现在不能看：还没有同意，或者时间已经过了')
      await mustBeOpenable(of, m, child, caller)
      const asked = row.parts.split(',')
      await mustBeShown(of, consents, m, { child, parts: asked, now })
      const [until] = [row.until, addMs(now, OPEN_MS)].sort()
      const opened = row.openedAt ? row : await change(m, row, { openedAt: now, until: until as string })
      const parts: OpenedParts['parts'] = {}
      for (const part of await of.parts.of(m, child))
        if (isPart(part.part) && asked.includes(part.part)) parts[part.part] = of.parts.open(part)
      const { photo } = parts
      if (photo) photo.picture = (photo.picture as string[]).map((one) => of.ports.pictures.address(one, now))
      await of.store.grow(m, child, { sort: 'read', actor: caller.account, parts: asked, about: id, at: now })
      await count(of, m, child, { account: caller.account, name, now })
      return {
        code: child.code,
        parts,
        consents: asked.includes('consents') ? await consentWords(m, child, now) : null,
        until: opened.until,
      }
    },
  }
}
export type Reading = ReturnType<typeof readingService>
