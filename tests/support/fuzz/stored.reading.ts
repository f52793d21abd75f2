import { type Field, lengthOf, problemWith, tidy } from '@shared/core/fields'
import type { App } from '../../../cloud/app'
import type { Atlas } from '../../../cloud/core/atlas'
import { Activity, ActivityPlace, ActivityQuota } from '../../../cloud/features/activity/activity.entity'
import { ActivityChange } from '../../../cloud/features/activity/change.entity'
import { ActivityFeedback } from '../../../cloud/features/activity/feedback.entity'
import { RosterMark } from '../../../cloud/features/activity/roster.entity'
import { Application, ApplicationEvent, ApplicationSlot, ApplicationTodo } from '../../../cloud/features/applications/application.entity'
import { LoanLpr, LoanPolicy } from '../../../cloud/features/loan/loan.entity'
import { MessagePermission, Notice, Outbox } from '../../../cloud/features/notices/notice.entity'
import { Account, GrantGiven, Person, Session } from '../../../cloud/features/people/people.entity'
import { Upload } from '../../../cloud/features/uploads/upload.entity'

/** Everything that is stored, table by table. */
export async function readAll({ db }: App) {
  const [activities, changes, feedback, quotas, places, marks, cases, events, slots, todos] = await Promise.all([
    db.read.find(Activity),
    db.read.find(ActivityChange),
    db.read.find(ActivityFeedback),
    db.read.find(ActivityQuota),
    db.read.find(ActivityPlace),
    db.read.find(RosterMark),
    db.read.find(Application),
    db.read.find(ApplicationEvent, { order: { seq: 'ASC' } }),
    db.read.find(ApplicationSlot),
    db.read.find(ApplicationTodo),
  ])
  const [people, accounts, sessions, grants, notices, outbox, permissions, uploads] = await Promise.all([
    db.read.find(Person),
    db.read.find(Account),
    db.read.find(Session),
    db.read.find(GrantGiven),
    db.read.find(Notice),
    db.read.find(Outbox),
    db.read.find(MessagePermission),
    db.read.find(Upload),
  ])
  const [policies, lprs] = await Promise.all([db.read.find(LoanPolicy), db.read.find(LoanLpr)])
  return {
    activities,
    changes,
    feedback,
    quotas,
    places,
    marks,
    cases,
    events,
    slots,
    todos,
    people,
    accounts,
    sessions,
    grants,
    notices,
    outbox,
    permissions,
    uploads,
    policies,
    lprs,
  }
}
export type All = Awaited<ReturnType<typeof readAll>>

export const told = (faults: readonly (string | false | undefined)[]): string[] => faults.filter((fault): fault is string => Boolean(fault))

// Said here by Unicode's own classes, and not taken from the product: it is what the product's own list is held against.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u
/** What may be there though it is not seen by itself: the line break, selectors of a character's form, and joiners inside emoji. */
const seenOnly = (text: string): string =>
  text.replace(/\n|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]|(?<=\p{So}|\p{Sk}|\ufe0f)\u200d(?=[\p{So}\p{Sk}])/gu, '')
export const shownFaults = (where: string, text: string, max: number): string[] =>
  told([
    UNSEEN.test(seenOnly(text)) && `${where} holds what nobody sees: ${JSON.stringify(text.slice(0, 50))}`,
    lengthOf(text) > max && `${where} is ${lengthOf(text)} characters long`,
  ])

export function answerFaults(
  where: string,
  fields: Readonly<Record<string, Field>>,
  answers: Readonly<Record<string, unknown>>,
  atlas: Atlas,
  about: Readonly<Record<string, unknown>> = {},
): string[] {
  return Object.entries(answers).flatMap(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (!field) return [`${where} answers ${name}, which nobody asks`]
    const problem = problemWith(field, value, about)
    return [
      ...told([
        problem && `${where}.${name}: ${problem}`,
        tidy(value) !== value && `${where}.${name} has blanks around it`,
        field.type === 'village' && atlas.find(String(value))?.level !== 'village' && `${where}.${name} is no village`,
      ]),
      ...(typeof value === 'string' ? shownFaults(`${where}.${name}`, value, 'max' in field ? field.max : 26) : []),
    ]
  })
}

export function by<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>()
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return groups
}
export const ids = (rows: readonly { id: string }[]) => new Set(rows.map(({ id }) => id))
