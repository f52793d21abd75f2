import { post } from './api'
import { wipeDrafts } from './drafts'
import { forgetAgreement } from './privacy'
import { forgetProfile } from './profile'
import { closeSession, session } from './session'

/** Signs her out and takes what she left on this phone away. */
export async function leave(): Promise<void> {
  const account = session()?.account.id
  // Without a signal the phone is emptied all the same; the token lapses by itself.
  await post('/sign-out').catch(() => undefined)
  await wipeDrafts()
  if (account) await forgetAgreement(account)
  forgetProfile()
  await closeSession()
}
