import { changeOne, type Manager } from '../../core/database'
import { LoanBook } from './book.entity'

/** Her case is erased: nobody can open any more what was noted on her loan. The figures stay, for finance has paid by them. */
export async function eraseNotes(m: Manager, id: string): Promise<void> {
  await changeOne(m, LoanBook, 'id = :id', { id }, { dataKey: '' })
}
