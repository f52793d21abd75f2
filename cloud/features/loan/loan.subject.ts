import { AppError } from '@shared/core/errors'
import type { PlaceChain } from '@shared/core/place'
import type { KnownLoans } from '@shared/features/loan/loan.case.schema'
import type { Caller } from '../../core/caller'
import { find, findOne, type Manager } from '../../core/database'
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

/** Another declaration that names the same ID number as a question of this one does. */
export type SameNumbers = (m: Manager, id: string) => Promise<readonly { field: string; id: string; open: boolean }[]>

/** Who checks how often she had a subsidy reads what the books of the house say of that; for anybody else it is not there. */
const CHECKING = ['hr', 'county']

/** What a declaration shows of its loan: whether there is a book to look into, and what is known of her and her husband already. */
export const loanFinders = (sameNumbers: SameNumbers): Finders => ({
  loan: async (m, { id, answers }, { parties }) => {
    const book = (await findOne(m, LoanBook, { id })) ? ({ book: true } as const) : {}
    if (!parties.some((party) => CHECKING.includes(party))) return book
    const same = await sameNumbers(m, id)
    const books = new Set((await find(m, LoanBook, { id: same.map((one) => one.id) })).map((one) => one.id))
    const knownOf = (field: string): KnownLoans['her'] => {
      const ones = same.filter((one) => one.field === field)
      return { open: ones.filter((one) => one.open && !books.has(one.id)).length, books: ones.filter((one) => books.has(one.id)).length }
    }
    // Of her husband no partner learns anything.
    const ofHusband = answers.spouseIdCard !== undefined && parties.includes('county')
    const spouse = ofHusband ? { spouse: knownOf('spouseIdCard') } : {}
    return { ...book, known: { her: knownOf('idCard'), ...spouse } satisfies KnownLoans }
  },
})
