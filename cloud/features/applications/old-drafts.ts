import { isEnd } from '@shared/core/kind'
import { addMs } from '@shared/core/time'
import type { Atlas } from '../../core/atlas'
import { changeOne, type Database, type Manager } from '../../core/database'
import { Application } from './application.entity'
import { isErased } from './case.chain'
import type { Engine } from './engine'
import { eraseCase } from './erasing'

/** As long as a draft stays on a phone. */
const KEPT_MS = 30 * 86_400_000
const PAGE = 200

interface Around {
  engine: Engine
  db: Database
  /** what others keep of a case: its notices, in the same unit */
  forget(m: Manager, id: string): Promise<void>
  /** its pictures, afterwards: files are not in the database */
  forgetPictures(id: string): Promise<unknown>
}

/**
 * Drafts that nobody has touched for thirty days are erased, with their pictures. A draft that is touched moves to the end of the order
 * in which they are looked at, so none is looked at twice: a process that starts looks over all old cases once, then only over what has
 * grown old since.
 */
export function oldDrafts({ engine, db, forget, forgetPictures }: Around) {
  const starts = new Set(engine.registry.all.filter((kind) => !isEnd(kind, kind.start)).map((kind) => `${kind.kind} ${kind.start}`))
  // What is destroyed cannot be brought back: a row that was changed outside does not say what that is.
  const isDraft = (row: Application) => starts.has(`${row.kind} ${row.state}`) && engine.store.isWhole(row)
  let looked = { recordedAt: '', id: '' }

  const page = (before: string): Promise<Application[]> => {
    const behind = 'a.recorded_at > :recordedAt OR (a.recorded_at = :recordedAt AND a.id > :id)'
    const query = db.read.createQueryBuilder(Application, 'a').where(`(${behind})`, looked).andWhere('a.recorded_at < :before', { before })
    return query.orderBy('a.recorded_at').addOrderBy('a.id').limit(PAGE).getMany()
  }
  const wipe = async ({ id, version, recordedAt }: Application, atlas: Atlas, now: string) => {
    const gone = await db.write(async (m) => {
      // She may be writing on in this moment: then it is no old draft any more.
      const same = 'id = :id AND version = :version AND recorded_at = :recordedAt'
      if (!(await changeOne(m, Application, same, { id, version, recordedAt }, { version: () => 'version' }))) return false
      await forget(m, id)
      return eraseCase(engine, m, id, atlas, now)
    })
    if (gone) await forgetPictures(id)
    return gone
  }
  /** resolves to how many were erased */
  return async (atlas: Atlas, now: string): Promise<number> => {
    let wiped = 0
    for (let rows = await page(addMs(now, -KEPT_MS)); rows.length > 0; rows = await page(addMs(now, -KEPT_MS))) {
      for (const row of rows) {
        looked = { recordedAt: row.recordedAt, id: row.id }
        try {
          // Its files may have been left over when this stopped half-way.
          if (isErased(row)) await forgetPictures(row.id)
          else if (isDraft(row) && (await wipe(row, atlas, now))) wiped += 1
        } catch (error) {
          engine.log.error({ err: error, application: row.id }, 'an old draft could not be erased')
        }
      }
    }
    return wiped
  }
}
