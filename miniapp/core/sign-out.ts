import { post } from './api'
import { wipePictures } from './kept-pictures'
import { forgetProfile } from './profile'
import { closeSession, session } from './session'
import { forgetAllOf } from './storage'

/** Signs her out and takes what she left on this phone away. */
export async function leave(): Promise<void> {
  const account = session()?.account.id
  // Without a signal the phone is emptied all the same; the token lapses by itself.
  await post('/sign-out').catch(() => undefined)
  if (account) {
    await wipePictures(`${account}:`)
    await forgetAllOf(account)
  }
  forgetProfile()
  await closeSession()
}
