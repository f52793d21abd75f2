import type { ApplicationView } from '@shared/features/applications/applications.schema'
import { get, post } from './api'

export const loadCase = (id: string): Promise<ApplicationView> => get<ApplicationView>(`/applications/${id}`)

/** Makes a move. @throws Refusal staleVersion when somebody was quicker, invalidInput by field */
export const makeMove = (view: ApplicationView, move: string, input: Record<string, unknown>, key: string): Promise<ApplicationView> =>
  post<ApplicationView>(`/applications/${view.id}/moves/${move}`, { version: view.version, input }, key)
