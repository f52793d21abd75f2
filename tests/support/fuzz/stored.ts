import { lengthOf } from '@shared/core/fields'
import { OFFICES } from '@shared/core/place'
import { profileFields } from '@shared/core/profile'
import { dayOf } from '@shared/core/time'
import { FEEDBACK_WORDS } from '@shared/features/activity/feedback.schema'
import { walkInFields } from '@shared/features/activity/roster.schema'
import type { ObjectLiteral } from 'typeorm'
import type { App } from '../../../cloud/app'
import type { Atlas } from '../../../cloud/core/atlas'
import { feedbackRow } from '../../../cloud/features/activity/feedback.service'
import { rosterRow } from '../../../cloud/features/activity/roster.service'
import { Child } from '../../../cloud/features/child/child.entity'
import { PairingDiary } from '../../../cloud/features/pairing/diary.entity'
import { personRow } from '../../../cloud/features/people/accounts.service'
import type { GrantGiven } from '../../../cloud/features/people/people.entity'
import { schema } from '../../../cloud/schema'
import { verify } from '../../../cloud/tools/verifying'
import { activityFaults } from './stored.activities'
import { bookStateFaults } from './stored.books'
import { campaignFaults } from './stored.campaigns'
import { caseFaults } from './stored.cases'
import { childFaults } from './stored.children'
import { diaryFaults } from './stored.diaries'
import { loanFaults } from './stored.loans'
import { mediaStateFaults } from './stored.media'
import { quotaFaults } from './stored.quotas'
import { type All, answerFaults, ids, readAll, shownFaults, told } from './stored.reading'

function peopleFaults({ seal }: App, all: All, atlas: Atlas, given: ReadonlySet<string>): string[] {
  const county = new Map(
    all.grants.filter(({ role }) => role === 'county').map(({ accountId, placeId }) => [`${accountId}@${placeId}`, true]),
  )
  const isLegal = (g: GrantGiven) => {
    const place = atlas.find(g.placeId)
    const fits = place && (g.role === place.level || (place.level === 'office' && OFFICES.some((role) => role === g.role)))
    return (
      fits &&
      (given.has(g.id) || (g.grantedBy !== null && g.grantedBy !== g.accountId && county.has(`${g.grantedBy}@${place.chain.county}`)))
    )
  }
  return [
    ...all.people.flatMap((row) =>
      answerFaults(
        `person ${row.id}`,
        profileFields,
        seal.open<Record<string, unknown>>(personRow(row), row.dataKey, 'profile', row.profile),
        atlas,
      ),
    ),
    ...all.grants.filter((g) => !isLegal(g)).map((g) => `grant ${g.id} (${g.role} at ${g.placeId}) was given by nobody who may`),
    ...all.feedback
      .filter(({ words }) => words !== '')
      .flatMap((one) => shownFaults(`feedback ${one.id}`, seal.open(feedbackRow(one), one.dataKey, 'words', one.words), FEEDBACK_WORDS)),
    ...all.marks
      .filter(({ who }) => who !== '')
      .flatMap((mark) =>
        answerFaults(`roster mark ${mark.id}`, walkInFields, seal.open(rosterRow(mark), mark.dataKey, 'who', mark.who), atlas),
      ),
  ]
}

/** Nothing names what is not there. */
/** `others`: what keeps uploads besides cases */
function strayFaults(all: All, others: ReadonlySet<string>): string[] {
  const [accounts, people, cases, notices, activities] = [
    ids(all.accounts),
    ids(all.people),
    ids(all.cases),
    ids(all.notices),
    ids(all.activities),
  ]
  const stray = <Row extends ObjectLiteral>(table: string, rows: readonly Row[], there: (row: Row) => boolean) =>
    rows.filter((row) => !there(row)).map((row) => `${table} ${row.id ?? row.applicationId ?? row.accountId} names what is not there`)
  return [
    ...stray('account', all.accounts, (row) => people.has(row.personId)),
    ...stray('session', all.sessions, (row) => accounts.has(row.accountId)),
    ...stray('grant', all.grants, (row) => accounts.has(row.accountId)),
    ...stray('event', all.events, (row) => cases.has(row.applicationId) && (row.actorId === null || accounts.has(row.actorId))),
    ...stray('todo', all.todos, (row) => cases.has(row.applicationId)),
    ...stray('slot', all.slots, (row) => cases.has(row.applicationId) && people.has(row.personId)),
    ...stray('place', all.places, (row) => cases.has(row.applicationId) && activities.has(row.activityId)),
    ...stray('change', all.changes, (row) => activities.has(row.activityId) && accounts.has(row.madeBy)),
    ...stray('roster mark', all.marks, (row) => activities.has(row.activityId) && accounts.has(row.accountId)),
    ...stray('notice', all.notices, (row) => accounts.has(row.accountId) && (row.applicationId === null || cases.has(row.applicationId))),
    ...stray('policy', all.policies, (row) => accounts.has(row.createdBy)),
    ...stray('lpr', all.lprs, (row) => accounts.has(row.createdBy)),
    ...stray('outbox', all.outbox, (row) => notices.has(row.id)),
    ...stray('permission', all.permissions, (row) => accounts.has(row.accountId) && row.remaining >= 0),
    ...stray(
      'upload',
      // What was let go waits for the sweep.
      all.uploads.filter(({ dataKey }) => dataKey !== ''),
      ({ accountId, applicationId: id }) => accounts.has(accountId) && (id === null || cases.has(id) || others.has(id)),
    ),
  ]
}

/** SQLite does not hold anybody to the length of a column, and keeps half characters and NUL. */
async function columnFaults({ db }: App): Promise<string[]> {
  const found: string[] = []
  for (const entity of schema.entities) {
    const { columns, tableName } = db.read.connection.getMetadata(entity)
    for (const row of await db.read.find(entity)) {
      for (const { propertyName, length, databaseName } of columns) {
        const value: unknown = (row as ObjectLiteral)[propertyName]
        if (typeof value !== 'string') continue
        if (length && lengthOf(value) > Number(length))
          found.push(`${tableName}.${databaseName} holds ${lengthOf(value)} of ${length} characters`)
        if (value.includes('\0') || /\p{Cs}/u.test(value)) found.push(`${tableName}.${databaseName} holds a character that is none`)
      }
    }
  }
  return found
}

/** What is stored that the rules forbid. `given`: the grants that were there before anybody asked for one. */
export async function storedFaults(app: App, given: ReadonlySet<string>): Promise<string[]> {
  const diaries = await app.db.read.find(PairingDiary)
  const [all, atlas, { findings }] = await Promise.all([readAll(app), app.regions.atlas(), verify(app)])
  return [
    ...findings.map(({ what, id, damage }) => `${what} ${id}: ${damage}`),
    ...caseFaults(app, all, atlas),
    ...activityFaults(all, atlas),
    ...quotaFaults(all),
    ...loanFaults(all),
    ...(await bookStateFaults(app, all, dayOf(app.now()))),
    ...(await mediaStateFaults(app, all)),
    ...(await campaignFaults(app, all)),
    ...(await childFaults(app)),
    ...peopleFaults(app, all, atlas, given),
    ...(await diaryFaults(app, diaries)),
    ...strayFaults(all, ids([...(await app.db.read.find(Child)), ...diaries])),
    ...(await columnFaults(app)),
    ...told([Object.keys(Object.prototype).length > 0 && 'the prototype of every object was changed']),
  ]
}
