import { readTicket } from '@shared/features/activity/ticket'
import type { Said } from '../../../core/said'
import type { Person } from './lines'

export interface Judged extends Said {
  /** who is to be ticked */
  person?: Person
  /** nobody of this name is known here: she may have enrolled after the roster was fetched */
  unknown?: true
}

const NOT_OURS: Said = { words: '这张码不是这次活动的', tone: 'danger' }

/** What a scanned code says about this roster; needs no signal, for the roster holds every ticket's code. */
export function judge(people: readonly Person[], scanned: string): Judged {
  const ticket = readTicket(scanned)
  if (!ticket) return NOT_OURS
  const person = people.find(({ id }) => id === ticket.application)
  if (!person) return { ...NOT_OURS, unknown: true }
  if (person.ticket !== ticket.code) return NOT_OURS
  return person.here ? { words: `${person.name}已经签过到了`, tone: 'wait' } : { words: `${person.name} 到了`, tone: 'ok', person }
}
