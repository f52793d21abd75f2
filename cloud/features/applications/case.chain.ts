import { createHmac } from 'node:crypto'
import type { Marks } from '../../core/marks'
import type { Application, ApplicationEvent } from './application.entity'

/** A look at a masked answer, and the destruction of a case's key: entries of its chain that are no moves. */
export const REVEALED = '#reveal'
export const ERASED = '#erase'

/** Once its key is destroyed a case cannot be opened by anybody; its chain stays. */
export const isErased = (row: Pick<Application, 'dataKey'>): boolean => row.dataKey === ''

/** Everything that a case's row says but the wrapped key, for its mark. */
export const said = (row: Omit<Application, 'dataKey' | 'mark'>): Parameters<Marks['of']>[1] => [
  ...([row.id, row.kind, row.edition, row.receipt, row.aboutId, row.personId, row.filerId] as const),
  ...[row.villageId, row.townId, row.countyId, row.aboutVillageId, row.aboutTownId, row.aboutCountyId],
  ...[row.state, row.version, row.due, row.dueEstimated, row.clockAt, row.course],
  ...[row.answers, row.events, row.head, row.createdAt, row.changedAt, row.recordedAt],
]

/** The hash of an event in its chain: what happened, bound to all that happened before. */
export const chainedBy =
  (chainKey: Buffer) =>
  (before: string, event: Omit<ApplicationEvent, 'hash'>): string => {
    const { applicationId, seq, move, fromState, toState, actorId, handlerId, party, standingIn, onBehalfId, input, at } = event
    const values = [applicationId, seq, move, fromState, toState, actorId, handlerId, party, standingIn, onBehalfId, input, at]
    return createHmac('sha256', chainKey)
      .update(JSON.stringify([before, ...values]))
      .digest('base64url')
  }
