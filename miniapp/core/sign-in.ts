import type { DemoPerson, SignedIn } from '@shared/features/people/people.schema'
import Taro from '@tarojs/taro'
import { askOpenly } from './openly'
import { Refusal, unanswered } from './refusal'
import { closeSession, openSession, restoreSession, type Session, session } from './session'

/** In WeChat she is signed in without noticing; in a browser only a demonstration can say who she is. */
export const silent = process.env.TARO_ENV === 'weapp'

async function signInByWechat(): Promise<Session> {
  const { code } = await Taro.login().catch((reason) => {
    throw unanswered(reason)
  })
  const signedIn = await askOpenly<SignedIn>('POST', '/sign-in/wechat', { code })
  await openSession(signedIn)
  return signedIn
}

let running: Promise<Session> | undefined

/** Signs in again, however many requests ask for it at once. @throws Refusal notSignedIn where she must choose herself */
export function signInAgain(): Promise<Session> {
  if (!silent) return closeSession().then(() => Promise.reject(new Refusal('notSignedIn', '请先登录')))
  running ??= signInByWechat().finally(() => {
    running = undefined
  })
  return running
}

/** The session; on weapp one is made when there is none. */
export async function ensureSession(): Promise<Session | null> {
  await restoreSession()
  return session() ?? (silent ? signInAgain() : null)
}

export const demoPeople = (): Promise<DemoPerson[]> => askOpenly<DemoPerson[]>('GET', '/sign-in/demo')

export async function signInAs(person: string): Promise<void> {
  await openSession(await askOpenly<SignedIn>('POST', '/sign-in/demo', { person }))
}
