import { Erasure, erasureRow } from '../core/erasure'
import { type SealedTable, sealedTable } from '../core/rotation'
import { Certificate } from '../features/activity/certificate.entity'
import { certificateRow } from '../features/activity/certificates.service'
import { ActivityFeedback } from '../features/activity/feedback.entity'
import { feedbackRow } from '../features/activity/feedback.service'
import { RosterMark } from '../features/activity/roster.entity'
import { rosterRow } from '../features/activity/roster.service'
import { Application } from '../features/applications/application.entity'
import { caseRow } from '../features/applications/case.store'
import { Child, ChildPart } from '../features/child/child.entity'
import { childRow, partRow } from '../features/child/child.store'
import { LoanBook } from '../features/loan/book.entity'
import { bookRow } from '../features/loan/book.store'
import { Notice } from '../features/notices/notice.entity'
import { noticeRow } from '../features/notices/notices.service'
import { PairingDiary } from '../features/pairing/diary.entity'
import { diaryRow } from '../features/pairing/diary.store'
import { PairingTeam } from '../features/pairing/pairing.entity'
import { teamRow } from '../features/pairing/team.store'
import { accountRow, personRow } from '../features/people/accounts.service'
import { Account, Person } from '../features/people/people.entity'
import { Upload } from '../features/uploads/upload.entity'
import { uploadRow } from '../features/uploads/uploads.service'

/** Every table whose rows have a wrapped key of their own. */
export const sealedTables: readonly SealedTable[] = [
  sealedTable('application', Application, caseRow),
  sealedTable('person', Person, personRow),
  sealedTable('account', Account, accountRow),
  sealedTable('notice', Notice, noticeRow),
  sealedTable('upload', Upload, uploadRow),
  sealedTable('erasure', Erasure, erasureRow),
  sealedTable('roster_mark', RosterMark, rosterRow),
  sealedTable('certificate', Certificate, certificateRow),
  sealedTable('loan_book', LoanBook, bookRow),
  sealedTable('activity_feedback', ActivityFeedback, feedbackRow),
  sealedTable('child', Child, childRow),
  sealedTable('child_part', ChildPart, partRow),
  sealedTable('pairing_team', PairingTeam, teamRow),
  sealedTable('pairing_diary', PairingDiary, diaryRow),
]
