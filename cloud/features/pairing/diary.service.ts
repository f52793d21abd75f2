import { type DiaryText, entriesOf, type Revision } from '@shared/features/pairing/diary'
import type { DiaryPart } from '@shared/features/pairing/diary.schema'
import type { Caller } from '../../core/caller'
import type { Manager } from '../../core/database'
import type { PairingParts } from './pairing.ports'
import { mayGoOn, nothing, standingIn } from './standing'

const PART = 100
const PAGE = 20

type Sort = 'picture' | 'sound'

/** What a diary holds besides words. */
const heldBy = (revisions: readonly Revision[], name: 'picture' | 'voice'): string[] =>
  revisions.flatMap(({ text }) => (text?.[name] === undefined ? [] : [text[name]]))

/** The diary of a pairing: hers alone to write, while it lives and she may care; read by her, and by the cadres who look after the pair. */
export function diaryService({ db, ports, diaries }: PairingParts) {
  const standing = standingIn(ports)
  const reads = async (caller: Caller, id: string, now: string) => {
    const as = await standing.reading(db.read, caller, id, now)
    return { as, diary: await diaries.of(db.read, id) }
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
      await ports.uploads.keep(m, heldBy(fresh, 'picture'), about)
      await ports.uploads.keep(m, heldBy(fresh, 'voice'), { ...about, sound: true })
      const begins = fresh.some((one) => one.id === one.entry)
      await diaries.add(m, diary, fresh, begins, now)
      return ids
    },
    /** what has come behind a number; hers alone, for what was written anew is hers alone @throws AppError notFound */
    since: async (caller: Caller, id: string, no: number, now: string): Promise<DiaryPart> => {
      const { as, diary } = await reads(caller, id, now)
      if (as !== 'her') throw nothing()
      const found = diary ? await diaries.behind(db.read, diary, no, PART) : []
      return {
        items: found.map(({ revision }) => revision) as DiaryPart['items'],
        upTo: found[found.length - 1]?.no ?? no,
        more: found.length === PART,
      }
    },
    /** what stands, the newest entry first @throws AppError notFound */
    entries: async (caller: Caller, id: string, after: string | undefined, now: string) => {
      const { diary } = await reads(caller, id, now)
      const entries = diary ? entriesOf(await diaries.all(db.read, diary)).reverse() : []
      const behind = entries.filter((one) => after === undefined || one.id < after)
      const items = behind.slice(0, PAGE).map((one) => ({
        id: one.id,
        versions: one.versions.flatMap(({ text }): DiaryText[] => (text ? [text] : [])),
      }))
      return { items, next: behind.length > PAGE ? (items[PAGE - 1]?.id ?? null) : null }
    },
    /** a picture or a sound of it @throws AppError notFound */
    file: async (caller: Caller, id: string, upload: string, sort: Sort, now: string): Promise<Buffer> => {
      const { diary } = await reads(caller, id, now)
      if (!diary) throw nothing()
      return ports.uploads.read(diary.id, upload, sort === 'sound')
    },
    /** nothing of what was written in a pairing can be opened any more, in the unit that destroys its case or the child's record */
    destroyOne,
  }
}
export type Diaries = ReturnType<typeof diaryService>
