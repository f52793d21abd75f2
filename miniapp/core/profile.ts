import type { ProfileView } from '@shared/features/people/people.schema'
import { get, post, put } from './api'
import { cell, useCell } from './cell'
import { openSession, session } from './session'

const profile = cell<ProfileView | null>(null)

function took(fresh: ProfileView): ProfileView {
  profile.set(fresh)
  const current = session()
  // Roles are given and taken back while she is signed in: the profile tells them as they are now.
  if (current && JSON.stringify(current.account) !== JSON.stringify(fresh.account))
    void openSession({ token: current.token, account: fresh.account })
  return fresh
}

export const loadProfile = async (): Promise<ProfileView> => took(await get<ProfileView>('/profile'))
export const saveProfile = async (answers: Record<string, unknown>): Promise<ProfileView> =>
  took(await put<ProfileView>('/profile', answers))
/** The number that WeChat knows, from the code of its button; it is in the profile afterwards. */
export const takePhone = async (code: string): Promise<string> => took(await post<ProfileView>('/profile/phone', { code })).phone ?? ''

export const useProfile = (): ProfileView | null => useCell(profile)
export const forgetProfile = (): void => profile.set(null)

/** What her profile already answers, by the name that a question keeps its answer under. */
export function answersOf(view: ProfileView): Record<string, unknown> {
  const { account: _account, ...answers } = view
  const known: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(answers)) if (value !== null) known[name] = value
  return known
}

/** 桂兰 for 王桂兰; a name of one or two characters, or with a dot, stays whole. */
export const givenName = (name: string): string => (/^[\u4e00-\u9fff]{3}$/.test(name) ? name.slice(1) : name)
