import { AppError } from '@shared/core/errors'
import type { PlaceChain } from '@shared/core/place'
import type { Caller } from '../../core/caller'
import { findOne, type Manager } from '../../core/database'
import type { Finders, Subjects } from '../../core/kind-ports'
import { LoanBook } from './book.entity'

/** A loan as the thing that a case is about: only the borrower may begin one, and what she tells goes to the place where she borrowed. */
export function loanSubject(isHers: (m: Manager, caller: Caller, id: string) => Promise<boolean>): Subjects[string] {
  return async (m, id, _atlas, asker) => {
    const row = await findOne(m, LoanBook, { id })
    if (!row || (asker?.beginner && !(await isHers(m, asker.beginner, id)))) throw new AppError('notFound', '没有找到这笔贷款')
    const { villageId, townId, countyId: county } = row
    const places: PlaceChain = { county, ...(townId ? { town: townId } : {}), ...(villageId ? { village: villageId } : {}) }
    return { title: `贷款${row.receipt}`, places, applicant: places, facts: {} }
  }
}

/** What a declaration shows of its loan: whether there is a book to look into. */
export const loanFinders: Finders = {
  loan: async (m, { id }): Promise<{ book?: true }> => ((await findOne(m, LoanBook, { id })) ? { book: true } : {}),
}
