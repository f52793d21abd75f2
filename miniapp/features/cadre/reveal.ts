import { newKey, post } from '../../core/api'

/** Asks for a masked answer; who looked and why is recorded. @throws Refusal */
export const reveal = (application: string, field: string, reason: string, key = newKey()): Promise<{ value: unknown }> =>
  post<{ field: string; value: unknown }>(`/applications/${application}/reveals`, { field, reason }, key)
