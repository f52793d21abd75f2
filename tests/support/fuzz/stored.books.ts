import { BOOK_STATES } from '@shared/features/loan/book.api'
import type { Entry, Terms } from '@shared/features/loan/book.entries'
import type { App } from '../../../cloud/app'
import { LoanBook, LoanClaim, LoanClaimLine, LoanEntry, LoanImport } from '../../../cloud/features/loan/book.entity'
import { bookRow } from '../../../cloud/features/loan/book.store'
import { type All, by, shownFaults, told } from './stored.reading'

const QUARTER_ENDS = { 1: '04-01', 2: '07-01', 3: '10-01' } as const
/** The first day after a quarter, reckoned here and not by the product. */
const endOf = (quarter: string): string => {
  const [year, no] = quarter.split('-Q').map(Number) as [number, number]
  return no === 4 ? `${year + 1}-01-01` : `${year}-${QUARTER_ENDS[no as 1 | 2 | 3]}`
}

/** What is owed is what was paid out less what holds of what was paid back; lines have no gaps, and take back what was there before. */
function bookFaults({ seal }: App, row: LoanBook, lines: readonly LoanEntry[], receipt: string | undefined): string[] {
  const where = `loan book ${row.id}`
  const terms: Terms = JSON.parse(row.terms)
  const entries = lines.map(({ id, body }): Entry => ({ ...JSON.parse(body), id }))
  const gone = new Set(entries.flatMap(({ corrects }) => corrects ?? []))
  const holds = entries.filter(({ id, sort }) => sort !== 'cancel' && !gone.has(id))
  const paid = holds.reduce((sum, one) => sum + ('principal' in one ? one.principal : 0), 0)
  const known = (upTo: number) => new Set(entries.slice(0, upTo).map(({ id }) => id))
  const notes = lines.map(({ id, note }) => (note === '' ? '' : seal.open<string>(bookRow(row), row.dataKey, `note ${id}`, note)))
  return [
    ...told([
      receipt !== row.receipt && `${where} has the number of another case`,
      row.principal !== terms.principal && `${where} lends ${row.principal} by terms of ${terms.principal}`,
      row.version !== lines.length + 1 && `${where} has ${lines.length} lines at version ${row.version}`,
      lines.some(({ seq }, i) => seq !== i + 1) && `${where} has gaps between its lines`,
      row.balance !== row.principal - paid && `${where} owes ${row.balance} after ${paid} of ${row.principal} was paid`,
      (row.balance < 0 || row.balance > row.principal) && `${where} owes ${row.balance}`,
      (row.state === 'settled' || row.state === 'guaranteed') !== (row.balance === 0) && `${where} is ${row.state} and owes ${row.balance}`,
      !Object.hasOwn(BOOK_STATES, row.state) && `${where} is in no state: ${row.state}`,
      entries.some(({ corrects }, i) => corrects !== undefined && !known(i).has(corrects)) && `${where} takes back what was not there`,
      new Set(entries.flatMap(({ corrects }) => corrects ?? [])).size !== entries.filter(({ corrects }) => corrects).length &&
        `${where} takes a line back twice`,
      holds.some((one) => 'day' in one && one.day < row.released) && `${where} was paid back before it was paid out`,
      row.nextDue !== null && row.nextDue <= row.released && `${where} is due before it was paid out`,
    ]),
    ...notes.flatMap((note, i) => shownFaults(`${where} line ${i + 1}`, note, 200)),
  ]
}

const SLOTTED = ['drawing', 'hr', 'finance']

