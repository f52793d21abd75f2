import { type Case, holderOf, mayLook } from '@shared/core/case'
import { type AnyKind, isEnd, movesOf } from '@shared/core/kind'
import { keptFrom } from '@shared/core/telling'
import type { Atlas } from '../../core/atlas'
import { changeOne, findOne, type Manager } from '../../core/database'
import { Application } from './application.entity'
import { type Engine, type Opened, openIfWhole } from './engine'
import { moveBySystem } from './moving'

/** States in which a case is under way: sent, and not at its end. */
const openStates = (kinds: readonly AnyKind[]): string[] => [
  ...new Set(kinds.flatMap((kind) => Object.keys(kind.states).filter((state) => state !== kind.start && !isEnd(kind, state)))),
]

/** Whether somebody besides herself knows of the case by now. */
const isSent = (kind: AnyKind, row: Case): boolean => mayLook(kind, row, 'organiser')

/** The cases about one thing, when something becomes of the thing itself. */
export function casesAbout(engine: Engine) {
  const states = openStates(engine.registry.all.filter((kind) => kind.about !== 'region'))
  const openWhole = async (m: Manager, id: string): Promise<Opened | undefined> => {
    const stored = await findOne(m, Application, { id })
    return stored && openIfWhole(engine, stored)
  }
  return {
    /** open cases behind one, by key */
    openBehind: async (m: Manager, about: string, behind: string, most: number): Promise<string[]> => {
      const query = m
        .createQueryBuilder(Application, 'a')
        .select(['a.id'])
        .where('a.about_id = :about AND a.id > :behind', { about, behind })
      const rows = await query.andWhere('a.state IN (:...states)', { states }).orderBy('a.id').limit(most).getMany()
      return rows.map(({ id }) => id)
    },
    /** whether a case of a kind about one thing is open, by key */
    isOpen: async (m: Manager, kind: string, about: string): Promise<boolean> => {
      const of = openStates(engine.registry.all.filter((one) => one.kind === kind))
      return m
        .createQueryBuilder(Application, 'a')
        .where("a.about_id = :about AND a.kind = :kind AND a.state IN (:...of) AND a.data_key <> ''", { about, kind, of })
        .getExists()
    },
    /** says something to the applicant of a case that is still open; one that cannot be opened is left out, and logged */
    tell: async (m: Manager, id: string, words: { title: string; text: string }, now: string): Promise<void> => {
      const opened = await openWhole(m, id)
      const to = opened && holderOf(opened.row, 'applicant')
      if (!opened || !to || isEnd(opened.kind, opened.row.state) || !isSent(opened.kind, opened.row)) return
      await engine.ports.tell(m, [keptFrom(opened.row, { to, party: 'applicant', sort: 'progress', ...words })], { application: id, now })
    },
    /** makes a move of the system's where it is open; a case that cannot be opened is left out, and logged */
    moveIfOpen: async (m: Manager, id: string, move: string, atlas: Atlas, now: string): Promise<void> => {
      // Held before it is read: what ends a case from outside is not refused because somebody has just made a move in it.
      await changeOne(m, Application, 'id = :id', { id }, { version: () => 'version' })
      const opened = await openWhole(m, id)
      if (opened && Object.keys(movesOf(opened.kind, opened.row.state)).includes(move))
        await moveBySystem({ engine, m, atlas, now }, id, move)
    },
  }
}
