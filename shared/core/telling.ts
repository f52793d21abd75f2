import { type AnyActor, type Case, type Holder, holderOf, isOfficial, mayLook, SYSTEM } from './case'
import { AppError } from './errors'
import { type AnyKind, type Facts, listOf, stateOf } from './kind'

export interface Todo {
  party: string
  holder: Holder
}

/** A page beside the cases, by its name, and what it shows there. */
export interface Leads {
  page: string
  id: string
}

/** Words for somebody, not yet for any channel. */
export interface Tell {
  to: Holder
  party: string
  sort: 'progress' | 'todo'
  title: string
  text: string
  /** where it leads when it is about no case */
  leads?: Leads
  /** a courtesy: nobody is asked to telephone her when no message gets through */
  uncalled?: true
  /** minutes count: where WeChat does not reach an official, a text message is tried */
  urgent?: true
  /** persons who are not told, whatever place they hold */
  except?: readonly string[]
}

/** Words about a case, kept from those from whom the case is kept. */
export const keptFrom = ({ kept }: Pick<Case, 'kept'>, tell: Tell): Tell =>
  kept ? { ...tell, except: [...(tell.except ?? []), ...kept] } : tell

/** For whom the case waits in its state. @throws AppError officeMissing */
export function todosOf(kind: AnyKind, row: Case): Todo[] {
  const waiting = listOf(stateOf(kind, row.state).waitsFor).filter((party) => !row.agreed.includes(party))
  return waiting.map((party) => {
    const holder = holderOf(row, party)
    if (!holder) throw new AppError('officeMissing', `还没有确定由谁来办：${stateOf(kind, row.state).label}`)
    return { party, holder }
  })
}

/** Whom to tell that a case has arrived in its state, and in which words. `by`: who moved it, as which party. */
export function tellsOf(kind: AnyKind, row: Case, by: { actor: AnyActor; party: string }, todos: readonly Todo[], facts: Facts): Tell[] {
  const state = stateOf(kind, row.state)
  const acted = by.actor === SYSTEM ? undefined : by.actor
  const words = kind.neutral
    ? '您有一件事有了新进展，请打开小程序查看。'
    : (state.says?.(facts) ?? `${kind.title}：${state.hers ?? state.label}`)
  const title = kind.neutral ? '有新进展' : (state.hers ?? state.label)
  // Nobody is told what she has just done herself.
  const isHers = (holder: Holder) =>
    'person' in holder ? holder.person === acted?.person : 'account' in holder && holder.account === acted?.account
  const people = ['applicant', ...Object.keys(kind.people ?? {})].flatMap((party) => {
    const holder = holderOf(row, party)
    return holder && mayLook(kind, row, party) && !isHers(holder) ? [{ party, holder }] : []
  })
  const sortOf = (party: string) => (todos.some((todo) => todo.party === party) ? ('todo' as const) : ('progress' as const))
  const heard = state.tells?.(facts)
  const officials = todos.filter(({ party }) => isOfficial(party) && party !== by.party && (heard?.includes(party) ?? true))
  const tells: Tell[] = [
    ...people.map(({ party, holder }) => ({ to: holder, party, sort: sortOf(party), title, text: words })),
    ...officials.map(({ party, holder }) => ({
      to: holder,
      party,
      sort: 'todo' as const,
      title: kind.neutral ? '有一件事等您办' : `${kind.title}等您办`,
      text: kind.neutral ? '请打开小程序办理。' : `现在到“${state.label}”这一步，请打开小程序办理。`,
      // Where minutes count, no message goes to an office's colleague who has part in the case and may not decide it.
      ...(kind.urgent ? { urgent: true as const, except: Object.values(row.people) } : {}),
    })),
  ]
  return tells.map((tell) => keptFrom(row, tell))
}
