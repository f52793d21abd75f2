import { useSession } from './session'
import { silent } from './sign-in'

/** Whose app this is right now: in WeChat always hers, in a browser the person chosen, or nobody yet. */
export function useWho(): string | null {
  const signedIn = useSession()
  return silent ? 'wechat' : (signedIn?.account.id ?? null)
}
