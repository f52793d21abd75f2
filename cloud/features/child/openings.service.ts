import type { Holder } from '@shared/core/case'
import { days, dueAfter } from '@shared/core/deadline'
import { AppError, invalid } from '@shared/core/errors'
import type { Tell } from '@shared/core/telling'
import { addMs, dayOf } from '@shared/core/time'
import type { OpeningAsked } from '@shared/features/child/child.schema'
import { say, whys } from '@shared/features/child/child.words'
import type { Caller } from '../../core/caller'
import { findOne, insert, type Manager } from '../../core/database'
import { newId } from '../../core/ids'
import { needSight } from './child.access'
import { type Child, ChildOpening } from './child.entity'
import { type ChildParts, tellPlaces } from './child.ports'
import { chainOf, childRow } from './child.store'
import type { ConsentStore } from './consents'
import { openingStore } from './opening.store'
import { isKeptByLaw, isOpeningKept, mustHaveSay } from './shielded'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** How long a colleague has to answer, and how long the answer waits to be used. */
const ANSWER_MS = 7 * DAY_MS
const BEGIN_MS = 3 * DAY_MS
/** From the first look on. */
export const OPEN_MS = 2 * HOUR_MS

export const noOpening = () => new AppError('notFound', '没有找到这个查看申请')
/** Herself, whichever of her roles or accounts she comes with. */
export const isHers = (row: ChildOpening, caller: Caller): boolean =>
  row.askedBy === caller.account || (row.askedPerson !== null && row.askedPerson === caller.person)

/** Said of a record that is not open for looking, for whatever reason. */
const NOT_OPENABLE = '现在不能看这份档案封存的内容'

/** Whether somebody may look: with the guardian's consent, or where a duty of the law takes its place. @throws AppError notOpen */
export async function mustBeOpenable(of: ChildParts, m: Manager, row: Child, caller: Caller): Promise<void> {
  if (row.state === 'stub') throw new AppError('notOpen', '还没有监护人同意，没有可以看的内容')
  if (row.state === 'erased') throw new AppError('notOpen', '这份档案已经销毁')
  await mustHaveSay(of, m, row.id, caller, NOT_OPENABLE)
  if (row.state === 'withdrawn' && !(await isKeptByLaw(of, m, row, caller))) throw new AppError('notOpen', NOT_OPENABLE)
}

const DECIDED = '这个申请已经办过了，或者已经过期'

/** A photo is a right of its own: nothing else is opened with it, and without its own consent, or after its last day, it is not opened. @throws AppError */
export async function mustBeShown(
  { parts: known }: Pick<ChildParts, 'parts'>,
  consents: ConsentStore,
  m: Manager,
  { child, parts, now }: { child: Child; parts: readonly string[]; now: string },
): Promise<void> {
  if (!parts.includes('photo')) return
  if (parts.length > 1) invalid({ parts: '照片要单独申请' })
  if ((await consents.living(m, child, 'photo')).length === 0) throw new AppError('consentMissing', '监护人没有同意看照片')
  const photo = (await known.of(m, child)).find(({ part }) => part === 'photo')
  // The clock destroys it in the morning; until then nobody is shown it.
  if (photo && String(known.open(photo).until) < dayOf(now)) throw new AppError('notOpen', '照片已经到期，马上销毁，不能再看')
}

