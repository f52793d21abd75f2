import { entriesOf, type Revision } from '@shared/features/pairing/diary'
import { type DiaryPart, MOST_REVISIONS } from '@shared/features/pairing/diary.schema'
import { bothWays, inOrder, type Standing } from '../../core/both-ways'
import { cell } from '../../core/cell'
import { asRefusal, type Refusal } from '../../core/refusal'

/** A diary as one phone has it: what the cloud has told, and the own writings that it has not taken yet. */
export interface Diary {
  known: readonly Revision[]
  own: readonly Revision[]
  /** up to which of the cloud's numbers everything is here */
  upTo: number
}

export interface DiaryState extends Standing {
  /** undefined until what the phone has kept was read */
  diary: Diary | undefined
  /** own writing → why the cloud does not take it */
  refused: Readonly<Record<string, string>>
  /** the pairing is over: what she wrote that never left this phone, in her words; it is wiped once she has said what becomes of it */
  left: readonly string[]
}

/** What an entry says, or is about to say. */
export interface Said {
  day?: unknown
  words?: unknown
  child?: unknown
  worry?: unknown
}

/** The way to the cloud. */
export interface Line {
  since(no: number): Promise<DiaryPart>
  send(revisions: readonly Revision[]): Promise<unknown>
  /** whether the pairing goes on, though she may not see the diary now */
  lives(): Promise<boolean>
}

/** What outlives the app. */
export interface Keeper {
  read(): Promise<Diary>
  /** `from`: what stands before it is kept already */
  writeKnown(known: readonly Revision[], from: number, upTo: number): Promise<void>
  writeOwn(own: readonly Revision[]): Promise<void>
  /** what she has begun to write and not saved yet */
  begun(): Promise<readonly Said[]>
  /** all but what the cloud has not taken */
  wipeKnown(): Promise<void>
  wipe(): Promise<void>
}

/** Pictures and sounds on their way from this phone. */
export interface Media {
  /** the writing with what the cloud calls them; undefined as long as one of them is still on its way */
  ready(own: Revision): Revision | undefined
  /** the cloud has it with all that belongs to it; `left`: what it does not have yet */
  taken(own: Revision, left: readonly Revision[]): void
  /** tries once more what the cloud does not know any more. @returns whether that is of any use */
  again(own: Revision, problem: Refusal): boolean
}

const NOTHING: Diary = { known: [], own: [], upTo: 0 }
const sayAll = ({ day, words, child, worry }: Said): string => {
  const said = [words, child, worry].filter((one) => typeof one === 'string' && one.trim() !== '')
  return said.length > 0 ? [day, ...said].filter((one) => typeof one === 'string').join('\n') : ''
}
/** Whatever is said in writings that the cloud has never had. */
const wordsIn = (own: readonly Revision[], begun: readonly Said[]): string[] =>
  entriesOf(own)
    .map(({ versions }) => versions.map(({ text }) => sayAll(text ?? {})))
    .reduce((all, some) => all.concat(some), begun.map(sayAll))
    .filter((said, at, all) => said !== '' && all.indexOf(said) === at)
/** It would be refused the next time, too. */
const FINAL: readonly string[] = ['invalidInput', 'tooLarge', 'broken']

/**
 * One diary on this phone. A writing is shown and kept at once and sent when that can be; it is taken off the own ones only when it is
 * among those that the cloud is known to have, so that nothing is lost by whatever happens in between.
 */
export function diarySync({ line, keeper, media }: { line: Line; keeper: Keeper; media: Media }) {
  const state = cell<DiaryState>({ diary: undefined, problem: undefined, syncing: false, refused: {}, left: [] })
  const change = (changed: Partial<DiaryState>) => state.set({ ...state.get(), ...changed })
  const diary = () => state.get().diary ?? NOTHING
  const write = inOrder()
  const setOwn = (own: readonly Revision[]): Promise<void> => {
    change({ diary: { ...diary(), own } })
    return write(() => keeper.writeOwn(own))
  }

  /** What the cloud has: kept first, then taken off the own ones. */
  const learn = async (items: readonly Revision[], upTo: number): Promise<void> => {
    const { known, own } = diary()
    const ids = new Set(known.map(({ id }) => id))
    const all = known.concat(items.filter(({ id }) => !ids.has(id)))
    change({ diary: { ...diary(), known: all, upTo } })
    await write(() => keeper.writeKnown(all, known.length, upTo))
    const had = new Set(items.map(({ id }) => id))
    if (own.some(({ id }) => had.has(id))) await setOwn(diary().own.filter(({ id }) => !had.has(id)))
  }

  const sendable = () =>
    diary()
      .own.filter(({ id }) => !(id in state.get().refused))
      .map((own) => ({ own, sent: media.ready(own) }))
      .filter((one): one is { own: Revision; sent: Revision } => one.sent !== undefined)
  const refuse = (own: Revision, problem: Refusal) => {
    if (!media.again(own, problem)) change({ refused: { ...state.get().refused, [own.id]: problem.message } })
  }
  const sendSome = async (some: readonly { own: Revision; sent: Revision }[]): Promise<void> => {
    try {
      await line.send(some.map(({ sent }) => sent))
    } catch (reason) {
      const problem = asRefusal(reason)
      if (FINAL.indexOf(problem.code) < 0) throw problem
      if (some.length === 1) return refuse(some[0]?.own as Revision, problem)
      // One of them: the others must not wait for it.
      for (const one of some) await sendSome([one])
      return
    }
    await learn(
      some.map(({ sent }) => sent),
      diary().upTo,
    )
    for (const { own } of some) media.taken(own, diary().own)
  }
  const push = async () => {
    for (let some = sendable(); some.length > 0; some = sendable()) await sendSome(some.slice(0, MOST_REVISIONS))
  }
  const pull = async () => {
    for (let more = true; more; ) {
      const part = await line.since(diary().upTo)
      await learn(part.items as Revision[], part.upTo)
      more = part.more
    }
  }

  /** What she wrote herself stays as long as the pairing goes on, and what the cloud never had until she has seen it. */
  const leave = async (): Promise<void> => {
    const lives = await line.lives().catch(() => true)
    const left = lives ? [] : wordsIn(diary().own, await keeper.begun())
    const stays = lives || left.length > 0
    change({ left, diary: { ...NOTHING, own: stays ? diary().own : [] } })
    await write(() => (stays ? keeper.wipeKnown() : keeper.wipe()))
  }

  let reading: Promise<void> | undefined
  const ready = (): Promise<void> => {
    reading ??= keeper.read().then((kept) => {
      // What was written while it was being read stays.
      const { own } = diary()
      change({ diary: { ...kept, own: kept.own.concat(own) } })
    })
    return reading
  }

  return {
    state,
    ready,
    sync: bothWays({ ready, waits: () => sendable().length > 0, push, pull, leave, say: change }),
    /** Shows and keeps a writing. It is safe when this resolves; it is sent by the next sync. */
    write: async (revision: Revision): Promise<void> => {
      await ready()
      await setOwn([...diary().own, revision])
    },
    /** She has said what becomes of what was left. */
    forget: async (): Promise<void> => {
      change({ left: [], diary: NOTHING })
      await write(() => keeper.wipe())
    },
    /** Changes what has not left this phone yet. */
    mend: async (id: string, mended: (own: Revision) => Revision): Promise<void> => {
      const { [id]: _gone, ...refused } = state.get().refused
      change({ refused })
      await setOwn(diary().own.map((own) => (own.id === id ? mended(own) : own)))
    },
  }
}
export type DiarySync = ReturnType<typeof diarySync>
