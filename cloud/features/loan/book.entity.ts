import type { BookState } from '@shared/features/loan/book.api'
import type { ClaimState } from '@shared/features/loan/claim.api'
import type { Rest } from '@shared/features/loan/claim.rest'
import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A loan that was paid out; it has the id of its case, and nothing in it says who she is. Sums in fen. */
@Entity('loan_book')
export class LoanBook {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'receipt', type: 'varchar', length: 13 }) receipt: string
  @Column({ name: 'bank_id', type: 'varchar', length: 26 }) bankId: string
  @Column({ name: 'village_id', type: 'varchar', length: 26, nullable: true }) villageId: string | null
  @Column({ name: 'town_id', type: 'varchar', length: 26, nullable: true }) townId: string | null
  @Column({ name: 'county_id', type: 'varchar', length: 26 }) countyId: string
  /** what was agreed, and what finance bears of it, frozen on the day of the release (JSON) */
  @Column({ name: 'terms', type: 'text' }) terms: string
  @Column({ name: 'policy', type: 'varchar', length: 26 }) policy: string
  @Column({ name: 'lpr', type: 'int', nullable: true }) lpr: number | null
  @Column({ name: 'principal', type: 'int' }) principal: number
  @Column({ name: 'released', type: 'varchar', length: 10 }) released: string
  /** goes up with every line; 1 when there is none yet */
  @Column({ name: 'version', type: 'int' }) version: number
  /** the mark of the last line, and so of all of them */
  @Column({ name: 'head', type: 'varchar', length: 43 }) head: string
  /** what follows from the lines, for lists: a replay has the last word */
  @Column({ name: 'state', type: 'varchar', length: 12 }) state: BookState
  @Column({ name: 'balance', type: 'int' }) balance: number
  @Column({ name: 'next_due', type: 'varchar', length: 10, nullable: true }) nextDue: string | null
  /** when the clock looks at it next, to remind her of a payment or because an extension begins (UTC), and when she was last reminded */
  @Column({ name: 'remind_at', type: 'varchar', length: 24, nullable: true }) remindAt: string | null
  @Column({ name: 'reminded', type: 'varchar', length: 24 }) reminded: string
  /** what the notes are sealed with; empty once her case was erased */
  @Column({ name: 'data_key', type: 'varchar', length: 200 }) dataKey: string
  @Column({ name: 'created_at', type: 'varchar', length: 24 }) createdAt: string
  @Column({ name: 'mark', type: 'varchar', length: 43 }) mark: string
}

/** One line of a book; lines are only ever added, each marked together with the one before it. */
@Entity('loan_entry')
export class LoanEntry {
  @PrimaryColumn({ name: 'book_id', type: 'varchar', length: 26 }) bookId: string
  @PrimaryColumn({ name: 'seq', type: 'int' }) seq: number
  @Column({ name: 'id', type: 'varchar', length: 26 }) id: string
  /** the line itself (JSON), without the note */
  @Column({ name: 'body', type: 'text' }) body: string
  /** sealed; empty when there is none */
  @Column({ name: 'note', type: 'text' }) note: string
  @Column({ name: 'created_by', type: 'varchar', length: 26 }) createdBy: string
  @Column({ name: 'created_at', type: 'varchar', length: 24 }) createdAt: string
  @Column({ name: 'mark', type: 'varchar', length: 43 }) mark: string
}

/** What is claimed from finance for one quarter of a county. */
@Entity('loan_claim')
export class LoanClaim {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'county_id', type: 'varchar', length: 26 }) countyId: string
  @Column({ name: 'quarter', type: 'varchar', length: 7 }) quarter: string
  @Column({ name: 'state', type: 'varchar', length: 12 }) state: ClaimState
  /** the county as long as its figures may still change: there is one such claim at a time */
  @Column({ name: 'open_slot', type: 'varchar', length: 26, nullable: true }) openSlot: string | null
  /** goes up whenever a figure or the state changes */
  @Column({ name: 'revision', type: 'int' }) revision: number
  /** the last book that was drawn up */
  @Column({ name: 'behind', type: 'varchar', length: 26 }) behind: string
  @Column({ name: 'line_count', type: 'int' }) lineCount: number
  @Column({ name: 'total', type: 'double' }) total: number
  @Column({ name: 'adjustment', type: 'double' }) adjustment: number
  /** hash over all lines, from the first confirmation on */
  @Column({ name: 'digest', type: 'varchar', length: 64 }) digest: string
  @Column({ name: 'paid', type: 'double', nullable: true }) paid: number | null
  @Column({ name: 'paid_day', type: 'varchar', length: 10, nullable: true }) paidDay: string | null
  @Column({ name: 'differing', type: 'int' }) differing: number
  /** who did what with it and when (JSON) */
  @Column({ name: 'history', type: 'text' }) history: string
  @Column({ name: 'mark', type: 'varchar', length: 43 }) mark: string
}

/** What a claim says of one loan. */
@Entity('loan_claim_line')
export class LoanClaimLine {
  @PrimaryColumn({ name: 'claim_id', type: 'varchar', length: 26 }) claimId: string
  @PrimaryColumn({ name: 'book_id', type: 'varchar', length: 26 }) bookId: string
  @Column({ name: 'interest', type: 'int' }) interest: number
  @Column({ name: 'subsidy', type: 'int' }) subsidy: number
  @Column({ name: 'adjustment', type: 'int' }) adjustment: number
  @Column({ name: 'total', type: 'int' }) total: number
  /** the arithmetic (JSON) */
  @Column({ name: 'workings', type: 'text' }) workings: string
  /** what finance has paid, where that is another sum than the total */
  @Column({ name: 'paid', type: 'int', nullable: true }) paid: number | null
  /** what becomes of the difference then */
  @Column({ name: 'rest', type: 'varchar', length: 5, nullable: true }) rest: Rest | null
  @Column({ name: 'mark', type: 'varchar', length: 43 }) mark: string
}

/** A file that was sent: its rows, and what became of them once it was confirmed. */
@Entity('loan_import')
export class LoanImport {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'sort', type: 'varchar', length: 12 }) sort: 'repayments' | 'payments'
  /** who sent it, a bank or finance */
  @Column({ name: 'office_id', type: 'varchar', length: 26 }) officeId: string
  /** the claim whose payment is told */
  @Column({ name: 'claim_id', type: 'varchar', length: 26, nullable: true }) claimId: string | null
  @Column({ name: 'file_hash', type: 'varchar', length: 64 }) fileHash: string
  @Column({ name: 'state', type: 'varchar', length: 8 }) state: 'tried' | 'done'
  /** office and hash once it is recorded: the same file is not recorded twice */
  @Column({ name: 'done_slot', type: 'varchar', length: 120, nullable: true }) doneSlot: string | null
  @Column({ name: 'content', type: 'text' }) content: string
  @Column({ name: 'created_by', type: 'varchar', length: 26 }) createdBy: string
  @Column({ name: 'created_at', type: 'varchar', length: 24 }) createdAt: string
}
