import type { Duration } from '@shared/core/deadline'
import { isEnd, stateOf } from '@shared/core/kind'
import { addMs } from '@shared/core/time'
import type { Atlas } from '../../core/atlas'
import { changeOne, type Database, type Manager } from '../../core/database'
import { Application } from './application.entity'
import { isErased } from './case.chain'
import type { Engine } from './engine'
import { eraseCase } from './erasing'

const DAY_MS = 86_400_000
/** As long as a draft stays on a phone. */
const DRAFT_DAYS = 30
const PAGE = 200

interface Around {
  engine: Engine
  db: Database
  /** what others keep of a case: its notices, in the same unit */
  forget(m: Manager, id: string): Promise<void>
  /** its pictures, afterwards: files are not in the database */
  forgetPictures(id: string): Promise<unknown>
  /** writes down that a case was destroyed and by which rule, in the same unit */
  record(m: Manager, id: string, why: string, now: string): Promise<void>
}

/** Cases that are destroyed when nothing has happened to them for so many days. */
interface Rule {
  days: number
  holds(row: Application): boolean
  /** for the record of it; a draft that nobody ever sent leaves none */
  why?: string
}

/** How long the cases of each kind are kept where they stand. */
function rulesOf({ registry }: Engine): Rule[] {
  const starts = new Set(registry.all.filter((kind) => !isEnd(kind, kind.start)).map((kind) => `${kind.kind} ${kind.start}`))
  const drafts: Rule = { days: DRAFT_DAYS, holds: ({ kind, state }) => starts.has(`${kind} ${state}`) }
  const ends = registry.all.flatMap((kind) =>
    Object.keys(kind.states).flatMap((state): Rule[] => {
      const { keptFor, label } = stateOf(kind, state)
      if (!keptFor) return []
      const holds = (row: Application) => row.kind === kind.kind && row.edition === kind.edition && row.state === state
      return [{ days: daysOf(keptFor), holds, why: `${kind.title}：${label}满${daysOf(keptFor)}天` }]
    }),
  )
  return [drafts, ...ends]
}

/** @throws Error for a length that hangs on a calendar: nothing is kept by working days */
function daysOf({ unit, n }: Duration): number {
  if (unit !== 'day') throw new Error(`kept for ${n} ${unit}s`)
  return n
}

/**
 * Cases that have outlived their time are erased, with their pictures: drafts that nobody has touched for thirty days, and what its kind
 * keeps only for so long. A case that is touched moves to the end of the order in which they are looked at, so none is looked at twice by
 * a rule: a process that starts looks over all old cases once, then only over what has grown old since.
 */
export function outlived(around: Around) {
  const rules = rulesOf(around.engine).map((rule) => byRule(around, rule))
  /** resolves to how many were erased */
  return async (atlas: Atlas, now: string): Promise<number> => {
    let wiped = 0
    for (const erase of rules) wiped += await erase(atlas, now)
    return wiped
  }
}

function byRule({ engine, db, forget, forgetPictures, record }: Around, { days, holds, why }: Rule) {
  // What is destroyed cannot be brought back: a row that was changed outside does not say what that is.
  const isOver = (row: Application) => holds(row) && engine.store.isWhole(row)
  let looked = { recordedAt: '', id: '' }

  const page = (until: string): Promise<Application[]> => {
    const behind = 'a.recorded_at > :recordedAt OR (a.recorded_at = :recordedAt AND a.id > :id)'
    const query = db.read.createQueryBuilder(Application, 'a').where(`(${behind})`, looked).andWhere('a.recorded_at < :until', { until })
    return query.orderBy('a.recorded_at').addOrderBy('a.id').limit(PAGE).getMany()
  }
  const wipe = async ({ id, version, recordedAt }: Application, atlas: Atlas, now: string) => {
    const gone = await db.write(async (m) => {
      // She may be writing on in this moment: then it is no old draft any more.
      const same = 'id = :id AND version = :version AND recorded_at = :recordedAt'
      if (!(await changeOne(m, Application, same, { id, version, recordedAt }, { version: () => 'version' }))) return false
      await forget(m, id)
      const erased = await eraseCase(engine, m, id, atlas, now)
      if (erased && why !== undefined) await record(m, id, why, now)
      return erased
    })
    if (gone) await forgetPictures(id)
    return gone
  }
  const before = (now: string) => addMs(now, -days * DAY_MS)
  return async (atlas: Atlas, now: string): Promise<number> => {
    let wiped = 0
    for (let rows = await page(before(now)); rows.length > 0; rows = await page(before(now))) {
      for (const row of rows) {
        looked = { recordedAt: row.recordedAt, id: row.id }
        try {
          // Its files may have been left over when this stopped half-way.
          if (isErased(row)) await forgetPictures(row.id)
          else if (isOver(row) && (await wipe(row, atlas, now))) wiped += 1
        } catch (error) {
          engine.log.error({ err: error, application: row.id }, 'a case that has outlived its time could not be erased')
        }
      }
    }
    return wiped
  }
}