/** Requests to look at what is sealed, their approval by a colleague and the review of emergencies (未成年人网络保护条例 36). */
export function openingsService(of: ChildParts, consents: ConsentStore) {
  const { marks, seal, store, ports } = of
  const openings = openingStore(marks)
  const tell = async (
    m: Manager,
    row: Child,
    levels: readonly ('village' | 'town' | 'county')[],
    words: Pick<Tell, 'title' | 'text' | 'leads'>,
    by: string,
    now: string,
  ) => {
    const to = levels.map((role): Holder => ({ role, place: chainOf(row)[role] as string }))
    return tellPlaces(m, ports, to, { sort: 'todo', ...words }, { by, now, except: await ports.worries.keptFrom(m, row.id) })
  }

  /** An opening whose child is held, for who has business with children of its place. */
  const held = async (m: Manager, caller: Caller, id: string) => {
    const known = await findOne(m, ChildOpening, { id })
    if (!known) throw noOpening()
    const child = await store.hold(m, known.childId)
    const row = await findOne(m, ChildOpening, { id })
    const sees = () => needSight(caller, chainOf(child))
    try {
      sees()
    } catch {
      throw noOpening()
    }
    if (!row || !openings.isWhole(row)) throw noOpening()
    if (isOpeningKept(await ports.worries.keptOf(m, caller.person), row, caller)) throw noOpening()
    return { row, child }
  }

  return {
    held,
    change: openings.change,

    /** @returns its id @throws AppError notFound, notOpen, consentMissing, invalidInput */
    ask: async (m: Manager, caller: Caller, childId: string, given: OpeningAsked, now: string): Promise<string> => {
      const child = await store.hold(m, childId)
      needSight(caller, chainOf(child))
      await mustBeOpenable(of, m, child, caller)
      await mustBeShown(of, consents, m, { child, parts: given.parts, now })
      const { emergency } = given
      const id = newId(now)
      const review = emergency ? dueAfter(now, days(1), ports.calendar).at : null
      const row = {
        ...{ id, childId, villageId: child.villageId, townId: child.townId, countyId: child.countyId, emergency },
        ...(emergency ? { state: 'open' as const, waits: 'review' as const } : { state: 'asked' as const, waits: 'decision' as const }),
        ...{ parts: given.parts.join(), why: given.why, words: seal.seal(childRow(child), child.dataKey, `opening.${id}`, given.words) },
        ...{ askedBy: caller.account, askedPerson: caller.person ?? null, askedAt: now },
        ...{ until: addMs(now, emergency ? OPEN_MS : ANSWER_MS), decidedBy: null, decidedAt: null, openedAt: emergency ? now : null },
        ...{ review: emergency ? ('due' as const) : null, reviewDue: review, reminded: false },
      }
      await insert(m, ChildOpening, openings.marked(row))
      await store.grow(m, child, { sort: emergency ? 'emergency' : 'ask', actor: caller.account, parts: given.parts, about: id, at: now })
      const { code } = child
      if (emergency)
        await tell(
          m,
          child,
          ['village', 'town', 'county'],
          { title: '有一次紧急查看', text: `代号${code}的封存内容被紧急打开，请在明天以内复核。`, leads: { page: 'opening', id } },
          caller.account,
          now,
        )
      else
        await tell(
          m,
          child,
          ['village', 'town'],
          {
            title: '有一个查看申请',
            text: `有同事申请查看代号${code}的封存内容，用于${say(whys, given.why)}，请看看该不该同意。`,
            leads: { page: 'opening', id },
          },
          caller.account,
          now,
        )
      return id
    },

    /** Another cadre's word: on a request, or afterwards on an emergency. Her own she can only give up. @throws AppError */
    decide: async (
      m: Manager,
      caller: Caller,
      id: string,
      { agree, words }: { agree: boolean; words: string },
      now: string,
    ): Promise<void> => {
      const { row, child } = await held(m, caller, id)
      const mine = isHers(row, caller)
      const decided = { decidedBy: caller.account, decidedAt: now }
      const happen = (sort: string) =>
        store.grow(m, child, { sort, actor: caller.account, parts: row.parts.split(','), about: id, words, at: now })
      const told = (title: string, text: string) =>
        ports.tell(
          m,
          [{ to: { account: row.askedBy }, party: 'cadre', sort: 'progress', title, text, leads: { page: 'opening', id }, uncalled: true }],
          now,
        )
      if (mine && !agree && row.state !== 'refused' && row.state !== 'ended' && row.waits !== 'review') {
        await openings.change(m, row, { state: 'ended', waits: '' })
        await happen('giveUp')
        return
      }
      if (mine && row.waits !== '') throw new AppError('notAllowed', '自己的申请要请另一位干部来看')
      await mustHaveSay(of, m, child.id, caller, DECIDED)
      if (row.waits === 'review') {
        await openings.change(m, row, { ...decided, waits: '', review: agree ? 'right' : 'wrong', ...(agree ? {} : { state: 'ended' }) })
        await happen(agree ? 'reviewRight' : 'reviewWrong')
        if (!agree)
          await tell(
            m,
            child,
            ['county'],
            {
              title: '一次紧急查看被认为不该',
              text: `代号${child.code}的紧急查看，复核的同事认为不该打开，请县里核对。`,
              leads: { page: 'opening', id },
            },
            caller.account,
            now,
          )
        return
      }
      if (row.waits !== 'decision' || row.until <= now) throw new AppError('notOpen', DECIDED)
      if (agree) await mustBeOpenable(of, m, child, caller)
      await openings.change(m, row, {
        ...decided,
        waits: '',
        ...(agree ? { state: 'open', until: addMs(now, BEGIN_MS) } : { state: 'refused' }),
      })
      await happen(agree ? 'approve' : 'refuse')
      await told(
        agree ? '可以看了' : '查看申请没有同意',
        agree ? `您申请查看代号${child.code}已经同意，三天内打开，打开后可以看两个小时。` : `您申请查看代号${child.code}，同事没有同意。`,
      )
    },
  }
}
export type Openings = ReturnType<typeof openingsService>
