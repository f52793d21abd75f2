import { daysOf, entriesOf, type Revision } from '@shared/features/pairing/diary'
import type { DiaryDays, DiaryPart } from '@shared/features/pairing/diary.schema'
import type { Caller } from '../../core/caller'
import type { Manager } from '../../core/database'
import { NO_REMINDER } from './diary.entity'
import { freshFiles, letGoBy, touchesEarlier } from './diary.files'
import { reminderFrom } from './diary.store'
import type { PairingParts } from './pairing.ports'
import { mayGoOn, nothing, standingIn } from './standing'

const PART = 100
const PAGE = 20

type Sort = 'picture' | 'sound'

/**
 * The diary of a pairing: hers alone to write and to read, while it lives and she may care. Cadres who look after the pair learn on which
 * days she was with the child and in which way, so that nobody writes for them, and nobody who may be the danger reads what worries her.
 */
export function diaryService({ db, ports, diaries }: PairingParts) {
  const standing = standingIn(ports)
  const reads = async (caller: Caller, id: string, now: string) => {
    const as = await standing.reading(db.read, caller, id, now)
    return { as, diary: await diaries.of(db.read, id) }
  }
  const hers = async (caller: Caller, id: string, now: string) => {
    const { as, diary } = await reads(caller, id, now)
    if (as !== 'her') throw nothing()
    return diary
  }
  const destroyOne = async (m: Manager, pairing: string): Promise<void> => {
    const diary = await diaries.of(m, pairing)
    if (!diary) return
    await ports.uploads.letGo(m, diary.id)
    await diaries.destroy(m, diary)
  }
  return {
    /** stores writings, each once @throws AppError notFound, invalidInput */
    write: async (m: Manager, caller: Caller, id: string, revisions: readonly Revision[], now: string): Promise<string[]> => {
      const before = await standing.hers(m, caller, id, now)
      // Both are held before anything is judged: whoever withdraws, suspends or ends in this moment is either heard first or waits.
      const known = await ports.children.hold(m, before.child, now)
      await ports.held(m, before.mother.id)
      if (!mayGoOn(await standing.hers(m, caller, id, now), known)) throw nothing()
      const diary = await diaries.hold(m, id, now)
      const ids = [...new Set(revisions.map((one) => one.id))]
      const there = await diaries.known(m, diary, ids)
      const fresh = ids.filter((one) => !there.has(one)).map((one) => revisions.find((sent) => sent.id === one) as Revision)
      if (fresh.length === 0) return ids
      const about = { application: diary.id, account: caller.account }
      const earlier = fresh.some(touchesEarlier) ? await diaries.all(m, diary) : []
      const { picture, voice } = freshFiles(earlier, fresh)
      await ports.uploads.keep(m, picture, about)
      await ports.uploads.keep(m, voice, { ...about, sound: true })
      const begins = fresh.some((one) => one.id === one.entry)
      await diaries.add(m, diary, fresh, begins, now)
      const gone = letGoBy(earlier, fresh)
      if (gone.length > 0) await ports.uploads.letGo(m, diary.id, gone)
      return ids
    },
    /** what has come behind a number; hers alone @throws AppError notFound */
    since: async (caller: Caller, id: string, no: number, now: string): Promise<DiaryPart> => {
      const diary = await hers(caller, id, now)
      const found = diary ? await diaries.behind(db.read, diary, no, PART) : []
      return {
        items: found.map(({ revision }) => revision) as DiaryPart['items'],
        upTo: found[found.length - 1]?.no ?? no,
        more: found.length === PART,
      }
    },
    /** on which days and in which way, the newest entry first, and whom the clock reminds next; no words, no files @throws AppError notFound */
    days: async (caller: Caller, id: string, after: string | undefined, now: string): Promise<DiaryDays> => {
      const { diary } = await reads(caller, id, now)
      const entries = diary ? entriesOf(await diaries.all(db.read, diary)).reverse() : []
      const behind = entries.filter((one) => after === undefined || one.id < after)
      const shown = behind.slice(0, PAGE)
      const { reminds: who, remindAt } = diary ?? reminderFrom(now)
      return {
        items: shown.flatMap(daysOf),
        next: behind.length > PAGE ? (shown[PAGE - 1]?.id ?? null) : null,
        reminder: { who, at: remindAt === NO_REMINDER ? null : remindAt },
      }
    },
    /** a picture or a sound of it, hers alone @throws AppError notFound */
    file: async (caller: Caller, id: string, upload: string, sort: Sort, now: string): Promise<Buffer> => {
      const diary = await hers(caller, id, now)
      if (!diary) throw nothing()
      return ports.uploads.read(diary.id, upload, sort === 'sound')
    },
    /** nothing of what was written in a pairing can be opened any more, in the unit that destroys its case or the child's record */
    destroyOne,
  }
}
export type Diaries = ReturnType<typeof diaryService>