/** A claim is the sum of its lines; while its figures may change it is the only one, and what was paid is what was claimed but for some. */
function claimFaults(claim: LoanClaim, lines: readonly LoanClaimLine[], books: ReadonlyMap<string, LoanBook>, today: string): string[] {
  const where = `claim ${claim.id} of ${claim.quarter}`
  const sum = (of: (line: LoanClaimLine) => number) => lines.reduce((all, line) => all + of(line), 0)
  const differing = lines.filter(({ paid }) => paid !== null)
  const paid = sum((line) => line.paid ?? line.total)
  const history: { what: string; note: string }[] = JSON.parse(claim.history)
  return [
    ...told([
      claim.lineCount !== lines.length && `${where} counts ${claim.lineCount} lines of ${lines.length}`,
      claim.total !== sum(({ total }) => total) && `${where} claims ${claim.total}, its lines ${sum(({ total }) => total)}`,
      claim.adjustment !== sum(({ adjustment }) => adjustment) && `${where} adjusts otherwise than its lines`,
      (claim.openSlot === claim.countyId) !== SLOTTED.includes(claim.state) && `${where} is ${claim.state}, its slot is ${claim.openSlot}`,
      endOf(claim.quarter) > today && `${where} is not over`,
      (claim.digest === '') !== (claim.state === 'drawing' || claim.state === 'hr') && `${where} is ${claim.state} against its seal`,
      (claim.paid !== null) !== (claim.state === 'paid') && `${where} is ${claim.state} and was paid ${claim.paid}`,
      claim.paid !== null && claim.paid !== paid && `${where} was paid ${claim.paid}, its lines ${paid}`,
      (claim.paidDay !== null) !== (claim.paid !== null) && `${where} was paid on ${claim.paidDay}`,
      (claim.paidDay ?? '') > today && `${where} will be paid`,
      claim.differing !== differing.length && `${where} counts ${claim.differing} differing lines of ${differing.length}`,
      lines.some(({ paid, rest }) => (paid === null) !== (rest === null)) && `${where} says what becomes of a rest that there is not`,
      differing.some(({ paid, total }) => paid === total) && `${where} differs where it does not`,
      history.length === 0 && `${where} was begun by nobody`,
    ]),
    ...history.flatMap(({ note }) => shownFaults(`${where} history`, note, 250)),
    ...lines.flatMap((line) => {
      const book = books.get(line.bookId)
      return told([
        (!book || book.countyId !== claim.countyId) && `${where} claims for a loan that there is not`,
        book && book.released >= endOf(claim.quarter) && `${where} claims for a loan that was not paid out`,
        line.total !== line.subsidy + line.adjustment && `${where} claims ${line.total} for ${line.bookId}, which is no sum`,
        (line.interest < 0 || line.subsidy < 0 || line.subsidy > line.interest) &&
          `${where} bears ${line.subsidy} of ${line.interest} for ${line.bookId}`,
      ])
    }),
  ]
}

const taken = ({ content }: LoanImport): unknown[] | undefined => {
  const { fates } = JSON.parse(content.slice(content.indexOf('\n') + 1)) as { fates?: { fate: string }[] }
  return fates?.filter(({ fate }) => fate === 'taken')
}

/** A file is recorded once, with what became of its rows. */
function importFaults(files: readonly LoanImport[], claims: ReadonlySet<string>): string[] {
  return files.flatMap((file) =>
    told([
      (file.state === 'done') !== (file.doneSlot !== null) && `file ${file.id} is ${file.state}, its slot is ${file.doneSlot}`,
      (file.state === 'done') !== (taken(file) !== undefined) && `file ${file.id} is ${file.state} against what became of its rows`,
      (file.sort === 'payments') !== (file.claimId !== null) && `file ${file.id} of ${file.sort} is about claim ${file.claimId}`,
      file.claimId !== null && !claims.has(file.claimId) && `file ${file.id} is about no claim`,
      file.officeId === '' && `file ${file.id} was sent by no office`,
    ]),
  )
}

/** Loans after their release, what is claimed for them, and the files about them. */
export async function bookStateFaults({ db, ...app }: App, all: All, today: string): Promise<string[]> {
  const [books, entries] = await Promise.all([db.read.find(LoanBook), db.read.find(LoanEntry, { order: { seq: 'ASC' } })])
  const [claims, lines, files] = await Promise.all([db.read.find(LoanClaim), db.read.find(LoanClaimLine), db.read.find(LoanImport)])
  const [entriesBy, linesBy] = [by(entries, ({ bookId }) => bookId), by(lines, ({ claimId }) => claimId)]
  const byId = new Map(books.map((book) => [book.id, book]))
  const receipts = new Map(all.cases.map(({ id, receipt }) => [id, receipt]))
  const known = new Set(claims.map(({ id }) => id))
  const once = (keys: string[], what: string) => told([new Set(keys).size !== keys.length && `${what} is there twice`])
  return [
    ...books.flatMap((book) => bookFaults({ db, ...app }, book, entriesBy.get(book.id) ?? [], receipts.get(book.id) ?? undefined)),
    ...claims.flatMap((claim) => claimFaults(claim, linesBy.get(claim.id) ?? [], byId, today)),
    ...importFaults(files, known),
    ...told([
      entries.some(({ bookId }) => !byId.has(bookId)) && 'a line belongs to no loan book',
      lines.some(({ claimId }) => !known.has(claimId)) && 'a line belongs to no claim',
    ]),
    ...once(
      claims.map(({ countyId, quarter }) => `${countyId} ${quarter}`),
      'the claim of a quarter',
    ),
  ]
}
