import type { RoleView, SignedIn } from '@shared/features/people/people.schema'
import { cell, useCell } from './cell'
import { forget, keep, recall } from './storage'

export type Session = SignedIn

const KEY = 'session'
const current = cell<Session | null>(null)
let restored: Promise<void> | undefined

/** Reads the session that the phone kept, once. */
export function restoreSession(): Promise<void> {
  restored ??= recall<Session>(KEY).then((kept) => {
    if (kept && !current.get()) current.set(kept)
  })
  return restored
}

export const session = (): Session | null => current.get()
export const useSession = (): Session | null => useCell(current)

export async function openSession(signedIn: Session): Promise<void> {
  current.set(signedIn)
  await keep(KEY, signedIn)
}

export async function closeSession(): Promise<void> {
  current.set(null)
  await forget(KEY)
}

/** The roles in which she acts for others; empty for most. */
export const rolesOf = (of: Session | null): readonly RoleView[] => of?.account.roles ?? []
