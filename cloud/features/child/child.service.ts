import { AppError, invalid } from '@shared/core/errors'
import type { ConsentGiven } from '@shared/features/child/child.schema'
import { PURPOSES, type Purpose } from '@shared/features/child/child.words'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import type { Manager } from '../../core/database'
import { needLevel } from './child.access'
import type { Child } from './child.entity'
import type { ChildParts } from './child.ports'
import { chainOf } from './child.store'
import { type ConsentStore, consentProblems } from './consents'
import { dropPhoto } from './correcting'
import { endOpenings, eraseChild } from './erasing'
import { mustHaveSay } from './shielded'
import { claimCard, heldToWrite, mustBe, mustBeAt, NOT_WRITABLE, taken } from './writing'

const LIVING = ['stub', 'registered', 'closed', 'withdrawn'] as const
const GONE = '这份档案已经销毁'
/** In these words whatever keeps it: whoever may know of it sees it in the record or in her inbox. */
const STILL_KEPT = '这份档案现在还不能销毁，请先和镇、村妇联核对'

/** The consents of a record, its end, and what keeps it from ending. */
export function childService(of: ChildParts, consents: ConsentStore) {
  const { store, parts, ports } = of
  const identityOf = async (m: Manager, row: Child): Promise<{ birthDay?: string; card?: string }> => {
    const identity = (await parts.of(m, row)).find(({ part }) => part === 'identity')
    return identity ? parts.open(identity) : {}
  }
  /** Whoever has moved is registered where it lives now, so the old record lets go of the number; it comes back only while nobody has it. @throws AppError */
  const cardAfter = async (m: Manager, row: Child, closed: string | null): Promise<string | null> => {
    if (closed === 'moved') return null
    if (closed !== null || row.closedFor !== 'moved') return row.cardHash
    const { cardHash, other } = await claimCard(of, m, row, (await identityOf(m, row)).card)
    if (other) throw taken()
    return cardHash
  }
  return {
    /**
     * Asked for by itself: anew for each mother and for each year of a photo. A guardian who changes her mind brings a withdrawn record back
     * as long as it is there. @throws AppError
     */
    consent: async (m: Manager, caller: Caller, id: string, { purpose, ...given }: { purpose: Purpose } & ConsentGiven, now: string) => {
      const { row, standingIn } = await heldToWrite(of, m, caller, id)
      const again = purpose === 'register'
      mustBe(row, again ? ['withdrawn'] : ['registered'], again ? '这时候不用再问这一项' : '要先登记，才能问这一项')
      const asking = purpose === 'motherView' ? await ports.asking(m, id) : []
      const problems = consentProblems(given, (await identityOf(m, row)).birthDay, now, await consents.before(m, row, purpose, asking))
      if (Object.keys(problems).length > 0) invalid(problems)
      const about = await consents.add(m, row, purpose, given, caller.account, now)
      const happened = { sort: 'consent', actor: caller.account, standingIn, parts: [purpose], about, at: now }
      const changed = again ? { state: 'registered' as const, since: now } : {}
      await store.grow(m, row, happened, { ...changed, version: row.version + 1 })
    },

    /**
     * Ends at once what the consent allowed, whoever is in the middle of it (个人信息保护法 15). With the record goes what was agreed to
     * besides: who says yes again later is asked for each of it again. @throws AppError
     */
    withdraw: async (
      m: Manager,
      caller: Caller,
      id: string,
      { purpose, words }: { purpose: Purpose; words: string },
      atlas: Atlas,
      now: string,
    ) => {
      const { row, standingIn } = await heldToWrite(of, m, caller, id)
      mustBe(row, ['registered', 'closed'], '现在没有可以撤回的同意')
      const all = purpose === 'register'
      const withdrawn = await consents.withdraw(m, id, all ? PURPOSES : [purpose], caller.account, now)
      const about = withdrawn.find((one) => one.purpose === purpose)?.id
      if (about === undefined) throw new AppError('notOpen', '这一项没有同意过，或者已经撤回')
      const changed: Partial<Child> = { version: row.version + 1 }
      if (all || purpose === 'photo') changed.digest = await dropPhoto(of, m, row)
      if (all) {
        Object.assign(changed, { state: 'withdrawn', since: now, closedFor: null })
        await endOpenings(of, m, id)
      }
      const parts = [...new Set([purpose, ...withdrawn.map((one) => one.purpose)])]
      const happened = { sort: 'withdraw', actor: caller.account, standingIn, parts, about, words, at: now }
      await store.grow(m, row, happened, changed)
      if (purpose !== 'photo') await ports.unpair(m, id, atlas, now)
    },

    /** The care ends, or goes on after all. @throws AppError */
    close: async (
      m: Manager,
      caller: Caller,
      id: string,
      given: { version: number; closed: string | null; words: string },
      atlas: Atlas,
      now: string,
    ) => {
      const { row, standingIn } = await heldToWrite(of, m, caller, id)
      mustBeAt(row, given.version)
      if (given.closed === null) mustBe(row, ['closed'], '这份档案没有结束')
      else mustBe(row, ['registered'], '现在不能结束这份档案')
      if (given.closed === 'otherwise' && given.words === '') invalid({ words: '请写明是什么原因' })
      const [sort, state] = given.closed === null ? (['reopen', 'registered'] as const) : (['close', 'closed'] as const)
      const named = given.closed === null ? [] : [given.closed]
      const happened = { sort, actor: caller.account, standingIn, parts: named, words: given.words, at: now }
      const cardHash = await cardAfter(m, row, given.closed)
      await store.grow(m, row, happened, { state, since: now, closedFor: given.closed, cardHash, version: row.version + 1 })
      if (given.closed !== null) await ports.unpair(m, id, atlas, now)
    },

    /** A duty of the law keeps a record that a rule would destroy; a superior says which, and on what ground. @throws AppError */
    duty: async (m: Manager, caller: Caller, id: string, given: { duty: string | null; words: string }, now: string) => {
      const row = await store.hold(m, id)
      needLevel(caller, chainOf(row), ['town', 'county'], '法定职责由镇妇联或者县妇联来记')
      mustBe(row, LIVING, GONE)
      await mustHaveSay(of, m, id, caller, NOT_WRITABLE)
      const named = given.duty === null ? [] : [given.duty]
      const happened = { sort: 'duty', actor: caller.account, parts: named, words: given.words, at: now }
      await store.grow(m, row, happened, { duty: given.duty, version: row.version + 1 })
    },

    /** The guardian asks for it (未成年人网络保护条例 34, 个人信息保护法 47): the county destroys it. @throws AppError */
    erase: async (m: Manager, caller: Caller, id: string, words: string, atlas: Atlas, now: string) => {
      const row = await store.hold(m, id)
      needLevel(caller, chainOf(row), ['county'], '档案由县妇联来销毁')
      mustBe(row, LIVING, GONE)
      await mustHaveSay(of, m, id, caller, STILL_KEPT)
      if (row.duty !== null || (await ports.worries.isOpen(m, id))) throw new AppError('notOpen', STILL_KEPT)
      await eraseChild(of, m, row, { rule: 'asked', actor: caller.account, words }, atlas, now)
    },
  }
}
export type Children = ReturnType<typeof childService>
